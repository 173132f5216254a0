import { Temporal } from 'temporal-polyfill'
import { apologyMoment, startOfDayBefore } from './appointments.ts'
import type { Calendar } from './calendar.ts'
import type { DossierState } from './dossier-states.ts'

/** What the deadline watch does at a moment: reminds the people, has an apology drafted, marks the dossier overdue. */
export type Moment = 'remind' | 'propose-apology' | 'overdue'

export interface NextMoment {
  moment: Moment
  at: Temporal.Instant
  /**
   * Names the moment and the due date it belongs to, as in 'overdue@2026-11-20T10:00:00Z' (reminders with their days: 'remind-3@…'):
   * a moment that has had its effect is in `done` by its key.
   */
  key: string
}

/** Whether a moment's key belongs to the due date as it stands: an extension or a restart makes the earlier moments void. */
export function isMomentOf(key: string, due: Temporal.Instant): boolean {
  return key.endsWith(`@${due.toString()}`)
}

/** An agency's choices: on which working days before the due day it reminds, and when it proposes an apology. */
export interface ReminderSettings { readonly remindWorkingDays: readonly number[], readonly apologyLeadWorkingDays: number }

/**
 * The earliest moment of an agency's part of a joint procedure that has not had its effect yet, or null: the reminders that the agency
 * configured, where they lie after the part's beginning, and its due date (BT 45/2023, arts. 6.3b, 17.6-17.7; requirement G6).
 */
export function partMoment({ task, due, begun, calendar, done, settings }: {
  task: string, due: Temporal.Instant, begun: Temporal.Instant, calendar: Calendar, done: readonly string[], settings: ReminderSettings
}): { at: Temporal.Instant, key: string } | null {
  const moments = [
    ...settings.remindWorkingDays.map((days) => ({ at: startOfDayBefore(due, days, calendar), key: `remind-${String(days)}@part ${task}` }))
      .filter(({ at }) => Temporal.Instant.compare(at, begun) > 0),
    { at: due, key: `overdue@part ${task}` },
  ]
  return moments.filter(({ key }) => !done.includes(key)).sort((a, b) => Temporal.Instant.compare(a.at, b.at))[0] ?? null
}

interface Watched {
  due: Temporal.Instant
  /** The last start or restart of the clock, or the beginning of its second appointment. */
  clockStart: Temporal.Instant
  calendar: Calendar
  state: DossierState
  done: readonly string[]
  settings: ReminderSettings
}

/** Which moments a state has: an apology is for dossiers that are being settled (BT 45/2023, art. 17.9); a decided one is late no more. */
const momentsIn = {
  'filed': ['remind', 'overdue'],
  'completion-requested': ['overdue'],
  'settling': ['remind', 'propose-apology', 'overdue'],
  'returned-for-completion': ['overdue'],
  'decided': [],
  'returned': [],
  'refused': [],
  'withdrawn': [],
} as const satisfies Record<DossierState, readonly Moment[]>

/**
 * The earliest moment of a dossier that has not had its effect yet, or null. Moments that would lie at or before the start of the clock
 * (a limit too short for them) are left out, except being overdue. Requirements F9, G6; BT 45/2023, arts. 6.3b and 17.9.
 */
export function nextMoment({ due, clockStart, calendar, state, done, settings }: Watched): NextMoment | null {
  const named = (moment: Moment, at: Temporal.Instant, name: string = moment): NextMoment =>
    ({ moment, at, key: `${name}@${due.toString()}` })
  const moments = [
    ...settings.remindWorkingDays.map((days) => named('remind', startOfDayBefore(due, days, calendar), `remind-${days}`)),
    named('propose-apology', apologyMoment(due, calendar, settings.apologyLeadWorkingDays)),
    named('overdue', due),
  ]
  const open = moments.filter(({ moment, at, key }) => (momentsIn[state] as readonly Moment[]).includes(moment)
    && !done.includes(key)
    && (moment === 'overdue' || Temporal.Instant.compare(at, clockStart) > 0))
  return open.sort((a, b) => Temporal.Instant.compare(a.at, b.at))[0] ?? null
}
