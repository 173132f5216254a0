import assert from 'node:assert/strict'
import fc from 'fast-check'
import { vietnam } from '../../../processes/calendars/vietnam.ts'
import { calendarSchema, datedCalendarSchema } from '../../../processes/law/calendar.ts'
import { inputErrorTexts } from '../../../processes/law/input-errors.ts'
import { ledgerSchema } from '../../../processes/law/ledger-schema.ts'
import { limitSchema, parseLimit } from '../../../processes/law/limit.ts'

const day = [['07:00', '11:00'], ['13:00', '17:00']]
const shifts = { mon: day, tue: day, wed: day, thu: day, fri: day }

/** The codes of everything that is wrong, each of which must have its words. */
function codes(schema: typeof calendarSchema | typeof datedCalendarSchema | typeof limitSchema | typeof ledgerSchema, input: unknown): string[] {
  const parsed = schema.safeParse(input)
  const found = parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
  for (const code of found) assert.ok(Object.hasOwn(inputErrorTexts, code), `${code} has no words`)
  return found
}

describe('the working time of an agency (BT 45/2023, art. 10; requirement D2)', () => {
  it('is a week of shifts in Vietnam unless it says otherwise', () => {
    assert.deepEqual(calendarSchema.parse({ shifts }), {
      timeZone: 'Asia/Ho_Chi_Minh', periods: [{ from: null, shifts: { ...shifts, sat: [], sun: [] } }], holidays: [], makeUpDays: [],
      countWorkingDaysAs: 'days',
    })
  })
  it('may have shifts in any order, shifts that touch and a shift until midnight', () => {
    const { periods } = calendarSchema.parse({ shifts: { mon: [['20:00', '24:00'], ['07:00', '11:00'], ['11:00', '12:00']] } })
    assert.deepEqual(periods[0]!.shifts.mon, [['07:00', '11:00'], ['11:00', '12:00'], ['20:00', '24:00']])
  })
  it('may change by date', () => {
    const { periods } = datedCalendarSchema.parse({ periods: [{ from: '2026-07-01', shifts }, { from: null, shifts: { sat: day } }] })
    assert.deepEqual(periods.map(({ from }) => from), [null, '2026-07-01'])
  })
  it('of Vietnam is a calendar by these rules', () => {
    assert.deepEqual(datedCalendarSchema.parse(vietnam), vietnam)
  })

  const wrong: [string, unknown, string][] = [
    ['an unknown key', { shifts, workdays: [] }, 'unknown-key'],
    ['an unknown weekday', { shifts: { ...shifts, monday: day } }, 'unknown-key'],
    ['an impossible date', { shifts, holidays: ['2026-02-30'] }, 'bad-date'],
    ['a date with a time', { shifts, holidays: ['2026-02-20T00:00'] }, 'bad-date'],
    ['an impossible time', { shifts: { mon: [['07:00', '25:00']] } }, 'bad-time'],
    ['a start at 24:00', { shifts: { mon: [['24:00', '24:00']] } }, 'bad-time'],
    ['a shift of three times', { shifts: { mon: [['07:00', '08:00', '09:00']] } }, 'bad-shift'],
    ['a shift that runs backwards', { shifts: { mon: [['11:00', '07:00']] } }, 'shift-backwards'],
    ['a shift of no length', { shifts: { mon: [['11:00', '11:00']] } }, 'shift-backwards'],
    ['shifts that overlap', { shifts: { mon: [['07:00', '11:00'], ['10:59', '12:00']] } }, 'shifts-overlap'],
    ['an unknown time zone', { shifts, timeZone: 'Asia/Saigon2' }, 'unknown-time-zone'],
    ['a holiday that is a make-up day', { shifts, holidays: ['2026-05-09'], makeUpDays: [{ date: '2026-05-09', as: 'mon' }] }, 'holiday-and-make-up-day'],
    ['a make-up day given twice', { shifts, makeUpDays: [{ date: '2026-05-09', as: 'mon' }, { date: '2026-05-09', as: 'tue' }] }, 'duplicate-make-up-day'],
    ['a make-up day as no weekday', { shifts, makeUpDays: [{ date: '2026-05-09', as: 'monday' }] }, 'bad-weekday'],
    ['no working time', { shifts: { mon: [] } }, 'no-working-time'],
    ['no shifts', {}, 'missing'],
    ['shifts that are a list', { shifts: [] }, 'bad-shifts'],
    ['holidays that are no list', { shifts, holidays: '2026-05-09' }, 'not-a-list'],
    ['too many holidays', { shifts, holidays: Array.from({ length: 5_001 }, () => '2026-05-09') }, 'too-long'],
    ['a way of counting that there is not', { shifts, countWorkingDaysAs: 'weeks' }, 'bad-count-working-days-as'],
    ['nothing', null, 'bad-calendar'],
    ['a prototype', JSON.parse('{"shifts":{"mon":[["07:00","11:00"]],"__proto__":[]}}'), 'unknown-key'],
  ]
  for (const [what, input, code] of wrong) it(`is refused with ${what}`, () => { assert.deepEqual(codes(calendarSchema, input), [code]) })

  it('whatever is sent in its place, is answered with codes', () => {
    const some = (...values: unknown[]) => fc.oneof(fc.jsonValue(), fc.constantFrom(...values))
    const list = (...values: unknown[]) => fc.oneof(fc.jsonValue(), fc.array(some(...values), { maxLength: 3 }))
    const input = fc.record({
      shifts: fc.oneof(fc.jsonValue(), fc.record({ mon: list(...day, ['24:00', '07:00'], [1, 2], []), tue: list(7) }, { requiredKeys: [] })),
      holidays: list('2026-05-09', '2026-02-30'),
      makeUpDays: list({ date: '2026-05-09', as: 'mon' }, { date: '2026-05-09' }),
      timeZone: some('UTC', '+99:00', ''),
      countWorkingDaysAs: some('days'),
    }, { requiredKeys: [] })
    fc.assert(fc.property(input, (value) => { codes(calendarSchema, value) }), { numRuns: 500 })
  })

  it('is refused with two periods from the same date', () => {
    assert.deepEqual(codes(datedCalendarSchema, { periods: [{ from: null, shifts }, { from: null, shifts }] }), ['duplicate-period'])
  })
})

