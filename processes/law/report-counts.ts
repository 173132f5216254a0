import { Temporal } from 'temporal-polyfill'
import { countsOf, halfOf, isAfter, type Countable, type Counted, type Counts, type Flow } from './figures.ts'
import type { Channel } from '../procedure.ts'

/*
 * What the reports count (TQ 16.2c, TH 16.6, TN 18.8; requirement I1): how dossiers come in, go out, get late and are no longer late, by half
 * months, so that a standing at the end of any period is what came in until then less what went out.
 */

/**
 * When a dossier was late: from the due moment that the deadline watch saw pass until it was settled, stopped, or its clock began anew; and
 * from its first due moment, of one that was settled late before the watch had seen it.
 */
export function lateTimes({ momentsDone, clocks: { settlement }, decidedAt, closedAt, punctuality }: Pick<Countable, 'momentsDone' | 'clocks' | 'decidedAt' | 'closedAt' | 'punctuality'>): { from: Temporal.Instant, until: Temporal.Instant | null }[] {
  const starts = (settlement?.events ?? []).filter(({ type }) => type === 'start' || type === 'restart').map(({ at }) => at)
  const ended = decidedAt ?? closedAt
  const [first] = starts
  if (!first) return []
  const passed = momentsDone.filter((key) => key.startsWith('overdue@')).map((key) => key.slice('overdue@'.length)).filter((text) => isAfter(text, first))
    .map((text) => Temporal.Instant.from(text)).concat(punctuality?.byLimit === 'overdue' && punctuality.firstDue ? [punctuality.firstDue] : []).sort((a, b) => Temporal.Instant.compare(a, b))
  const times = new Map<string, { from: Temporal.Instant, until: Temporal.Instant | null }>()
  for (const from of passed) {
    const ends = [...starts, ...(ended ? [ended] : [])].filter((at) => Temporal.Instant.compare(at, from) > 0).sort((a, b) => Temporal.Instant.compare(a, b))
    const until = ends[0] ?? null
    if (ended && !until) continue // it was settled before
    if (!times.has(String(until))) times.set(String(until), { from, until })
  }
  return [...times.values()]
}

/** Where a dossier counts in the reports as it stands; a function of the dossier alone, as `countsOf`. */
export function reportCountsOf(dossier: Countable): Counted[] {
  const { procedure, channel, state, units: { deciding: agency }, receivedAt, decidedAt, closedAt, punctuality, result } = dossier
  const counted = (at: Temporal.Instant, flow: Flow): Counted => ({ period: halfOf(at), agency, procedure, measure: `${flow}@${channel}` })
  if (!receivedAt) return state === 'refused' && closedAt ? [counted(closedAt, 'refuse')] : []
  return [
    counted(receivedAt, 'in'),
    ...(decidedAt ? [counted(decidedAt, `out-${punctuality?.byLimit ?? 'unjudged'}`), ...(result?.granted === false ? [counted(decidedAt, 'denied')] : [])] : []),
    ...(state === 'withdrawn' && closedAt && !decidedAt ? [counted(closedAt, 'stop')] : []),
    ...lateTimes(dossier).flatMap(({ from, until }) => [counted(from, 'late'), ...(until ? [counted(until, 'late-over')] : [])]),
  ]
}

/** Where a dossier counts, in the open figures and in the reports. */
export const everyCountOf = (dossier: Countable): Counted[] => [...countsOf(dossier), ...reportCountsOf(dossier)]

/** The columns of a report. What was carried over and what was received is what was settled, is under way, and was stopped. */
export const reportColumns = [
  'carried', 'received', 'online', 'direct', 'post', 'settled', 'early', 'on-time', 'overdue', 'under-way', 'in-time', 'late', 'stopped', 'refused', 'denied',
] as const
export type ReportColumn = (typeof reportColumns)[number]
export type ReportRow = Readonly<Record<ReportColumn, number>>

const channels = ['online', 'counter', 'post', 'mail'] as const satisfies readonly Channel[]

/** One row: from what was counted before the period, and within it; of one way in, or all. */
export function reportRow(before: Counts, within: Counts, only: Channel | null = null): ReportRow {
  const ways: readonly Channel[] = only ? [only] : channels
  const total = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0)
  const of = (counts: Counts, ...flows: Flow[]) => total(flows.flatMap((flow) => ways.map((way) => counts[`${flow}@${way}`] ?? 0)))
  const came = (...these: Channel[]) => total(these.filter((way) => ways.includes(way)).map((way) => within[`in@${way}`] ?? 0))
  const carried = of(before, 'in') - of(before, 'out-early', 'out-on-time', 'out-overdue', 'out-unjudged', 'stop')
  const received = of(within, 'in')
  const [early, onTime, overdue] = [of(within, 'out-early'), of(within, 'out-on-time', 'out-unjudged'), of(within, 'out-overdue')]
  const settled = early + onTime + overdue
  const stopped = of(within, 'stop')
  const underWay = carried + received - settled - stopped
  const late = of(before, 'late') - of(before, 'late-over') + of(within, 'late') - of(within, 'late-over')
  return {
    carried, received, 'online': came('online'), 'direct': came('counter'), 'post': came('post', 'mail'), settled, early, 'on-time': onTime, overdue,
    'under-way': underWay, 'in-time': underWay - late, late, stopped, 'refused': of(within, 'refuse'), 'denied': of(within, 'denied'),
  }
}

/** Whether a dossier is one of those that a column of a report counts, from a moment until before another. */
export function countsIn(column: ReportColumn, dossier: Countable, from: Temporal.Instant, until: Temporal.Instant): boolean {
  const { receivedAt, decidedAt, closedAt, state, channel, punctuality, result } = dossier
  const within = (at: Temporal.Instant | null) => at !== null && Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0
  const before = (at: Temporal.Instant | null, moment: Temporal.Instant) => at !== null && Temporal.Instant.compare(at, moment) < 0
  const openAt = (moment: Temporal.Instant) => before(receivedAt, moment) && !before(decidedAt, moment) && !(state === 'withdrawn' && before(closedAt, moment))
  const lateAt = (moment: Temporal.Instant) => openAt(moment) && lateTimes(dossier).some((time) => before(time.from, moment) && !before(time.until, moment))
  const settled = within(decidedAt)
  const judged = punctuality?.byLimit ?? 'unjudged'
  switch (column) {
    case 'carried': return openAt(from)
    case 'received': return within(receivedAt)
    case 'online': return within(receivedAt) && channel === 'online'
    case 'direct': return within(receivedAt) && channel === 'counter'
    case 'post': return within(receivedAt) && (channel === 'post' || channel === 'mail')
    case 'settled': return settled
    case 'early': return settled && judged === 'early'
    case 'on-time': return settled && (judged === 'on-time' || judged === 'unjudged')
    case 'overdue': return settled && judged === 'overdue'
    case 'denied': return settled && result?.granted === false
    case 'under-way': return openAt(until)
    case 'in-time': return openAt(until) && !lateAt(until)
    case 'late': return lateAt(until)
    case 'stopped': return receivedAt !== null && state === 'withdrawn' && !decidedAt && within(closedAt)
    case 'refused': return receivedAt === null && state === 'refused' && within(closedAt)
  }
}
