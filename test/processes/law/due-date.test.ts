import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { vietnam } from '../../../processes/calendars/vietnam.ts'
import type { Calendar, Shift } from '../../../processes/law/calendar.ts'
import type { LedgerEvent, LedgerEventType } from '../../../processes/law/deadline-ledger.ts'
import { LedgerError } from '../../../processes/law/deadline-ledger.ts'
import { explainDueDate } from '../../../processes/law/due-date.ts'
import { parseLimit } from '../../../processes/law/limit.ts'
import { sayWhy } from '../../../processes/law/messages.ts'

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
const local = (instant: Temporal.Instant | null) =>
  instant?.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ') ?? null

type Written = [LedgerEventType, string, string?]
const ledger = (...events: Written[]): LedgerEvent[] =>
  events.map(([type, when, to]) => ({ type, at: at(when), ...(to ? { to: at(to) } : {}) }))
const explain = (limit: string, events: Written[], calendar: Calendar = vietnam) =>
  explainDueDate({ calendar, limit: parseLimit(limit), events: ledger(...events) })
const due = (limit: string, events: Written[], calendar?: Calendar) => local(explain(limit, events, calendar).due)
const why = (limit: string, events: Written[], calendar?: Calendar) => explain(limit, events, calendar).lines
  .map(({ from, to, counted, why: { key } }) => `${local(from)?.slice(5)} > ${local(to)?.slice(5)} ${counted} ${key}`)

const hourly: Calendar = { ...vietnam, countWorkingDaysAs: 'hours' }

