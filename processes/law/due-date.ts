import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import { countCalendarDays, countWorkingDays, countWorkingTime, regularDay } from './counting.ts'
import type { Counted } from './counting.ts'
import type { LedgerEvent, Pause } from './deadline-ledger.ts'
import { latest, LedgerError, readLedger } from './deadline-ledger.ts'
import { moveAppointment } from './extension.ts'
import type { Remainder } from './extension.ts'
import type { Limit } from './limit.ts'
import type { Stretch } from './line-book.ts'
import { layOver, openLineBook, TooManyLinesError } from './line-book.ts'
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
  /** The clock stands: a pause that began before the limit ran out has not ended. */
  paused: boolean
  /** From the start to the due date, in order, without gap or overlap; to a pause that has not ended, or, in days, to that day's midnight. */
  lines: DueDateLine[]
}

export interface Deadline { calendar: Calendar, limit: Limit, events: readonly LedgerEvent[] }

/** How a limit is counted: the count itself, what of a line counts, and how the time left until a new appointment is counted. */
interface Counter { count(from: number, pauses: readonly Pause[]): Counted, counted(line: Stretch): number, remainder: Remainder }

const counting = new Set<Why['key']>(['counted', 'make-up-day'])

/**
 * Computes when a time limit runs out, and explains it line by line. Working hours and days: BT 45/2023, arts. 10, 15, 17; calendar
 * days and months: Civil Code 2015, arts. 147-148. Pure: the calendar, the limit and the ledger are all it knows.
 * @throws LedgerError with a code and the index of the event that is wrong; 'no-due-date' when the limit does not run out within 200 years,
 * 'too-many-lines' when the explanation would have more than 25,000
 */
export function explainDueDate({ calendar, limit, events }: Deadline): DueDate {
  const runs = readLedger(events)
  const timetable = openTimetable(calendar)
  const run = runs.at(-1) ?? runs[0]
  let index = run.index
  try {
    for (const earlier of runs) {
      index = earlier.index
      if (!earlier.extension) continue
      const { due } = counterFor(calendar, timetable, limit, earlier.from)
        .count(earlier.from, earlier.pauses.slice(0, earlier.extension.pausesBefore))
      if (due === null || earlier.extension.to <= due) throw new LedgerError('extension-not-later', earlier.extension.index)
    }
    const counter = counterFor(calendar, timetable, limit, run.from)
    const plain = counter.count(run.from, run.pauses)
    const result = run.extension ? extend(timetable, counter, run.from, run.pauses, run.extension) : plain
    if (result.due !== null && result.due > latest) throw new LedgerError('out-of-range', index)
    const forgotten = { from: runs[0].from, to: run.from, why: { key: 'restarted', params: {} } } as const
    return {
      due: instant(result.due),
      firstDue: instant(plain.due),
      paused: result.due === null,
      lines: [...(forgotten.from < forgotten.to ? [forgotten] : []), ...result.lines].map((line) => ({
        from: Temporal.Instant.fromEpochMilliseconds(line.from),
        to: Temporal.Instant.fromEpochMilliseconds(line.to),
        counted: counting.has(line.why.key) ? counter.counted(line) : 0,
        why: line.why,
      })),
    }
  } catch (error) {
    if (error instanceof NoWorkingTimeError) throw new LedgerError('no-due-date', index)
    if (error instanceof TooManyLinesError) throw new LedgerError('too-many-lines', index)
    throw error
  }
}

const instant = (ms: number | null) => ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms)
const hourMs = 3_600_000

function counterFor(calendar: Calendar, timetable: Timetable, limit: Limit, from: number): Counter {
  const datesOf = ({ from: begin, to }: Stretch) => timetable.dayOf(to - 1) - timetable.dayOf(begin) + 1
  if (limit.unit === 'calendar-day' || limit.unit === 'calendar-month') {
    return { count: (at, pauses) => countCalendarDays(timetable, at, limit, pauses), counted: datesOf, remainder: 'calendar-days' }
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
  extension: { to: number, pausesBefore: number },
): Counted {
  const before = counter.count(from, pauses.slice(0, extension.pausesBefore))
  const firstDue = before.due ?? extension.to
  const appointment = moveAppointment(timetable, extension.to, counter.remainder, pauses.slice(extension.pausesBefore))
  const book = openLineBook()
  for (const line of before.lines) book.add(line.from, line.to, line.why)
  // In days the whole day on which the pause began is taken out, so the lines end where that day begins.
  const standsFrom = (at: number) => counter.remainder === 'working-time' ? at : timetable.midnight(timetable.dayOf(at))
  const end = appointment.due ?? standsFrom(appointment.standsFrom)
  book.add(firstDue, end, { key: 'extended', params: {} })
  const lines = layOver(book.cut(end), appointment.takenOut)
  return appointment.due === null ? { due: null, standsFrom: appointment.standsFrom, lines } : { due: appointment.due, lines }
}
