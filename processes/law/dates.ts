import { Temporal } from 'temporal-polyfill'

/** Days and milliseconds as plain numbers: the counting loops of the law run over thousands of days. */
export const dayMs = 86_400_000

/** Days since 1 January 1970 of an ISO date 'YYYY-MM-DD' that is known to exist. Proleptic Gregorian. */
export function dayNumber(date: string): number {
  const year = Number(date.slice(0, -6))
  const month = Number(date.slice(-5, -3))
  const day = Number(date.slice(-2))
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The date of a day number. */
export function plainDate(day: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(day * dayMs).toZonedDateTimeISO('UTC').toPlainDate()
}

/** Whether 'YYYY-MM-DD' is a date of the calendar, in the years 0001 to 9999. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}