/** [the sentence, the limit, the events, the due date] */
type Example = [string, string, Written[], string | null, Calendar?]
const examples: Record<string, Example[]> = {
  'a limit in working hours (BT 45/2023, arts. 10, 15.2)': [
    ['runs from the minute of filing', '8 working-hour', [['start', '2026-11-23T08:30']], '2026-11-25 08:30'],
    ['filed at 16:55 before the holiday of 30 April, goes on after it', '8 working-hour', [['start', '2026-04-29T16:55']], '2026-05-04 16:55'],
    ['filed at 11:00 sharp, starts at 13:00', '1 working-hour', [['start', '2026-11-23T11:00']], '2026-11-23 14:00'],
    ['filed over lunch, starts at 13:00', '1 working-hour', [['start', '2026-11-23T12:10']], '2026-11-23 14:00'],
    ['filed at 17:00 sharp, starts the next morning', '1 working-hour', [['start', '2026-11-26T17:00']], '2026-11-27 08:00'],
    ['filed on Saturday, starts on Monday', '8 working-hour', [['start', '2026-11-21T09:00']], '2026-11-23 17:00'],
    ['filled up exactly at the end of a shift, is due then', '4 working-hour', [['start', '2026-11-23T07:00']], '2026-11-23 11:00'],
    ['filled up exactly at the end of the day, is due then', '8 working-hour', [['start', '2026-11-23T07:00']], '2026-11-23 17:00'],
    ['counts quarters', '0.25 working-hour', [['start', '2026-11-23T10:50']], '2026-11-23 13:05'],
    ['counts a make-up Saturday', '8 working-hour', [['start', '2026-08-21T15:00']], '2026-08-22 15:00'],
    ['loses exactly the time of a pause', '4 working-hour',
      [['start', '2026-11-23T07:00'], ['pause', '2026-11-23T08:00'], ['resume', '2026-11-23T10:00']], '2026-11-23 15:00'],
    ['loses nothing to a pause over lunch', '8 working-hour',
      [['start', '2026-11-23T07:00'], ['pause', '2026-11-23T11:00'], ['resume', '2026-11-23T13:00']], '2026-11-23 17:00'],
    ['has no due date while it is paused', '4 working-hour', [['start', '2026-11-23T07:00'], ['pause', '2026-11-23T08:00']], null],
    ['is not changed by a pause after it ran out', '4 working-hour', [['start', '2026-11-23T07:00'], ['pause', '2026-11-23T11:00']], '2026-11-23 11:00'],
  ],
  'a same-day limit (Law on Civil Status 2014, art. 5.3; NĐ 23/2015, arts. 7, 21)': [
    ['received at 14:55, is due at the end of that working day', '1 same-day', [['start', '2026-11-25T14:55']], '2026-11-25 17:00'],
    ['received at 15:00 sharp, is not late', '1 same-day', [['start', '2026-11-25T15:00']], '2026-11-25 17:00'],
    ['received at 15:05, is due at the end of the next working day', '1 same-day', [['start', '2026-11-25T15:05']], '2026-11-26 17:00'],
    ['received at 15:05 before the holiday of 30 April, is due on the first working day after it', '1 same-day', [['start', '2026-04-29T15:05']], '2026-05-04 17:00'],
    ['received at 14:55 before the holiday, is due before it', '1 same-day', [['start', '2026-04-29T14:55']], '2026-04-29 17:00'],
    ['filed after closing time on Friday, is due on Monday', '1 same-day', [['start', '2026-11-20T18:00']], '2026-11-23 17:00'],
    ['filed over lunch, is due that day', '1 same-day', [['start', '2026-11-25T12:00']], '2026-11-25 17:00'],
    ['filed on the make-up Saturday, is due on it', '1 same-day', [['start', '2026-08-22T09:00']], '2026-08-22 17:00'],
    ['with two working days more for many pages, received before 15:00', '3 same-day', [['start', '2026-11-20T09:00']], '2026-11-25 17:00'],
    ['with two working days more, received after 15:00', '3 same-day', [['start', '2026-11-19T15:30']], '2026-11-25 17:00'],
    ['is not moved by a pause that ends before 15:00 on the same day', '1 same-day',
      [['start', '2026-11-25T08:00'], ['pause', '2026-11-25T09:00'], ['resume', '2026-11-25T11:00']], '2026-11-25 17:00'],
    ['moves to the next working day when the clock runs again after 15:00', '1 same-day',
      [['start', '2026-11-25T08:00'], ['pause', '2026-11-25T09:00'], ['resume', '2026-11-25T15:10']], '2026-11-26 17:00'],
    ['is due on the day on which the clock runs again in the morning', '1 same-day',
      [['start', '2026-11-25T08:00'], ['pause', '2026-11-25T09:00'], ['resume', '2026-11-26T08:00']], '2026-11-26 17:00'],
    ['has no due date while it is paused', '1 same-day', [['start', '2026-11-25T08:00'], ['pause', '2026-11-25T16:00']], null],
    ['loses nothing to a pause after closing time', '1 same-day', [['start', '2026-11-25T08:00'], ['pause', '2026-11-25T17:00']], '2026-11-25 17:00'],
  ],
  'a limit in working days (Civil Code 2015, art. 147)': [
    ['does not count the day of the start', '1 working-day', [['start', '2026-11-25T07:00']], '2026-11-26 17:00'],
    ['filed at 16:55 before the holiday of 30 April, is due on the first day after it', '1 working-day',
      [['start', '2026-04-29T16:55']], '2026-05-04 17:00'],
    ['filed at 17:00 sharp before the holiday, starts after it', '1 working-day', [['start', '2026-04-29T17:00']], '2026-05-05 17:00'],
    ['filed at 11:00 sharp, starts the same day', '1 working-day', [['start', '2026-11-25T11:00']], '2026-11-26 17:00'],
    ['filed over lunch, starts the same day', '1 working-day', [['start', '2026-11-25T12:00']], '2026-11-26 17:00'],
    ['filed before opening, starts the same day', '1 working-day', [['start', '2026-11-25T05:00']], '2026-11-26 17:00'],
    ['filed on Saturday, starts on Monday', '1 working-day', [['start', '2026-11-14T09:00']], '2026-11-17 17:00'],
    ['counts the make-up Saturday of 22 August 2026', '1 working-day', [['start', '2026-08-21T09:00']], '2026-08-22 17:00'],
    ['filed on the make-up Saturday, starts that day', '1 working-day', [['start', '2026-08-22T09:00']], '2026-08-24 17:00'],
    ['leaves out the Monday swapped for it and National Day', '5 working-day', [['start', '2026-08-27T09:00']], '2026-09-08 17:00'],
    ['leaves out Tết', '3 working-day', [['start', '2026-02-12T09:00']], '2026-02-24 17:00'],
    ['loses the day a pause begins and the day it ends', '3 working-day',
      [['start', '2026-11-09T09:00'], ['pause', '2026-11-10T16:59'], ['resume', '2026-11-11T07:01']], '2026-11-16 17:00'],
    ['loses Friday and Monday to a pause over the weekend', '3 working-day',
      [['start', '2026-11-11T09:00'], ['pause', '2026-11-13T10:00'], ['resume', '2026-11-16T10:00']], '2026-11-18 17:00'],
    ['loses one day to two pauses on it', '2 working-day',
      [['start', '2026-11-09T09:00'], ['pause', '2026-11-10T08:00'], ['resume', '2026-11-10T09:00'],
        ['pause', '2026-11-10T14:00'], ['resume', '2026-11-10T15:00']], '2026-11-12 17:00'],
    ['loses its last day to a pause that begins before closing time', '1 working-day',
      [['start', '2026-11-09T09:00'], ['pause', '2026-11-10T16:59'], ['resume', '2026-11-10T18:00']], '2026-11-11 17:00'],
    ['loses nothing to a pause after closing time of its last day', '1 working-day',
      [['start', '2026-11-09T09:00'], ['pause', '2026-11-10T17:00']], '2026-11-10 17:00'],
    ['has no due date while it is paused', '1 working-day', [['start', '2026-11-09T09:00'], ['pause', '2026-11-09T17:30']], null],
    ['starts from zero when form 02 was completed (BT 17.4)', '2 working-day',
      [['start', '2026-11-02T09:00'], ['pause', '2026-11-03T10:00'], ['restart', '2026-11-10T10:00']], '2026-11-12 17:00'],
    ['may be counted as hours of the regular day', '2 working-day', [['start', '2026-11-09T15:00']], '2026-11-11 15:00', hourly],
    ['counted as hours, loses exactly the time of a pause', '1 working-day',
      [['start', '2026-11-09T08:00'], ['pause', '2026-11-09T09:00'], ['resume', '2026-11-09T10:00']], '2026-11-10 09:00', hourly],
  ],
  'a limit in calendar days or months (Civil Code 2015, arts. 147-148)': [
    ['does not count the date of the start', '10 calendar-day', [['start', '2026-11-02T09:00']], '2026-11-12 17:00'],
    ['does not move a start on a day off', '1 calendar-day', [['start', '2026-11-15T09:00']], '2026-11-16 17:00'],
    ['ends on the next working day when the last is a Sunday', '10 calendar-day', [['start', '2026-11-05T09:00']], '2026-11-16 17:00'],
    ['ends after the holiday when the last day is 30 April', '10 calendar-day', [['start', '2026-04-20T09:00']], '2026-05-04 17:00'],
    ['ends on a make-up Saturday', '2 calendar-day', [['start', '2026-08-20T09:00']], '2026-08-22 17:00'],
    ['gets one day more for each paused day', '10 calendar-day',
      [['start', '2026-11-02T09:00'], ['pause', '2026-11-03T09:00'], ['resume', '2026-11-04T09:00']], '2026-11-16 17:00'],
    ['is not moved to a paused day', '3 calendar-day',
      [['start', '2026-11-11T09:00'], ['pause', '2026-11-16T09:00'], ['resume', '2026-11-16T10:00']], '2026-11-17 17:00'],
    ['of a month ends on the same day number', '1 calendar-month', [['start', '2026-10-12T09:00']], '2026-11-12 17:00'],
    ['of a month from 31 January ends on the last of February, here a Saturday', '1 calendar-month', [['start', '2026-01-31T09:00']], '2026-03-02 17:00'],
    ['of a month from 31 March ends on 30 April, here a holiday', '1 calendar-month', [['start', '2026-03-31T09:00']], '2026-05-04 17:00'],
    ['of a month gets one day more for each paused day', '1 calendar-month',
      [['start', '2026-10-12T09:00'], ['pause', '2026-10-17T09:00'], ['resume', '2026-10-18T09:00']], '2026-11-16 17:00'],
  ],
  'a new appointment (BT 45/2023, art. 17.9)': [
    ['takes the place of the due date', '1 working-day',
      [['start', '2026-11-09T09:00'], ['extend', '2026-11-10T09:00', '2026-11-13T16:00']], '2026-11-13 16:00'],
    ['moves by each paused working day', '1 working-day', [['start', '2026-11-09T09:00'], ['extend', '2026-11-10T09:00', '2026-11-13T16:00'],
      ['pause', '2026-11-12T09:00'], ['resume', '2026-11-15T10:00']], '2026-11-17 16:00'],
    ['of a calendar limit moves by each paused day, then to a working day', '1 calendar-day', [['start', '2026-11-09T09:00'],
      ['extend', '2026-11-10T09:00', '2026-11-13T16:00'], ['pause', '2026-11-12T09:00'], ['resume', '2026-11-12T10:00']], '2026-11-16 16:00'],
    ['of an hourly limit moves by the paused working time', '4 working-hour', [['start', '2026-11-09T07:00'],
      ['extend', '2026-11-09T10:00', '2026-11-10T16:00'], ['pause', '2026-11-10T10:00'], ['resume', '2026-11-10T14:00']], '2026-11-11 08:00'],
    ['is forgotten when the clock starts from zero', '1 working-day', [['start', '2026-11-09T09:00'],
      ['extend', '2026-11-10T09:00', '2026-11-20T16:00'], ['restart', '2026-11-11T09:00']], '2026-11-12 17:00'],
    ['stands still with the clock', '1 working-day', [['start', '2026-11-09T09:00'],
      ['extend', '2026-11-10T09:00', '2026-11-13T16:00'], ['pause', '2026-11-13T15:00']], null],
  ],
}

