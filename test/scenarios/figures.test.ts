import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { recountFigures } from '../../config/recount-figures.ts'
import { countsOf, figuresOf, movesBetween, placesOf, standing, type Counts } from '../../processes/law/figures.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { eventually, openHouse, type House } from '../house.ts'

const months = ['2027-01', '2027-02', '2027', standing]

describe('The open figures', function () {
  this.timeout(240_000)
  let house: House
  before(async () => { house = await openHouse() })

  /** Counts what waits, by three counters at once, as several processes would. */
  async function counted(): Promise<void> {
    const { figures, now } = house.deps
    for (let more = true; more;) more = (await Promise.all([0, 1, 2].map(() => figures.count(now())))).some((count) => count > 0)
  }
  const read = (agencies: readonly string[] | null, procedures: readonly string[] | null = null) => house.deps.figures.of({ periods: months, agencies, procedures })

  /** What was counted since: by period, only what changed. What is open now is another matter: other scenarios' dossiers get late meanwhile. */
  function since(before: readonly Counts[], after: readonly Counts[]): Record<string, Record<string, number>> {
    return Object.fromEntries(months.flatMap((month, index) => month === standing ? [] : [[month, Object.fromEntries(Object.entries(after[index] ?? {})
      .map(([measure, count]): [string, number] => [measure, count - (before[index]?.[measure as keyof Counts] ?? 0)]).filter(([, count]) => count !== 0))]]))
  }

  it('count each dossier by month and year, for its agency and the whole province, in days of Vietnam: received, online, settled early, on time and overdue by the original date, refused, stopped, open (A4, TQ 8.2, TQ-STP 5.2, TH 5.2, F9)', async () => {
    await house.at('2027-01-04T08:00')
    await counted()
    const before = { agency: await read(['pv06']), province: await read(null), other: await read(['hacthanh']), births: await read(null, ['birth-registration']) }

    const [early, onTime, mended, refused, stopped, open] = [await house.file(), await house.file({}, { channel: 'counter' }), await house.file(), await house.file(), await house.file(), await house.file({}, { channel: 'post' })] as const
    for (const code of [early, onTime, mended, stopped, open]) await house.bringToOfficer(code)
    await house.complete(refused, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền', rightAuthority: 'Công an tỉnh Nghệ An' })
    await house.inState(refused, 'refused')
    await requestWithdrawal(stopped, 'Không còn cần nữa', house.deps)
    await house.inState(stopped, 'withdrawn')

    await house.at('2027-01-06T09:00')
    await house.decideAndReturn(early)
    await house.at('2027-01-12T07:30')
    await house.complete(mended, 'apology-draft', { apologyOutcome: 'late', reason: 'Chờ xác minh', newDate: '2027-01-20' })
    await house.complete(mended, 'apology-signature', { apologySignature: 'signed' })
    await house.at('2027-01-14T10:00')
    await house.decideAndReturn(onTime)
    await house.at('2027-01-18T10:00')
    await house.decideAndReturn(mended)
    await house.at('2027-01-31T23:30')
    const last = await house.file()
    await house.bringToOfficer(last)
    await house.at('2027-02-01T00:30') // still January in Greenwich
    const first = await house.file()
    await house.bringToOfficer(first)
    await counted()

    const all = {
      'received-online': 4, 'received-counter': 1, 'received-post': 1, 'settled-early': 1, 'settled-on-time': 1, 'settled-overdue': 1, 'by-appointment': 1, 'refused': 1, 'stopped': 1,
    }
    const expected = {
      '2027-01': all, '2027-02': { 'received-online': 1 }, '2027': { ...all, 'received-online': 5 },
    }
    assert.deepEqual(since(before.agency, await read(['pv06'])), expected)
    assert.deepEqual(since(before.province, await read(null)), expected, 'the province has nothing else in these months')
    assert.deepEqual(since(before.other, await read(['hacthanh'])), { '2027-01': {}, '2027-02': {}, '2027': {} })
    assert.deepEqual(since(before.births, await read(null, ['birth-registration'])), { '2027-01': {}, '2027-02': {}, '2027': {} })
    const openNow = await Promise.all([open, last, first].map(async (code) => countsOf(await house.dossier(code)).filter(({ period }) => period === standing).map(({ measure }) => measure)))
    assert.deepEqual(openNow.map((measures) => measures.toSorted()), [['open', 'open-overdue'], ['open'], ['open']])
    const [january] = await read(['pv06'])
    assert.equal(figuresOf(january ?? {}).settled, figuresOf(before.agency[0] ?? {}).settled + 3)

    const moment = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
    const { settled, byLimit } = await house.deps.dossiers.countSettled(moment('2027-01-01T00:00'), moment('2027-02-01T00:00'), 'pv06')
    const { early: counted1, onTime: counted2, overdue: counted3, settled: countedAll } = figuresOf(january ?? {})
    assert.deepEqual([countedAll, counted1, counted2, counted3], [settled, byLimit.early, byLimit['on-time'], byLimit.overdue], 'as the punctuality of the house says')
  })

  it('are the same when they are counted again from the dossiers; what does not agree is found and mended (A4)', async () => {
    await house.at('2027-02-01T09:00')
    await counted()
    const { figures, now, client, databaseName } = house.deps
    const mine = async (mend: boolean) => (await recountFigures(house.deps, now(), { mend })).filter(({ place }) => place.startsWith('2027'))
    assert.deepEqual(await mine(false), [])
    const [kept] = await read(['pv06'])

    const code = await house.file()
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    assert.deepEqual(await mine(false), [], 'what waits to be counted is no disagreement')
    await counted()

    await client.db(databaseName).collection<{ _id: string }>('figures').updateOne({ period: '2027-01', agency: 'pv06', procedure: '' }, { $inc: { 'counts.settled-early': 5 } })
    assert.deepEqual((await mine(true)).map(({ place, measure, counted: was, true: is }) => `${place} ${measure} ${String(was - is)}`), ['2027-01/pv06/ settled-early 5'])
    assert.deepEqual(await mine(false), [])
    assert.deepEqual((await figures.of({ periods: ['2027-01'], agencies: ['pv06'], procedures: null }))[0], kept)
  })

  it('count what was there before them: a database without counts is counted once from its dossiers (A4)', async () => {
    const { figures, client, databaseName } = house.deps
    await counted()
    const kept = await read(['pv06'])
    const database = client.db(databaseName)
    await Promise.all(['figures', 'figureMoves', 'figureState'].map((name) => database.collection(name).deleteMany({})))
    assert.ok(await figures.isNew())
    await eventually(async () => { // by the counter that runs with the program
      assert.equal(await figures.isNew(), false)
      assert.deepEqual(await read(['pv06']), kept)
    })
  })

  it('cost the same to read however many dossiers there are: each is read from an index of the counted places (A4)', async () => {
    const plan = JSON.stringify(await house.deps.client.db(house.deps.databaseName).collection('figures')
      .find({ generation: 3, period: { $in: ['2027-01', '2027-02'] }, agency: { $in: ['pv06'] }, procedure: { $in: [''] } }).explain('queryPlanner'))
    const waiting = JSON.stringify(await house.deps.client.db(house.deps.databaseName).collection('ratings').find({ countedIn: null }).explain('queryPlanner'))
    for (const each of [plan, waiting]) {
      assert.match(each, /IXSCAN/)
      assert.doesNotMatch(each, /COLLSCAN/)
    }
  })

  it('move with what an act changes, and only that (A4)', () => {
    const place = { period: '2027-01', agency: 'a', procedure: 'p' }
    const [received, settled] = [{ ...place, measure: 'received-online' as const }, { ...place, measure: 'settled-early' as const }]
    assert.deepEqual(movesBetween([received], [received, settled]), [{ ...settled, by: 1 }])
    assert.deepEqual(movesBetween([received, settled], [received]), [{ ...settled, by: -1 }])
    assert.equal(placesOf(place).length, 8)
    assert.equal(placesOf({ ...place, period: standing }).length, 4)
    const dossier = {
      procedure: 'p', channel: 'online' as const, units: { deciding: 'a' }, decidedAt: null, closedAt: null, punctuality: null, clocks: { settlement: null }, momentsDone: [],
    }
    assert.deepEqual(countsOf({ ...dossier, state: 'filed', receivedAt: null }), [])
    assert.deepEqual(countsOf({ ...dossier, state: 'withdrawn', receivedAt: null, closedAt: Temporal.Instant.from('2027-01-31T17:30:00Z') }), [], 'never received, so never counted')
    assert.deepEqual(countsOf({ ...dossier, state: 'refused', receivedAt: null, closedAt: Temporal.Instant.from('2027-01-31T17:30:00Z') }).map(({ period, measure }) => `${period} ${measure}`), ['2027-02 refused'])
  })
})
