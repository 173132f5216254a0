import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import { countCalendarDays, countSameDay, countWorkingDays, countWorkingTime, regularDay } from './counting.ts'
import type { Counted } from './counting.ts'
import type { LedgerEvent, Pause, Run } from './deadline-ledger.ts'
import { latest, LedgerError, readLedger } from './deadline-ledger.ts'
import { moveAppointment } from './extension.ts'
import type { Remainder } from './extension.ts'
import type { Limit } from './limit.ts'
import type { Stretch } from './line-book.ts'
import { layOver, mostLines, openLineBook, TooManyLinesError } from './line-book.ts'
import type { Why } from './messages.ts'
import { NoWorkingTimeError, openTimetable } from './timetable.ts'
import type { Timetable } from './timetable.ts'

/** One line of the explanation: the time [from, to) and how much of it counts towards the limit, in hours or days. */
export interface DueDateLine { from: Temporal.Instant, to: Temporal.Instant, counted: number, why: Why }

export interface DueDate {
  /** When the limit runs out; null while the clock stands. */
  due: Temporal.Instant | null
  /** The due date as it would be without the new appointment; null while the clock stands. */
  firstDue: Temporal.Instant | null
  /** The clock stands: a pause that began before the limit ran out has not ended, or the next appointment has not begun. */
  paused: boolean
  /** The first of two appointments: when it was due and when it was met (ĐT138 art. 5.3); null before that, and where there is one only. */
  met: { due: Temporal.Instant, at: Temporal.Instant } | null
  /** The limit that counts now. */
  limit: Limit
  /** The limits before it, since the start, the last restart or the second appointment, in order. */
  replaced: ReplacedLimit[]
  /** From the start to the due date, in order, without gap or overlap; to a pause that has not ended, or, in days, to that day's midnight. */
  lines: DueDateLine[]
}

/** A limit that gave way to another in the course of the procedure, and the due date that it gave. */
export interface ReplacedLimit {
  limit: Limit
  due: Temporal.Instant | null
  /** When and why it gave way, and the article that says so. */
  at: Temporal.Instant
  cause: string | undefined
  basis: string | undefined
}

export interface Deadline { calendar: Calendar, limit: Limit, events: readonly LedgerEvent[] }

/** How a limit is counted: the count itself, what of a line counts, and how the time left until a new appointment is counted. */
interface Counter { count(from: number, pauses: readonly Pause[]): Counted, counted(line: Stretch): number, remainder: Remainder }

const counting = new Set<Why['key']>(['counted', 'make-up-day', 'same-day'])

/**
 * Computes when a time limit runs out, and explains it line by line. Working hours and days: BT 45/2023, arts. 10, 15, 17; calendar
 * days and months: Civil Code 2015, arts. 147-148. Pure: the calendar, the limit and the ledger are all it knows.
 * @throws LedgerError with a code and the index of the event that is wrong; 'no-due-date' when the limit does not run out within 200 years,
 * 'too-many-lines' when the explanation would have more than 25,000
 */
