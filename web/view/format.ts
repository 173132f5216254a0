import { Temporal } from 'temporal-polyfill'
import type { Language } from '../../processes/text.ts'
import type { Moment } from './models.ts'
import { translator } from './translate.ts'

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' }

const shapes = {
  date: { day: '2-digit', month: '2-digit', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'long' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

function format(moment: Moment, shape: keyof typeof shapes, language: Language, timeZone: string): string {
  const key = `${language} ${shape} ${timeZone}`
  let found = formats.get(key)
  if (!found) formats.set(key, found = new Intl.DateTimeFormat(locales[language], { ...shapes[shape], timeZone }))
  return found.format(Temporal.Instant.from(moment).epochMilliseconds)
}

/** Such as 23/11/2026, the same in both languages. A plain date (`2026-11-23`) is shown as that date in every zone. */
export function date(moment: Moment, language: Language, timeZone: string): string {
  if (typeof moment === 'string' && /^\d{4}-\d\d-\d\d$/.test(moment)) return moment.split('-').reverse().join('/')
  return format(moment, 'date', language, timeZone)
}

/** Such as '16:30 thứ hai, 23/11/2026' or '16:30 on Monday, 23/11/2026'. */
export function dateTime(moment: Moment, language: Language, timeZone: string): string {
  return translator(language)('format.date-time', {
    time: format(moment, 'time', language, timeZone),
    weekday: format(moment, 'weekday', language, timeZone).toLocaleLowerCase(locales[language])
      .replace(/^[a-z]/, (letter) => language === 'en' ? letter.toUpperCase() : letter),
    date: format(moment, 'date', language, timeZone),
  })
}

/** Such as '16:30 23/11/2026', for tables and timelines. */
export function shortDateTime(moment: Moment, language: Language, timeZone: string): string {
  return `${format(moment, 'time', language, timeZone)} ${format(moment, 'date', language, timeZone)}`
}

/** Such as '16:30'. */
export function clockTime(moment: Moment, language: Language, timeZone: string): string {
  return format(moment, 'time', language, timeZone)
}

/** Working minutes in words: days and hours of working time, such as '2 ngày 3 giờ'. Negative minutes are told without sign. */
export function workingTime(minutes: number, language: Language, minutesPerDay = 480): string {
  const t = translator(language)
  const whole = Math.abs(Math.round(minutes))
  const days = Math.floor(whole / minutesPerDay)
  const hours = Math.floor((whole % minutesPerDay) / 60)
  const rest = (whole % minutesPerDay) % 60
  const parts = days > 0
    ? [t('format.days', { count: days }), ...(hours > 0 ? [t('format.hours', { count: hours })] : [])]
    : [...(hours > 0 ? [t('format.hours', { count: hours })] : []), ...(rest > 0 || hours === 0 ? [t('format.minutes', { count: rest })] : [])]
  return parts.join(' ')
}

/** The size of a file, such as '1,4 MB': binary, as the bounds of uploads are. */
export function fileSize(bytes: number, language: Language): string {
  const [amount, unit] = bytes >= 1024 ** 2 ? [bytes / 1024 ** 2, 'MB'] : [Math.max(1, bytes / 1024), 'kB']
  return `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: unit === 'MB' ? 1 : 0 }).format(amount)} ${unit}`
}
