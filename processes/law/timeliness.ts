import { Temporal } from 'temporal-polyfill'

export type Timeliness = 'early' | 'on-time' | 'late'

export const timelinessNames = {
  'early': { vi: 'Trước hạn', en: 'Early' },
  'on-time': { vi: 'Đúng hạn', en: 'On time' },
  'late': { vi: 'Quá hạn', en: 'Late' },
} as const

/**
 * How something was done against its due date, as control sheet and statistics count it (TT 01/2018/TT-VPCP, form 05; TQ 8.2): late
 * after it, early on a day before it, on time on the day itself.
 */
export function timeliness(done: Temporal.Instant, due: Temporal.Instant, timeZone: string): Timeliness {
  if (Temporal.Instant.compare(done, due) > 0) return 'late'
  const day = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(timeZone).toPlainDate()
  return Temporal.PlainDate.compare(day(done), day(due)) < 0 ? 'early' : 'on-time'
}
