import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import type { Dated } from './dated.ts'
import type { Limit } from './limit.ts'
import { addWorkingDays, endOfWorkingDay, isWorkingDay, startOfWorkingDay } from './working-time.ts'

/** An online dossier is received, sent back or refused within this limit of its filing (BT 45/2023, art. 15.2; requirement D1). */
export const receptionLimit: Limit = { amount: 8, unit: 'working-hour' }

/** A dossier that is not eligible after appraisal is returned with form 02 within this limit (BT 45/2023, art. 17.4; requirement F4). */
export const returnNoticeLimit: Limit = { amount: 3, unit: 'working-day' }

/** The same by date: a province that splits it (ĐT138 art. 3.4a: 2 for the agency, 1 for the one-stop unit) has its own entry here. */
export const returnNotices: readonly Dated<Limit>[] = [
  { from: null, until: null, mark: 'published', source: 'QĐ 45/2023/QĐ-UBND (Bến Tre), Điều 17.4', value: returnNoticeLimit },
]

const afternoon = Temporal.PlainTime.from('15:00')

/**
 * Until when the paper dossier passes to the deciding agency: the same working day, or the start of the next one when it was received
 * after 15:00 (BT 45/2023, arts. 16.2-16.3; requirement E2). The electronic one passes at once (art. 16.1).
 * Received on a day off: like the morning of the next working day.
 */
export function paperTransferDue(received: Temporal.Instant, calendar: Calendar): Temporal.Instant {
  const local = received.toZonedDateTimeISO(calendar.timeZone)
  const day = local.toPlainDate()
  if (!isWorkingDay(day, calendar)) return endOfWorkingDay(addWorkingDays(day, 1, calendar), calendar)
  return Temporal.PlainTime.compare(local.toPlainTime(), afternoon) > 0
    ? startOfWorkingDay(addWorkingDays(day, 1, calendar), calendar)
    : endOfWorkingDay(day, calendar)
}
