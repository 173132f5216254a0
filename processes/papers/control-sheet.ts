import { Temporal } from 'temporal-polyfill'
import { slipForm } from '../law/slips.ts'
import { timeliness, timelinessNames } from '../law/timeliness.ts'
import { paperDate, paperMoment, shortMoment } from './paper-words.ts'
import type { Paper, PaperHead } from './paper.ts'

/** An event of a dossier, as the sheet reads it. */
export interface SheetEvent {
  readonly act: string
  readonly at: Temporal.Instant
  readonly by: { readonly kind: string, readonly name?: string }
  readonly onBehalfOf: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** One passing on: from whom, when, to whom, when, and how the giver stood against the limit of their step. */
export interface PassingOn {
  readonly from: { readonly unit: string, readonly person: string }
  readonly given: Temporal.Instant
  readonly to: { readonly unit: string, readonly person: string } | null
  readonly taken: Temporal.Instant | null
  /** Until when the giver had; null where the step has no limit of its own. */
  readonly due: Temporal.Instant | null
  /** The diagram's element that the giver completed, or the list by which paper passed. */
  readonly what: { readonly process: string, readonly element: string, readonly pass: number, readonly sentBack: string | null } | { readonly list: string, readonly remark: string }
}

const moment = (value: unknown) => typeof value === 'string' ? Temporal.Instant.from(value) : null
const text = (value: unknown) => typeof value === 'string' ? value : ''

/**
 * How a dossier passed from hand to hand, from its events alone: each step that somebody completed is given to whoever completes the
 * next one, at the moment that the step opened for them; paper passes by its lists (TT 01/2018/TT-VPCP, form 05; requirement F11).
 */
export function passingsOn(events: readonly SheetEvent[]): PassingOn[] {
  const steps = events.filter(({ act, by, onBehalfOf, details }) => act === 'complete-task' && (by.kind === 'staff' || by.kind === 'client' && onBehalfOf !== 'applicant') && !text(details['process']).startsWith('consultation'))
  const who = ({ onBehalfOf, by }: SheetEvent) => ({ unit: onBehalfOf ?? '', person: by.name ?? '' })
  const electronic = steps.map((step, index): PassingOn => {
    const next = steps[index + 1]
    const { due, pass, remark } = (step.details['step'] ?? {}) as { due?: unknown, pass?: unknown, remark?: unknown }
    const sentBack = Object.entries(step.details).some(([key, value]) => key.endsWith('Outcome') && value === 'back')
    const { since } = (next?.details['step'] ?? {}) as { since?: unknown }
    return {
      from: who(step), given: step.at, to: next ? who(next) : null, taken: next ? moment(since) ?? next.at : null, due: moment(due),
      what: { process: text(step.details['process']), element: text(step.details['element']), pass: typeof pass === 'number' ? pass : 1, sentBack: sentBack ? text(remark) : null },
    }
  })
  const paper = events.filter(({ act }) => act === 'hand-over-paper').map((handed): PassingOn => {
    const list = text(handed.details['list'])
    const answers = events.filter(({ act, details }) => (act === 'receive-paper' || act === 'miss-paper') && details['list'] === list)
    const received = answers.find(({ act }) => act === 'receive-paper')
    return {
      from: who(handed), given: handed.at, to: { unit: text(handed.details['to']), person: received?.by.name ?? '' }, taken: received?.at ?? null,
      due: moment(handed.details['due']), what: { list, remark: text(answers.at(-1)?.details['remark']) },
    }
  })
  return [...electronic, ...paper].sort((a, b) => Temporal.Instant.compare(a.given, b.given))
}

/** Consulted agencies that did not answer in time, and what that means (BT 45/2023 art. 17.5b; requirement J5). */
const silences = (events: readonly SheetEvent[], { unitName, timeZone }: Pick<SheetFacts, 'unitName' | 'timeZone'>): string[] =>
  events.filter(({ act }) => act === 'close-consultation').map(({ at, details }) =>
    `${unitName(text(details['agency']))} không trả lời lấy ý kiến đến ${paperMoment(at, timeZone)}${details['silence'] === 'consent' ? ', được coi là đồng ý' : ''}.`)

/** What the sheet knows beside the events: names, and the dossier's own dates. */
export interface SheetFacts {
  readonly code: string
  readonly lookUp: string
  readonly head: PaperHead
  readonly timeZone: string
  readonly deciding: string
  readonly taking: readonly string[]
  readonly procedure: string
  readonly receivedAt: Temporal.Instant
  /** The due date, and the first one when an apology has moved it. */
  readonly due: Temporal.Instant | null
  readonly firstDue: Temporal.Instant | null
  readonly decidedAt: Temporal.Instant | null
  unitName(id: string): string
  stepName(process: string, element: string): string
}

/** Form 05, or 06 by the circular of 2025: the process control sheet. Nobody fills it in: it is what the events say at the moment. */
export function controlSheet(events: readonly SheetEvent[], facts: SheetFacts): Paper {
  const { code, lookUp, head, timeZone, receivedAt, due, firstDue, decidedAt, unitName } = facts
  const form = slipForm('control-sheet', receivedAt.toZonedDateTimeISO(timeZone).toPlainDate())
  const show = (at: Temporal.Instant | null) => at ? shortMoment(at, timeZone) : ''
  const at = events.at(-1)?.at ?? receivedAt
  return {
    size: 'a4', form: form.number ? `Mẫu số ${form.number}` : '', title: form.title.vi, number: `${code}/${form.numberStyle}`, head, at, date: paperDate(at, timeZone),
    dossier: { code, lookUp },
    rows: [
      { label: 'Thủ tục hành chính', lines: [facts.procedure] },
      { label: 'Cơ quan, đơn vị giải quyết', lines: [facts.deciding] },
      ...(facts.taking.length > 0 ? [{ label: 'Cơ quan phối hợp', lines: facts.taking }] : []),
      { label: 'Thời gian nhận hồ sơ', lines: [paperMoment(receivedAt, timeZone)] },
      ...(firstDue && due && !firstDue.equals(due) ? [{ label: 'Hẹn trả lần đầu', lines: [paperMoment(firstDue, timeZone)] }] : []),
      { label: 'Hẹn trả kết quả', lines: [due ? paperMoment(due, timeZone) : 'Thời hạn đang tạm dừng'] },
      ...(decidedAt ? [{
        label: 'Kết quả giải quyết', lines: [`${paperMoment(decidedAt, timeZone)}${due ? ` – ${timelinessNames[timeliness(decidedAt, due, timeZone)].vi.toLowerCase()}` : ''}`],
      }] : []),
    ],
    table: {
      none: 'Chưa có lần chuyển giao nào.',
      columns: [
        { title: 'TT', share: 5, align: 'center' }, { title: '1. Giao: đơn vị, người giao', share: 20 }, { title: 'Giờ, ngày giao', share: 13, align: 'center' },
        { title: '2. Nhận: đơn vị, người nhận', share: 20 }, { title: 'Giờ, ngày nhận', share: 13, align: 'center' },
        { title: 'Kết quả (trước/đúng/quá hạn)', share: 12, align: 'center' }, { title: 'Ghi chú', share: 18 },
      ],
      rows: passingsOn(events).map(({ from, given, to, taken, due: limit, what }, index) => [
        String(index + 1), [unitName(from.unit), from.person].filter(Boolean).join('\n'), show(given),
        to ? [unitName(to.unit), to.person].filter(Boolean).join('\n') : '', show(taken),
        limit ? timelinessNames[timeliness(given, limit, timeZone)].vi : '',
        'list' in what ? [`Hồ sơ giấy, danh sách ${what.list}`, taken ? '' : 'chưa nhận được', what.remark].filter(Boolean).join('; ') 
          : [facts.stepName(what.process, what.element), what.pass > 1 ? `lượt ${String(what.pass)}` : '', what.sentBack === null ? '' : `trả lại: ${what.sentBack}`].filter(Boolean).join('; '),
      ]),
    },
    paragraphs: [...silences(events, facts), 'Quá trình chuyển giao được Hệ thống thông tin giải quyết thủ tục hành chính tự động ghi nhận và thể hiện trên phiếu kiểm soát điện tử; không phải ghi bằng tay.'],
    signatures: [], foot: `Lập tự động từ nhật ký xử lý của hồ sơ ${code}.`,
  }
}
