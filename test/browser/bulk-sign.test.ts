import assert from 'node:assert/strict'
import { claimTask, releaseTask } from '../../web/claim-task.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn } from '../web/visitor.ts'
import { desktop, narrow, Visitors, type Person } from './browser.ts'

const leader = 'nguyenvanhung.pv06'

describe('A leader signs several decisions in one go', function () {
  this.timeout(300_000)
  let house: House
  let visitors: Visitors
  before(async () => {
    house = await openHouse()
    await house.at('2027-10-05T08:00')
    visitors = await Visitors.welcome(house)
  })
  after(() => (visitors as Visitors | undefined)?.close())

  async function toSignature(name: string): Promise<string> {
    const code = await house.file({ name })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: `Không có án tích, đã tra cứu ${name}` })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.task(code, 'signature')
    return code
  }

  async function leaderAt(viewport: { width: number, height: number }, javaScriptEnabled = true): Promise<Person> {
    const person = await visitors.person(viewport, { javaScriptEnabled })
    const account = house.accounts.find(({ username }) => username === leader)
    assert.ok(account)
    await person.signIn(account)
    return person
  }

  const taskIds = async (codes: readonly string[]) => Promise.all(codes.map(async (code) => (await house.task(code, 'signature')).id))

  it('reads each proposal, signs, and is told per dossier what happened: what changed since, or was done by another, is not signed (F10, F7, BT 17.10)', async () => {
    const [one, two, changed, done] = [await toSignature('Kiều Thị Một'), await toSignature('Kiều Văn Hai'), await toSignature('Kiều Thị Ba'), await toSignature('Kiều Văn Bốn')] as const
    const codes = [one, two, changed, done]
    const ids = await taskIds(codes)
    const person = await leaderAt(desktop)
    await person.open(`/desk/bulk-sign?${ids.map((id) => `task=${id}`).join('&')}&task=none-such`)
    const words = await person.words()
    for (const text of [...codes, 'Kiều Thị Một', 'Không có án tích, đã tra cứu Kiều Văn Hai', 'Trần Văn Minh', '1 việc đã chọn không phải là việc ký']) assert.ok(words.includes(text), `${text} is not on the page: ${words}`)
    await person.look('bulk-sign')

    // A colleague takes it, and leaves it again: nobody knows what was seen.
    const colleague = { kind: 'staff', username: 'kieuvanchin.pv06', name: 'Kiều Văn Chín', role: 'leader' } as const
    assert.ok(await claimTask(await house.task(changed, 'signature'), colleague, house.deps))
    assert.ok(await releaseTask(await house.task(changed, 'signature'), colleague, house.deps))
    await house.complete(done, 'signature', { signatureOutcome: 'back', remark: 'Xem lại' })
    await person.press('Ký các hồ sơ đã chọn')
    await person.page.getByText('Đã xong 4 trong 4 hồ sơ').waitFor()
    const result = (await person.words()).replace(/\s+/g, ' ')
    for (const code of [one, two]) assert.match(result, new RegExp(`${code}.{0,160}?Đã ký`))
    assert.match(result, new RegExp(`${changed}.{0,160}?Không ký: hồ sơ đã thay đổi`))
    assert.match(result, new RegExp(`${done}.{0,160}?Đã được Nguyễn Văn Hùng xử lý lúc`))
    await person.look('bulk-signed')
    for (const code of [one, two]) await house.task(code, 'issue')
    const signed = (await house.events(one)).filter(({ act, details }) => act === 'complete-task' && details['form'] === 'signature')
    assert.deepEqual(signed.map(({ by }) => by.kind === 'staff' && by.username), [leader], 'once, by the leader')
    assert.equal((await house.dossier(changed)).answers['signature'], undefined)
  })

  it('signs nothing twice when the form is sent again, goes on after a stop, and does nothing for who is not the leader (F10)', async () => {
    const codes = [await toSignature('Kiều Thị Năm'), await toSignature('Kiều Văn Sáu')]
    const [first = '', second = ''] = await taskIds(codes)
    const visitor = await signedIn(house, visitors.address, leader)
    const chosen = await visitor.send('/desk/bulk-sign', { task: [first, second] })
    assert.equal(chosen.headers.get('location'), `/desk/bulk-sign?task=${first}&task=${second}`)
    const page = await (await visitor.go(chosen.headers.get('location') ?? '')).text()
    const seen = [...page.matchAll(/name="seen" value="([^"]+)" checked/g)].map(([, each = '']) => each)
    assert.equal(seen.length, 2)
    const id = /name="id" value="([^"]+)"/.exec(page)?.[1] ?? ''
    assert.equal((await visitor.send('/desk/bulk-sign/sign', { id })).status, 422, 'nothing was ticked')

    // A process that died after the form came: it was noted, and nothing was signed.
    await house.deps.bulkSignings.begin(id, leader, seen.map((each, index) => ({ task: each.split(':')[0] ?? '', dossier: codes[index] ?? '', seen: Number(each.split(':')[1]) })))
    const again = await visitor.send('/desk/bulk-sign/sign', { id, seen })
    assert.equal(again.headers.get('location'), `/desk/bulk-sign/${id}`)
    const waiting = await visitor.go(`/desk/bulk-sign/${id}`)
    assert.equal(waiting.headers.get('refresh'), '2', 'another is at it, until its lease ends')
    await house.deps.bulkSignings.rest(id)
    assert.match(await (await visitor.go(`/desk/bulk-sign/${id}`)).text(), /đã dừng giữa chừng/)
    await visitor.send(`/desk/bulk-sign/${id}/continue`)
    assert.match(await (await visitor.go(`/desk/bulk-sign/${id}`)).text(), /Đã xong 2 trong 2/)
    await visitor.send(`/desk/bulk-sign/${id}/continue`)
    await visitor.send('/desk/bulk-sign/sign', { id, seen })
    for (const code of codes) {
      assert.equal((await house.events(code)).filter(({ act, details }) => act === 'complete-task' && details['form'] === 'signature').length, 1)
    }

    const officer = await signedIn(house, visitors.address, 'tranvanminh.pv06')
    assert.equal((await officer.go(`/desk/bulk-sign/${id}`)).status, 404)
    assert.match(await (await officer.go('/desk/bulk-sign')).text(), /Không có quyết định nào chờ ký/)
    const third = await toSignature('Kiều Thị Bảy')
    const [task = ''] = await taskIds([third])
    await officer.send('/desk/bulk-sign/sign', { id: crypto.randomUUID(), seen: `${task}:${String((await house.dossier(third)).revision)}` })
    assert.equal((await house.deps.tasks.find(task))?.state, 'open')
    const stranger = await signedIn(house, visitors.address, 'lethihoa.ttpvhcc')
    assert.equal((await stranger.send('/desk/bulk-sign/sign', { id: crypto.randomUUID(), seen: `${task}:1` })).status, 404)
  })

  it('works at 320 px, without scripts, and in English', async () => {
    const code = await toSignature('Kiều Văn Tám')
    const person = await leaderAt(narrow)
    await person.open(`/desk/bulk-sign?task=${(await taskIds([code])).join('')}&language=en`)
    assert.match(await person.words(), /Read what is proposed for each/)
    await person.look('bulk-sign-narrow')
    await person.page.context().close()
    const plain = await leaderAt(narrow, false)
    await plain.open('/desk')
    await plain.page.locator(`input[name="task"][value="${(await taskIds([code])).join('')}"]`).check()
    await plain.press('Ký các hồ sơ đã chọn')
    await plain.open('/desk/bulk-sign')
    await plain.page.getByLabel(new RegExp(code)).check()
    await plain.press('Ký các hồ sơ đã chọn')
    assert.match(await plain.words(), /Đã xong 1 trong 1 hồ sơ/)
  })
})