for (const [rule, list] of Object.entries(examples)) {
  describe(rule, () => {
    for (const [sentence, limit, events, expected, calendar] of list) {
      it(sentence, () => { assert.equal(due(limit, events, calendar), expected) })
    }
  })
}

describe('the explanation of a due date', () => {
  it('names the day of the start, the days off and what counts', () => {
    assert.deepEqual(why('2 working-day', [['start', '2026-04-28T16:55']]), [
      '04-28 16:55 > 04-29 00:00 0 start-day',
      '04-29 00:00 > 04-30 00:00 1 counted',
      '04-30 00:00 > 05-02 00:00 0 holiday',
      '05-02 00:00 > 05-04 00:00 0 rest-day',
      '05-04 00:00 > 05-04 17:00 1 counted',
    ])
  })
  it('counts working hours shift by shift', () => {
    assert.deepEqual(why('5.5 working-hour', [['start', '2026-11-23T06:00']]), [
      '11-23 06:00 > 11-23 07:00 0 start-moved',
      '11-23 07:00 > 11-23 11:00 4 counted',
      '11-23 11:00 > 11-23 13:00 0 outside-hours',
      '11-23 13:00 > 11-23 14:30 1.5 counted',
    ])
  })
  it('shows what was forgotten at a restart, and the pause that still lasts', () => {
    assert.deepEqual(why('3 working-day', [['start', '2026-11-02T09:00'], ['pause', '2026-11-03T09:00'], ['restart', '2026-11-05T17:30'],
      ['pause', '2026-11-10T09:00']]), [
      '11-02 09:00 > 11-05 17:30 0 restarted',
      '11-05 17:30 > 11-06 07:00 0 start-moved',
      '11-06 07:00 > 11-07 00:00 0 start-day',
      '11-07 00:00 > 11-09 00:00 0 rest-day',
      '11-09 00:00 > 11-10 00:00 1 counted',
    ])
  })
  it('shows the first due date, the time given by the new appointment and the pauses in it', () => {
    const events: Written[] = [['start', '2026-11-09T09:00'], ['extend', '2026-11-10T09:00', '2026-11-12T16:00'],
      ['pause', '2026-11-11T09:00'], ['resume', '2026-11-11T10:00']]
    assert.deepEqual(why('1 working-day', events), [
      '11-09 09:00 > 11-10 00:00 0 start-day',
      '11-10 00:00 > 11-10 17:00 1 counted',
      '11-10 17:00 > 11-11 00:00 0 extended',
      '11-11 00:00 > 11-12 00:00 0 paused',
      '11-12 00:00 > 11-13 16:00 0 extended',
    ])
    assert.equal(local(explain('1 working-day', events).firstDue), '2026-11-10 17:00')
  })
  it('says why the last day moved, and names a make-up day by its date', () => {
    assert.deepEqual(why('10 calendar-day', [['start', '2026-11-05T09:00']]).slice(1), [
      '11-06 00:00 > 11-16 00:00 10 counted',
      '11-16 00:00 > 11-16 17:00 0 moved-to-working-day',
    ])
    const { lines } = explain('1 working-day', [['start', '2026-08-21T09:00']])
    assert.equal(sayWhy(lines.at(-1)!.why, 'en'), '22/08/2026 is a make-up working day, so it counts')
    assert.equal(sayWhy(lines.at(-1)!.why, 'vi'), 'Ngày 22/08/2026 là ngày làm bù nên được tính là ngày làm việc')
  })
})

