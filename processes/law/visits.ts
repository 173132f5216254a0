import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import type { RefusalReason } from './refusal.ts'
import { shiftsOn } from './working-time.ts'

/** A day ('YYYY-MM-DD') and a time of the clock ('8:30') in a zone. */
export function localMoment(day: string, time: string, timeZone: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time.padStart(5, '0')) }).toInstant()
}

/**
 * Why somebody may not be asked to be there then, or null: in working time, ahead, and before the dossier is due (BT 45/2023 arts. 10,
 * 17.3, 12). `due` is null while the clock stands.
 */
export function visitRefusal(
  { at, now, due, calendar }: { at: Temporal.Instant, now: Temporal.Instant, due: Temporal.Instant | null, calendar: Calendar },
): RefusalReason | null {
  if (Temporal.Instant.compare(at, now) <= 0) return 'visit-in-the-past'
  const day = at.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  const working = shiftsOn(day, calendar).some(({ start, end }) => Temporal.Instant.compare(start, at) <= 0 && Temporal.Instant.compare(at, end) < 0)
  if (!working) return 'visit-outside-working-time'
  return due && Temporal.Instant.compare(at, due) >= 0 ? 'visit-after-due' : null
}
