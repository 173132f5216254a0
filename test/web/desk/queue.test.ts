import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { placeUnplaced } from '../../../store/task-places.ts'
import { checkDocuments } from '../../../web/check-documents.ts'
import { listedFor } from '../../../web/digitise.ts'
import { serve, type Serving } from '../../../web/serve.ts'
import { openHouse, type House } from '../../house.ts'
import { Visitor } from '../visitor.ts'

/** The codes of a queue's page, in their order, of those that are looked at. */
const codesIn = (page: string, among: readonly string[]): string[] =>
  [...page.matchAll(/queue__code" href="[^"]+">([^<]+)</g)].flatMap(([, code = '']) => among.includes(code) ? [code] : [])

describe('The queue', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  const unit = 'ttpvhcc'
  const who = { username: 'hoxuanque.ttpvhcc', name: 'Hồ Xuân Quế', unit, roles: ['reception-clerk' as const] }
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    for (const account of [who, { ...who, username: 'hoxuanlan.ttpvhcc', name: 'Hồ Xuân Lan' }]) await house.deps.accounts.create(account, 'mot-mat-khau-dai-cho-que')
  })
  after(() => serving.close())

  async function signedIn(username = who.username): Promise<Visitor> {
    const visitor = new Visitor(serving.address)
    assert.equal((await visitor.signIn(username, 'mot-mat-khau-dai-cho-que')).status, 303)
    return visitor
  }

  it('has what is due first in working time on top, and counts and filters by all that one looks for', async () => {
    await house.at('2026-02-02T07:00')
    const early = await house.file({ name: 'Hồ Thị Sớm' })
    await house.task(early, 'reception')
    await house.at('2026-02-02T15:00')
    const late = await house.file({ name: 'Hồ Thị Muộn' }, { channel: 'counter' })
    await house.task(late, 'reception')
    const codes = [late, early]
    const visitor = await signedIn()
    const page = async (query: string) => (await visitor.go(`/desk?${query}`)).text()
    const all = await page('tab=unit&thu-tuc=judicial-record')
    assert.deepEqual(codesIn(all, codes), [early, late])
    assert.deepEqual(codesIn(await page('tab=unit&buoc=reception&han=today'), codes), [early], 'eight working hours from seven o’clock end today')
    assert.deepEqual(codesIn(await page('tab=unit&buoc=reception&han=later'), codes), [late], 'from three in the afternoon they end tomorrow')
    assert.deepEqual(codesIn(await page('tab=unit&kenh=counter&buoc=reception'), codes), [late])
    await house.at('2026-02-03T08:30')
    assert.deepEqual(codesIn(await page('tab=unit&buoc=reception&han=overdue'), codes), [early])
    assert.match(await page('tab=unit&buoc=reception'), /Quá hạn <strong>\d+/)

    const bounds = { now: house.deps.now(), endOfDay: Temporal.Instant.from('2026-02-04T00:00:00+07:00') }
    const groups = await house.deps.tasks.queueGroups(who, bounds)
    const counted = groups.filter(({ time }) => time === 'overdue').reduce((sum, { count }) => sum + count, 0)
    assert.equal((await house.deps.tasks.queue(who, { tab: 'unit', filter: { time: 'overdue' }, bounds, skip: 0, most: 1000 })).length, counted)
    const order = (await house.deps.tasks.queue(who, { tab: 'unit', filter: {}, bounds, skip: 0, most: 1000 })).map(({ dueAt }) => dueAt?.epochMilliseconds ?? Infinity)
    assert.deepEqual(order, order.toSorted((a, b) => a - b))

  })

  it('puts a task at the end while the dossier’s clock stands, and back when it goes on', async () => {
    await house.at('2026-02-04T08:00')
    const code = await house.file({ name: 'Hồ Thị Dừng' })
    await house.bringToOfficer(code)
    const task = await house.task(code, 'appraisal')
    const officer = { username: task.assignee ?? '', unit: task.unit ?? '', roles: ['case-officer' as const] }
    const bounds = { now: house.deps.now(), endOfDay: house.deps.now() }
    const place = async () => (await house.deps.tasks.queue(officer, { tab: 'unit', filter: {}, bounds, skip: 0, most: 1000 })).find(({ id }) => id === task.id)
    assert.equal((await place())?.isPaused, false)
    assert.ok((await place())?.dueAt, 'it has a date')
    const dossier = await house.dossier(code)
    const { settlement } = dossier.clocks
    assert.ok(settlement)
    await house.deps.dossiers.act(code, { act: 'pause-clock', by: { kind: 'system' }, at: house.deps.now(), details: { cause: 'authority-confirmation' } }, () => ({
      clocks: { ...dossier.clocks, settlement: { ...settlement, events: [...settlement.events, { type: 'pause', at: house.deps.now(), cause: 'authority-confirmation' }] } },
    }))
    assert.deepEqual([(await place())?.isPaused, (await place())?.dueAt], [true, null])
    await house.deps.dossiers.act(code, { act: 'resume-clock', by: { kind: 'system' }, at: house.deps.now() }, () => ({ clocks: dossier.clocks }))
    assert.deepEqual([(await place())?.isPaused, Boolean((await place())?.dueAt)], [false, true])
  })

  it('keeps its filters for the person, and shows who has taken what', async () => {
    await house.at('2026-02-05T08:00')
    const code = await house.file({ name: 'Hồ Thị Giữ' })
    const task = await house.task(code, 'reception')
    const [one, other] = [await signedIn(), await signedIn('hoxuanlan.ttpvhcc')]
    await other.go(`/desk/tasks/${task.id}`)
    await other.send(`/desk/tasks/${task.id}/claim`, { claim: 'take' })
    assert.deepEqual(codesIn(await (await one.go('/desk?tab=others')).text(), [code]), [code])
    const again = await (await one.go('/desk')).text()
    assert.deepEqual(codesIn(again, [code]), [code])
    assert.match(again, /Hồ Xuân Lan đang làm/)
    assert.match(again, /aria-current="page">Người khác đang làm/)
    assert.deepEqual(codesIn(await (await other.go('/desk?tab=mine')).text(), [code]), [code])
    await one.go('/desk?tab=unit')
    assert.match(await (await one.go('/desk')).text(), /aria-current="page">Của đơn vị/)
  })

  it('takes what is ticked, and tells of each that somebody else has', async () => {
    await house.at('2026-02-05T09:00')
    const [first, second] = [await house.file({ name: 'Hồ Thị Một' }), await house.file({ name: 'Hồ Thị Hai' })]
    const ids = [(await house.task(first, 'reception')).id, (await house.task(second, 'reception')).id]
    const [one, other] = [await signedIn(), await signedIn('hoxuanlan.ttpvhcc')]
    await other.go(`/desk/tasks/${ids[0] ?? ''}`)
    await other.send(`/desk/tasks/${ids[0] ?? ''}/claim`, { claim: 'take' })
    await one.go('/desk?tab=unit')
    const told = await (await one.send('/desk/bulk', { task: ids, do: 'claim' })).text()
    assert.match(told, /Đã nhận 1 việc[\s\S]*Hồ Thị Một[\s\S]*Hồ Xuân Lan đang làm[\s\S]*Hồ Thị Hai[\s\S]*Đã nhận/)
    assert.deepEqual(await Promise.all(ids.map(async (id) => (await house.deps.tasks.find(id))?.assignee)), ['hoxuanlan.ttpvhcc', who.username])
    const back = await one.send('/desk/bulk', { task: ids[1] ?? '', do: 'release' })
    assert.equal(back.headers.get('location'), '/desk')
    assert.equal((await house.deps.tasks.find(ids[1] ?? ''))?.assignee, null)
    assert.equal((await one.send('/desk/bulk', { do: 'claim' })).headers.get('location'), '/desk')
    assert.match(await (await one.go('/desk')).text(), /Chưa chọn việc nào/)
  })

  it('receives together what was looked through and ticked, each by itself, and refuses what is not or has changed since it was shown (D1)', async () => {
    await house.at('2026-02-05T10:00')
    const clerk = house.actor('reception-clerk', unit)
    const tick = async (code: string, valid = true) => {
      const items = listedFor(await house.dossier(code)).map(({ id }) => ({ item: id, valid, kind: 'copy' as const, count: 1, remark: '' }))
      await checkDocuments(code, items, clerk, unit, house.deps)
    }
    const amend = (code: string) => house.deps.dossiers.act(code, { act: 'amend', by: { kind: 'applicant' }, at: house.deps.now(), details: { fields: [], added: [], removed: [] } }, ({ amendments }) => ({ amendments: amendments + 1 }))
    const [whole, changed, lacking] = [await house.file({ name: 'Hồ Thị Đủ' }), await house.file({ name: 'Hồ Thị Đổi' }), await house.file({ name: 'Hồ Thị Thiếu' })]
    const ids: string[] = []
    for (const code of [whole, changed, lacking]) ids.push((await house.task(code, 'reception')).id)
    await tick(whole)
    await tick(changed)
    const unticked = await house.file({ name: 'Hồ Thị Hở' })
    ids.push((await house.task(unticked, 'reception')).id)
    await tick(unticked, false)
    const visitor = await signedIn()
    await visitor.go('/desk?tab=unit')
    const page = await (await visitor.send('/desk/bulk', { task: ids, do: 'receive' })).text()
    assert.match(page, /Tiếp nhận 2 hồ sơ[\s\S]*Sẽ tiếp nhận \(2\)[\s\S]*Hồ Thị Đủ[\s\S]*Hồ Thị Đổi[\s\S]*Phải mở riêng \(2\)[\s\S]*Hồ Thị Thiếu[\s\S]*Chưa đánh dấu danh mục[\s\S]*Hồ Thị Hở[\s\S]*Chưa đạt:/)
    assert.equal((await house.dossier(whole)).state, 'filed', 'nothing is done before it is confirmed')
    const hidden = (name: string) => [...page.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, value = '']) => value)
    assert.equal(hidden('task').length, 2)
    await amend(changed)
    const done = await (await visitor.send('/desk/bulk/receive', { task: hidden('task'), seen: hidden('seen') })).text()
    assert.match(done, /Đã tiếp nhận 1 hồ sơ[\s\S]*Còn 1 hồ sơ chưa tiếp nhận/)
    assert.match(done, /Hồ Thị Đổi[\s\S]*đã thay đổi sau khi bạn xem/)
    await house.inState(whole, 'settling')
    assert.deepEqual([(await house.dossier(changed)).state, (await house.dossier(lacking)).state], ['filed', 'filed'])
    const [received] = (await house.events(whole)).filter(({ act }) => act === 'complete-task')
    assert.deepEqual(received?.by.kind === 'staff' && [received.by.username, received.by.role], [who.username, 'reception-clerk'])
    const twice = await (await visitor.send('/desk/bulk/receive', { task: hidden('task'), seen: hidden('seen') })).text()
    assert.match(twice, /Đã tiếp nhận 0 hồ sơ/)
    assert.equal((await house.events(whole)).filter(({ act }) => act === 'complete-task').length, 1)
    const stranger = await signedIn()
    await stranger.go('/desk')
    assert.equal((await stranger.go('/desk/bulk', { method: 'POST', body: new URLSearchParams({ task: ids[2] ?? '', do: 'claim' }) })).status, 403, 'without the token of a page')
  })

  it('puts tasks in their place that were opened before there were such places', async () => {
    await house.at('2026-02-06T08:00')
    const code = await house.file({ name: 'Hồ Thị Cũ' })
    const task = await house.task(code, 'reception')
    const { client, databaseName } = house.deps
    await client.db(databaseName).collection<{ _id: string }>('tasks').updateOne({ _id: task.id }, { $unset: { place: '' } })
    assert.deepEqual(await house.deps.tasks.unplaced(10), [code])
    await placeUnplaced(house.deps)
    assert.deepEqual(await house.deps.tasks.unplaced(10), [])
  })
})
