import assert from 'node:assert/strict'
import { serve, type Serving } from '../../web/serve.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const password = 'cau-mat-khau-dai-cua-toi'
const an = 'lieuvanan.pv06'
const binh = 'lieuthibinh.pv06'
const cuc = 'lieuthicuc.pv06'

describe('Somebody who is away', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    await house.at('2026-02-02T08:00')
    serving = await serve(house.deps)
    for (const [username, name, role] of [[an, 'Liễu Văn An', 'case-officer'], [binh, 'Liễu Thị Bình', 'case-officer'], [cuc, 'Liễu Thị Cúc', 'result-clerk']] as const) {
      await house.deps.accounts.create({ username, name, unit: 'pv06', roles: [role] }, password)
    }
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(async () => {
    for (const username of [an, binh, cuc]) await house.deps.accounts.change(username, { active: false }, { by: { kind: 'system' }, at: house.deps.now() })
    await (serving as Serving | undefined)?.close()
  })

  async function enter(username: string): Promise<Visitor> {
    const visitor = new Visitor(serving.address)
    assert.equal((await visitor.signIn(username, password)).headers.get('location'), '/desk')
    await visitor.go('/desk')
    return visitor
  }
  async function say(visitor: Visitor, person: string, substitute: string, from: string, until: string): Promise<string> {
    await visitor.go('/desk/absences')
    const answer = await visitor.send('/desk/absences', { person, substitute, from, until })
    return answer.status === 303 ? 'said' : /class="govuk-error-message"[^>]*>(?:<span[^>]*>[^<]*<\/span>)?([^<]*)/.exec(await answer.text())?.[1]?.trim() ?? String(answer.status)
  }
  async function withAn(name: string): Promise<string> {
    const code = await house.file({ name })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'assignment', { officer: an })
    await house.task(code, 'appraisal')
    return code
  }
  const queue = async (visitor: Visitor) => (await visitor.go('/desk')).text()
  const row = (html: string, code: string) => html.split('<tr').find((each) => each.includes(code)) ?? ''

  it('has a substitute for these days: the tasks of running dossiers are with them too, marked for whom; what they do is on record in whose place; it ends by itself (B5, B6, TN 18.5)', async () => {
    const [first, second] = [await withAn('Nông Văn Một'), await withAn('Nông Văn Hai')]
    const [here, colleague] = [await enter(an), await enter(binh)]
    assert.ok(!(await queue(colleague)).includes(first), 'a colleague’s task is not theirs')
    assert.equal(await say(here, an, binh, '03/02/2026', '04/02/2026'), 'said')
    assert.ok(!(await queue(colleague)).includes(first), 'the day has not begun')

    await house.at('2026-02-03T08:00')
    assert.match(row(await queue(colleague), first), /thay Liễu Văn An/)
    const later = await withAn('Nông Văn Ba')
    assert.match(row(await queue(colleague), later), /thay Liễu Văn An/, 'what comes meanwhile is theirs too')
    assert.ok((await queue(here)).includes(first), 'who is away may work all the same')
    const task = await house.task(first, 'appraisal')
    await colleague.go(`/desk/tasks/${task.id}`)
    const done = await colleague.send(`/desk/tasks/${task.id}`, { appraisalOutcome: 'eligible', findings: 'Không có án tích', amendments: '0' })
    assert.equal(done.headers.get('location'), '/desk', await done.clone().text())
    await house.task(first, 'review')
    const event = (await house.events(first)).find(({ act, details }) => act === 'complete-task' && details['form'] === 'appraisal')
    assert.deepEqual(event?.by, { kind: 'staff', username: binh, name: 'Liễu Thị Bình', role: 'case-officer', inPlaceOf: { username: an, name: 'Liễu Văn An' } })
    const auditor = await signedIn(house, serving.address, 'tongvanduc.ttpvhcc')
    assert.match(await (await auditor.go(`/desk/audit/log?subject=${first}`)).text(), /thay Liễu Văn An/)
    assert.match(await (await colleague.go(`/desk/dossiers/${first}`)).text(), /Liễu Thị Bình \(thay Liễu Văn An\)/)

    await house.at('2026-02-05T08:00')
    assert.ok(!(await queue(colleague)).includes(second), 'it goes on after the last day')
    assert.equal((await colleague.go(`/desk/tasks/${(await house.task(second, 'appraisal')).id}`)).status, 403)
    assert.deepEqual((await house.deps.events.of(`account/${an}`)).map(({ act }) => String(act)).filter((act) => act.endsWith('absence')), ['set-absence'])
  })

  it('is refused a substitute who is away, a circle, days twice, and a role that only a head gives (B6)', async () => {
    await house.at('2026-02-06T08:00')
    const [here, colleague, clerk] = [await enter(an), await enter(binh), await enter(cuc)]
    assert.match(await say(here, an, cuc, '09/02/2026', '10/02/2026'), /không giữ vai trò của bạn/)
    assert.match(await say(here, an, binh, '10/02/2026', '09/02/2026'), /từ ngày đầu trở đi/)
    assert.match(await say(here, an, binh, '02/02/2026', '03/02/2026'), /đã qua/)
    assert.match(await say(here, an, an, '09/02/2026', '10/02/2026'), /một đồng nghiệp/)
    assert.equal(await say(here, an, binh, '09/02/2026', '12/02/2026'), 'said')
    assert.match(await say(here, an, binh, '12/02/2026', '13/02/2026'), /đã được báo vắng mặt/)
    assert.match(await say(colleague, binh, an, '12/02/2026', '13/02/2026'), /cũng vắng mặt/)
    assert.match(await say(colleague, binh, 'tranvanminh.pv06', '12/02/2026', '13/02/2026'), /đang làm thay cho đồng nghiệp/)
    assert.notEqual(await say(clerk, an, cuc, '16/02/2026', '17/02/2026'), 'said', 'only for oneself')
    const both = await Promise.all([say(await enter(cuc), cuc, 'hoangthithu.pv06', '16/02/2026', '17/02/2026'), say(await enter(cuc), cuc, 'hoangthithu.pv06', '16/02/2026', '18/02/2026')])
    assert.equal(both.filter((each) => each === 'said').length, 1, both.join(', '))
  })

  it('is given a substitute without the role by the head, who may undo it: rights come and go at once (B5, B6)', async () => {
    await house.at('2026-02-23T08:00')
    const code = await withAn('Nông Văn Bốn')
    const [head, clerk] = [await signedIn(house, serving.address, 'vuthilan.pv06'), await enter(cuc)]
    const { id } = await house.task(code, 'appraisal')
    assert.equal((await clerk.go(`/desk/tasks/${id}`)).status, 403)
    assert.equal(await say(head, an, cuc, '23/02/2026', '27/02/2026'), 'said')
    assert.equal((await clerk.go(`/desk/tasks/${id}`)).status, 200)
    assert.match(row(await queue(clerk), code), /thay Liễu Văn An/)
    const absence = /\/desk\/absences\/([\w-]{36})/.exec(await (await head.go('/desk/absences')).text())?.[1] ?? assert.fail('nothing to end')
    assert.equal((await clerk.go(`/desk/absences/${absence}`)).status, 403)
    await head.go(`/desk/absences/${absence}`)
    assert.equal((await head.send(`/desk/absences/${absence}`)).status, 303)
    assert.equal((await clerk.go(`/desk/tasks/${id}`)).status, 403)
    assert.ok(!(await queue(clerk)).includes(code))
  })
})
