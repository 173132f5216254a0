import type { Temporal } from 'temporal-polyfill'
import type { Language } from '../text.ts'

/** A moment as people read it, in the agency's zone: '16:30 ngày 04/05/2026'. */
export function momentText(at: Temporal.Instant, language: Language, { calendar }: { readonly calendar: { readonly timeZone: string } }): string {
  const zoned = at.toZonedDateTimeISO(calendar.timeZone)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(zoned.hour)}:${two(zoned.minute)}`
  return language === 'vi'
    ? `${time} ngày ${two(zoned.day)}/${two(zoned.month)}/${String(zoned.year)}`
    : `${time} on ${two(zoned.day)}/${two(zoned.month)}/${String(zoned.year)}`
}
