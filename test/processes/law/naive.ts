import { Temporal } from 'temporal-polyfill'
import type { Calendar, Shift } from '../../../processes/law/calendar.ts'
import { weekdays } from '../../../processes/law/calendar.ts'
import type { LedgerEvent } from '../../../processes/law/deadline-ledger.ts'
import type { Limit } from '../../../processes/law/limit.ts'

/*
 * The law a second time, as slowly and literally as it reads: day by day and quarter of an hour by quarter of an hour, pause by pause.
 * Shares nothing with processes/law but types. Every time given to it lies on a quarter of an hour.
 */
type Instant = Temporal.Instant
type PlainDate = Temporal.PlainDate
interface Pause { from: Instant, to: Instant | null }

const compare = (a: Instant, b: Instant) => Temporal.Instant.compare(a, b)
const quarter = { minutes: 15 }

export function naive(calendar: Calendar) {
  const zone = calendar.timeZone
  const dateOf = (at: Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
  const shifts = new Map<string, readonly Shift[]>()

  function shiftsOn(date: PlainDate): readonly Shift[] {
    const key = date.toString()
    const found = shifts.get(key)
    if (found) return found
    const period = calendar.periods.filter(({ from }) => from === null || from <= key).at(-1)
    const weekday = calendar.makeUpDays.find((day) => day.date === key)?.as ?? weekdays[date.dayOfWeek - 1]!
    const list = calendar.holidays.includes(key) || !period ? [] : period.shifts[weekday]
    shifts.set(key, list)
    return list
  }
  const worked = (date: PlainDate) => shiftsOn(date).length > 0

  const quarters = new Map<number, boolean>()
  /** Whether the quarter of an hour that begins now is working time. */
  function working(at: Instant): boolean {
    const known = quarters.get(at.epochMilliseconds)
    if (known !== undefined) return known
    const local = at.toZonedDateTimeISO(zone)
    const time = local.toPlainTime().toString().slice(0, 5)
    const answer = shiftsOn(local.toPlainDate()).some(([from, until]) => from <= time && time < until)
    quarters.set(at.epochMilliseconds, answer)
    return answer
  }
  function endOf(date: PlainDate): Instant {
    const last = shiftsOn(date).map(([, until]) => until).sort().at(-1)!
    return last === '24:00'
      ? date.add({ days: 1 }).toZonedDateTime(zone).toInstant()
      : date.toZonedDateTime({ timeZone: zone, plainTime: last }).toInstant()
  }
  const totals = (date: PlainDate) => shiftsOn(date)
    .reduce((sum, [a, b]) => sum + Number(b.slice(0, 2)) * 60 + Number(b.slice(3)) - Number(a.slice(0, 2)) * 60 - Number(a.slice(3)), 0)

  function daysOut(pauses: readonly Pause[]): Set<string> {
    const out = new Set<string>()
    for (const { from, to } of pauses) {
      const end = dateOf(to!)
      for (let date = dateOf(from); Temporal.PlainDate.compare(date, end) <= 0; date = date.add({ days: 1 })) out.add(date.toString())
    }
    return out
  }

  function hours(start: Instant, amount: number, pauses: readonly Pause[]): Instant {
    let at = start
    for (let left = amount * 4; left > 0; at = at.add(quarter)) {
      if (working(at) && !pauses.some(({ from, to }) => compare(from, at) <= 0 && compare(at, to!) < 0)) left--
    }
    return at
  }

  function workingDays(start: Instant, amount: number, pauses: readonly Pause[]): Instant {
    let moved = start
    while (!working(moved)) moved = moved.add(quarter)
    const out = daysOut(pauses)
    let date = dateOf(moved)
    for (let counted = 0; counted < amount;) {
      date = date.add({ days: 1 })
      if (worked(date) && !out.has(date.toString())) counted++
    }
    return endOf(date)
  }

  function calendarDays(start: Instant, duration: { days: number } | { months: number }, pauses: readonly Pause[]): Instant {
    const first = dateOf(start)
    const term = first.add(duration)
    const out = [...daysOut(pauses)].filter((date) => date > first.toString())
    let last = term
    for (let added = -1; ;) {
      const within = out.filter((date) => date <= last.toString()).length
      if (within === added) break
      added = within
      last = term.add({ days: added })
    }
    while (!worked(last) || out.includes(last.toString())) last = last.add({ days: 1 })
    return endOf(last)
  }

  function sameDay(start: Instant, amount: number, pauses: readonly Pause[]): Instant {
    const late = (at: Instant) => at.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5) > '15:00'
    let moved = start
    while (!working(moved)) moved = moved.add(quarter)
    const stands = (day: PlainDate) => pauses.some(({ from, to }) => {
      const [first, last] = [dateOf(from), dateOf(to!)]
      if (Temporal.PlainDate.compare(day, first) < 0 || Temporal.PlainDate.compare(day, last) > 0) return false
      const afterClosing = day.equals(first) && worked(day) && compare(from, endOf(day)) >= 0
      return !afterClosing && !(day.equals(last) && !late(to!))
    })
    let date = late(moved) ? dateOf(moved).add({ days: 1 }) : dateOf(moved)
    for (let counted = 0; ; date = date.add({ days: 1 })) {
      if (worked(date) && !stands(date)) counted++
      if (counted === amount) return endOf(date)
    }
  }

  function count(start: Instant, limit: Limit, pauses: readonly Pause[]): Instant {
    switch (limit.unit) {
      case 'working-hour': return hours(start, limit.amount, pauses)
      case 'same-day': return sameDay(start, limit.amount, pauses)
      case 'calendar-day': return calendarDays(start, { days: limit.amount }, pauses)
      case 'calendar-month': return calendarDays(start, { months: limit.amount }, pauses)
      case 'working-day': return calendar.countWorkingDaysAs === 'days'
        ? workingDays(start, limit.amount, pauses)
        : hours(start, limit.amount * regularHours(start), pauses)
    }
  }

  function regularHours(start: Instant): number {
    const key = dateOf(start).toString()
    const period = calendar.periods.filter(({ from }) => from === null || from <= key).at(-1)!
    const plain = naive({ ...calendar, periods: [{ ...period, from: null }], holidays: [], makeUpDays: [] })
    const week = weekdays.map((_, i) => plain.totals(Temporal.PlainDate.from('2024-01-01').add({ days: i }))).filter((total) => total > 0)
    const often = (total: number) => week.filter((other) => other === total).length
    const most = Math.max(...week.map(often))
    return Math.max(...week.filter((total) => often(total) === most)) / 60
  }

  function appointment(to: Instant, limit: Limit, pauses: readonly Pause[]): Instant {
    const [first] = pauses
    if (!first) return to
    if (limit.unit === 'working-hour' || (limit.unit === 'working-day' && calendar.countWorkingDaysAs === 'hours')) {
      let due = to
      for (const { from, to: end } of pauses) {
        let paused = 0
        for (let at = from; compare(at, end!) < 0; at = at.add(quarter)) if (working(at)) paused++
        due = paused === 0 ? due : hours(due, paused / 4, [])
      }
      return due
    }
    const local = to.toZonedDateTimeISO(zone)
    const at = (date: PlainDate) => date.toZonedDateTime({ timeZone: zone, plainTime: local.toPlainTime() }).toInstant()
    const out = daysOut(pauses)
    let date = local.toPlainDate()
    if (limit.unit === 'working-day' || limit.unit === 'same-day') {
      const done = new Set<string>()
      const appointed = date.toString()
      const left = (day: string) => day === appointed || worked(Temporal.PlainDate.from(day))
      for (;;) {
        const paused = [...out].find((day) => day <= date.toString() && !done.has(day) && left(day))
        if (!paused) return at(date)
        done.add(paused)
        do date = date.add({ days: 1 }); while (!worked(date))
      }
    }
    const done = new Set<string>()
    for (;;) {
      const paused = [...out].find((day) => day <= date.toString() && !done.has(day))
      if (!paused) break
      done.add(paused)
      date = date.add({ days: 1 })
    }
    if (done.size > 0) while (!worked(date) || out.has(date.toString())) date = date.add({ days: 1 })
    return at(date)
  }

  /** The due instant, or null while paused; the ledger is taken to be a correct one. */
  function dueDate(limit: Limit, events: readonly LedgerEvent[]): Instant | null {
    if (events.at(-1)?.type === 'meet') return null
    const last = events.findLastIndex(({ type }) => type === 'start' || type === 'restart' || type === 'appoint')
    limit = events.findLast(({ type }) => type === 'appoint')?.limit ?? limit
    const start = events[last]!.at
    const run = events.slice(last + 1)
    const pauses: Pause[] = []
    let to: Instant | null = null
    const due = () => to === null ? count(start, limit, pauses) : appointment(to, limit, pauses)
    for (const [i, event] of run.entries()) {
      if (event.type === 'extend') {
        to = event.to!
        pauses.length = 0
      } else if (event.type === 'pause' && compare(event.at, due()) < 0) {
        const resume = run[i + 1]
        if (!resume) return null
        pauses.push({ from: event.at, to: resume.at })
      }
    }
    return due()
  }

  return { dueDate, worked, working, endOf, totals, dateOf }
}
