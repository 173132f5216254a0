import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { sumOf, type Countable, type Counts } from '../../../processes/law/figures.ts'
import { countsIn, lateTimes, reportColumns, reportCountsOf, reportRow } from '../../../processes/law/report-counts.ts'
import { countedPeriods, periodKinds, periodsIn, periodText, periodValue, readPeriod, reportingOfTayNinh, reportPeriod, usualReporting } from '../../../processes/law/reporting.ts'

const begin = Temporal.Instant.from('2026-01-01T00:00:00Z')
const hours = (count: number) => begin.add({ hours: count })
const vietnam = (day: Temporal.PlainDate) => day.toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()

/** Any dossier that the law's states allow: received or refused, perhaps begun anew, late for a while, settled or stopped. */
const dossiers = fc.record({
  channel: fc.constantFrom('online', 'counter', 'post', 'mail'), received: fc.integer({ min: 0, max: 12_000 }), refused: fc.boolean(),
  restart: fc.option(fc.integer({ min: 1, max: 900 })), lateAfter: fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 3 }), end: fc.option(fc.record({ after: fc.integer({ min: 1, max: 2_000 }), stopped: fc.boolean(), granted: fc.boolean() })),
  judged: fc.constantFrom('early', 'on-time', 'overdue', null),
}).map(({ channel, received, refused, restart, lateAfter, end, judged }): Countable => {
  const at = hours(received)
  const limit = { count: 1, unit: 'working-day' } as const
  const ended = end && at.add({ hours: end.after })
  const base = { procedure: 'p', channel: channel as 'online', units: { deciding: 'a' }, punctuality: null, momentsDone: [], decidedAt: null, result: null, closedAt: null, clocks: { settlement: null } }
  if (refused) return { ...base, state: 'refused', receivedAt: null, closedAt: at }
  const began = [at, ...(restart && (!end || restart < end.after) ? [at.add({ hours: restart })] : [])]
  const late = lateAfter.filter((after) => !end || after < end.after).map((after) => `overdue@${at.add({ hours: after }).toString()}`)
  return {
    ...base, receivedAt: at, momentsDone: ['remind-3@2026-01-01T00:00:00Z', ...late], result: ended && !end.stopped ? { granted: end.granted } : null,
    state: !ended ? 'settling' : end.stopped ? 'withdrawn' : 'returned', closedAt: ended, decidedAt: ended && !end.stopped ? ended : null,
    punctuality: ended && judged ? { byLimit: judged, byAppointment: judged } : null,
    clocks: { settlement: { limit, events: began.map((each, index) => ({ type: index === 0 ? 'start' : 'restart', at: each, cause: 'received', basis: '' })) } } as unknown as Countable['clocks'],
  }
})

/** What is counted of dossiers, as the store sums it. */
function counted(all: readonly Countable[]): Map<string, Counts> {
  const sums = new Map<string, Record<string, number>>()
  for (const { period, measure } of all.flatMap(reportCountsOf)) {
    for (const place of [period, `${period.slice(0, 4)}~`]) {
      const cell = sums.get(place) ?? {}
      cell[measure] = (cell[measure] ?? 0) + 1
      sums.set(place, cell)
    }
  }
  return sums as Map<string, Counts>
}

