import { Temporal } from 'temporal-polyfill'
import { apologyMoment, startOfDayBefore } from './appointments.ts'
import type { Calendar } from './calendar.ts'
import type { DossierState } from './dossier-states.ts'
import type { Role } from './roles.ts'
import { addWorkingDays, startOfWorkingDay } from './working-time.ts'

/** What the deadline watch does at a moment: reminds the people, has an apology drafted, marks the dossier overdue, turns to those above. */
export type Moment = 'remind' | 'propose-apology' | 'overdue' | 'escalate'

export interface NextMoment {
  moment: Moment
  at: Temporal.Instant
  /**
   * Names the moment and the due date it belongs to, as in 'overdue@2026-11-20T10:00:00Z' (reminders with their days: 'remind-3@…'):
   * a moment that has had its effect is in `done` by its key.
   */
  key: string
}

/** The key of the proposal of an apology for a due date, whoever makes it. */
export const apologyKey = (due: Temporal.Instant) => `propose-apology@${due.toString()}`

/** Whether a moment's key belongs to the due date as it stands: an extension or a restart makes the earlier moments void. */
export function isMomentOf(key: string, due: Temporal.Instant): boolean {
  return key.endsWith(`@${due.toString()}`)
}

/**
 * An agency's choices, in working days: when before the due day it reminds, when it proposes an apology, and how long after it the head
 * of the one-stop unit is called upon, again every so many days; `escalation` null: never (BT 45/2023, arts. 6.3b, 9.6, 17.9).
 */
export interface ReminderSettings {
  readonly remindWorkingDays: readonly number[]
  readonly apologyLeadWorkingDays: number
  readonly escalation?: { readonly afterWorkingDays: number, readonly everyWorkingDays: number } | null
}

type Urging = Exclude<Moment, 'propose-apology'>

/** Who is urged: who works on the dossier, from the due moment on also who leads, and in the end the head of the one-stop unit. */
const urged = {
  reception: { 'remind': ['reception-clerk'], 'overdue': ['reception-clerk'], 'escalate': ['one-stop-head'] },
  settlement: { 'remind': ['case-officer'], 'overdue': ['case-officer', 'leader'], 'escalate': ['one-stop-head'] },
} as const satisfies Record<string, Record<Urging, readonly Role[]>>

/** The people whom a moment concerns: before reception the clerks, then the officer and the leader (BT 45/2023, arts. 6.3b, 15.2). */
export function urgedAt(moment: Urging, state: DossierState) {
  return urged[state === 'filed' || state === 'completion-requested' ? 'reception' : 'settlement'][moment]
}

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
  /** Of the calls upon the one-stop head that were missed by then only the last is made. */
  now?: Temporal.Instant
}

/** Which moments a state has: an apology is for dossiers that are being settled (BT 45/2023, art. 17.9); a decided one is late no more. */
const momentsIn = {
  'filed': ['remind', 'overdue', 'escalate'],
  'completion-requested': ['overdue'],
  'settling': ['remind', 'propose-apology', 'overdue', 'escalate'],
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
export function nextMoment({ due, clockStart, calendar, state, done, settings, now = due }: Watched): NextMoment | null {
  const named = (moment: Moment, at: Temporal.Instant, name: string = moment): NextMoment =>
    ({ moment, at, key: `${name}@${due.toString()}` })
  const afterDue = (days: number) => startOfWorkingDay(addWorkingDays(due.toZonedDateTimeISO(calendar.timeZone).toPlainDate(), days, calendar), calendar)
  const moments = [
    ...settings.remindWorkingDays.map((days) => named('remind', startOfDayBefore(due, days, calendar), `remind-${days}`)),
    named('propose-apology', apologyMoment(due, calendar, settings.apologyLeadWorkingDays)),
    named('overdue', due),
    ...escalation(),
  ]
  /** The next call, or the last one that was missed: calls after it that would have been due too are left out. */
  function escalation(): NextMoment[] {
    if (!settings.escalation) return []
    const { afterWorkingDays, everyWorkingDays } = settings.escalation
    const call = (number: number) => named('escalate', afterDue(afterWorkingDays + (number - 1) * everyWorkingDays), `escalate-${number}`)
    let number = Math.max(0, ...done.filter((key) => isMomentOf(key, due)).map((key) => Number(/^escalate-(\d+)@/.exec(key)?.[1] ?? 0))) + 1
    while (Temporal.Instant.compare(call(number + 1).at, now) <= 0) number++
    return [call(number)]
  }

  const open = moments.filter(({ moment, at, key }) => (momentsIn[state] as readonly Moment[]).includes(moment)
    && !done.includes(key)
    && (moment === 'overdue' || moment === 'escalate' || Temporal.Instant.compare(at, clockStart) > 0))
  return open.sort((a, b) => Temporal.Instant.compare(a.at, b.at))[0] ?? null
}
