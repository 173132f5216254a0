import type { Temporal } from 'temporal-polyfill'
import { paperDate, paperMoment, shortMoment } from './paper-words.ts'
import type { Paper, PaperHead } from './paper.ts'

export interface HandOverFacts {
  readonly id: string
  readonly head: PaperHead
  readonly timeZone: string
  readonly from: string
  readonly to: string
  readonly at: Temporal.Instant
  readonly by: string
  /** Who confirmed last, and when; null while nobody has. */
  readonly confirmed: { readonly by: string, readonly at: Temporal.Instant } | null
  readonly items: readonly { readonly code: string, readonly procedure: string, readonly applicant: string, readonly due: Temporal.Instant, readonly found: string, readonly remark: string }[]
}

/** The list by which paper dossiers pass from one unit to another (BT 45/2023, arts. 16.2-16.3). No circular prescribes it: a form of this house. */
export function handOverPaper({ id, head, timeZone, from, to, at, by, confirmed, items }: HandOverFacts): Paper {
  const confirm = (moment: Temporal.Instant) => `Xác nhận điện tử lúc ${shortMoment(moment, timeZone)}`
  return {
    size: 'a4', form: '', title: 'Danh sách bàn giao hồ sơ giấy', number: id, head, at, date: paperDate(at, timeZone),
    rows: [
      { label: 'Bên giao', lines: [from] }, { label: 'Bên nhận', lines: [to] }, { label: 'Thời gian bàn giao', lines: [paperMoment(at, timeZone)] },
      { label: 'Số lượng hồ sơ', lines: [String(items.length).padStart(2, '0')] },
    ],
    table: {
      none: '',
      columns: [
        { title: 'TT', share: 5, align: 'center' }, { title: 'Mã hồ sơ', share: 30 }, { title: 'Thủ tục hành chính', share: 18 }, { title: 'Người nộp', share: 15 },
        { title: 'Hạn chuyển', share: 13, align: 'center' }, { title: 'Bên nhận xác nhận', share: 11, align: 'center' }, { title: 'Ghi chú', share: 12 },
      ],
      rows: items.map(({ code, procedure, applicant, due, found, remark }, index) => [String(index + 1), code, procedure, applicant, shortMoment(due, timeZone), found, remark]),
    },
    paragraphs: [],
    signatures: [
      { role: 'Bên giao', note: 'Ký, ghi rõ họ tên', name: by, confirmed: confirm(at) },
      { role: 'Bên nhận', note: 'Ký, ghi rõ họ tên', ...(confirmed && { name: confirmed.by, confirmed: confirm(confirmed.at) }) },
    ],
  }
}
