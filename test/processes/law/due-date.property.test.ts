import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { Calendar, Shift, Shifts } from '../../../processes/law/calendar.ts'
import { weekdays } from '../../../processes/law/calendar.ts'
import type { LedgerEvent } from '../../../processes/law/deadline-ledger.ts'
import { explainDueDate } from '../../../processes/law/due-date.ts'
import { nextWorkingMoment } from '../../../processes/law/working-time.ts'
import { calendars, cases, limits, twoAppointments } from './arbitraries.ts'
import { naive } from './naive.ts'

const compare = Temporal.Instant.compare

describe('the due date of any dossier', () => {
  it('is the one that counting day by day and quarter hour by quarter hour gives', () => {
    fc.assert(fc.property(cases, (dossier) => {
      assert.equal(String(explainDueDate(dossier).due), String(naive(dossier.calendar).dueDate(dossier.limit, dossier.events)))
    }), { numRuns: 500 })
  })

  it('is the one that such counting gives also when the clock is paused shortly before a new appointment', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: -200, max: 40 }), fc.nat({ max: 400 })), { minLength: 1, maxLength: 3 })
    fc.assert(fc.property(calendars, limits, fc.nat({ max: 2_000 }), fc.integer({ min: 1, max: 300 }), pauses, (calendar, limit, begun, later, list) => {
      const at = Temporal.Instant.from('2026-01-28T00:00Z').add({ minutes: begun * 15 })
      const to = naive(calendar).dueDate(limit, [{ type: 'start', at }])!.add({ minutes: later * 15 })
      const events: LedgerEvent[] = [{ type: 'start', at }, { type: 'extend', at, to }]
      for (const [before, length] of list) {
        const last = events.at(-1)!.at
        const from = to.add({ minutes: before * 15 })
        const pause = compare(from, last) < 0 ? last : from
        events.push({ type: 'pause', at: pause }, { type: 'resume', at: pause.add({ minutes: length * 15 }) })
      }
      assert.equal(String(explainDueDate({ calendar, limit, events }).due), String(naive(calendar).dueDate(limit, events)))
    }), { numRuns: 200 })
  })

  it('of two appointments is the one that such counting gives from the second one on, whatever happened before it (J6)', () => {
    fc.assert(fc.property(twoAppointments, ({ calendar, limit, events }) => {
      const { due, met, lines } = explainDueDate({ calendar, limit, events })
      assert.equal(String(due), String(naive(calendar).dueDate(limit, events)))
      const meeting = events.findIndex(({ type }) => type === 'meet')
      assert.equal(String(met?.at), String(events[meeting]!.at))
      assert.equal(String(met?.due), String(naive(calendar).dueDate(limit, events.slice(0, meeting))), 'the first one is kept')
      lines.forEach((line, i) => { assert.equal(String(line.from), String(i === 0 ? events[0]!.at : lines[i - 1]!.to)) })
      if (due) assert.equal(String(lines.at(-1)?.to), String(due))
      const second = lines.filter(({ from }) => compare(from, events[meeting + 1]!.at) >= 0)
      const alone = explainDueDate({ calendar, limit: events[meeting + 1]!.limit!, events: [{ type: 'start', at: events[meeting + 1]!.at }, ...events.slice(meeting + 2)] })
      assert.equal(JSON.stringify(second), JSON.stringify(alone.lines), 'the second one is explained as a clock of its own')
    }), { numRuns: 400 })
  })

  it('does not exist between the first appointment, once met, and the second', () => {
    fc.assert(fc.property(twoAppointments, ({ calendar, limit, events }) => {
      const meeting = events.findIndex(({ type }) => type === 'meet')
      const { due, paused, lines } = explainDueDate({ calendar, limit, events: events.slice(0, meeting + 1) })
      assert.deepEqual([due, paused], [null, true])
      if (lines.length > 0) assert.equal(String(lines.at(-1)!.to), String(events[meeting]!.at))
    }), { numRuns: 200 })
  })

  it('is explained by lines that follow one another from the start to the due date', () => {
    fc.assert(fc.property(cases, (dossier) => {
      const { due, paused, lines } = explainDueDate(dossier)
      assert.equal(paused, due === null)
      lines.forEach((line, i) => {
        assert.equal(String(line.from), String(i === 0 ? dossier.events[0]!.at : lines[i - 1]!.to))
        assert.ok(compare(line.from, line.to) < 0)
        assert.ok(line.counted >= 0)
        if (i > 0) assert.notDeepEqual(line.why, lines[i - 1]!.why)
      })
      if (due) assert.equal(String(lines.at(-1)!.to), String(due))
    }), { numRuns: 300 })
  })

  it('comes when exactly the limit has been counted, unless there was a new appointment', () => {
    fc.assert(fc.property(cases, ({ calendar, limit, events }) => {
      const { due, lines } = explainDueDate({ calendar, limit, events })
      const run = events.slice(events.findLastIndex(({ type }) => type === 'start' || type === 'restart'))
      if (!due || run.some(({ type }) => type === 'extend')) return
      const sum = lines.reduce((total, { counted }) => total + counted, 0)
      const first = naive(calendar).dateOf(run[0]!.at)
      const amount = limit.unit === 'calendar-month' ? first.until(first.add({ months: limit.amount }), { largestUnit: 'day' }).days : limit.amount
      assert.ok(Math.abs(sum - amount) < 1e-9, `${sum} of ${amount}`)
    }), { numRuns: 300 })
  })

  it('is never earlier for a longer limit', () => {
    fc.assert(fc.property(cases, fc.integer({ min: 1, max: 20 }), ({ calendar, limit, events }, more) => {
      const plain = events.filter(({ type }) => type !== 'extend')
      const [short, long] = [limit, { ...limit, amount: limit.amount + more }]
        .map((each) => explainDueDate({ calendar, limit: each, events: plain }).due)
      if (short && long) assert.ok(compare(short, long) <= 0)
      if (!short) assert.equal(long, null)
    }), { numRuns: 250 })
  })

  it('is never earlier for a pause more', () => {
    fc.assert(fc.property(cases, fc.nat({ max: 800 }), fc.nat({ max: 400 }), ({ calendar, limit, events }, after, length) => {
      const { due } = explainDueDate({ calendar, limit, events })
      if (!due || events.at(-1)!.type === 'pause') return
      const at = events.at(-1)!.at.add({ minutes: after * 15 })
      const more = [...events, { type: 'pause' as const, at }, { type: 'resume' as const, at: at.add({ minutes: length * 15 }) }]
      assert.ok(compare(due, explainDueDate({ calendar, limit, events: more }).due!) <= 0)
    }), { numRuns: 250 })
  })

  it('lies in working time or at its end, unless it is a new appointment', () => {
    fc.assert(fc.property(cases, ({ calendar, limit, events }) => {
      const { firstDue } = explainDueDate({ calendar, limit, events })
      if (!firstDue) return
      const before = firstDue.subtract({ milliseconds: 1 })
      assert.equal(String(nextWorkingMoment(before, calendar)), String(before))
    }), { numRuns: 250 })
  })

  it('is the same when a shift is written as two that touch', () => {
    fc.assert(fc.property(cases, fc.array(fc.nat({ max: 23 }), { minLength: 1, maxLength: 4 }), ({ calendar, limit, events }, hours) => {
      const whole = explainDueDate({ calendar, limit, events })
      const split = explainDueDate({ calendar: hours.reduce(splitAt, calendar), limit, events })
      assert.deepEqual(JSON.stringify(split), JSON.stringify(whole))
    }), { numRuns: 300 })
  })

  it('is found quickly for the longest limits', () => {
    fc.assert(fc.property(calendars, (calendar) => {
      const events = [{ type: 'start' as const, at: Temporal.Instant.from('2026-01-28T02:00Z') }]
      const begun = process.cpuUsage()
      explainDueDate({ calendar: { ...calendar, countWorkingDaysAs: 'days' }, limit: { amount: 10_000, unit: 'working-day' }, events })
      explainDueDate({ calendar, limit: { amount: 2_000, unit: 'working-hour' }, events })
      const { user } = process.cpuUsage(begun)
      assert.ok(user < 1_500_000, `${user} microseconds`)
    }), { numRuns: 10 })
  })
})

function splitAt(calendar: Calendar, hour: number): Calendar {
  const at = `${String(hour).padStart(2, '0')}:00`
  const split = (shifts: readonly Shift[]) => shifts
    .flatMap(([from, until]): Shift[] => from < at && at < until ? [[from, at], [at, until]] : [[from, until]])
  return {
    ...calendar,
    periods: calendar.periods.map(({ from, shifts }) =>
      ({ from, shifts: Object.fromEntries(weekdays.map((day) => [day, split(shifts[day])])) as unknown as Shifts })),
  }
}
