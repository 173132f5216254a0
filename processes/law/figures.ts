import { Temporal } from 'temporal-polyfill'
import type { DossierState } from './dossier-states.ts'
import type { LedgerEvent } from './deadline-ledger.ts'
import type { Punctuality } from './punctuality.ts'
import { dayOf, type Channel } from '../procedure.ts'

/*
 * What is counted publicly (TQ 8.2, TQ-STP 5.2, TH 5.2; requirement A4): dossiers received, settled, and of these early, on time and
 * overdue, and how many were filed online; by month and year, for the whole province and each agency that settles them.
 */

/** What counts of satisfaction: how many rated, and how often each mark was given (TQ 9.2; requirement A6). */
export const marks = [5, 4, 3, 2, 1] as const
export type Mark = (typeof marks)[number]
export const ratedOn = ['timeliness', 'service'] as const
export type RatedOn = (typeof ratedOn)[number]

/** What moves a dossier in the reports (report-counts.ts), with its way in. */
export type Flow = 'in' | `out-${Punctuality | 'unjudged'}` | 'denied' | 'stop' | 'refuse' | 'late' | 'late-over'

export type Measure =
  | `${Flow}@${Channel}`
  | `received-${Channel}`
  | 'refused'
  | 'stopped'
  | `settled-${Punctuality | 'unjudged'}`
  /** Settled after the original date, but by the one new appointment (BT 45/2023 art. 17.9). */
  | 'by-appointment'
  | 'open'
  | 'open-overdue'
  | 'rated'
  | `${RatedOn}-${Mark}`

/**
 * A month 'YYYY-MM', a year 'YYYY', or 'now': what is open is a standing, not what happened in a time. The reports count by half months,
 * 'YYYY-MMa' until the 14th and 'YYYY-MMb' from the 15th on, which make up months that are cut at either day, and by their years, 'YYYY~'.
 */
export type Period = string
export const standing: Period = 'now'

/** One dossier that counts once, in one place. */
export interface Counted { readonly period: Period, readonly agency: string, readonly procedure: string, readonly measure: Measure }

/** What of a dossier decides where it counts. */
export interface Countable {
  readonly procedure: string
  readonly channel: Channel
  readonly state: DossierState
  readonly units: Readonly<Record<'deciding', string>>
  readonly receivedAt: Temporal.Instant | null
  readonly decidedAt: Temporal.Instant | null
  readonly closedAt: Temporal.Instant | null
  readonly punctuality: Readonly<Record<'byLimit' | 'byAppointment', Punctuality> & { firstDue?: Temporal.Instant | null }> | null
  readonly momentsDone: readonly string[]
  readonly result?: Readonly<{ granted: boolean }> | null
  readonly clocks: Readonly<{ settlement: { readonly events: readonly LedgerEvent[] } | null }>
}

const hour = 3_600_000
const halves = new Map<number, Period>()

/**
 * The half month of a moment: the first ends with the 14th. A day of Vietnam begins on a whole hour, so what was found for an hour holds for
 * all of it: dossiers are counted by the hundred thousand.
 */
export function halfOf(at: Temporal.Instant): Period {
  const key = Math.floor(at.epochMilliseconds / hour)
  let half = halves.get(key)
  if (half === undefined) {
    const day = dayOf(at)
    half = `${day.toPlainYearMonth().toString()}${day.day < 15 ? 'a' : 'b'}`
    if (halves.size > 200_000) halves.clear()
    halves.set(key, half)
  }
  return half
}

export const monthOf = (at: Temporal.Instant): Period => halfOf(at).slice(0, 7)

/** Where a dossier counts as it stands. It is a function of the dossier alone, so that whatever was counted can be counted again. */
export function countsOf(dossier: Countable): Counted[] {
  const { procedure, channel, state, units: { deciding: agency }, receivedAt, decidedAt, closedAt, punctuality } = dossier
  const counted = (period: Period, measure: Measure): Counted => ({ period, agency, procedure, measure })
  return [
    ...(receivedAt ? [counted(monthOf(receivedAt), `received-${channel}`)] : []),
    ...(decidedAt ? [counted(monthOf(decidedAt), `settled-${punctuality?.byLimit ?? 'unjudged'}`)] : []),
    ...(decidedAt && punctuality?.byLimit === 'overdue' && punctuality.byAppointment !== 'overdue' ? [counted(monthOf(decidedAt), 'by-appointment')] : []),
    ...(state === 'refused' && closedAt ? [counted(monthOf(closedAt), 'refused')] : []),
    ...(state === 'withdrawn' && closedAt && receivedAt ? [counted(monthOf(closedAt), 'stopped')] : []),
    ...(isOpen(state) ? [counted(standing, 'open'), ...(isMarkedOverdue(dossier) ? [counted(standing, 'open-overdue')] : [])] : []),
  ]
}