describe('a limit that gives way to another (Law on Civil Status 2014, arts. 5.3, 18.2; J1)', () => {
  const changed = (at2: string, limit: string, ...more: LedgerEvent[]): LedgerEvent[] =>
    [...ledger(['start', '2026-11-23T09:00']), { type: 'change-limit', at: at(at2), limit: parseLimit(limit), cause: 'verification', basis: '18.2' }, ...more]
  const explained = (events: LedgerEvent[]) => explainDueDate({ calendar: vietnam, limit: parseLimit('1 same-day'), events })

  it('counts from the same start, and keeps what was due before, why and by which article', () => {
    const { due: now, limit, replaced } = explained(changed('2026-11-23T10:00', '5 working-day'))
    assert.equal(local(now), '2026-12-01 17:00', '24 November is a holiday')
    assert.deepEqual(limit, { amount: 5, unit: 'working-day' })
    assert.deepEqual(replaced.map((each) => [each.limit.unit, local(each.due), local(each.at), each.cause, each.basis]), [['same-day', '2026-11-23 17:00', '2026-11-23 10:00', 'verification', '18.2']])
  })
  it('still counts after the dossier was completed and the clock started from zero', () => {
    const { due: now, replaced } = explained([...changed('2026-11-23T10:00', '5 working-day'), ...ledger(['restart', '2026-12-02T09:00'])])
    assert.equal(local(now), '2026-12-09 17:00')
    assert.deepEqual(replaced, [])
  })
  it('may be put off once more with an apology, and that is told apart from an agreement in writing (NĐ 23/2015, art. 21)', () => {
    const to = { type: 'extend' as const, at: at('2026-11-27T09:00'), to: at('2026-12-03T17:00') }
    assert.equal(explained(changed('2026-11-23T10:00', '5 working-day', to)).lines.at(-1)?.why.key, 'extended')
    assert.equal(explained([...ledger(['start', '2026-11-23T09:00']), { ...to, cause: 'agreement' }]).lines.at(-1)?.why.key, 'agreed')
  })
})

