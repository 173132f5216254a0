import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import { dayNumber, plainDate } from './dates.ts'
import type { Timetable } from './timetable.ts'
import { horizonDays, NoWorkingTimeError, openTimetable } from './timetable.ts'

type Instant = Temporal.Instant
const instantOf = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)
const numberOf = (date: Temporal.PlainDate) => dayNumber(date.toString({ calendarName: 'never' }))

/** The shifts of a date in the agency's zone, in order; empty on a day off. Half-open: the end is outside. BT 45/2023, art. 10. */
export function shiftsOn(date: Temporal.PlainDate, calendar: Calendar): { start: Instant, end: Instant }[] {
  return openTimetable(calendar).shiftsOn(numberOf(date)).map(({ from, to }) => ({ start: instantOf(from), end: instantOf(to) }))
}

/** Whether a date is worked: a make-up Saturday is, a holiday is not. BT 45/2023, art. 10. */
export function isWorkingDay(date: Temporal.PlainDate, calendar: Calendar): boolean {
  return openTimetable(calendar).isWorkingDay(numberOf(date))
}

/**
 * The instant itself when it is in a shift, else the start of the next one. A shift's end is outside it. Requirement D1.
 * @throws NoWorkingTimeError when there is none within 200 years
 */
export function nextWorkingMoment(instant: Instant, calendar: Calendar): Instant {
  return instantOf(openTimetable(calendar).nextWorkingMoment(instant.epochMilliseconds))
}

/**
 * The moment at which so many working minutes have passed; a count reached exactly at a shift's end is that end. Zero minutes: the
 * instant itself.
 * @throws RangeError for a negative number, NoWorkingTimeError when the search passes 200 years
 */
export function addWorkingMinutes(instant: Instant, minutes: number, calendar: Calendar): Instant {
  if (!(minutes >= 0)) throw new RangeError('working minutes to add must not be negative')
  return instantOf(addWorking(openTimetable(calendar), instant.epochMilliseconds, minutes * 60_000))
}

/** Working minutes from `a` to `b`, with fractions; negative when `b` is before `a`. For 'working time left'. BT 45/2023, art. 10. */
export function workingMinutesBetween(a: Instant, b: Instant, calendar: Calendar): number {
  const [from, to] = [a.epochMilliseconds, b.epochMilliseconds]
  const timetable = openTimetable(calendar)
  return (from <= to ? workingBetween(timetable, from, to) : 0 - workingBetween(timetable, to, from)) / 60_000
}

/**
 * The working day so many working days after a date, or before it for a negative number. Zero: the date itself, worked or not.
 * @throws NoWorkingTimeError when the search passes 200 years
 */
export function addWorkingDays(date: Temporal.PlainDate, days: number, calendar: Calendar): Temporal.PlainDate {
  const timetable = openTimetable(calendar)
  const step = Math.sign(days)
  let day = numberOf(date)
  const first = day
  for (let left = Math.abs(days); left > 0;) {
    day += step
    if (timetable.isWorkingDay(day)) left--
    if (Math.abs(day - first) > horizonDays) throw new NoWorkingTimeError('the search for working days passes 200 years')
  }
  return plainDate(day)
}

/** The end of the last shift of a working day: when a limit in days runs out. @throws RangeError on a day off */
export function endOfWorkingDay(date: Temporal.PlainDate, calendar: Calendar): Instant {
  const timetable = openTimetable(calendar)
  const day = numberOf(date)
  if (!timetable.isWorkingDay(day)) throw new RangeError(`${date.toString()} is not a working day`)
  return instantOf(timetable.endOf(day))
}

/** The start of the first shift of a working day. @throws RangeError on a day off */
export function startOfWorkingDay(date: Temporal.PlainDate, calendar: Calendar): Instant {
  const [first] = shiftsOn(date, calendar)
  if (!first) throw new RangeError(`${date.toString()} is not a working day`)
  return first.start
}

/** Milliseconds of working time in [from, to). */
export function workingBetween(timetable: Timetable, from: number, to: number): number {
  let sum = 0
  if (from >= to) return 0
  const last = timetable.dayOf(to)
  for (let day = timetable.dayOf(from); day <= last; day++) {
    if (!timetable.isWorkingDay(day)) continue
    for (const shift of timetable.shiftsOn(day)) sum += Math.max(0, Math.min(shift.to, to) - Math.max(shift.from, from))
  }
  return sum
}

/** The earliest instant by which so many milliseconds of working time have passed since `from`. */
export function addWorking(timetable: Timetable, from: number, duration: number): number {
  if (duration <= 0) return from
  let left = duration
  const first = timetable.dayOf(from)
  for (let day = first; day <= first + horizonDays; day++) {
    if (!timetable.isWorkingDay(day)) continue
    for (const shift of timetable.shiftsOn(day)) {
      const start = Math.max(shift.from, from)
      if (start >= shift.to) continue
      if (left <= shift.to - start) return start + left
      left -= shift.to - start
    }
  }
  throw new NoWorkingTimeError('the working time asked for does not pass within 200 years')
}
