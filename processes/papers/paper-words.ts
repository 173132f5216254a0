import { Temporal } from 'temporal-polyfill'

const two = (number: number): string => String(number).padStart(2, '0')

/**
 * A date as official papers write it: 'ngày 23 tháng 11 năm 2026'. Days below 10 and the months 1 and 2 carry a leading zero, so that
 * nobody adds a digit (NĐ 30/2020/NĐ-CP, annex I).
 */
export function paperDate(moment: Temporal.Instant | string, timeZone: string): string {
  const { day, month, year } = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone)
  return `ngày ${two(day)} tháng ${month < 3 ? two(month) : String(month)} năm ${String(year)}`
}

/** A moment as the forms ask for it: '09 giờ 30 phút, ngày 02 tháng 3 năm 2026'. */
export function paperMoment(moment: Temporal.Instant | string, timeZone: string): string {
  const { hour, minute } = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone)
  return `${two(hour)} giờ ${two(minute)} phút, ${paperDate(moment, timeZone)}`
}

/** A moment in a table: '09:30 02/03/2026'. */
export function shortMoment(moment: Temporal.Instant | string, timeZone: string): string {
  const { hour, minute, day, month, year } = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone)
  return `${two(hour)}:${two(minute)} ${two(day)}/${two(month)}/${String(year)}`
}