describe('a time limit', () => {
  it('is written as an amount and a unit', () => {
    assert.deepEqual(parseLimit('4 working-hour'), { amount: 4, unit: 'working-hour' })
    assert.deepEqual(parseLimit(' 0.25 working-hour '), { amount: 0.25, unit: 'working-hour' })
    assert.deepEqual(parseLimit('10000 calendar-month'), { amount: 10_000, unit: 'calendar-month' })
  })
  for (const text of ['', '4', '4 hours', '0 working-day', '-1 working-day', '0.5 working-day', '0.3 working-hour', '10001 working-day', '1e3 working-day']) {
    it(`is not '${text}'`, () => { assert.throws(() => parseLimit(text), RangeError) })
  }
  it('says what is wrong with it', () => {
    assert.deepEqual(codes(limitSchema, { amount: '8', unit: 'day', more: 1 }), ['bad-amount', 'bad-unit', 'unknown-key'])
    assert.deepEqual(codes(limitSchema, { amount: Infinity, unit: 'working-day' }), ['bad-amount'])
    assert.deepEqual(codes(limitSchema, 8), ['bad-limit'])
  })
})

describe('a ledger as typed', () => {
  it('has times with an offset', () => {
    const [event] = ledgerSchema.parse([{ type: 'start', at: '2026-04-29T15:30:00+07:00' }])
    assert.equal(String(event!.at), '2026-04-29T08:30:00Z')
    assert.deepEqual(codes(ledgerSchema, [{ type: 'start', at: '2026-04-29T15:30:00' }]), ['bad-instant'])
  })
  it('says what is wrong with it', () => {
    assert.deepEqual(codes(ledgerSchema, [{ type: 'begin', at: 5, when: 1 }, 7]), ['bad-event-type', 'bad-instant', 'unknown-key', 'bad-event'])
    assert.deepEqual(codes(ledgerSchema, {}), ['not-a-list'])
  })
})
