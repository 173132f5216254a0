import type { Temporal } from 'temporal-polyfill'
import { grantedResult, type Procedure } from '../procedure.ts'
import { paperDate, shortMoment } from './paper-words.ts'
import type { Paper, PaperHead } from './paper.ts'

/** What stands on the electronic copy of a result. */
export interface ResultFacts {
  readonly procedure: Pick<Procedure, 'name' | 'results'>
  readonly dossier: string
  readonly lookUp: string
  readonly head: PaperHead
  readonly applicant: { readonly name: string, readonly identityNumber: string, readonly address: string }
  readonly application: Readonly<Record<string, unknown>>
  readonly number: string | null
  readonly granted: boolean
  /** Why it was not granted; empty when it was. */
  readonly reason: string
  /** Who decided, and when. */
  readonly leader: string
  readonly at: Temporal.Instant
  readonly timeZone: string
  /** What an earlier result is corrected, replaced or revoked by this one for. */
  readonly correction?: { readonly outcome: 'corrected' | 'replaced' | 'revoked', readonly text: string, readonly before: string | null }
}

const corrections = { corrected: 'Đính chính', replaced: 'Thay thế', revoked: 'Thu hồi' } as const

/** The name of the result: of those that the procedure lists, the one for this application. */
function titleOf({ granted, procedure, application, correction }: ResultFacts): string {
  if (correction?.outcome === 'revoked') return 'Quyết định thu hồi kết quả giải quyết thủ tục hành chính'
  if (!granted) return 'Thông báo không đủ điều kiện giải quyết'
  if (procedure.results.some(({ part }) => part !== undefined)) return `Kết quả: ${procedure.name.vi}` // each part has a paper of its own
  return grantedResult(procedure, application)?.name.vi ?? procedure.name.vi
}

/**
 * The electronic copy of a decision: granted, or not with the reason (BT 45/2023 arts. 17.8, 17.10; requirements F8, F10). The template is this
 * house's own; a ministry's template of a certificate takes its place where there is one.
 */
export function resultPaper(facts: ResultFacts): Paper {
  const { procedure, dossier, lookUp, head, applicant, number, granted, reason, leader, at, timeZone, correction } = facts
  return {
    size: 'a4', form: '', title: titleOf(facts), number, head, at, date: paperDate(at, timeZone), dossier: { code: dossier, lookUp },
    ...(correction && { subtitle: `${corrections[correction.outcome]} kết quả${correction.before ? ` số ${correction.before}` : ''}` }),
    rows: [
      { label: 'Cấp cho', lines: [applicant.name] },
      { label: 'Số định danh', lines: [applicant.identityNumber] },
      { label: 'Địa chỉ', lines: [applicant.address] },
      { label: 'Thủ tục hành chính', lines: [procedure.name.vi] },
    ],
    paragraphs: [
      ...(correction?.outcome === 'revoked' ? [] : [granted
        ? `${head.agency} đã giải quyết hồ sơ nêu trên và cấp kết quả này.`
        : `${head.agency} đã xem xét hồ sơ và thông báo hồ sơ không đủ điều kiện giải quyết. Lý do: ${reason}`]),
      ...(correction ? [`Nội dung ${corrections[correction.outcome].toLocaleLowerCase('vi')}: ${correction.text}`] : []),
    ],
    signatures: [{ role: 'Lãnh đạo cơ quan', note: 'Ký số', name: leader, confirmed: `Quyết định lúc ${shortMoment(at, timeZone)}`, sealed: true }],
    copies: ['Như trên;', 'Bộ phận Một cửa;', 'Lưu: VT.'],
    foot: `Bản điện tử của kết quả. Kiểm tra bằng mã QR hoặc tại ${lookUp}`,
  }
}
