import type { Calendar, Shift, Weekday } from './calendar.ts'
import { weekdays } from './calendar.ts'
import { dayMs, dayNumber } from './dates.ts'
import { openZone } from './zone.ts'

/** Nothing is searched for longer than this many days (200 years). */
export const horizonDays = 73_050

/** A calendar has no working time where it was searched. */
export class NoWorkingTimeError extends Error {
  override name = 'NoWorkingTimeError'
}

export type DayKind = 'regular' | 'make-up' | 'rest-day' | 'holiday'

/** A piece of time, [from, to) in milliseconds; 'outside-hours' is before, between and after the shifts of a day that is worked. */
export interface Span { from: number, to: number, day: number, kind: DayKind | 'outside-hours' }

/**
 * A calendar opened for one computation: days are numbers since 1970-01-01 in the agency's zone, instants are milliseconds.
 * Nothing is kept after the computation.
 */
export interface Timetable {
  dayOf(instant: number): number
  /** The instant at which a day's wall clock shows a time, in milliseconds since its midnight. */
  instantOn(day: number, time: number): number
  timeOf(instant: number): number
  midnight(day: number): number
  kindOf(day: number): DayKind
  isWorkingDay(day: number): boolean
  /** The shifts of a day as instants, without those that a change of the clock swallows. */
  shiftsOn(day: number): readonly { from: number, to: number }[]
  /** The end of the last shift of a day that is worked. */
  endOf(day: number): number
  /** The first working day that is not before the given one. */
  workingDayFrom(day: number): number
  /** The instant itself when it is in a shift, else the start of the next shift. */
  nextWorkingMoment(instant: number): number
  spanAt(instant: number): Span
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The working time of a list of shifts, in milliseconds on the wall clock. */
export function lengthOf(shifts: readonly Shift[]): number {
  return shifts.reduce((sum, [from, until]) => sum + (minutes(until) - minutes(from)) * 60_000, 0)
}

/** The period of a calendar in force on a day, or undefined before the first. */
export function periodOn(calendar: Calendar, day: number): Calendar['periods'][number] | undefined {
  return calendar.periods.findLast(({ from }) => from === null || dayNumber(from) <= day)
}

/** Opens a calendar (checked by its schema) for one computation. */
export function openTimetable(calendar: Calendar): Timetable {
  const zone = openZone(calendar.timeZone)
  const holidays = new Set(calendar.holidays.map(dayNumber))
  const makeUp = new Map<number, Weekday>(calendar.makeUpDays.map(({ date, as }) => [dayNumber(date), as]))
  const periods = calendar.periods.map(({ from, shifts }) => ({ from: from === null ? -Infinity : dayNumber(from), shifts }))
  let current = 0

  function tableOn(day: number): readonly Shift[] {
    if (holidays.has(day)) return []
    while (current > 0 && (periods[current]?.from ?? 0) > day) current--
    while ((periods[current + 1]?.from ?? Infinity) <= day) current++
    const period = periods[current]
    const weekday = makeUp.get(day) ?? weekdays[(((day + 3) % 7) + 7) % 7]
    return period && weekday && period.from <= day ? period.shifts[weekday] : []
  }

  const instantOn = (day: number, time: number) => zone.instant(day * dayMs + time)
  const midnight = (day: number) => instantOn(day, 0)
  function dayOf(instant: number): number {
    const day = Math.floor(zone.local(instant) / dayMs)
    // A clock set back across midnight shows the old date once more; the day has begun all the same.
    return instant >= midnight(day + 1) ? day + 1 : day
  }
  const isWorkingDay = (day: number) => tableOn(day).length > 0
  const shiftsOn = (day: number) => tableOn(day)
    .map(([from, until]) => ({ from: instantOn(day, minutes(from) * 60_000), to: instantOn(day, minutes(until) * 60_000) }))
    .filter(({ from, to }) => from < to)
  function kindOf(day: number): DayKind {
    if (holidays.has(day)) return 'holiday'
    if (!isWorkingDay(day)) return 'rest-day'
    return makeUp.has(day) ? 'make-up' : 'regular'
  }

  function workingDayFrom(day: number): number {
    for (let d = day; d <= day + horizonDays; d++) if (isWorkingDay(d)) return d
    throw new NoWorkingTimeError('the calendar has no working day within 200 years')
  }

  function nextWorkingMoment(instant: number): number {
    const first = dayOf(instant)
    for (let day = first; day <= first + horizonDays; day++) {
      const shift = isWorkingDay(day) ? shiftsOn(day).find(({ to }) => to > instant) : undefined
      if (shift) return Math.max(shift.from, instant)
    }
    throw new NoWorkingTimeError('the calendar has no working time within 200 years')
  }

  let today: { day: number, spans: Span[] } = { day: NaN, spans: [] }
  function spansOf(day: number): Span[] {
    if (today.day === day) return today.spans
    const end = midnight(day + 1)
    const kind = kindOf(day)
    const shifts = shiftsOn(day)
    const spans: Span[] = []
    let at = midnight(day)
    for (const { from, to } of shifts) {
      if (from > at) spans.push({ from: at, to: from, day, kind: 'outside-hours' })
      spans.push({ from, to, day, kind })
      at = to
    }
    const rest = shifts.length > 0 || isWorkingDay(day) ? 'outside-hours' : kind
    if (end > at) spans.push({ from: at, to: end, day, kind: rest })
    today = { day, spans }
    return spans
  }

  function spanAt(instant: number): Span {
    const span = spansOf(dayOf(instant)).find(({ to }) => to > instant)
    if (!span) throw new Error('a day without this instant')
    return span
  }

  return {
    dayOf, instantOn, midnight, kindOf, isWorkingDay, shiftsOn, workingDayFrom, nextWorkingMoment, spanAt,
    timeOf: (instant) => zone.local(instant) - dayOf(instant) * dayMs,
    endOf: (day) => instantOn(day, Math.max(...tableOn(day).map(([, until]) => minutes(until))) * 60_000),
  }
}
