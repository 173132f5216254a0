import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { judgePunctuality, type Promised } from '../../processes/law/punctuality.ts'
import { settledPipeline } from '../../store/dossiers.ts'
import { openHouse, type House } from '../house.ts'

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()

describe('How dossiers were settled', function () {
  this.timeout(240_000)
  let house: House
  before(async () => { house = await openHouse() })

  it('is judged by the day: early before the due day, on time until the due moment, overdue after it; a new appointment does not mend the original (F9)', () => {
    const due = at('2026-03-12T17:00')
    const judge = (settled: string, promised: Promised = { due, firstDue: due }) => {
      const { byAppointment, byLimit } = judgePunctuality(at(settled), promised, 'Asia/Ho_Chi_Minh')
      return `${byAppointment}, ${byLimit}`
    }
    assert.equal(judge('2026-03-11T23:59'), 'early, early')
    assert.equal(judge('2026-03-12T00:00'), 'on-time, on-time')
    assert.equal(judge('2026-03-12T17:00'), 'on-time, on-time')
    assert.equal(judge('2026-03-12T17:01'), 'overdue, overdue')
    assert.equal(judge('2026-03-13T08:00', { due: at('2026-03-20T17:00'), firstDue: due }), 'early, overdue')
    assert.equal(judge('2026-03-13T08:00', { due: null, firstDue: null }), 'on-time, on-time')
  })

  it('is counted per period by both dates, from an index: the statistics keep the original due date (F9, BT 17.9)', async () => {
    const settle = async (filed: string, decided: string, apology?: string) => {
      await house.at(filed)
      const code = await house.file()
      await house.bringToOfficer(code)
      if (apology) {
        await house.at(apology)
        await house.complete(code, 'apology-draft', { apologyOutcome: 'late', reason: 'Chờ xác minh', newDate: '2026-05-29' })
        await house.complete(code, 'apology-signature', { apologySignature: 'signed' })
      }
      await house.at(decided)
      await house.decideAndReturn(code)
      return (await house.dossier(code)).punctuality
    }
    const { dossiers } = house.deps
    const may = [at('2026-05-01T00:00'), at('2026-06-01T00:00')] as const
    const before = await dossiers.countSettled(...may, 'pv06') // other scenarios have dossiers of this month too
    const early = await settle('2026-05-04T08:00', '2026-05-06T09:00')
    assert.deepEqual([early?.byAppointment, early?.byLimit, early?.due?.toString()], ['early', 'early', '2026-05-14T10:00:00Z'])
    const onTime = await settle('2026-05-06T08:00', '2026-05-18T16:00')
    assert.deepEqual([onTime?.byAppointment, onTime?.byLimit], ['on-time', 'on-time'], '16 May is a Saturday')
    const promised = await settle('2026-05-18T08:00', '2026-05-29T10:00', '2026-05-26T07:30')
    assert.deepEqual([promised?.byAppointment, promised?.byLimit, promised?.firstDue?.toString()], ['on-time', 'overdue', '2026-05-28T10:00:00Z'])

    const { settled, byLimit, byAppointment } = await dossiers.countSettled(...may, 'pv06')
    const more = (now: Readonly<Record<string, number>>, then: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(now).map(([key, count]) => [key, count - (then[key] ?? 0)]))
    assert.equal(settled - before.settled, 3)
    assert.deepEqual(more(byLimit, before.byLimit), { 'early': 1, 'on-time': 1, 'overdue': 1 })
    assert.deepEqual(more(byAppointment, before.byAppointment), { 'early': 1, 'on-time': 2, 'overdue': 0 })
    assert.ok((await dossiers.countSettled(...may)).settled >= settled)
    assert.equal((await dossiers.countSettled(...may, 'nowhere')).settled, 0)

    const explained = await house.deps.client.db(house.deps.databaseName).collection('dossiers').aggregate(settledPipeline(...may, 'pv06') as never[]).explain('queryPlanner')
    const plan = JSON.stringify((explained as { queryPlanner: { winningPlan: { queryPlan: unknown } } }).queryPlanner.winningPlan.queryPlan)
    assert.match(plan, /IXSCAN/)
    assert.doesNotMatch(plan, /COLLSCAN|"stage":"FETCH"/)
  })
})
