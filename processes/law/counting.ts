import type { Calendar } from './calendar.ts'
import { weekdays } from './calendar.ts'
import { dayNumber, plainDate } from './dates.ts'
import type { Pause } from './deadline-ledger.ts'
import type { Limit } from './limit.ts'
import { sameDayCutOff } from './limit.ts'
import { openLineBook } from './line-book.ts'
import type { Stretch } from './line-book.ts'
import type { Why } from './messages.ts'
import type { DayFate, Count } from './term.ts'
import { countTerm } from './term.ts'
import type { Timetable } from './timetable.ts'
import { horizonDays, lengthOf, NoWorkingTimeError, periodOn } from './timetable.ts'

/** The result of counting one run of the clock; the lines reach to the due moment, or to the pause that has not ended. */
export type Counted = Count & { lines: Stretch[] }

const cutOffTime = (Number(sameDayCutOff.slice(0, 2)) * 60 + Number(sameDayCutOff.slice(3))) * 60_000
const why = (key: Why['key'], params: Why['params'] = {}): Why => ({ key, params })
const workedDay = (timetable: Timetable, day: number) => timetable.kindOf(day) === 'make-up'
  ? why('make-up-day', { date: plainDate(day).toString() })
  : why('counted')

/** Why the count has not begun: a day off says so itself, other time outside working hours moves the start. */
const beforeBegin = (kind: ReturnType<Timetable['spanAt']>['kind']) => kind === 'holiday' || kind === 'rest-day' ? why(kind) : why('start-moved')

/**
 * Counts working time (milliseconds) from a moment on. A start outside working time counts from the next working moment; a count reached
 * exactly at a shift's end is due then; a pause takes out exactly its own time. Requirement D1; BT 45/2023, arts. 10 and 15.2.
 */
export function countWorkingTime(timetable: Timetable, from: number, duration: number, pauses: readonly Pause[]): Counted {
  const book = openLineBook()
  const horizon = timetable.midnight(timetable.dayOf(from) + horizonDays)
  let [at, left, next, begun] = [from, duration, 0, false]
  while (at < horizon) {
    while ((pauses[next]?.to ?? Infinity) <= at) next++
    const pause = pauses[next]
    if (pause && pause.from <= at) {
      if (pause.to === null) return { due: null, standsFrom: pause.from, lines: book.lines }
      book.add(at, pause.to, why('paused'))
      at = pause.to
      continue
    }
    const span = timetable.spanAt(at)
    let to = Math.min(span.to, pause?.from ?? Infinity)
    if (span.kind === 'regular' || span.kind === 'make-up') {
      to = Math.min(to, at + left)
      left -= to - at
      begun = true
      book.add(at, to, workedDay(timetable, span.day))
    } else {
      book.add(at, to, begun ? why(span.kind) : beforeBegin(span.kind))
    }
    at = to
    if (left === 0) return { due: at, lines: book.lines }
  }
  throw new NoWorkingTimeError('the limit does not run out within 200 years')
}

/**
 * Counts working days: a start outside working time is first moved to the next working moment; that day is not counted (Civil Code
 * 2015, art. 147); due at the end of the last shift of the last day.
 */
export function countWorkingDays(timetable: Timetable, from: number, days: number, pauses: readonly Pause[]): Counted {
  const book = openLineBook()
  const begin = timetable.nextWorkingMoment(from)
  const firstDay = timetable.dayOf(begin) + 1
  for (let at = from; at < begin;) {
    const span = timetable.spanAt(at)
    const to = Math.min(span.to, begin)
    book.add(at, to, beforeBegin(span.kind))
    at = to
  }
  book.add(begin, timetable.midnight(firstDay), why('start-day'))
  const term = { firstDay, days, counts: timetable.isWorkingDay, mayEnd: timetable.isWorkingDay, endAt: timetable.endOf }
  const count = countTerm(term, pauses, timetable, (day, fate, until) => {
    const kind = timetable.kindOf(day)
    const reason = fate === 'paused' ? why('paused') : kind === 'holiday' || kind === 'rest-day' ? why(kind) : workedDay(timetable, day)
    book.add(timetable.midnight(day), until, reason)
  })
  return { ...count, lines: count.due === null ? book.cut(count.standsFrom) : book.lines }
}

/**
 * Counts a same-day limit: a start outside working time is first moved to the next working moment; received no later than the cut-off, that
 * day counts, else the next working day (Law on Civil Status 2014, art. 5.3; NĐ 23/2015/NĐ-CP, art. 7). Further days are working
 * days (art. 21). The end of a pause is held to the same cut-off: our reading. Due at the end of the last day's last shift.
 */
