import assert from 'node:assert/strict'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { NotAnOfficer, reassignOfficer } from '../../web/reassign-officer.ts'
import { eventually, openHouse, type House } from '../house.ts'

describe('Another officer', function () {
  this.timeout(180_000)
  let house: House
  const leader = { kind: 'staff', username: 'nguyenvanhung.pv06', name: 'Nguyễn Văn Hùng', role: 'leader' } as const
  const [minh, ha] = ['tranvanminh.pv06', 'phanthiha.pv06']
  before(async () => {
    house = await openHouse()
    await house.deps.accounts.create({ username: ha, name: 'Phan Thị Hà', unit: 'pv06', roles: ['case-officer'] }, 'a password of her own')
  })

  it('takes over when the head says so: the open task moves, later steps come to them, both are told, the reason is kept (F1, BT 17.1)', async () => {
    await house.at('2026-07-06T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    assert.equal((await house.task(code, 'appraisal')).assignee, minh)

    const order = { code, to: ha, reason: 'Ông Minh đi công tác', by: leader }
    await reassignOfficer(order, house.deps)
    await reassignOfficer(order, house.deps) // pressed twice
    assert.equal((await house.task(code, 'appraisal')).assignee, ha)
    const told = (await house.deps.notices.of(code)).filter(({ person }) => person === minh || person === ha).sort((a, b) => String(a.person) < String(b.person) ? -1 : 1)
    assert.deepEqual(told.map(({ person, text }) => [person, /Lý do: (.*)\.$/.exec(text)?.[1]]), [[ha, 'Ông Minh đi công tác'], [minh, 'Ông Minh đi công tác']])
    const acted = (await house.events(code)).filter(({ act }) => act === 'reassign')
    assert.deepEqual(acted.map(({ by, onBehalfOf, details }) => [by, onBehalfOf, details]), [[leader, 'pv06', { from: minh, to: ha, reason: 'Ông Minh đi công tác' }]])

    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Không có án tích' })
    await house.complete(code, 'review', { reviewOutcome: 'back', reason: 'Xem lại' })
    assert.equal((await house.task(code, 'appraisal')).assignee, ha, 'the process knows the new officer')
    await house.decideAndReturn(code)
    await assert.rejects(reassignOfficer({ ...order, to: minh }, house.deps), ActNotAllowed)
    assert.equal(await house.deps.audit.verify(code), null)
  })

  it('is found when the one to whom it was assigned has left, without touching the diagram; only an officer of the unit can be chosen (B6, TN 18.5)', async () => {
    const { accounts } = house.deps
    await house.at('2026-07-20T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    const task = await house.task(code, 'appraisal')
    await accounts.change(minh, { active: false }, { by: { kind: 'system' }, at: house.deps.now() })
    await accounts.change('lythuha.ttpvhcc', { unit: 'pv06', roles: ['case-officer'] }, { by: { kind: 'system' }, at: house.deps.now() })
    try {
      assert.equal((await accounts.withRole('pv06', 'case-officer')).some(({ username }) => username === minh), false)
      await assert.rejects(reassignOfficer({ code, to: minh, reason: 'x', by: leader }, house.deps).then(() => reassignOfficer({ code, to: 'vuthilan.pv06', reason: 'x', by: leader }, house.deps)), NotAnOfficer)
      await reassignOfficer({ code, to: 'lythuha.ttpvhcc', reason: 'Ông Minh nghỉ việc', by: { ...leader, role: 'division-head', username: 'vuthilan.pv06', name: 'Vũ Thị Lan' } }, house.deps)
      const account = await accounts.find('lythuha.ttpvhcc')
      assert.ok(account)
      await eventually(async () => { assert.ok((await house.deps.tasks.openFor(account)).some(({ id }) => id === task.id), 'it is on her desk') })
      const [event] = await house.deps.events.ofHouse(1, `account/${minh}`)
      assert.deepEqual([event?.act, event?.changes], ['change-account', [{ field: 'active', from: true, to: false }]])
    } finally {
      await accounts.change(minh, { active: true }, { by: { kind: 'system' }, at: house.deps.now() })
      await accounts.change('lythuha.ttpvhcc', { unit: 'ttpvhcc', roles: ['analyst'] }, { by: { kind: 'system' }, at: house.deps.now() })
    }
  })
})
