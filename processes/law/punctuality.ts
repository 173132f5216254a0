import { Temporal } from 'temporal-polyfill'

/** How a settled dossier counts in the statistics (TQ 8.2, TH 5.2; requirement F9): early, on time, overdue. */
export const punctualities = ['early', 'on-time', 'overdue'] as const
export type Punctuality = (typeof punctualities)[number]

/** When a dossier was to be settled: by its limit, and by the one new appointment if there was one; null while the clock stood. */
export interface Promised { readonly due: Temporal.Instant | null, readonly firstDue: Temporal.Instant | null }

export interface Judged extends Promised {
  /** By the date that was promised last. */
  readonly byAppointment: Punctuality
  /** By the original date, whatever was promised later: the statistics keep it too (BT 45/2023, art. 17.9). */
  readonly byLimit: Punctuality
}

/** Early: on a day before the due day. On time: until the due moment. A dossier whose clock stands has time left. */
function judge(settledAt: Temporal.Instant, due: Temporal.Instant | null, timeZone: string): Punctuality {
  if (!due) return 'on-time'
  if (Temporal.Instant.compare(settledAt, due) > 0) return 'overdue'
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate()
  return Temporal.PlainDate.compare(day(settledAt), day(due)) < 0 ? 'early' : 'on-time'
}

/** Judges a dossier when it is settled, against both dates. */
export function judgePunctuality(settledAt: Temporal.Instant, { due, firstDue }: Promised, timeZone: string): Judged {
  return { due, firstDue, byAppointment: judge(settledAt, due, timeZone), byLimit: judge(settledAt, firstDue, timeZone) }
}
