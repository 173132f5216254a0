import assert from 'node:assert/strict'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Webhook } from 'standardwebhooks'
import { openApi } from '../../../web/api/open-api.ts'
import { serve, type Serving } from '../../../web/serve.ts'
import { eventually, openHouse, type House } from '../../house.ts'
import { declared, filingOf, newKey, papersAsked, pdf, startReceiver, System, type Problem } from './system.ts'

interface DossierBody {
  code: string, state: string, stateName: string, nationalStatus: { code: number, name: string }, reference: string | null, due: { at: string, lines: { why: string }[] } | null
  papers: { id: string, item: string, name: string }[], slips: { id: string, kind: string }[], asked: { items: string[], reason: string } | null, may: string[]
  result: { granted: boolean, number: string, copy: { signedBy: { id: string } | null } | null } | null, timeline: { title: string, by: string | null }[]
}
interface TaskBody { id: string, dossier: string, form: string, amendments: number, isMine: boolean, record: { code: string } | null, answerForm: { answers: { properties: Record<string, { oneOf?: { const: string }[] }> } } }

describe('Other systems', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  /** Files and follows. */
  let ministry: System
  /** Another one that does. */
  let other: System
  /** Holds the roles of the police that decide. */
  let police: System
  before(async () => {
    house = await openHouse()
    await house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
    serving = await serve(house.deps)
    await house.at('2026-04-06T08:00')
    ministry = await System.register(house, serving.address, { name: 'Cổng Dịch vụ công quốc gia' })
    other = await System.register(house, serving.address, { name: 'Hệ thống khác' })
    police = await System.register(house, serving.address, { name: 'Hệ thống lý lịch tư pháp', unit: 'pv06', roles: ['case-officer', 'leader'] })
  })
  after(() => serving.close())

  const file = async (system = ministry, reference?: string) => {
    const { status, body } = await system.upload<{ code: string }>('/v1/dossiers', papersAsked, filingOf({}, reference ? { reference } : {}), { key: newKey() })
    assert.equal(status, 201, JSON.stringify(body))
    return body.code
  }
  const dossierOf = async (code: string, system = ministry) => {
    const answer = await system.get<DossierBody>(`/v1/dossiers/${code}`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body
  }
  const problemOf = ({ body }: { body: unknown }) => body as Problem

  it('are described in OpenAPI 3.1, in both languages, by a document that is valid', async () => {
    for (const language of ['vi', 'en'] as const) {
      const { valid, errors } = await new Validator().validate(openApi('http://motcua.test', language) as never)
      assert.ok(valid, JSON.stringify(errors))
    }
    const [vi, en] = await Promise.all((['vi', 'en'] as const).map(async (language) => (await fetch(`${serving.address}/api/openapi.json`, { headers: { 'accept-language': language } })).json() as Promise<{ info: { description: string } }>))
    assert.match(vi?.info.description ?? '', /Bộ phận Một cửa/)
    assert.match(en?.info.description ?? '', /One-stop shop/)
  })

  it('read the catalogue: what is published of a procedure, with sources, and its form as a schema that takes the answers (I3, A3)', async () => {
    const list = await ministry.get<{ items: { id: string, isFiledOnline: boolean }[] }>('/v1/procedures')
    assert.ok(list.body.items.some(({ id, isFiledOnline }) => id === 'judicial-record' && isFiledOnline))
    const { status, body } = await ministry.get<{ documents: { items: { id: string }[], source: string }, limits: { cases: { amount: number }[] }, form: { answers: { required: string[], properties: Record<string, { 'x-hidden-when'?: string[] }> } }, steps: { role: string }[] }>('/v1/procedures/judicial-record')
    assert.equal(status, 200)
    assert.ok(body.documents.items.some(({ id }) => id === 'identity'))
    assert.match(body.documents.source, /3\.000333/)
    assert.deepEqual(body.limits.cases.map(({ amount }) => amount), [15, 10])
    assert.ok(body.form.answers.required.includes('identityNumber'))
    assert.ok(body.form.answers.properties['foreignNationality']?.['x-hidden-when'])
    assert.ok(body.steps.some(({ role }) => role === 'leader'))
    assert.equal((await ministry.get('/v1/procedures/nothing')).status, 404)
  })

  it('file once under one key, add a paper, follow the status in national codes, complete a task in a role that they hold, and download the signed result (I3, TH 3, TN 3.4)', async () => {
    await house.at('2026-04-06T08:30')
    const key = newKey()
    const filing = filingOf({}, { reference: 'G01.899-260406-0042' })
    const [first, again] = [await ministry.upload<{ code: string }>('/v1/dossiers', papersAsked, filing, { key }), await ministry.upload<{ code: string }>('/v1/dossiers', papersAsked, filing, { key })]
    assert.equal(first.status, 201, JSON.stringify(first.body))
    assert.deepEqual(again.body, first.body)
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
    assert.equal(again.headers.get('location'), first.headers.get('location'))
    const { code } = first.body
    const changed = await ministry.upload('/v1/dossiers', papersAsked, filingOf({ purpose: 'Du học' }), { key })
    assert.equal(changed.status, 422)
    assert.equal((await ministry.get<{ items: { reference: string }[] }>('/v1/dossiers')).body.items.filter(({ reference }) => reference === 'G01.899-260406-0042').length, 1)

    const [filed] = await house.events(code)
    assert.deepEqual([filed?.by, filed?.onBehalfOf], [{ kind: 'client', id: ministry.client.id, name: 'Cổng Dịch vụ công quốc gia', role: 'applicant' }, 'applicant'])
    let seen = await dossierOf(code)
    assert.deepEqual([seen.state, seen.nationalStatus.code, seen.reference, seen.may], ['filed', 1, 'G01.899-260406-0042', ['amend', 'withdraw']])
    assert.equal(seen.due?.at, '2026-04-07T08:30:00+07:00', 'reception answers within 8 working hours')
    assert.ok(seen.due.lines.length > 0)
    assert.equal(seen.timeline[0]?.by, 'Cổng Dịch vụ công quốc gia')

    const added = await ministry.upload<{ papers: { id: string }[] }>(`/v1/dossiers/${code}/papers`, [['identity', 'mat-sau.pdf', pdf]])
    assert.equal(added.status, 201, JSON.stringify(added.body))
    seen = await dossierOf(code)
    assert.deepEqual(seen.papers.map(({ name }) => name), ['can-cuoc.pdf', 'ho-ngheo.pdf', 'mat-sau.pdf'])
    const paper = await ministry.get(`/v1/dossiers/${code}/papers/${seen.papers[2]?.id ?? ''}`)
    assert.deepEqual([paper.status, paper.headers.get('content-type'), paper.bytes.equals(pdf)], [200, 'application/pdf', true])

    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    seen = await dossierOf(code)
    assert.deepEqual([seen.nationalStatus.code, seen.slips.map(({ kind }) => kind)], [2, ['receipt']])
    const slip = await ministry.get(`/v1/dossiers/${code}/slips/${encodeURIComponent(seen.slips[0]?.id ?? '')}`)
    assert.equal(slip.bytes.subarray(0, 5).toString(), '%PDF-')

    // The system that holds the roles of the police: it assigns the dossier to itself, appraises and signs.
    await house.task(code, 'assignment')
    const assignment = await eventually(async () => {
      const { body } = await police.get<{ items: TaskBody[] }>('/v1/tasks')
      const found = body.items.find(({ dossier, form }) => dossier === code && form === 'assignment')
      assert.ok(found, `no assignment of ${code}`)
      return found
    })
    const shown = (await police.get<TaskBody>(`/v1/tasks/${assignment.id}`)).body
    assert.equal(shown.record?.code, code)
    assert.ok(shown.answerForm.answers.properties['officer']?.oneOf?.some((choice) => choice.const === police.client.id), 'a step may be given to the system')
    const amendments = shown.amendments
    const wrong = await police.act('POST', `/v1/tasks/${assignment.id}/complete`, { answers: { officer: 'nobody', colour: 'red' }, amendments })
    assert.deepEqual([wrong.status, problemOf(wrong).errors?.map(({ pointer }) => pointer)], [422, ['#/answers/colour', '#/answers/officer']])
    assert.equal((await police.act('POST', `/v1/tasks/${assignment.id}/complete`, { answers: { officer: police.client.id }, amendments: amendments + 1 })).status, 409, 'it has not seen the latest change')
    const taskKey = newKey()
    const assign = () => police.act('POST', `/v1/tasks/${assignment.id}/complete`, { answers: { officer: police.client.id }, amendments }, { key: taskKey })
    assert.deepEqual([(await assign()).status, (await assign()).status], [200, 200])
    assert.equal((await police.act('POST', `/v1/tasks/${assignment.id}/complete`, { answers: { officer: police.client.id }, amendments })).status, 409, 'done before')
    assert.equal((await dossierOf(code)).nationalStatus.code, 4)

    const appraisal = await house.task(code, 'appraisal')
    assert.equal(appraisal.assignee, police.client.id)
    const documents = [{ item: 'identity', valid: true, kind: 'electronic', remark: 'đã đối chiếu' }, { item: 'unpublished', valid: true, kind: 'copy' }]
    assert.equal((await police.act('POST', `/v1/tasks/${appraisal.id}/complete`, { answers: { appraisalOutcome: 'eligible', findings: 'Không có án tích' }, amendments, documents })).status, 200)
    assert.deepEqual((await house.dossier(code)).documentCheck?.items.filter(({ remark }) => remark !== '').map(({ item, kind, count }) => [item, kind, count]), [['identity', 'electronic', 1]], 'the published list, and nothing else')
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    const signature = await house.task(code, 'signature')
    assert.ok(await house.deps.tasks.claim(signature.id, { by: 'nguyenvanhung.pv06', from: null }))
    assert.equal((await police.act('POST', `/v1/tasks/${signature.id}/complete`, { answers: { signatureOutcome: 'signed' }, amendments })).status, 409, 'a colleague has taken it')
    assert.equal((await police.act('PUT', `/v1/tasks/${signature.id}/claim`, { claim: 'take' })).status, 200)
    assert.equal((await police.act('POST', `/v1/tasks/${signature.id}/complete`, { answers: { signatureOutcome: 'signed' }, amendments })).status, 200)
    await house.complete(code, 'issue', { resultNumber: '77/LLTP' })
    await house.inState(code, 'returned')

    seen = await dossierOf(code)
    assert.deepEqual([seen.nationalStatus.code, seen.result?.granted, seen.result?.number, seen.result?.copy?.signedBy?.id], [10, true, '77/LLTP', 'pv06'])
    const result = await ministry.get(`/v1/dossiers/${code}/result`)
    assert.deepEqual([result.status, result.bytes.subarray(0, 5).toString()], [200, '%PDF-'])
    assert.match(result.bytes.toString('latin1'), /\/ByteRange/)
    const by = (await house.events(code)).filter(({ act }) => act === 'complete-task').map(({ by: who }) => who.kind === 'client' ? `${who.name}, ${who.role}` : who.kind)
    assert.deepEqual(by, ['staff', 'Hệ thống lý lịch tư pháp, leader', 'Hệ thống lý lịch tư pháp, case-officer', 'staff', 'Hệ thống lý lịch tư pháp, leader', 'staff'])
    assert.equal(await house.deps.audit.verify(code), null)
  })

  it('are told of each change by webhooks that their own verifier accepts, again until they take it, in their order, without a word about people (I3)', async () => {
    await house.at('2026-04-13T08:00')
    const receiver = await startReceiver()
    try {
      const set = await ministry.act<{ secret: string }>('PUT', '/v1/webhook', { address: receiver.address, events: ['dossier.status', 'dossier.result'] })
      assert.equal(set.status, 200, JSON.stringify(set.body))
      const { secret } = set.body
      let refusals = 0
      receiver.answerWith(({ body }) => body.includes('"settling"') && refusals < 2 ? (refusals++, 503) : 204)
      const code = await file(ministry, 'theo-doi-1')
      await house.bringToOfficer(code)
      await house.decideAndReturn(code)
      const mine = await eventually(async () => {
        const found = receiver.told.filter(({ body }) => body.includes(code))
        const ids = new Set(found.map(({ headers }) => headers['webhook-id']))
        assert.ok(ids.size >= 5 && found.length >= ids.size + 2 && found.some(({ body }) => body.includes('"nationalStatus":10')), 'not told of everything yet, or not again of what was refused')
        return Promise.resolve(found)
      })
      const webhook = new Webhook(secret)
      const messages = mine.map(({ headers, body }) => {
        webhook.verify(body, headers as Record<string, string>)
        return { id: String(headers['webhook-id']), ...JSON.parse(body) as { type: string, data: { state: string, nationalStatus: number, revision: number, reference: string } } }
      })
      assert.throws(() => webhook.verify(`${mine[0]?.body ?? ''} `, mine[0]?.headers as Record<string, string>))
      assert.equal(refusals, 2)
      const once = [...new Map(messages.map((each) => [each.id, each])).values()].sort((a, b) => a.data.revision - b.data.revision)
      assert.equal(messages.length, once.length + 2, 'what was refused came again under its own id, and nothing else did')
      assert.deepEqual(once.map(({ type, data }) => `${type} ${String(data.nationalStatus)}`), [
        'dossier.status 2', 'dossier.status 4', 'dossier.status 9', 'dossier.result 9', 'dossier.status 10',
      ])
      assert.deepEqual(new Set(once.map(({ data }) => data.reference)), new Set(['theo-doi-1']))
      assert.doesNotMatch(mine.map(({ body }) => body).join(), /Páo|038188045671|0968112233|pao@example/)
    } finally {
      await ministry.act('DELETE', '/v1/webhook')
      await receiver.close()
    }
  })

  it('what could not be delivered is left to the administrator, who sends it again; an end that is gone is told nothing more', async () => {
    await house.at('2026-04-14T08:00')
    const receiver = await startReceiver()
    try {
      receiver.answerWith(() => 302)
      await ministry.act('PUT', '/v1/webhook', { address: receiver.address, events: ['dossier.status'] })
      const code = await file()
      await house.complete(code, 'reception', { receptionOutcome: 'received' })
      const failed = await eventually(async () => {
        const found = (await house.deps.outbox.failedCalls(ministry.client.id, 100)).filter(({ dossier }) => dossier === code)
        assert.equal(found.length, 1, 'not given up yet')
        return found[0] ?? assert.fail()
      })
      assert.deepEqual([failed.error, failed.attempts], ['HTTP_302', 4], 'redirects are not followed')
      receiver.answerWith(() => 204)
      await house.deps.outbox.sendAgain(failed.id)
      await eventually(async () => { assert.equal(receiver.told.filter(({ body }) => body.includes(code)).length, 5, 'not sent again yet'); return Promise.resolve() })
      assert.equal(new Set(receiver.told.map(({ headers }) => headers['webhook-id'])).size, 1)
      receiver.answerWith(() => 410)
      await house.complete(code, 'assignment', { officer: house.username('case-officer', '.pv06') })
      const gone = await eventually(async () => {
        const found = (await house.deps.outbox.failedCalls(ministry.client.id, 100)).filter(({ dossier }) => dossier === code)
        assert.equal(found.length, 1, 'not given up yet')
        return found[0] ?? assert.fail()
      })
      assert.deepEqual([gone.error, gone.attempts], ['HTTP_410', 1])
      await house.deps.outbox.drop(gone.id)
    } finally {
      await ministry.act('DELETE', '/v1/webhook')
      await receiver.close()
    }
  })

  it('answer a completion request in the applicant’s place: what was asked must come with it (I3, D4)', async () => {
    await house.at('2026-04-15T08:00')
    const code = await file()
    await house.complete(code, 'reception', { receptionOutcome: 'incomplete', missingItems: ['identity', 'application'], reason: 'Ảnh căn cước mờ' })
    const { asked, nationalStatus, may } = await eventually(async () => {
      const seen = await dossierOf(code)
      assert.ok(seen.asked, 'nothing asked yet')
      return seen
    })
    assert.deepEqual([asked?.items, asked?.reason, nationalStatus.code, may.includes('answer')], [['identity', 'application'], 'Ảnh căn cước mờ', 5, true])
    const bare = await ministry.act('POST', `/v1/dossiers/${code}/answer`, { answers: {} })
    assert.deepEqual([bare.status, problemOf(bare).errors?.map(({ pointer }) => pointer).sort()], [422, ['#/answers/note', '#/documents/identity']])
    const answered = await ministry.upload(`/v1/dossiers/${code}/answer`, [['identity', 'can-cuoc-ro.pdf', pdf]], { answers: { note: 'Đã chụp lại' } }, { key: newKey() })
    assert.equal(answered.status, 200, JSON.stringify(answered.body))
    await house.inState(code, 'filed')
    assert.equal((await ministry.act('POST', `/v1/dossiers/${code}/answer`, { answers: { note: 'x' } })).status, 409)
  })

  it('change the declaration and take a paper out until it is received, and ask to stop (I3, C4, J3)', async () => {
    await house.at('2026-04-16T08:00')
    const code = await file()
    assert.equal((await ministry.act('PUT', `/v1/dossiers/${code}/application`, { answers: { ...declared, purpose: 'Du học' } })).status, 200)
    assert.equal((await house.dossier(code)).application['purpose'], 'Du học')
    const bad = await ministry.act('PUT', `/v1/dossiers/${code}/application`, { answers: { ...declared, phone: 'x', delivery: 'pigeon' } })
    assert.deepEqual([bad.status, problemOf(bad).errors?.map(({ pointer }) => pointer).sort()], [422, ['#/answers/delivery', '#/answers/phone']])
    const { papers } = await dossierOf(code)
    assert.equal((await ministry.act('DELETE', `/v1/dossiers/${code}/papers/${papers[0]?.id ?? ''}`)).status, 422, 'the identity paper is asked for')
    const [added, another] = await Promise.all(['a.pdf', 'b.pdf'].map((name) => ministry.upload<{ papers: { id: string }[] }>(`/v1/dossiers/${code}/papers`, [['identity', name, pdf]])))
    assert.deepEqual([added?.status, another?.status], [201, 201])
    assert.equal((await dossierOf(code)).papers.length, 4, 'two at once follow each other')
    assert.equal((await ministry.act('DELETE', `/v1/dossiers/${code}/papers/${papers[0]?.id ?? ''}`)).status, 200)
    assert.equal((await dossierOf(code)).papers.length, 3)

    const unsaid = await ministry.act('PUT', `/v1/dossiers/${code}/postal-order`, { answers: {} })
    assert.deepEqual([unsaid.status, problemOf(unsaid).errors?.map(({ pointer }) => pointer).sort()], [422, ['#/answers/bring', '#/answers/pickUp']])
    const post = { pickUp: 'no', bring: 'yes', recipient: 'Lò Văn Páo', bringAddress: 'Bản Bôn, xã Quan Sơn', bringPhone: '0968112233' }
    assert.equal((await ministry.act('PUT', `/v1/dossiers/${code}/postal-order`, { answers: post })).status, 200)
    assert.equal((await dossierOf(code) as DossierBody & { delivery: string }).delivery, 'post')

    const asked = await ministry.act('POST', `/v1/dossiers/${code}/withdrawal`, { reason: 'Không còn cần' }, { key: newKey() })
    assert.equal(asked.status, 202)
    await house.inState(code, 'withdrawn')
    assert.equal((await dossierOf(code)).nationalStatus.code, 8)
    assert.equal((await ministry.upload(`/v1/dossiers/${code}/papers`, [['identity', 'c.pdf', pdf]])).status, 409)
    const request = (await house.events(code)).find(({ act }) => act === 'request-withdrawal')
    assert.deepEqual([request?.by.kind, request?.onBehalfOf], ['client', 'applicant'])
  })

  it('begin the payment for the applicant, get the result when it is paid and not before, and report an error in it; an agency’s system reports lost papers (I3, C5, G5)', async () => {
    await house.at('2026-04-20T08:00')
    const { body: { code } } = await ministry.upload<{ code: string }>('/v1/dossiers', papersAsked.slice(0, 1), filingOf({ feeClass: 'full' }), { key: newKey() })
    await house.bringToOfficer(code)
    type Fees = DossierBody & { fees: { owed: number, isPayableOnline: boolean, receipts: { number: string }[] } | null }
    const owing = await dossierOf(code) as Fees
    assert.deepEqual([owing.fees?.owed, owing.fees?.isPayableOnline, owing.may.includes('pay')], [200_000, true, true])
    const order = await ministry.act<{ address: string, amount: number }>('POST', `/v1/dossiers/${code}/payment`, undefined, { key: newKey() })
    assert.deepEqual([order.status, order.body.amount, order.body.address.startsWith(house.paymentPage.settings.host)], [201, 200_000, true], JSON.stringify(order.body))
    const lost = await police.act('POST', `/v1/dossiers/${code}/loss-report`, { answers: {} })
    assert.deepEqual([lost.status, problemOf(lost).errors?.map(({ pointer }) => pointer).sort()], [422, ['#/answers/circumstances', '#/answers/lost']])
    assert.equal((await police.act('POST', `/v1/dossiers/${code}/loss-report`, { answers: { lost: 'Bản sao căn cước', circumstances: 'Thất lạc khi chuyển hồ sơ' } }, { key: newKey() })).status, 202)
    assert.equal((await house.events(code)).find(({ act }) => act === 'record-loss')?.by.kind, 'client')

    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Không có án tích' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '78/LLTP' })
    await eventually(async () => { assert.equal((await ministry.get(`/v1/dossiers/${code}/result`)).status, 403, 'the copy is there and waits for the fee') })
    assert.equal((await dossierOf(code)).result?.copy, null)
    await house.payAtCounter(code)
    await house.inState(code, 'returned')
    assert.equal((await ministry.get(`/v1/dossiers/${code}/result`)).status, 200)
    const { fees } = await dossierOf(code) as Fees
    assert.equal((await ministry.get(`/v1/dossiers/${code}/receipts/${encodeURIComponent(fees?.receipts[0]?.number ?? '')}`)).bytes.subarray(0, 5).toString(), '%PDF-')
    assert.equal((await ministry.act('POST', `/v1/dossiers/${code}/payment`)).status, 409, 'nothing is owed')
    assert.equal((await ministry.act('POST', `/v1/dossiers/${code}/correction-request`, { answers: {} })).status, 422)
    assert.equal((await ministry.act('POST', `/v1/dossiers/${code}/correction-request`, { answers: { error: 'Sai ngày sinh' } }, { key: newKey() })).status, 202)
    await house.task(code, 'correction-review')
  })

  it('list their own dossiers page by page, the latest first, and nobody else’s', async () => {
    await house.at('2026-04-17T08:00')
    const lister = await System.register(house, serving.address, { name: 'Hệ thống đếm' })
    const codes: string[] = []
    for (let each = 0; each < 5; each++) codes.unshift(await file(lister))
    const seen: string[] = []
    let cursor = ''
    do {
      const { status, body } = await lister.get<{ items: { code: string }[], next: string | null }>(`/v1/dossiers?limit=2${cursor && `&cursor=${cursor}`}`)
      assert.equal(status, 200)
      assert.ok(body.items.length <= 2)
      seen.push(...body.items.map(({ code }) => code))
      cursor = body.next ?? ''
    } while (cursor !== '')
    assert.deepEqual(seen, codes)
    assert.equal((await lister.get<{ items: unknown[] }>('/v1/dossiers?state=settling')).body.items.length, 0)
    assert.deepEqual((await other.get('/v1/dossiers')).body, { items: [], next: null })
  })
})
