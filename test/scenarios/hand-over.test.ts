import assert from 'node:assert/strict'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { confirmPapers, handOverPapers } from '../../web/hand-over.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { readPdf } from '../config/print/read-pdf.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { signedIn } from '../web/visitor.ts'

const flat = (text: string) => text.replace(/\s+/g, ' ')

describe('A dossier that came on paper', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    for (const { dossier } of await house.deps.handOverLists.waiting('ttpvhcc')) await house.deps.handOverLists.drop(dossier) // of other scenarios
    serving = await serve(house.deps)
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  const clerk = (username: string) => signedIn(house, serving.address, username)
  const local = (at: { toZonedDateTimeISO(zone: string): { toPlainDateTime(): { toString(options: object): string } } }) =>
    at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString({ smallestUnit: 'minute' })

  async function received(at: string, channel: 'counter' | 'post' | 'online' = 'counter'): Promise<string> {
    await house.at(at)
    const code = await house.file({}, { channel })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.task(code, 'assignment')
    return code
  }
  const dueOf = async (code: string) => {
    const item = (await house.deps.handOverLists.waiting('ttpvhcc')).find(({ dossier }) => dossier === code)
    return item ? local(item.due) : null
  }

  it('passes as data to the deciding agency at once, whatever its papers do; an electronic one has no papers to wait for (E1, BT 16.1)', async () => {
    const [paper, online] = [await received('2026-10-05T08:30'), await received('2026-10-05T08:40', 'online')]
    for (const code of [paper, online]) {
      const [at, transferred] = await Promise.all([house.dossier(code), house.events(code)])
      const transfer = transferred.find(({ act }) => act === 'transfer')
      assert.ok(transfer)
      assert.equal(transfer.at.toString(), at.receivedAt?.toString(), 'at the moment of its reception')
      assert.deepEqual(transfer.details, { from: 'ttpvhcc', to: 'pv06' })
      assert.equal((await house.task(code, 'assignment')).unit, 'pv06')
    }
    assert.equal(await dueOf(paper), '2026-10-05T17:00')
    assert.equal(await dueOf(online), null)
    await house.deps.handOverLists.drop(paper)
  })

  for (const [at, due, why] of [
    ['2026-10-06T14:59', '2026-10-06T17:00', 'before 15:00: the same working day'],
    ['2026-10-06T15:01', '2026-10-07T07:00', 'after 15:00: the start of the next working day'],
    ['2026-10-09T15:30', '2026-10-12T07:00', 'Friday afternoon: Monday morning'],
    ['2026-11-23T16:00', '2026-11-25T07:00', 'the day before 24 November, a day off: the morning after it'],
  ] as const) {
    it(`passes its papers by ${due} when received ${at}: ${why} (E2, BT 16.2-16.3)`, async () => {
      const code = await received(at)
      assert.equal(await dueOf(code), due)
      await house.deps.handOverLists.drop(code)
    })
  }

  it('goes with others on a numbered list that both sides confirm, item by item; what is missing stays open with a remark (E2, BT 16.2-16.3)', async () => {
    const codes = [await received('2026-10-13T09:00'), await received('2026-10-13T09:10', 'post'), await received('2026-10-13T15:10')]
    const [first, second, late] = codes
    assert.ok(first && second && late)
    const hoa = await clerk('lethihoa.ttpvhcc')
    const desk = flat(await (await hoa.go('/desk')).text())
    assert.match(desk, /2 hồ sơ giấy cần bàn giao.*17:00 thứ ba, 13\/10\/2026.*Sắp đến hạn/, 'the desk reminds of what is due today')
    const page = flat(await (await hoa.go('/desk/hand-over')).text())
    for (const code of codes) assert.match(page, new RegExp(`${code}.*Nguyễn Thị Ánh`))
    assert.match(page, /Phòng Hồ sơ nghiệp vụ.*17:00 13\/10\/2026.*07:00 14\/10\/2026/)

    const none = await hoa.send('/desk/hand-over', { to: 'pv06' })
    assert.equal(none.status, 422)
    assert.match(flat(await none.text()), /Hãy đánh dấu ít nhất một hồ sơ/)
    const handed = await hoa.send('/desk/hand-over', { to: 'pv06', dossiers: [first, second] })
    const where = handed.headers.get('location') ?? ''
    assert.match(where, /^\/desk\/hand-over\/ttpvhcc-2026-\d+$/)
    const again = await hoa.send('/desk/hand-over', { to: 'pv06', dossiers: [first, second] })
    assert.equal(again.headers.get('location'), '/desk/hand-over', 'pressed twice: no second list')
    assert.equal(await dueOf(late), '2026-10-14T07:00', 'what was not ticked waits on')

    const minh = await clerk('tranvanminh.pv06')
    const id = where.slice('/desk/hand-over/'.length)
    assert.match(flat(await (await minh.go('/desk/hand-over')).text()), new RegExp(`${id}.*Trung tâm Phục vụ hành chính công tỉnh.*còn 2 trong 2 hồ sơ chưa nhận`))
    await minh.go(where)
    const unexplained = await minh.send(where, { [first]: 'received', [second]: 'missing', [`remark ${second}`]: ' ' })
    assert.equal(unexplained.status, 422)
    assert.match(flat(await unexplained.text()), /Hãy ghi rõ thiếu gì/)
    assert.ok((await house.deps.handOverLists.find(id))?.items.every(({ state }) => state === 'handed-over'), 'nothing is noted before all is right')
    await house.at('2026-10-13T16:20')
    assert.equal((await minh.send(where, { [first]: 'received', [second]: 'missing', [`remark ${second}`]: 'Không có trong túi' })).status, 303)
    assert.match(flat(await (await hoa.go('/desk/hand-over')).text()), /còn 1 trong 2 hồ sơ chưa nhận/)
    assert.match(flat(await (await hoa.go(where)).text()), /Chưa thấy · .*16:20 13\/10\/2026.* · Trần Văn Minh · Không có trong túi/)

    await house.at('2026-10-14T08:00')
    await minh.go(where)
    await minh.send(where, { [second]: 'received' })
    await minh.send(where, { [second]: 'received' })
    assert.match(flat(await (await hoa.go('/desk/hand-over')).text()), new RegExp(`${id}.*đã nhận đủ`))
    const paperActs = async (code: string) => (await house.events(code)).filter(({ act }) => act.endsWith('-paper')).map(({ act, by }) => `${act} ${by.kind === 'staff' ? by.name : by.kind}`)
    assert.deepEqual(await paperActs(first), ['hand-over-paper Lê Thị Hoa', 'receive-paper Trần Văn Minh'])
    assert.deepEqual(await paperActs(second), ['hand-over-paper Lê Thị Hoa', 'miss-paper Trần Văn Minh', 'receive-paper Trần Văn Minh'])

    const pdf = await readPdf(Buffer.from(await (await minh.go(`${where}.pdf`)).arrayBuffer()))
    assert.match(flat(pdf.text), new RegExp(`DANH SÁCH BÀN GIAO HỒ SƠ GIẤY.*Bên giao: Trung tâm Phục vụ hành chính công tỉnh.*Bên nhận: Phòng Hồ sơ nghiệp vụ`))
    for (const code of [first, second]) assert.ok(pdf.text.includes(code), code)
    assert.match(flat(pdf.text), /Lê Thị Hoa.*Trần Văn Minh/)
    await house.deps.handOverLists.drop(late)
  })

  it('is handed over by its own unit and confirmed by the other only; the desk says when it is late (E2)', async () => {
    const code = await received('2026-10-15T10:00')
    const minh = await clerk('tranvanminh.pv06')
    await minh.go('/desk/hand-over')
    assert.equal((await minh.send('/desk/hand-over', { to: 'pv06', dossiers: code })).status, 403, 'the officer hands nothing over')
    await house.at('2026-10-16T07:30')
    const hoa = await clerk('lethihoa.ttpvhcc')
    assert.match(flat(await (await hoa.go('/desk')).text()), /1 hồ sơ giấy cần bàn giao.*Quá hạn/)
    await hoa.go('/desk/hand-over')
    const where = (await hoa.send('/desk/hand-over', { to: 'pv06', dossiers: code })).headers.get('location') ?? ''
    assert.equal((await hoa.send(where, { [code]: 'received' })).status, 403, 'who gives does not confirm')
    assert.equal((await (await clerk('buivannam.tand')).go(where)).status, 403)
    assert.equal((await (await clerk('buivannam.tand')).go('/desk/hand-over')).status, 403)
    assert.equal((await hoa.go('/desk/hand-over/ttpvhcc-2026-99999')).status, 404)
  })

  it('that is stopped before its papers left has nothing to hand over; two clerks at once make one list (E2)', async () => {
    const [stopped, other] = [await received('2026-10-19T09:00'), await received('2026-10-19T09:05')]
    await requestWithdrawal(stopped, 'Không còn nhu cầu', house.deps)
    await house.inState(stopped, 'withdrawn')
    await eventually(async () => { assert.equal(await dueOf(stopped), null) })
    const by = house.actor('reception-clerk', 'ttpvhcc')
    assert.equal(by.kind, 'staff')
    const lists = await Promise.all([0, 1].map(() => handOverPapers({ from: 'ttpvhcc', to: 'pv06', dossiers: [other, stopped], by }, house.deps)))
    const [list, ...more] = lists.filter((each) => each !== null)
    assert.ok(list)
    assert.deepEqual(more, [])
    assert.equal((await house.events(other)).filter(({ act }) => act === 'hand-over-paper').length, 1)

    await requestWithdrawal(other, '', house.deps)
    await house.inState(other, 'withdrawn')
    const officer = house.actor('case-officer', 'pv06')
    assert.equal(officer.kind, 'staff')
    await confirmPapers(list, [{ dossier: other, state: 'received', remark: '' }], { unit: 'pv06', by: officer }, house.deps)
    assert.equal((await house.deps.handOverLists.find(list))?.items[0]?.state, 'received', 'what left before the stop is confirmed all the same')
  })
})