export function explainDueDate({ calendar, limit, events }: Deadline): DueDate {
  const runs = readLedger(events)
  const timetable = openTimetable(calendar)
  const last = runs.at(-1) ?? runs[0]
  let index = last.index
  /** A run as it was counted: without and with its new appointment. */
  function count(run: Run): { counter: Counter, plain: Counted, result: Counted } {
    index = run.index
    const counter = counterFor(calendar, timetable, run.limit ?? limit, run.from)
    const plain = counter.count(run.from, run.pauses)
    return { counter, plain, result: run.extension ? extend(timetable, counter, run.from, run.pauses, run.extension) : plain }
  }
  const replaced = (run: Run): ReplacedLimit[] => run.changes.flatMap(({ before, index: changed, pausesBefore }) => {
    const event = events[changed]
    if (!event) return []
    const { due } = counterFor(calendar, timetable, before ?? limit, run.from).count(run.from, run.pauses.slice(0, pausesBefore))
    return [{ limit: before ?? limit, due: instant(due), at: event.at, cause: event.cause, basis: event.basis }]
  })
  try {
    for (const { index: at, from, limit: own, pauses, extension } of runs) {
      index = at
      if (!extension) continue
      const { due } = counterFor(calendar, timetable, own ?? limit, from).count(from, pauses.slice(0, extension.pausesBefore))
      if (due === null || extension.to <= due) throw new LedgerError('extension-not-later', extension.index)
    }
    const lines: DueDateLine[] = []
    const explain = (stretches: readonly Stretch[], counter?: Counter) => {
      for (const line of stretches) {
        if (line.from >= line.to) continue
        const counted = counter && counting.has(line.why.key) ? counter.counted(line) : 0
        lines.push({ from: Temporal.Instant.fromEpochMilliseconds(line.from), to: Temporal.Instant.fromEpochMilliseconds(line.to), counted, why: line.why })
      }
      if (lines.length > mostLines) throw new TooManyLinesError(`the explanation has more than ${String(mostLines)} lines`)
    }
    let begun = runs[0].from
    let met: DueDate['met'] = null
    for (const [position, run] of runs.entries()) {
      if (run.met === null) continue
      const { counter, result } = count(run)
      const due = result.due ?? run.met // a clock that stands is never met: the ledger refuses that
      explain([{ from: begun, to: run.from, why: { key: 'restarted', params: {} } }])
      explain(untilMet(result.lines, due, run.met), counter)
      met = { due: Temporal.Instant.fromEpochMilliseconds(due), at: Temporal.Instant.fromEpochMilliseconds(run.met) }
      const next = runs[position + 1]
      if (!next) return { due: null, firstDue: null, paused: true, met, limit: run.limit ?? limit, replaced: replaced(run), lines }
      explain([{ from: run.met, to: next.from, why: { key: 'appointment-met', params: {} } }])
      begun = next.from
    }
    const { counter, plain, result } = count(last)
    if (result.due !== null && result.due > latest) throw new LedgerError('out-of-range', index)
    explain([{ from: begun, to: last.from, why: { key: 'restarted', params: {} } }])
    explain(result.lines, counter)
    return {
      due: instant(result.due), firstDue: instant(plain.due), paused: result.due === null, met, limit: last.limit ?? limit, replaced: replaced(last), lines,
    }
  } catch (error) {
    if (error instanceof NoWorkingTimeError) throw new LedgerError('no-due-date', index)
    if (error instanceof TooManyLinesError) throw new LedgerError('too-many-lines', index)
    throw error
  }
}

/** The lines of a clock up to the moment when its appointment was met, which may be before or after it. */
function untilMet(lines: readonly Stretch[], due: number, met: number): Stretch[] {
  const book = openLineBook()
  for (const { from, to, why } of lines) book.add(from, to, why)
  if (met <= due) return book.cut(met)
  book.add(due, met, { key: 'appointment-late', params: {} })
  return book.lines
}

const instant = (ms: number | null) => ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms)
const hourMs = 3_600_000

function counterFor(calendar: Calendar, timetable: Timetable, limit: Limit, from: number): Counter {
  const datesOf = ({ from: begin, to }: Stretch) => timetable.dayOf(to - 1) - timetable.dayOf(begin) + 1
  if (limit.unit === 'calendar-day' || limit.unit === 'calendar-month') {
    return { count: (at, pauses) => countCalendarDays(timetable, at, limit, pauses), counted: datesOf, remainder: 'calendar-days' }
  }
  if (limit.unit === 'same-day') {
    return { count: (at, pauses) => countSameDay(timetable, at, limit.amount, pauses), counted: datesOf, remainder: 'working-days' }
  }
  if (limit.unit === 'working-day' && calendar.countWorkingDaysAs === 'days') {
    return { count: (at, pauses) => countWorkingDays(timetable, at, limit.amount, pauses), counted: datesOf, remainder: 'working-days' }
  }
  const one = limit.unit === 'working-day' ? regularDay(calendar, timetable.dayOf(from)) : hourMs
  return {
    count: (at, pauses) => countWorkingTime(timetable, at, limit.amount * one, pauses),
    counted: ({ from: begin, to }) => (to - begin) / one,
    remainder: 'working-time',
  }
}

/** The clock with its one new appointment: the lines up to the first due date, then the time until the new one. */
function extend(
  timetable: Timetable, counter: Counter, from: number, pauses: readonly Pause[],
  extension: NonNullable<Run['extension']>,
): Counted {
  const before = counter.count(from, pauses.slice(0, extension.pausesBefore))
  const firstDue = before.due ?? extension.to
  const appointment = moveAppointment(timetable, extension.to, counter.remainder, pauses.slice(extension.pausesBefore))
  const book = openLineBook()
  for (const line of before.lines) book.add(line.from, line.to, line.why)
  // In days the whole day on which the pause began is taken out, so the lines end where that day begins.
  const standsFrom = (at: number) => counter.remainder === 'working-time' ? at : timetable.midnight(timetable.dayOf(at))
  const end = appointment.due ?? standsFrom(appointment.standsFrom)
  book.add(firstDue, end, { key: extension.agreed ? 'agreed' : 'extended', params: {} })
  const lines = layOver(book.cut(end), appointment.takenOut)
  return appointment.due === null ? { due: null, standsFrom: appointment.standsFrom, lines } : { due: appointment.due, lines }
}