describe('The numbers of a report', () => {
  const periods = fc.record({ kind: fc.constantFrom(...periodKinds), year: fc.constantFrom(2026, 2027), number: fc.integer({ min: 1, max: 12 }), setting: fc.constantFrom(usualReporting, reportingOfTayNinh) })
    .filter(({ kind, number }) => number <= periodsIn(kind)).map(({ setting, ...name }) => reportPeriod(name, setting))

  it('add up in every period: what was carried over and received is what was settled, is under way and was stopped; and each is the number of dossiers that it leads to (I1, TQ 16, TH 16.6)', () => {
    fc.assert(fc.property(fc.array(dossiers, { maxLength: 25 }), periods, (all, period) => {
      const cells = counted(all)
      const { before, within } = countedPeriods(period, 2026)
      const of = (names: readonly string[]) => sumOf(names.map((name) => cells.get(name) ?? {}))
      const row = reportRow(of(before), of(within))
      assert.equal(row.carried + row.received, row.settled + row['under-way'] + row.stopped)
      assert.equal(row.online + row.direct + row.post, row.received)
      assert.equal(row.early + row['on-time'] + row.overdue, row.settled)
      assert.equal(row['in-time'] + row.late, row['under-way'])
      const [from, until] = [vietnam(period.from), vietnam(period.to.add({ days: 1 }))]
      for (const column of reportColumns) assert.equal(row[column], all.filter((dossier) => countsIn(column, dossier, from, until)).length, column)
      const ways = (['online', 'counter', 'post', 'mail'] as const).map((way) => reportRow(of(before), of(within), way))
      for (const column of reportColumns) assert.equal(ways.reduce((sum, each) => sum + each[column], 0), row[column], `${column} by way in`)
    }), { numRuns: 400 })
  })

  it('carry over to the next period what was under way at the end of the one before, however periods are cut (I1)', () => {
    fc.assert(fc.property(fc.array(dossiers, { maxLength: 20 }), fc.constantFrom(usualReporting, reportingOfTayNinh), (all, setting) => {
      const cells = counted(all)
      const rowOf = (number: number) => {
        const { before, within } = countedPeriods(reportPeriod({ kind: 'month', year: 2026, number }, setting), 2026)
        const of = (names: readonly string[]) => sumOf(names.map((name) => cells.get(name) ?? {}))
        return reportRow(of(before), of(within))
      }
      for (let month = 2; month < 12; month++) assert.equal(rowOf(month)['under-way'], rowOf(month + 1).carried, `month ${String(month)}`)
    }), { numRuns: 100 })
  })

  it('are of months, quarters, half years and years, cut on the first day or, where a province closes its figures on the 14th, on the 15th, with the day on which the report is due (I1, TN 18.8)', () => {
    const told = (kind: 'month' | 'quarter' | 'half' | 'year', number: number, setting = usualReporting) => {
      const { from, to, due } = reportPeriod({ kind, year: 2027, number }, setting)
      return [from, to, due].map(String).join(' ')
    }
    assert.equal(told('month', 2), '2027-02-01 2027-02-28 null')
    assert.equal(told('quarter', 1), '2027-01-01 2027-03-31 null')
    assert.equal(told('half', 2), '2027-07-01 2027-12-31 null')
    assert.equal(told('year', 1), '2027-01-01 2027-12-31 null')
    assert.equal(told('month', 1, reportingOfTayNinh), '2026-12-15 2027-01-14 null')
    assert.equal(told('quarter', 1, reportingOfTayNinh), '2026-12-15 2027-03-14 2027-03-15')
    assert.equal(told('quarter', 4, reportingOfTayNinh), '2027-09-15 2027-12-14 2027-12-15')
    assert.equal(told('year', 1, reportingOfTayNinh), '2026-12-15 2027-12-14 null')
    assert.deepEqual(countedPeriods(reportPeriod({ kind: 'month', year: 2027, number: 2 }, reportingOfTayNinh), 2025), { before: ['2025~', '2026~', '2027-01a'], within: ['2027-01b', '2027-02a'] })
    assert.deepEqual(readPeriod('q4', 2027), { kind: 'quarter', year: 2027, number: 4 })
    for (const wrong of ['q5', 'm0', 'm13', 'x1', '', 'y2', 'm1.5']) assert.equal(readPeriod(wrong, 2027), null, wrong)
    assert.equal(periodValue({ kind: 'half', number: 2 }), 'h2')
    assert.deepEqual(periodText({ kind: 'quarter', year: 2027, number: 3 }), { vi: 'Quý III năm 2027', en: 'Quarter 3 of 2027' })
  })

  it('count a dossier as late from the due moment that passed until it was settled or its clock began anew, once even when two dates of it passed (I1, F9)', () => {
    const at = (text: string) => Temporal.Instant.from(text)
    const clocks = { settlement: { events: [{ type: 'start', at: at('2027-01-04T01:00:00Z') }, { type: 'restart', at: at('2027-02-01T01:00:00Z') }] } } as unknown as Countable['clocks']
    const momentsDone = ['overdue@2027-01-10T01:00:00Z', 'overdue@2027-01-12T01:00:00Z', 'overdue@part 12', 'overdue@2027-02-10T01:00:00Z']
    const told = lateTimes({ momentsDone, clocks, decidedAt: at('2027-02-20T01:00:00Z'), closedAt: null, punctuality: null }).map(({ from, until }) => `${from.toString()} ${String(until)}`)
    assert.deepEqual(told, ['2027-01-10T01:00:00Z 2027-02-01T01:00:00Z', '2027-02-10T01:00:00Z 2027-02-20T01:00:00Z'])
    const unseen = lateTimes({ momentsDone: [], clocks, decidedAt: at('2027-02-20T01:00:00Z'), closedAt: null, punctuality: { byLimit: 'overdue', byAppointment: 'overdue', firstDue: at('2027-02-10T01:00:00Z') } })
    assert.equal(unseen.map(({ from }) => from.toString()).join(), '2027-02-10T01:00:00Z', 'settled late before the watch saw it')
    assert.deepEqual(lateTimes({ momentsDone, clocks, decidedAt: null, closedAt: null, punctuality: null }).at(-1)?.until, null)
  })
})