/** States of a dossier that was received and has no result yet. */
export const openStates = ['settling', 'returned-for-completion'] as const satisfies readonly DossierState[]
const isOpen = (state: DossierState) => (openStates as readonly DossierState[]).includes(state)

/** That the deadline watch has seen a date of the settlement pass; a clock that began anew leaves what was before behind. */
function isMarkedOverdue({ momentsDone, clocks: { settlement } }: Countable): boolean {
  const began = settlement?.events.findLast(({ type }) => type === 'start' || type === 'restart')?.at
  return began !== undefined && momentsDone.some((key) => key.startsWith('overdue@') && isAfter(key.slice('overdue@'.length), began))
}

/** A part of a joint procedure has a name for a date: it is late by itself, the dossier is not. */
export function isAfter(text: string, began: Temporal.Instant): boolean {
  return /^\d{4}-/.test(text) && Temporal.Instant.compare(text, began) > 0
}

/** What an act changed of where a dossier counts: with how much each place is to be counted further. */
export function movesBetween(before: readonly Counted[], after: readonly Counted[]): (Counted & { readonly by: number })[] {
  const keyOf = ({ period, agency, procedure, measure }: Counted) => [period, agency, procedure, measure].join('\u0000')
  const changes = new Map<string, Counted & { by: number }>()
  const add = (by: number) => (counted: Counted) => {
    const key = keyOf(counted)
    changes.set(key, { ...counted, by: (changes.get(key)?.by ?? 0) + by })
  }
  before.forEach(add(-1))
  after.forEach(add(1))
  return [...changes.values()].filter(({ by }) => by !== 0)
}

/** The places in which one counts: its month and its year, its agency and the whole province, its procedure and all; '' is all. */
export function placesOf({ period, agency, procedure }: Omit<Counted, 'measure'>): Omit<Counted, 'measure'>[] {
  const periods = /^\d{4}-\d\d$/.test(period) ? [period, period.slice(0, 4)] : /[ab]$/.test(period) ? [period, `${period.slice(0, 4)}~`] : [period]
  return periods.flatMap((each) => [agency, ''].flatMap((unit) => [procedure, ''].map((id) => ({ period: each, agency: unit, procedure: id }))))
}

export type Counts = Readonly<Partial<Record<Measure, number>>>

/** The sum of several places' counts. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Partial<Record<Measure, number>> = {}
  for (const counts of all) {
    for (const [measure, count] of Object.entries(counts) as [Measure, number][]) sum[measure] = (sum[measure] ?? 0) + count
  }
  return sum
}

const channels = ['online', 'counter', 'post', 'mail'] as const satisfies readonly Channel[]

/** The figures of a place as they are told. */
export interface Figures {
  readonly received: number
  readonly online: number
  readonly settled: number
  readonly early: number
  readonly onTime: number
  readonly overdue: number
  readonly byAppointment: number
  readonly refused: number
  readonly stopped: number
}

export function figuresOf(counts: Counts): Figures {
  const of = (...measures: Measure[]) => measures.reduce((sum, measure) => sum + (counts[measure] ?? 0), 0)
  return {
    received: of(...channels.map((channel) => `received-${channel}` as const)), online: of('received-online'),
    settled: of('settled-early', 'settled-on-time', 'settled-overdue', 'settled-unjudged'),
    early: of('settled-early'), onTime: of('settled-on-time'), overdue: of('settled-overdue'), byAppointment: of('by-appointment'),
    refused: of('refused'), stopped: of('stopped'),
  }
}

/** How often each mark was given, and the mean to one decimal; null while nobody's rating counts. */
export function meanOf(counts: Counts, what: RatedOn): number | null {
  const given = marks.map((mark) => ({ mark, count: counts[`${what}-${mark}`] ?? 0 }))
  const total = given.reduce((sum, { count }) => sum + count, 0)
  return total === 0 ? null : Math.round(given.reduce((sum, { mark, count }) => sum + mark * count, 0) / total * 10) / 10
}

/**
 * Ratings of an agency are counted in groups, at least this many at a time: whoever compares the totals of two moments, places or
 * periods never finds what a single person gave.
 */
export const leastRatings = 5
