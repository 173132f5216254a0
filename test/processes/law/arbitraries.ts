import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { Calendar, Shift, Shifts } from '../../../processes/law/calendar.ts'
import { weekdays } from '../../../processes/law/calendar.ts'
import type { LedgerEvent } from '../../../processes/law/deadline-ledger.ts'
import type { Limit } from '../../../processes/law/limit.ts'
import { naive } from './naive.ts'

const clock = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`

/** Half hours of the day; 02:30 is left out because a clock may show it twice or never (see zone.test.ts). */
const boundaries = Array.from({ length: 49 }, (_, i) => i).filter((half) => half !== 5)
const dayShifts = fc.subarray(boundaries, { minLength: 2, maxLength: 6 }).map((halves): Shift[] =>
  Array.from({ length: Math.floor(halves.length / 2) }, (_, i) => [clock(halves[2 * i]!), clock(halves[2 * i + 1]!)]))
const officeDay: readonly Shift[] = [['07:00', '11:00'], ['13:00', '17:00']]

const week: fc.Arbitrary<Shifts> = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constant(officeDay) }, { weight: 2, arbitrary: dayShifts }, { weight: 2, arbitrary: fc.constant([]) }),
  { minLength: 7, maxLength: 7 },
).filter((days) => days.some((day) => day.length > 0))
  .map((days) => Object.fromEntries(weekdays.map((weekday, i) => [weekday, days[i]!])) as unknown as Shifts)

/** Dates around the changes of the clock in Europe, Tết and the end of February. */
const date = fc.integer({ min: 0, max: 75 }).map((days) => Temporal.PlainDate.from('2026-01-25').add({ days }).toString())

export const calendars: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh', 'Europe/Berlin'),
  first: week,
  second: fc.option(fc.record({ from: date, shifts: week })),
  holidays: fc.uniqueArray(date, { maxLength: 12 }),
  makeUp: fc.uniqueArray(fc.record({ date, as: fc.constantFrom(...weekdays) }), { maxLength: 5, selector: (day) => day.date }),
  countWorkingDaysAs: fc.constantFrom('days', 'days', 'hours'),
}).map(({ timeZone, first, second, holidays, makeUp, countWorkingDaysAs }) => ({
  timeZone,
  periods: [{ from: null, shifts: first }, ...(second ? [second] : [])],
  holidays,
  makeUpDays: makeUp.filter((day) => !holidays.includes(day.date)),
  countWorkingDaysAs: countWorkingDaysAs as Calendar['countWorkingDaysAs'],
}))

export const limits: fc.Arbitrary<Limit> = fc.oneof(
  fc.integer({ min: 1, max: 120 }).map((quarters): Limit => ({ amount: quarters / 4, unit: 'working-hour' })),
  fc.integer({ min: 1, max: 15 }).map((amount): Limit => ({ amount, unit: 'working-day' })),
  fc.integer({ min: 1, max: 4 }).map((amount): Limit => ({ amount, unit: 'same-day' })),
  fc.integer({ min: 1, max: 30 }).map((amount): Limit => ({ amount, unit: 'calendar-day' })),
  fc.integer({ min: 1, max: 2 }).map((amount): Limit => ({ amount, unit: 'calendar-month' })),
)

const starts = fc.integer({ min: 0, max: 60 * 96 })
  .map((quarters) => Temporal.Instant.from('2026-01-28T00:00Z').add({ minutes: quarters * 15 }))

/** What happens next: after so many quarters of an hour (none, a few, or days), one of what the ledger then allows. */
const steps = fc.array(fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 800 })),
  choice: fc.constantFrom('pause', 'pause', 'pause', 'restart', 'extend'),
  resume: fc.boolean(),
  later: fc.integer({ min: 1, max: 1500 }),
}), { maxLength: 7 })

export interface Case { calendar: Calendar, limit: Limit, events: LedgerEvent[] }

type Steps = typeof steps extends fc.Arbitrary<infer List> ? List : never

/** Adds what happens next to a ledger that runs. */
function grow({ calendar, limit, events }: Case, list: Steps): void {
  let [at, paused, extended] = [events.at(-1)!.at, false, events.some(({ type }) => type === 'extend')]
  for (const { after, choice, resume, later } of list) {
    at = at.add({ minutes: after * 15 })
    if (paused) {
      events.push({ type: resume || choice !== 'restart' ? 'resume' : 'restart', at })
      paused = false
    } else if (choice === 'extend') {
      if (extended) continue
      const due = naive(calendar).dueDate(limit, events)!
      const after = Temporal.Instant.compare(due, at) > 0 ? due : at
      events.push({ type: 'extend', at, to: after.add({ minutes: later * 15 }) })
      extended = true
    } else {
      events.push({ type: choice as 'pause' | 'restart', at })
      paused = choice === 'pause'
    }
  }
}

/** Calendars, limits and correct ledgers; every time on a quarter of an hour. */
export const cases: fc.Arbitrary<Case> = fc.tuple(calendars, limits, starts, steps).map(([calendar, limit, start, list]) => {
  const made: Case = { calendar, limit, events: [{ type: 'start', at: start }] }
  grow(made, list)
  return made
})

const wait = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 800 }))

/** Ledgers with two appointments (ĐT138 art. 5.3): one of the cases, the first met sooner or later, then the second with its own steps. */
export const twoAppointments: fc.Arbitrary<Case> = fc.tuple(cases, limits, wait, wait, steps).map(([{ calendar, limit, events }, second, until, gap, list]) => {
  const made: Case = { calendar, limit, events: [...events] }
  const last = made.events.at(-1)!
  if (last.type === 'pause') made.events.push({ type: 'resume', at: last.at })
  const at = last.at.add({ minutes: until * 15 })
  made.events.push({ type: 'meet', at }, { type: 'appoint', at: at.add({ minutes: gap * 15 }), limit: second })
  grow(made, list)
  return made
})