describe('a due date that cannot be given', () => {
  const code = (expected: string, index: number) => (error: unknown) =>
    error instanceof LedgerError && error.code === expected && error.index === index

  it('is refused when the new appointment is not later than the due date', () => {
    const events: Written[] = [['start', '2026-11-09T09:00'], ['extend', '2026-11-10T09:00', '2026-11-10T17:00']]
    assert.throws(() => explain('1 working-day', events), code('extension-not-later', 1))
    assert.throws(() => explain('1 working-day', [...events, ['restart', '2026-11-11T09:00']]), code('extension-not-later', 1))
  })
  it('is refused when two hundred years are not enough', () => {
    assert.throws(() => explain('10000 calendar-month', [['start', '2026-11-09T09:00']]), code('no-due-date', 0))
    const never: Calendar = { ...vietnam, periods: [{ from: '2400-01-01', shifts: vietnam.periods[0]!.shifts }] }
    for (const limit of ['1 working-hour', '1 working-day', '1 calendar-day']) {
      assert.throws(() => explain(limit, [['start', '2026-11-09T09:00']], never), code('no-due-date', 0))
    }
  })
  it('is refused, and quickly, when nobody could read its explanation', () => {
    const minutes = Array.from({ length: 48 }, (_, i): Shift => {
      const hour = String(Math.floor(i / 2)).padStart(2, '0')
      return i % 2 ? [`${hour}:30`, `${hour}:31`] : [`${hour}:00`, `${hour}:01`]
    })
    const tiny: Calendar = { ...vietnam, periods: [{ from: null, shifts: { mon: minutes, tue: minutes, wed: minutes, thu: minutes, fri: minutes, sat: [], sun: [] } }] }
    const begun = process.cpuUsage()
    assert.throws(() => explain('10000 working-hour', [['start', '2026-11-09T09:00']], tiny), code('too-many-lines', 0))
    assert.ok(process.cpuUsage(begun).user < 2_000_000)
  })
  it('is computed quickly for a ledger of ten thousand events', () => {
    const events: LedgerEvent[] = [{ type: 'start', at: at('2026-01-05T09:00') }]
    for (let i = 1; events.length < 9_999; i++) {
      events.push({ type: 'pause', at: at('2026-01-05T09:00').add({ hours: i * 2 }) })
      events.push({ type: 'resume', at: at('2026-01-05T10:00').add({ hours: i * 2 }) })
    }
    const begun = process.cpuUsage()
    for (const limit of ['2000 working-hour', '3 working-day', '3 calendar-month']) {
      explainDueDate({ calendar: vietnam, limit: parseLimit(limit), events })
    }
    assert.ok(process.cpuUsage(begun).user < 1_500_000)
  })
})
