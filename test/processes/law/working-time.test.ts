import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { vietnam } from '../../../processes/calendars/vietnam.ts'
import { dayNumber, isDate, plainDate } from '../../../processes/law/dates.ts'
import {
  addWorkingDays, addWorkingMinutes, endOfWorkingDay, isWorkingDay, nextWorkingMoment, shiftsOn, startOfWorkingDay, workingMinutesBetween,
} from '../../../processes/law/working-time.ts'
import { openZone } from '../../../processes/law/zone.ts'
import { calendars } from './arbitraries.ts'
import { naive } from './naive.ts'

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
const date = (text: string) => Temporal.PlainDate.from(text)
const instants = fc.integer({ min: 0, max: 60 * 96 }).map((quarters) => Temporal.Instant.from('2026-01-28T00:00Z').add({ minutes: quarters * 15 }))
const short = fc.integer({ min: 0, max: 700 })

describe('working time (BT 45/2023, art. 10)', () => {
  it('is 07:00 to 11:00 and 13:00 to 17:00 on working days', () => {
    assert.deepEqual(shiftsOn(date('2026-11-23'), vietnam).map(({ start, end }) => [String(start), String(end)]), [
      [String(at('2026-11-23T07:00')), String(at('2026-11-23T11:00'))], [String(at('2026-11-23T13:00')), String(at('2026-11-23T17:00'))],
    ])
    assert.deepEqual(shiftsOn(date('2026-11-24'), vietnam), [])
    assert.equal(String(startOfWorkingDay(date('2026-11-23'), vietnam)), String(at('2026-11-23T07:00')))
    assert.equal(String(endOfWorkingDay(date('2026-11-23'), vietnam)), String(at('2026-11-23T17:00')))
    assert.throws(() => endOfWorkingDay(date('2026-11-22'), vietnam), RangeError)
    assert.throws(() => startOfWorkingDay(date('2026-11-22'), vietnam), RangeError)
  })

  const days: [string, boolean, string][] = [
    ['2025-04-26', true, 'the Saturday worked for 2 May 2025'], ['2025-05-02', false, 'the Friday swapped for it'],
    ['2026-01-10', true, 'the Saturday worked for 2 January 2026'], ['2026-01-02', false, 'the Friday swapped for it'],
    ['2026-08-22', true, 'the Saturday worked for 31 August 2026'], ['2026-08-31', false, 'the Monday swapped for it'],
    ['2026-02-16', false, 'Tết'], ['2026-02-20', false, 'Tết'], ['2026-02-23', true, 'the Monday after Tết'],
    ['2026-04-27', false, 'the Monday for Hùng Kings'], ['2026-04-30', false, '30 April'], ['2026-05-01', false, '1 May'],
    ['2026-09-02', false, 'National Day'], ['2026-11-24', false, 'Culture Day'], ['2026-11-21', false, 'a Saturday'], ['2026-11-23', true, 'a Monday'],
  ]
  for (const [day, worked, name] of days) {
    it(`${worked ? 'includes' : 'leaves out'} ${day}, ${name}`, () => { assert.equal(isWorkingDay(date(day), vietnam), worked) })
  }

  it('left is negative when late', () => {
    assert.equal(workingMinutesBetween(at('2026-11-23T16:30'), at('2026-11-25T07:15'), vietnam), 45)
    assert.equal(workingMinutesBetween(at('2026-11-25T07:15'), at('2026-11-23T16:30'), vietnam), -45)
  })
  it('is added up to the end of a shift', () => {
    assert.equal(String(addWorkingMinutes(at('2026-11-23T10:00'), 60, vietnam)), String(at('2026-11-23T11:00')))
    assert.equal(String(addWorkingMinutes(at('2026-11-23T11:00'), 60, vietnam)), String(at('2026-11-23T14:00')))
    assert.equal(String(addWorkingMinutes(at('2026-11-22T10:00'), 0, vietnam)), String(at('2026-11-22T10:00')))
    assert.throws(() => addWorkingMinutes(at('2026-11-22T10:00'), -1, vietnam), RangeError)
  })
  it('in days goes forward and back', () => {
    assert.equal(String(addWorkingDays(date('2026-08-21'), 2, vietnam)), '2026-08-24')
    assert.equal(String(addWorkingDays(date('2026-09-03'), -2, vietnam)), '2026-08-27')
    assert.equal(String(addWorkingDays(date('2026-11-22'), 0, vietnam)), '2026-11-22')
  })

  it('begins next where a quarter hour by quarter hour search finds it', () => {
    fc.assert(fc.property(calendars, instants, (calendar, from) => {
      let found = from
      for (const slow = naive(calendar); !slow.working(found);) found = found.add({ minutes: 15 })
      assert.equal(String(nextWorkingMoment(from, calendar)), String(found))
    }), { numRuns: 200 })
  })
  it('between two moments is what adding it shows, and turns its sign with them', () => {
    fc.assert(fc.property(calendars, instants, short, (calendar, from, quarters) => {
      const to = addWorkingMinutes(from, quarters * 15, calendar)
      assert.equal(workingMinutesBetween(from, to, calendar), quarters * 15)
      assert.equal(workingMinutesBetween(to, from, calendar), 0 - quarters * 15)
    }), { numRuns: 300 })
  })
})

describe('a time zone as arithmetic', () => {
  const zones = ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Africa/Casablanca', 'Australia/Lord_Howe',
    'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kathmandu', 'UTC', '+07:00']
  const minutes = fc.integer({ min: -30 * 525_600, max: 80 * 525_600 })

  it('shows the wall clock that ZonedDateTime shows', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.array(minutes, { minLength: 1, maxLength: 6 }), (name, list) => {
      const zone = openZone(name)
      for (const minute of list) {
        const ms = minute * 60_000
        const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name)
        assert.equal(zone.local(ms), ms + offsetNanoseconds / 1e6)
      }
    }), { numRuns: 300 })
  })
  it('finds the first instant of a wall-clock time, and the jump for one that is jumped over', () => {
    const near = fc.tuple(fc.constantFrom(...zones), minutes, fc.integer({ min: -180, max: 180 })).map(([name, minute, off]) => {
      const here = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(name)
      const jump = here.getTimeZoneTransition('next') ?? here
      return { name, local: jump.toPlainDateTime().add({ minutes: off }) }
    })
    fc.assert(fc.property(near, ({ name, local }) => {
      const written = local.toZonedDateTime('UTC').epochMilliseconds
      const [early, late] = (['earlier', 'later'] as const).map((disambiguation) => local.toZonedDateTime(name, { disambiguation }))
      const inGap = !early!.toPlainDateTime().equals(local)
      const expected = inGap ? early!.getTimeZoneTransition('next') : early
      assert.equal(openZone(name).instant(written), expected!.epochMilliseconds, `${local.toString()} ${name} ${late!.toString()}`)
    }), { numRuns: 300 })
  })
  it('never turns the order of wall-clock times round', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), minutes, fc.nat({ max: 3_000 }), (name, minute, later) => {
      const zone = openZone(name)
      assert.ok(zone.instant(minute * 60_000) <= zone.instant((minute + later) * 60_000))
    }), { numRuns: 200 })
  })
})

describe('dates as numbers', () => {
  it('agree with the calendar', () => {
    fc.assert(fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
      assert.equal(dayNumber(plainDate(day).toString()), day)
    }))
    assert.equal(dayNumber('1970-01-01'), 0)
    assert.deepEqual(['2024-02-29', '2026-02-29', '0000-01-01', '2026-1-1', '2026-13-01'].map(isDate), [true, false, false, false, false])
  })
})
