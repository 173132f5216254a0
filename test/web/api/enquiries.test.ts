import assert from 'node:assert/strict'
import { scopes } from '../../../store/clients.ts'
import { serve, type Serving } from '../../../web/serve.ts'
import { eventually, openHouse, type House } from '../../house.ts'
import { asker, Enquiries, final, matter } from '../../scenarios/enquiries.ts'
import { newKey, System, type Problem } from './system.ts'

interface EnquiryBody {
  code: string, reference: string | null, state: string, thread: string, due: { at: string } | null, replies: { kind: string, text: string, from: { person: string } | null }[]
  published: { answer: string } | null, timeline: { title: string, by: string | null }[], mayAskFurther: boolean, answers: Record<string, unknown>
}
interface TaskRow { id: string, dossier: string, form: string, procedure: string, standing: string }

describe('Questions and feedback through the interface', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  let play: Enquiries
  /** Sends questions for those who ask. */
  let portal: System
  let stranger: System
  /** Sort and answer. */
  let centre: System
  let police: System
  before(async () => {
    house = await openHouse()
    await house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
    serving = await serve(house.deps)
    play = new Enquiries(house)
    await house.at('2026-05-18T08:00')
    portal = await System.register(house, serving.address, { name: 'Cổng hỏi đáp của Bộ' })
    stranger = await System.register(house, serving.address, { name: 'Hệ thống lạ', unit: 'syt', roles: ['case-officer', 'leader'] })
    centre = await System.register(house, serving.address, { name: 'Tổng đài 1022', unit: 'ttpvhcc', roles: ['reception-clerk'] })
    police = await System.register(house, serving.address, { name: 'Hệ thống trả lời', unit: 'pv06', roles: ['case-officer', 'leader'] })
  })
  after(() => serving.close())

  const pointersOf = ({ body }: { body: unknown }) => (body as Problem).errors?.map(({ pointer }) => pointer).sort()
  const asking = (more: Record<string, unknown> = {}) => ({ kind: 'question', answers: { ...asker, name: 'Vi Thị Hoa', ...matter.question, ...more }, reference: 'HD-BO-17' })
  const seen = async (code: string, by = portal) => (await by.get<EnquiryBody>(`/v1/enquiries/${code}`)).body
  const taskOf = (by: System, code: string, form: string) => eventually(async () => {
    const found: TaskRow[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { items: TaskRow[], next: string | null } } = await by.get(`/v1/tasks?limit=20${cursor && `&cursor=${cursor}`}`)
      found.push(...body.items)
      cursor = body.next
    }
    const task = found.find((each) => each.dossier === code && each.form === form)
    assert.ok(task, `no ${form} of ${code}`)
    return task
  })
  const answer = (by: System, { id }: TaskRow, answers: object, key?: string) => by.act('POST', `/v1/tasks/${id}/complete`, { answers, amendments: 0 }, key ? { key } : {})

  it('are asked once under one key by the form of the portal, sorted, answered and approved by systems in their roles, followed, and asked further (I3, A7, H2, H3, TQ 15.2)', async () => {
    const { body: { form } } = await portal.get<{ form: { answers: { required: string[], properties: Record<string, { oneOf?: { const: string }[] }> } } }>('/v1/enquiry-forms/question')
    assert.ok(form.answers.required.includes('content') && form.answers.properties['agency']?.oneOf?.some((each) => each.const === 'pv06'))
    const key = newKey()
    const [first, again] = [await portal.act<{ code: string, thread: string }>('POST', '/v1/enquiries', asking(), { key }), await portal.act('POST', '/v1/enquiries', asking(), { key })]
    assert.equal(first.status, 201, JSON.stringify(first.body))
    assert.deepEqual([again.body, again.headers.get('idempotency-replayed'), again.headers.get('location')], [first.body, 'true', `/api/v1/enquiries/${first.body.code}`])
    const { code } = first.body
    assert.match(code, /^HD-260518-\d{4,}$/)
    let now = await seen(code)
    assert.deepEqual([now.state, now.reference, now.due?.at, now.mayAskFurther, now.answers['name']], ['received', 'HD-BO-17', '2026-05-18T10:00:00+07:00', false, 'Vi Thị Hoa'])
    assert.deepEqual((await portal.get<{ items: { code: string }[] }>('/v1/enquiries')).body.items.map((each) => each.code), [code], 'asked once')

    const sorting = await taskOf(centre, code, 'question-sorting')
    assert.deepEqual([sorting.procedure, sorting.standing], ['question', 'on-time'])
    const shown = (await centre.get<{ enquiry: { answers: { title: string } }, record: null, answerForm: { answers: { properties: Record<string, { oneOf?: { const: string }[] }> } } }>(`/v1/tasks/${sorting.id}`)).body
    assert.deepEqual([shown.enquiry.answers.title, shown.record], [matter.question['title'], null])
    assert.ok(shown.answerForm.answers.properties['unit']?.oneOf?.some((each) => each.const === 'pv06'))
    const wrong = await answer(centre, sorting, { sortingOutcome: 'passed', unit: 'nowhere', colour: 'red' })
    assert.deepEqual([wrong.status, pointersOf(wrong)], [422, ['#/answers/colour', '#/answers/coordination', '#/answers/unit']])
    const sortingKey = newKey()
    const sort = () => answer(centre, sorting, { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' }, sortingKey)
    assert.deepEqual([(await sort()).status, (await sort()).status], [200, 200])
    assert.equal((await answer(centre, sorting, { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' })).status, 409, 'it was sorted before')
    assert.equal((await centre.act('PUT', `/v1/tasks/${sorting.id}/claim`, { claim: 'take' })).status, 409)

    const draft = await taskOf(police, code, 'question-answer')
    const bare = await answer(police, draft, { ...final, legalBasis: '' })
    assert.deepEqual([bare.status, pointersOf(bare)], [422, ['#/answers/legalBasis']])
    const shows = await answer(police, draft, { ...final, publish: 'public', publicTitle: 'Hỏi về Phiếu lý lịch tư pháp', withoutPersonalData: true, publicContent: 'Bà Vi Thị Hoa hỏi về Phiếu lý lịch tư pháp.', publicAnswer: 'Cơ quan nhận hồ sơ quyết định.' })
    assert.deepEqual([shows.status, pointersOf(shows)], [422, ['#/answers/publicContent']], 'the public version names the asker')
    const published = { publish: 'public', withoutPersonalData: true, publicTitle: 'Hỏi về Phiếu lý lịch tư pháp', publicContent: 'Có người hỏi về thời hạn của Phiếu lý lịch tư pháp.', publicAnswer: 'Cơ quan nhận hồ sơ quyết định thời hạn.' }
    assert.equal((await answer(police, draft, { ...final, ...published })).status, 200)
    assert.deepEqual((await seen(code)).replies, [], 'nothing is told before it is approved')
    assert.equal((await answer(police, await taskOf(police, code, 'question-approval'), { approvalOutcome: 'approved' })).status, 200)
    await play.inState(code, 'answered')
    now = await seen(code)
    assert.deepEqual([now.replies.map(({ kind, text, from }) => [kind, text, from?.person]), now.published?.answer, now.mayAskFurther], [[['final', final['text'], final['answererName']]], 'Cơ quan nhận hồ sơ quyết định thời hạn.', true])
    assert.deepEqual(now.timeline.map(({ by }) => by).filter(Boolean), [], 'the asker is not told who')
    assert.deepEqual((await seen(code, police)).timeline.map(({ by }) => by).filter(Boolean), ['Hệ thống trả lời', 'Hệ thống trả lời', 'Tổng đài 1022', 'Cổng hỏi đáp của Bộ'])
    const open = await portal.get<{ items: { code: string, content: string }[], total: number }>('/v1/published-answers?kind=question')
    assert.ok(open.body.items.some((each) => each.code === code && !each.content.includes('Vi Thị Hoa')))
    const [event] = await house.deps.events.of(code)
    assert.deepEqual([event?.by.kind, event?.onBehalfOf], ['client', 'applicant'])
    assert.equal(await house.deps.audit.verify(code), null)

    assert.equal((await portal.act('POST', `/v1/enquiries/${code}/follow-ups`, { content: 'ngắn' }, { key: newKey() })).status, 422)
    const further = await portal.act<{ code: string, thread: string }>('POST', `/v1/enquiries/${code}/follow-ups`, { content: 'Vậy cơ quan nào là cơ quan nhận hồ sơ trong trường hợp của tôi?' }, { key: newKey() })
    assert.deepEqual([further.status, further.body.thread], [201, code], JSON.stringify(further.body))
    assert.equal((await portal.act('POST', `/v1/enquiries/${code}/follow-ups`, { content: 'Tôi hỏi thêm lần nữa khi chưa được trả lời.' }, { key: newKey() })).status, 409)
    assert.deepEqual((await portal.get<{ items: { code: string }[], next: string | null }>('/v1/enquiries?limit=1')).body.items.map((each) => each.code), [further.body.code])
  })

  it('wrongly asked are refused with their places, and another system’s are not told apart from none (I3, H1)', async () => {
    const wrong: readonly [body: unknown, status: number, pointers: string[]][] = [
      [null, 400, ['#']], [{ ...asking(), kind: 'complaint' }, 400, ['#/kind']], [{ ...asking(), thread: 'HD-260518-0001' }, 400, ['#']],
      [asking({ content: 'Toi hoi ve thoi han giai quyet ho so cua toi nhu the nao' }), 422, ['#/answers/content']], [asking({ agency: 'nowhere', secret: 'x' }), 422, ['#/answers/agency', '#/answers/secret']],
      [{ kind: 'feedback', answers: { $where: '1' } }, 422, ['#/answers/$where', '#/answers/about', '#/answers/agency', '#/answers/askerKind', '#/answers/content', '#/answers/title']],
    ]
    for (const [body, status, pointers] of wrong) {
      const refused = await portal.act('POST', '/v1/enquiries', body, { key: newKey() })
      assert.equal(refused.status, status, JSON.stringify([body, refused.body]))
      assert.deepEqual(pointersOf(refused)?.filter((each) => pointers.includes(each)), pointers, JSON.stringify(refused.body))
    }
    assert.equal((await portal.act('POST', '/v1/enquiries', asking())).status, 400, 'asking needs a key')
    assert.equal((await portal.get('/v1/enquiry-forms/complaint')).status, 400)
    for (const query of ['limit=0', 'cursor=x', 'kind=question']) assert.equal((await portal.get(`/v1/enquiries?${query}`)).status, 400, query)
    for (const query of ['', 'kind=x', 'kind=question&page=0']) assert.equal((await portal.get(`/v1/published-answers?${query}`)).status, 400, query)

    const code = await play.ask('question')
    const { body: { code: mine } } = await portal.act<{ code: string }>('POST', '/v1/enquiries', asking(), { key: newKey() })
    const task = await taskOf(centre, mine, 'question-sorting')
    for (const system of [stranger, portal]) for (const [theirs, none] of [[system === portal ? code : mine, 'HD-260518-9999']]) {
      const answers = await Promise.all([theirs, none].map(async (each = '') => [await system.get(`/v1/enquiries/${each}`), await system.act('POST', `/v1/enquiries/${each}/follow-ups`, { content: 'Một câu hỏi thêm đủ dài để gửi.' }, { key: newKey() })]))
      assert.deepEqual(answers.map((both) => both.map(({ status }) => status)), [[404, 404], [404, 404]])
      assert.deepEqual(answers[0]?.map(({ body }) => body), answers[1]?.map(({ body }) => body))
    }
    assert.equal((await stranger.get(`/v1/tasks/${task.id}`)).status, 404)
    assert.equal((await answer(stranger, task, { sortingOutcome: 'refused', refusal: 'complaint' })).status, 404, 'another unit’s step')
    assert.equal((await stranger.get<{ items: TaskRow[] }>('/v1/tasks')).body.items.some(({ dossier }) => dossier === mine), false)
    const silent = await System.register(house, serving.address, { name: 'Không được đọc', unit: 'ttpvhcc', roles: ['reception-clerk'], scopes: scopes.filter((each) => each !== 'tasks:read') })
    assert.equal((await silent.get(`/v1/enquiries/${mine}`)).status, 404)
  })

  it('stand with the tasks of dossiers in one list, page by page in the order of their limits, none twice and none left out (I3)', async () => {
    const codes = await Promise.all([1, 2, 3].map(() => play.ask('question')))
    for (const code of codes) await taskOf(centre, code, 'question-sorting')
    const all: string[] = []
    let cursor = ''
    do {
      const { status, body } = await centre.get<{ items: TaskRow[], next: string | null }>(`/v1/tasks?limit=2${cursor && `&cursor=${cursor}`}`)
      assert.equal(status, 200)
      assert.ok(body.items.length <= 2)
      all.push(...body.items.map(({ id }) => id))
      cursor = body.next ?? ''
    } while (cursor !== '')
    const open = await house.deps.tasks.openFor({ username: centre.client.id, unit: 'ttpvhcc', roles: ['reception-clerk'] })
    assert.deepEqual(all, open.map(({ id }) => id))
    for (const query of ['cursor=x', `cursor=${Buffer.from('[{"$gt":0},"x"]').toString('base64url')}`, 'limit=1000', 'state=open']) assert.equal((await centre.get(`/v1/tasks?${query}`)).status, 400, query)
  })
})
