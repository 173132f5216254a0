import assert from 'node:assert/strict'
import { serve, type Serving } from '../../web/serve.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const password = 'cau-mat-khau-dai-cua-toi'
const [dung, gam] = ['mainvandung.ttpvhcc', 'maithigam.ttpvhcc']
const everybody = [dung, gam]

describe('Who takes part in a step', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  let head: Visitor
  before(async () => {
    house = await openHouse()
    await house.at('2026-02-10T08:00')
    serving = await serve(house.deps)
    for (const [username, name] of [[dung, 'Mai Văn Dũng'], [gam, 'Mai Thị Gấm']] as const) await house.deps.accounts.create({ username, name, unit: 'ttpvhcc', roles: ['reception-clerk'] }, password)
    head = await signedIn(house, serving.address, 'dothimai.ttpvhcc')
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(async () => {
    const doing = { by: { kind: 'system' as const }, at: house.deps.now() }
    await house.deps.participation.set({ unit: 'ttpvhcc', procedure: 'judicial-record', role: 'reception-clerk', people: null }, doing)
    await house.deps.participation.set({ unit: 'pv06', procedure: 'judicial-record', role: 'case-officer', people: null }, doing)
    for (const username of everybody) await house.deps.accounts.change(username, { active: false }, doing)
    await (serving as Serving | undefined)?.close()
  })

  async function enter(username: string): Promise<Visitor> {
    const visitor = new Visitor(serving.address)
    await visitor.signIn(username, password)
    await visitor.go('/desk')
    return visitor
  }
  async function decide(who: Visitor, people: string[], role = 'reception-clerk') {
    await who.go('/desk/participation')
    return who.send('/desk/participation', { procedure: 'judicial-record', role, people })
  }
  const sees = async (visitor: Visitor, code: string) => (await (await visitor.go('/desk')).text()).includes(code)

  it('is decided at the desk by the head, at once and for running dossiers, without a deployment: the open task moves, what was taken is released, the head is told (B6, TN 18.5)', async () => {
    const code = await house.file({ name: 'Lò Văn Năm' })
    const task = await house.task(code, 'reception')
    const before = await house.deps.bundles.latest('judicial-record')
    const [first, second] = [await enter(dung), await enter(gam)]
    await first.go(`/desk/tasks/${task.id}`)
    await first.send(`/desk/tasks/${task.id}/claim`, { claim: 'take' })
    assert.equal((await house.task(code, 'reception')).assignee, dung)

    const saved = await decide(head, [gam])
    assert.equal(saved.status, 303, await saved.clone().text())
    assert.equal((await house.task(code, 'reception')).assignee, null, 'what was taken is the unit’s again')
    assert.equal(await sees(first, code), false)
    assert.equal((await first.go(`/desk/tasks/${task.id}`)).status, 403)
    assert.equal(await sees(second, code), true)
    const released = (await house.events(code)).findLast(({ act }) => act === 'release-task')
    assert.deepEqual([released?.by.kind === 'staff' ? released.by.username : '', released?.details['from']], ['dothimai.ttpvhcc', dung])
    assert.match((await house.deps.notices.of(code)).filter(({ to }) => to === 'one-stop-head').map(({ subject }) => subject).join(), new RegExp(`Việc của hồ sơ ${code} trở về đơn vị`))
    const later = await house.file({ name: 'Lò Thị Sáu' })
    await house.task(later, 'reception')
    assert.deepEqual([await sees(first, later), await sees(second, later)], [false, true], 'what comes later follows too')

    assert.equal((await decide(head, [dung])).status, 303)
    assert.deepEqual([await sees(first, code), await sees(second, code)], [true, false])
    await first.go(`/desk/tasks/${task.id}`)
    await first.send(`/desk/tasks/${task.id}/claim`, { claim: 'take' })
    assert.equal((await house.task(code, 'reception')).assignee, dung, 'who takes part again does it again')
    assert.equal((await decide(head, [])).status, 303)
    assert.deepEqual([await sees(first, later), await sees(second, later)], [true, true], 'nobody ticked is everybody with the role')
    const page = await (await head.go('/desk/participation')).text()
    for (const said of [/Đã thay đổi/, /Mai Thị Gấm/, /Mọi người giữ vai trò/]) assert.match(page, said)
    assert.equal((await house.deps.bundles.latest('judicial-record'))?.version, before?.version, 'something was deployed')
    const changes = (await house.deps.events.ofHouse(20, 'agency/ttpvhcc')).filter(({ act }) => act === 'change-participation')
    assert.ok(changes.length >= 3, 'the history is kept')
  })

  it('is decided by heads of the unit alone, of people who hold the role; officers who take no part are not offered (B5, B6, TN 18.5)', async () => {
    const clerk = await enter(dung)
    assert.equal((await clerk.go('/desk/participation')).status, 403)
    const leader = await signedIn(house, serving.address, 'nguyenvanhung.pv06')
    const wrong = await decide(leader, ['hoangthithu.pv06'], 'case-officer')
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /Không giữ vai trò này: Hoàng Thị Thu/)
    await house.deps.accounts.create({ username: 'maivanhieu.pv06', name: 'Mai Văn Hiếu', unit: 'pv06', roles: ['case-officer'] }, password)
    try {
      assert.equal((await decide(leader, ['maivanhieu.pv06'], 'case-officer')).status, 303)
      const code = await house.file({ name: 'Lò Văn Bảy' })
      await house.complete(code, 'reception', { receptionOutcome: 'received' })
      const task = await house.task(code, 'assignment')
      const form = await (await leader.go(`/desk/tasks/${task.id}`)).text()
      assert.match(form, /Mai Văn Hiếu/)
      assert.doesNotMatch(form, /Trần Văn Minh/)
    } finally {
      await house.deps.accounts.change('maivanhieu.pv06', { active: false }, { by: { kind: 'system' }, at: house.deps.now() })
    }
  })
})
