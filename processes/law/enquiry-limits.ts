import type { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './dated.ts'
import type { EnquiryKind } from './enquiries.ts'
import type { Limit } from './limit.ts'

/** The time limits of one kind, all counted from the moment of reception; outside working hours that is the next working hour (TQ 15.2a). */
export interface EnquiryLimits {
  /** Until it is sorted. */
  readonly sorting: Limit
  /** Until it is answered by one agency. */
  readonly answer: Limit
  /** When several agencies have to work together. */
  readonly several: Limit
  /** At most, once an interim answer has been given. */
  readonly extended: Limit
  /** Until what is outside the province's competence is passed on; null: it is refused with a pointer instead. */
  readonly passOn: Limit | null
}

/** What a province has decided, by kind and date. */
export type EnquirySettings = Readonly<Record<EnquiryKind, readonly Dated<EnquiryLimits>[]>>

const days = (amount: number): Limit => ({ amount, unit: 'working-day' })

const questions: Dated<EnquiryLimits> = {
  from: null, until: null, mark: 'published', source: 'TQ 246/QĐ-UBND, arts. 14.3, 15.2; 196/QĐ-STP, art. 12.2',
  value: { sorting: { amount: 2, unit: 'working-hour' }, answer: days(3), several: days(5), extended: days(10), passOn: null },
}

/** What holds where a province has decided nothing else. */
export const usualEnquiryLimits: EnquirySettings = {
  question: [questions],
  feedback: [{
    from: null, until: null, mark: 'published',
    source: 'TH 27/2019/QĐ-UBND, art. 14 (3 working days); NĐ 20/2008/NĐ-CP, art. 9 (passed on within 5 working days); sorting, several and extended as for questions: proposals',
    value: { sorting: { amount: 2, unit: 'working-hour' }, answer: days(3), several: days(5), extended: days(10), passOn: days(5) },
  }],
}

/** Ninh Bình answers feedback within 10 working days (QĐ 163/2025; its date and text were not seen). */
export const ninhBinhEnquiryLimits: EnquirySettings = {
  question: [questions],
  feedback: [{
    from: null, until: null, mark: 'doubtful', source: 'Ninh Bình, QĐ 163/2025',
    value: { sorting: { amount: 2, unit: 'working-hour' }, answer: days(10), several: days(10), extended: days(10), passOn: days(5) },
  }],
}

/** The limits for what was received at a moment; legal days are days of Vietnam. */
export function enquiryLimits(kind: EnquiryKind, at: Temporal.Instant, settings: EnquirySettings = usualEnquiryLimits): EnquiryLimits {
  return inForce(settings[kind], at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()).value
}
