import assert from 'node:assert/strict'
import { serve, type Serving } from '../../../web/serve.ts'
import { openHouse, type House } from '../../house.ts'
import { signedIn, Visitor } from '../visitor.ts'

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('The page from which heads steer', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  it('says what is due, late and stuck, and with whom; every number opens its list, from which work is given to another (G6, I2)', async () => {
    await house.at('2026-02-05T08:00')
    const code = await house.file({ name: 'Quách Thị Trễ' })
    await house.bringToOfficer(code)
    const task = await house.task(code, 'appraisal')
    await house.at('2026-03-02T08:00')
    const leader = await signedIn(house, serving.address, house.accounts.find(({ roles, username }) => roles.includes('leader') && username.endsWith('.pv06'))?.username ?? '')
    const page = await (await leader.go('/desk/oversight')).text()
    assert.match(words(page), /Đang ở ai[\s\S]*Trần Văn Minh/)
    const link = new RegExp(`href="([^"]*xem&#x3D;stuck&amp;nguoi&#x3D;${(task.assignee ?? '').replace('.', '\\.')}[^"]*)"`).exec(page)?.[1]
    assert.ok(link, 'what the officer has that stands still is a link')
    const list = await (await leader.go(link.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace(/#.*/, ''))).text()
    assert.match(words(list), new RegExp(`Đứng yên: Trần Văn Minh \\(\\d+\\)[\\s\\S]*${code}[\\s\\S]*Quách Thị Trễ[\\s\\S]*trễ`))
    assert.ok(list.includes(`/desk/dossiers/${code}/officer`), 'it may be given to another officer from here')
    const bounds = { now: house.deps.now(), endOfDay: house.deps.now(), endOfWeek: house.deps.now(), stuckBefore: house.deps.now(), openedBefore: house.deps.now() }
    const [load] = (await house.deps.tasks.workloads([task.unit ?? ''], bounds)).filter(({ assignee }) => assignee === task.assignee)
    for (const kind of ['overdue', 'stuck', 'all'] as const) {
      assert.equal((await house.deps.tasks.watch([task.unit ?? ''], { kind, assignee: task.assignee, bounds, skip: 0, most: 1000 })).length, load?.[kind], kind)
    }
  })

  it('has the apologies that wait for the leader’s signature on top (F9)', async () => {
    await house.at('2026-06-01T08:00')
    const code = await house.file({ name: 'Quách Văn Hẹn' })
    await house.bringToOfficer(code)
    await house.at('2026-06-09T07:00')
    await house.complete(code, 'apology-draft', { apologyOutcome: 'late', reason: 'Chờ xác minh', newDate: '2026-06-18' })
    const task = await house.task(code, 'apology-signature')
    const leader = await signedIn(house, serving.address, house.accounts.find(({ roles, username }) => roles.includes('leader') && username.endsWith('.pv06'))?.username ?? '')
    const page = await (await leader.go('/desk/oversight')).text()
    assert.match(words(page), /Đề nghị xin lỗi chờ ký \([1-9]/)
    assert.ok(page.indexOf(`/desk/tasks/${task.id}`) > 0 && page.indexOf(`/desk/tasks/${task.id}`) < page.indexOf('Đang ở ai'), 'above all else, and opened from there')
  })

  it('is for heads only; keys can be switched off (B5)', async () => {
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    assert.equal((await clerk.go('/desk/oversight')).status, 403)
    assert.equal((await clerk.go('/desk/oversight/changes')).status, 403)
    const account = { username: 'quachthiphim.ttpvhcc', name: 'Quách Thị Phím', unit: 'ttpvhcc', roles: ['reception-clerk' as const] }
    await house.deps.accounts.create(account, 'mot-mat-khau-dai-cho-phim')
    const visitor = new Visitor(serving.address)
    await visitor.signIn(account.username, 'mot-mat-khau-dai-cho-phim')
    assert.match(await (await visitor.go('/desk/shortcuts')).text(), /data-shortcuts[\s\S]*Tắt phím tắt/)
    await visitor.send('/desk/shortcuts', { are: 'off' })
    const off = await (await visitor.go('/desk/shortcuts')).text()
    assert.match(off, /Bật phím tắt/)
    assert.doesNotMatch(off, /data-shortcuts/)
  })
})
