import { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './dated.ts'

/** From when until when no SMS goes out, as 'HH:MM' in the agency's zone; `until` before `from` is on the next morning. */
export interface QuietHours { readonly from: string, readonly until: string, readonly timeZone: string }

/** What one agency configures, dated; null: SMS go out at any hour. */
export type QuietHoursSetting = readonly Dated<Omit<QuietHours, 'timeZone'> | null>[]

/** For agencies that have not said otherwise. */
export const usualQuietHours: QuietHoursSetting = [
  { from: null, until: null, value: { from: '21:00', until: '07:00' }, mark: 'proposal', source: 'Đề xuất: không nhắn tin trong giờ nghỉ đêm' },
]

/** The quiet hours of an agency on the day of a moment, in its zone; null when it has none. @throws RangeError when the setting is wrong */
export function quietHoursAt(at: Temporal.Instant, { quietHours = usualQuietHours, calendar: { timeZone } }: {
  quietHours?: QuietHoursSetting | undefined, calendar: { timeZone: string }
}): QuietHours | null {
  const { value } = inForce(quietHours, at.toZonedDateTimeISO(timeZone).toPlainDate())
  return value && { ...value, timeZone }
}

/** When the quiet hours that a moment lies in end; null when it lies in none. Their first minute is quiet, their last is not. */
export function endOfQuiet(at: Temporal.Instant, { from, until, timeZone }: QuietHours): Temporal.Instant | null {
  const local = at.toZonedDateTimeISO(timeZone)
  const [time, begin, end] = [local.toPlainTime(), Temporal.PlainTime.from(from), Temporal.PlainTime.from(until)]
  const [notBefore, before] = [Temporal.PlainTime.compare(time, begin) >= 0, Temporal.PlainTime.compare(time, end) < 0]
  const overnight = Temporal.PlainTime.compare(begin, end) > 0
  if (overnight ? !notBefore && !before : !notBefore || !before) return null
  const day = overnight && notBefore ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  return day.toZonedDateTime({ timeZone, plainTime: end }).toInstant()
}