export function countSameDay(timetable: Timetable, from: number, days: number, pauses: readonly Pause[]): Counted {
  const book = openLineBook()
  const begin = timetable.nextWorkingMoment(from)
  const beginDay = timetable.dayOf(begin)
  const cutOff = (day: number) => timetable.instantOn(day, cutOffTime)
  const inTime = begin <= cutOff(beginDay)
  for (let at = from; at < begin;) {
    const span = timetable.spanAt(at)
    const to = Math.min(span.to, begin)
    book.add(at, to, beforeBegin(span.kind))
    at = to
  }
  const firstDay = inTime ? beginDay : beginDay + 1
  if (!inTime) book.add(begin, timetable.midnight(firstDay), why('after-cut-off', { time: sameDayCutOff }))
  const daysOf = (pause: Pause) => {
    const day = timetable.dayOf(pause.from)
    const closed = timetable.isWorkingDay(day) && pause.from >= timetable.endOf(day)
    const last = pause.to === null ? Infinity : timetable.dayOf(pause.to)
    return { from: closed ? day + 1 : day, to: pause.to !== null && pause.to <= cutOff(last) ? last - 1 : last }
  }
  const term = { firstDay, days, counts: timetable.isWorkingDay, mayEnd: timetable.isWorkingDay, endAt: timetable.endOf, daysOf }
  const count = countTerm(term, pauses, timetable, (day, fate, until) => {
    const kind = timetable.kindOf(day)
    const reason = fate === 'paused' ? why('paused')
      : kind === 'holiday' || kind === 'rest-day' ? why(kind)
        : inTime && day === firstDay ? why('same-day', { time: sameDayCutOff }) : workedDay(timetable, day)
    book.add(day === beginDay ? begin : timetable.midnight(day), until, reason)
  })
  return { ...count, lines: count.due === null ? book.cut(count.standsFrom) : book.lines }
}

const calendarReasons = { counted: why('counted'), paused: why('paused'), moved: why('moved-to-working-day') } as const

/**
 * Counts calendar days or months. The start's own date is not counted (Civil Code 2015, art. 147.2); a month ends on the same day number
 * or the month's last day (art. 148.3); paused days are taken out; a last day that is a day off moves to the next working day that is
 * not paused (art. 148.5); due at the end of that day's last shift.
 */
export function countCalendarDays(timetable: Timetable, from: number, limit: Limit, pauses: readonly Pause[]): Counted {
  const book = openLineBook()
  const startDay = timetable.dayOf(from)
  const firstDay = startDay + 1
  book.add(from, timetable.midnight(firstDay), why('start-day'))
  const days = limit.unit === 'calendar-month' ? daysOfMonths(startDay, limit.amount) : limit.amount
  const term = { firstDay, days, counts: () => true, mayEnd: timetable.isWorkingDay, endAt: timetable.endOf }
  const count = countTerm(term, pauses, timetable, (day, fate, until) => {
    book.add(timetable.midnight(day), until, calendarReasons[fate as Exclude<DayFate, 'passed'>])
  })
  return { ...count, lines: count.due === null ? book.cut(count.standsFrom) : book.lines }
}

function daysOfMonths(startDay: number, months: number): number {
  return dayNumber(plainDate(startDay).add({ months }, { overflow: 'constrain' }).toString()) - startDay
}

/**
 * The working time of the regular day in milliseconds, for agencies that count working days as hours: the most common total of a
 * worked weekday in the period in force at the start; among equally common ones the longest.
 * When that period has no working time, the first later one that has.
 */
export function regularDay(calendar: Calendar, day: number): number {
  const hasWork = (period: Calendar['periods'][number]) => weekdays.some((weekday) => period.shifts[weekday].length > 0)
  const inForce = periodOn(calendar, day)
  const period = inForce && hasWork(inForce)
    ? inForce
    : calendar.periods.find((later) => hasWork(later) && later.from !== null && dayNumber(later.from) > day)
  if (!period) throw new NoWorkingTimeError('the calendar has no regular day')
  const times = new Map<number, number>()
  for (const weekday of weekdays) {
    const total = lengthOf(period.shifts[weekday])
    if (total > 0) times.set(total, (times.get(total) ?? 0) + 1)
  }
  const [[length] = [0]] = [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)
  return length
}
