import { Temporal } from 'temporal-polyfill'
import { startOfDayBefore } from './appointments.ts'
import type { Calendar } from './calendar.ts'
import type { EnquiryState } from './enquiries.ts'
import type { NextMoment } from './moments.ts'

interface Watched {
  readonly due: Temporal.Instant
  readonly clockStart: Temporal.Instant
  readonly calendar: Calendar
  readonly state: EnquiryState
  readonly done: readonly string[]
  readonly remindWorkingDays: readonly number[]
}

/**
 * The earliest moment of a question or feedback that has not had its effect yet, or null: who answers is reminded, and being overdue is
 * told (requirement H3). Two working hours for sorting leave no time for a reminder.
 */
export function nextEnquiryMoment({ due, clockStart, calendar, state, done, remindWorkingDays }: Watched): NextMoment | null {
  const reminders = state === 'answering' ? remindWorkingDays : []
  const moments: NextMoment[] = [
    ...reminders.map((days) => ({ moment: 'remind' as const, at: startOfDayBefore(due, days, calendar), key: `remind-${String(days)}@${due.toString()}` })),
    { moment: 'overdue', at: due, key: `overdue@${due.toString()}` },
  ]
  return moments
    .filter(({ moment, at, key }) => !done.includes(key) && (moment === 'overdue' || Temporal.Instant.compare(at, clockStart) > 0))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at))[0] ?? null
}
