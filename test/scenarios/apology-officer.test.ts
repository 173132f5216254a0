import assert from 'node:assert/strict'
import { eventually, openHouse, type House } from '../house.ts'

describe('An apology, on a real Zeebe', () => {
  let house: House
  before(async function () {
    this.timeout(180_000)
    house = await openHouse()
  })

  it('is drafted by the officer who has the dossier; the one-stop unit is told of the lateness (F9, BT 17.9)', async () => {
    await house.at('2026-02-02T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    await house.at('2026-02-10T07:00')
    const draft = await house.task(code, 'apology-draft')
    assert.equal(draft.assignee, house.username('case-officer'))
    await house.complete(code, 'apology-draft', { apologyOutcome: 'late', reason: 'Chờ xác minh', newDate: '2026-02-26' })
    await house.complete(code, 'apology-signature', { apologySignature: 'signed' })
    await eventually(async () => {
      const told = (await house.deps.notices.of(code)).find(({ to, subject }) => to === 'one-stop-head' && subject.includes('trễ hẹn'))
      assert.match(told?.text ?? '', /Lý do: Chờ xác minh\. Ngày hẹn trả mới: 17:00 ngày 26\/02\/2026/)
    })
    await house.decideAndReturn(code)
  })

  it('of a dossier that nobody has been given is for every officer of the unit', async () => {
    await house.at('2026-02-02T08:00')
    const code = await house.file()
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.task(code, 'assignment')
    await house.at('2026-02-10T07:00')
    const draft = await house.task(code, 'apology-draft')
    assert.deepEqual([draft.assignee, draft.role, draft.unit], [null, 'case-officer', 'pv06'])
    await house.complete(code, 'apology-draft', { apologyOutcome: 'on-time' })
    await house.complete(code, 'assignment', { officer: house.username('case-officer') })
    await house.decideAndReturn(code)
  })
})
