import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createWebhooks, isCallable, readNetworks } from '../../../config/call-webhook.ts'
import { createRequestKeys, LeaseLost } from '../../../store/request-keys.ts'
import { actors, type Act } from '../../../processes/law/dossier-states.ts'
import { enquiryActors, type EnquiryAct } from '../../../processes/law/enquiries.ts'
import { scopes } from '../../../store/clients.ts'
import { operations } from '../../../web/api/operations.ts'
import { createLimits } from '../../../web/rate-limits.ts'
import { serve, type Serving } from '../../../web/serve.ts'
import { openHouse, type House } from '../../house.ts'
import { declared, filingOf, newKey, papersAsked, pdf, startReceiver, System, type ApiAnswer, type Problem } from './system.ts'

describe('Other systems that mean no good', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  let system: System
  let other: System
  let code: string
  before(async () => {
    house = await openHouse()
    await house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
    serving = await serve(house.deps)
    await house.at('2026-05-11T08:00')
    system = await System.register(house, serving.address, { name: 'Hệ thống A' })
    other = await System.register(house, serving.address, { name: 'Hệ thống B', unit: 'pv06', roles: ['leader', 'case-officer'] })
    code = await file()
  })
  after(() => serving.close())

  async function file(by = system): Promise<string> {
    const { status, body } = await by.upload<{ code: string }>('/v1/dossiers', papersAsked, filingOf(), { key: newKey() })
    assert.equal(status, 201, JSON.stringify(body))
    return body.code
  }
  const pointersOf = ({ body }: ApiAnswer) => (body as unknown as Problem).errors?.map(({ pointer }) => pointer) ?? []
  const filedBySystem = async () => (await house.deps.dossiers.filedBy(system.client.id, { after: null, states: null, most: 1000 })).length
  const unowned = () => house.deps.client.db(house.deps.databaseName).collection('papers.files').countDocuments({ 'metadata.owner': null })

  it('get nothing without a token that holds: none, a wrong one, one in the address, in the body, or by another scheme (I3, TH 20)', async () => {
    const paths = operations.map(({ method, path }) => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x')] as const)
    for (const [method, path] of paths) {
      const bare = await system.send(method, path)
      assert.deepEqual([bare.status, bare.headers.get('www-authenticate'), bare.headers.get('content-type')?.split(';')[0]], [401, 'Bearer realm="motcua"', 'application/problem+json'], `${method} ${path}`)
    }
    for (const authorization of ['Bearer wrong', `Basic ${Buffer.from(`${system.client.id}:${system.secret}`).toString('base64')}`, `bearer\t${system.token}`, 'Bearer ', `Bearer ${system.token}x`]) {
      const answer = await system.send('GET', '/v1/dossiers', { headers: { authorization } })
      assert.equal(answer.status, 401, authorization)
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer realm="motcua", error="invalid_token"$/)
    }
    assert.equal((await system.send('GET', `/v1/dossiers?access_token=${system.token}`)).status, 401)
    assert.equal((await system.send('POST', '/v1/dossiers', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `access_token=${system.token}` })).status, 401)
    const kept = await house.deps.client.db(house.deps.databaseName).collection('accessTokens').find({ client: system.client.id }).toArray()
    assert.ok(kept.length > 0 && !JSON.stringify(kept).includes(system.token), 'only the digest of a token is kept')
    const stored = await house.deps.client.db(house.deps.databaseName).collection('clients').findOne({ _id: system.client.id as never })
    assert.ok(stored && !JSON.stringify(stored).includes(system.secret), 'only the digest of a secret is kept')
  })

  it('get no token with a wrong secret, for another grant, or for scopes that they do not have', async () => {
    const wrong = await system.askToken({ secret: 'x'.repeat(43) })
    assert.deepEqual([wrong.status, wrong.body['error'], wrong.headers.get('www-authenticate')], [401, 'invalid_client', 'Basic realm="motcua", charset="UTF-8"'])
    assert.equal((await system.askToken({ secret: '' })).status, 400)
    for (const grant of ['password', 'authorization_code', 'refresh_token', '__proto__']) assert.equal((await system.askToken({ grant })).status, 400, grant)
    const reader = await System.register(house, serving.address, { name: 'Chỉ đọc', scopes: ['procedures:read', 'dossiers:read'] })
    assert.deepEqual((await reader.askToken({ scope: 'dossiers:file' })).body['error'], 'invalid_scope')
    const narrow = await system.askToken({ scope: 'procedures:read' })
    assert.deepEqual([narrow.body['scope'], narrow.body['token_type'], narrow.headers.get('cache-control')], ['procedures:read', 'Bearer', 'no-store'])
    assert.ok(Number(narrow.body['expires_in']) > 590 && Number(narrow.body['expires_in']) <= 600)
    assert.equal((await system.send('GET', '/v1/procedures', { headers: { authorization: `Bearer ${String(narrow.body['access_token'])}` } })).status, 200)
    for (const [method, path, scope] of operations.filter((each) => !['procedures:read', 'dossiers:read'].includes(each.scope)).map((each) => [each.method.toUpperCase(), each.path.replaceAll(/\{\w+\}/g, 'x'), each.scope] as const)) {
      const refused = await reader.send(method, path, { headers: { authorization: `Bearer ${reader.token}` } })
      assert.deepEqual([refused.status, refused.headers.get('www-authenticate')], [403, `Bearer realm="motcua", error="insufficient_scope", scope="${scope}"`], `${method} ${path}`)
    }
    for (const body of ['grant_type=client_credentials&client_id[$ne]=x&client_secret[$ne]=x', 'grant_type[]=client_credentials', '', `grant_type=client_credentials&client_id=${system.client.id}&code_verifier=x`]) {
      const answer = await system.send('POST', '/v1/oauth/token', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })
      assert.ok(answer.status === 400 || answer.status === 401, `${body}: ${String(answer.status)}`)
      assert.equal(typeof answer.body['error'], 'string')
    }
    assert.equal((await system.send('POST', '/v1/oauth/token', { headers: { 'content-type': 'application/json' }, body: '{}' })).status, 400)
  })

  it('cannot tell another’s dossier, task or file from none: the same 404, whatever they ask', async () => {
    const { papers } = (await system.get<{ papers: { id: string }[] }>(`/v1/dossiers/${code}`)).body
    const task = await house.task(code, 'reception')
    const stranger = await System.register(house, serving.address, { name: 'Người lạ', unit: 'syt', roles: ['leader', 'case-officer'] })
    const bodies: Record<string, unknown> = {
      answerAsApplicant: { answers: {} }, changeApplication: { answers: declared }, requestWithdrawal: { reason: 'x' }, requestCorrection: { answers: {} }, completeTask: { answers: {}, amendments: 0 },
      reassignOfficer: { answers: {} }, changeConsultationLink: { consultation: 'x', what: 'send' }, orderPost: { answers: {} }, claimTask: { claim: 'take' }, reportError: { answers: {} }, reportLoss: { answers: {} }, askFurther: { content: 'x' }, endAuthorisation: { identityNumber: '1', identityProved: true }, addScan: { answers: {} }, reusePaper: { item: 'x', document: 'x' },
      takeCash: { subject: 'fee', amount: 1 }, requestRefund: { reason: 'x' }, decideRefund: { request: 'x', decision: 'decline', reason: 'x' },
    }
    const asked = operations.filter(({ path }) => path.includes('{code}') || path.includes('/tasks/{id}'))
    assert.ok(asked.length >= 15)
    for (const { id, method, path, body, key } of asked) {
      const answers = await Promise.all([[code, task.id], ['000.00.14.H56-260511-9999', '4503599627370497']].map(async ([dossier = '', job = '']) => {
        const address = path.replace('{code}', dossier).replace('/tasks/{id}', `/tasks/${job}`).replace('{file}', papers[0]?.id ?? '').replace('{slip}', `receipt-${dossier}`).replace('{item}', 'identity').replace('{number}', '1')
        return body === 'files' ? stranger.upload(address, [['identity', 'x.pdf', pdf]]) : stranger.send(method.toUpperCase(), address, {
          headers: { 'authorization': `Bearer ${stranger.token}`, ...(key === 'needed' && { 'idempotency-key': newKey() }), ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(bodies[id]) }),
        })
      }))
      assert.deepEqual(answers.map(({ status }) => status), [404, 404], `${method} ${path}`)
      assert.deepEqual(answers[0]?.body, answers[1]?.body, `${method} ${path}`)
    }
    assert.deepEqual((await stranger.get<{ items: unknown[] }>('/v1/tasks')).body.items.filter((each) => (each as { dossier: string }).dossier === code), [])
    // Who holds a role in the unit that decides reads it as its staff does, and does nothing in the applicant's place.
    assert.equal((await other.get(`/v1/dossiers/${code}`)).status, 200)
    assert.equal((await other.act('POST', `/v1/dossiers/${code}/withdrawal`, {})).status, 404)
    assert.equal((await other.get(`/v1/tasks/${task.id}`)).status, 404, 'reception is another unit’s')
    assert.equal((await system.get(`/v1/dossiers/${code}/papers/${'0'.repeat(24)}`)).status, 404)
    assert.equal((await house.deps.files.find(papers[0]?.id ?? '', code))?.file.id, papers[0]?.id)
  })

  it('do in a role only what the role may, and what is left of a right that was taken is nothing', async () => {
    const mine = await file()
    await house.bringToOfficer(mine)
    const clerk = await System.register(house, serving.address, { name: 'Một cửa khác', unit: 'ttpvhcc', roles: ['reception-clerk'] })
    assert.equal((await clerk.act('PUT', `/v1/dossiers/${mine}/officer`, { answers: { officer: other.client.id, reason: 'x' } })).status, 403)
    assert.equal((await clerk.act('POST', `/v1/dossiers/${mine}/loss-report`, { answers: {} })).status, 403)
    assert.equal((await other.act('PUT', `/v1/dossiers/${mine}/officer`, { answers: { officer: 'lethihoa.ttpvhcc', reason: 'x' } })).status, 422)
    const given = await other.act('PUT', `/v1/dossiers/${mine}/officer`, { answers: { officer: other.client.id, reason: 'Chuyển cho hệ thống chuyên ngành' } })
    assert.equal(given.status, 200, JSON.stringify(given.body))
    assert.equal((await house.task(mine, 'appraisal')).assignee, other.client.id)
    const admin = { by: house.actor('administrator', 'ttpvhcc'), at: house.deps.now() }
    await house.deps.clients.change(other.client.id, { scopes: scopes.filter((each) => each !== 'tasks:complete') }, admin)
    const task = await house.task(mine, 'appraisal')
    assert.equal((await other.act('POST', `/v1/tasks/${task.id}/complete`, { answers: { appraisalOutcome: 'eligible', findings: 'x' }, amendments: 0 })).status, 403, 'the token in hand has lost it too')
    await house.deps.clients.change(other.client.id, { roles: ['consulted-agency'] }, admin)
    assert.equal((await other.get(`/v1/tasks/${task.id}`)).status, 404)
    await house.deps.clients.change(other.client.id, { roles: ['leader', 'case-officer'], scopes }, admin)
  })

  it('are out at once when they are withdrawn, when their time is over, and with an old secret after its day (TH 20)', async () => {
    const leaving = await System.register(house, serving.address, { name: 'Sắp nghỉ' })
    const doing = () => ({ by: house.actor('administrator', 'ttpvhcc'), at: house.deps.now() })
    const secret = await house.deps.clients.rotate(leaving.client.id, { endsAtOnce: false }, doing())
    assert.deepEqual([(await leaving.askToken()).status, (await leaving.askToken({ secret })).status], [200, 200])
    await house.at('2026-05-12T08:01')
    assert.deepEqual([(await leaving.askToken()).status, (await leaving.askToken({ secret })).status], [401, 200], 'a day later only the new secret opens')
    const newest = await house.deps.clients.rotate(leaving.client.id, { endsAtOnce: true }, doing())
    assert.equal((await leaving.askToken({ secret })).status, 401)
    assert.equal((await leaving.get('/v1/procedures')).status, 200)
    await house.deps.clients.change(leaving.client.id, { validUntil: '2026-05-11' }, doing())
    assert.deepEqual([(await leaving.get('/v1/procedures')).status, (await leaving.askToken({ secret: newest })).status], [401, 401])
    await house.deps.clients.change(leaving.client.id, { validUntil: null }, doing())
    assert.equal((await leaving.get('/v1/procedures')).status, 200)
    await house.deps.clients.change(leaving.client.id, { active: false }, doing())
    assert.deepEqual([(await leaving.get('/v1/procedures')).status, (await leaving.askToken({ secret: newest })).status], [401, 401])
    assert.deepEqual((await house.deps.events.ofHouse(20, `client/${leaving.client.id}`)).map(({ act }) => act).toReversed(),
      ['register-client', 'rotate-secret', 'rotate-secret', 'change-client', 'change-client', 'withdraw-client'])
    assert.doesNotMatch(JSON.stringify(await house.deps.events.ofHouse(20, `client/${leaving.client.id}`)), new RegExp([leaving.secret, secret, newest].join('|')))
  })

  it('who say it wrongly are told where, by RFC 9457 with pointers, and nothing is filed or kept (I3)', async () => {
    const [filed, files] = [await filedBySystem(), await unowned()]
    const wrong: readonly [body: unknown, status: number, pointers: string[]][] = [
      [null, 400, ['#']], [[], 400, ['#']], ['x', 400, ['#']],
      [{ procedure: { $ne: null }, answers: declared, declaration: true }, 400, ['#/procedure']],
      [{ procedure: 'judicial-record', answers: { name: { $gt: '' } }, declaration: true }, 400, ['#/answers/name']],
      [{ ...filingOf(), state: 'decided', result: { granted: true } }, 400, ['#']],
      [{ ...filingOf(), declaration: false }, 400, ['#/declaration']],
      [filingOf({}, { reference: 'a\r\nX-Injected: 1' }), 400, ['#/reference']],
      [filingOf({}, { reference: 'x'.repeat(101) }), 400, ['#/reference']],
      [filingOf({}, { language: 'fr' }), 400, ['#/language']],
      [{ ...filingOf(), procedure: 'judicial-record\u0000' }, 422, ['#/procedure']],
      [{ ...filingOf(), procedure: 'constructor' }, 422, ['#/procedure']],
      [filingOf({ $where: '1', state: 'decided', phone: 'x' }), 422, ['#/answers/$where', '#/answers/state', '#/answers/phone', '#/documents/identity', '#/documents/fee-exemption']],
      [filingOf({ receivingUnit: 'nobody', decidingUnit: 'pv06' }), 422, ['#/answers/decidingUnit', '#/answers/receivingUnit', '#/documents/identity', '#/documents/fee-exemption']],
      [filingOf({ dateOfBirth: '1988-02-30', copies: 1.5, sex: ['male', 'female'] }), 422, ['#/answers/copies', '#/answers/dateOfBirth', '#/documents/identity', '#/documents/fee-exemption']],
      [JSON.parse(JSON.stringify(filingOf()).replace('"answers":{', '"answers":{"__proto__":{"isAdmin":true},')), 422, ['#/documents/identity', '#/documents/fee-exemption']],
    ]
    for (const [body, status, pointers] of wrong) {
      const answer = await system.act('POST', '/v1/dossiers', body, { key: newKey() })
      assert.deepEqual([answer.status, pointersOf(answer).sort()], [status, pointers.toSorted()], JSON.stringify(body)?.slice(0, 200))
    }
    assert.equal(Object.hasOwn(Object.prototype, 'isAdmin'), false)
    const bearer = { authorization: `Bearer ${system.token}` }
    const plain = (body: string, headers: Record<string, string>) => system.send('POST', '/v1/dossiers', { headers: { ...bearer, 'idempotency-key': newKey(), ...headers }, body })
    assert.deepEqual((await Promise.all([
      plain('{"a":', { 'content-type': 'application/json' }), plain('x=1', { 'content-type': 'application/x-www-form-urlencoded' }), plain('{}', { 'content-type': 'text/plain' }),
      plain(JSON.stringify(filingOf({ residences: 'x'.repeat(1_100_000) })), { 'content-type': 'application/json' }), plain('nonsense', { 'content-type': 'multipart/form-data; boundary=x' }),
    ])).map(({ status }) => status), [400, 415, 415, 413, 422])
    for (const key of ['', 'short', 'x'.repeat(201), 'has spaces in it', 'ünïcödé-key']) {
      const answer = await system.send('POST', '/v1/dossiers', { headers: { ...bearer, 'content-type': 'application/json', 'idempotency-key': encodeURI(key) === key ? key : 'ú-key-key-key' }, body: JSON.stringify(filingOf()) })
      assert.equal(answer.status, 400, key)
    }
    assert.equal((await system.act('POST', '/v1/dossiers', filingOf())).status, 400, 'filing needs a key')
    const bad = await system.upload('/v1/dossiers', [['identity', 'a.pdf', Buffer.from('<script>alert(1)</script>')], ['fee-exemption', 'b.pdf', pdf], ['../../etc', 'c.pdf', pdf]], filingOf(), { key: newKey() })
    assert.deepEqual([bad.status, pointersOf(bad).sort()], [422, ['#/documents/..~1..~1etc', '#/documents/identity', '#/documents/identity']])
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'state[$ne]=filed', 'state=filed&state=settling', 'cursor=x', `cursor=${Buffer.from('[{"$gt":0},"x"]').toString('base64url')}`, 'client=x']) {
      assert.equal((await system.get(`/v1/dossiers?${query}`)).status, 400, query)
    }
    for (const path of ['/v1/dossiers/%7B%22$gt%22%3A%22%22%7D', '/v1/dossiers/..%2f..%2fetc', '/v1/tasks/%00']) assert.equal((await system.get(path)).status, 404, path)
    for (const part of ['form-data; name=""', 'form-data', 'form-data; filename="a.pdf"', 'form-data; name=""; filename="a.pdf"']) {
      const nameless = `--x\r\nContent-Disposition: ${part}\r\n\r\nnull\r\n--x--\r\n`
      const [here, portal] = await Promise.all([
        plain(nameless, { 'content-type': 'multipart/form-data; boundary=x' }),
        fetch(`${serving.address}/nop-ho-so/judicial-record`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: nameless }),
      ])
      assert.ok([400, 422].includes(here.status) && [403, 422].includes(portal.status), `a part “${part}”: ${String(here.status)}, ${String(portal.status)}`)
    }
    const method = await system.act('DELETE', '/v1/dossiers')
    assert.deepEqual([method.status, method.headers.get('allow')], [405, 'POST, GET'])
    assert.deepEqual([await filedBySystem(), await unowned()], [filed, files])
  })

  it('a file is its content, not its name: taken raw or in a form, and given back so that nothing runs or is injected (C6)', async () => {
    const mine = await file()
    const raw = (body: Buffer, type: string, query: string) => system.send('POST', `/v1/dossiers/${mine}/papers${query}`, { headers: { 'authorization': `Bearer ${system.token}`, 'content-type': type }, body })
    const name = encodeURIComponent('a"\r\nSet-Cookie: x=1.pdf')
    assert.equal((await raw(pdf, 'application/pdf', `?item=identity&name=${name}`)).status, 201)
    const { papers } = (await system.get<{ papers: { id: string, name: string }[] }>(`/v1/dossiers/${mine}`)).body
    const added = papers.at(-1)
    assert.equal(added?.name, 'a"__Set-Cookie: x=1.pdf')
    const back = await system.get(`/v1/dossiers/${mine}/papers/${added?.id ?? ''}`)
    assert.deepEqual([back.status, back.headers.get('set-cookie'), back.headers.get('x-content-type-options')], [200, null, 'nosniff'])
    assert.match(back.headers.get('content-security-policy') ?? '', /sandbox/)
    assert.deepEqual((await Promise.all([
      raw(Buffer.from('MZ not a paper'), 'application/pdf', '?item=identity'), raw(pdf, 'application/pdf', ''), raw(pdf, 'application/pdf', '?item=nothing'), raw(pdf, 'text/html', '?item=identity'),
      raw(Buffer.alloc(0), 'application/pdf', '?item=identity'), raw(Buffer.alloc(21 * 1024 ** 2, 1), 'application/octet-stream', '?item=identity'),
    ])).map(({ status }) => status), [422, 422, 422, 415, 422, 413])
  })

  it('who send a request five times at once file once; a key of another system is another key', async () => {
    const before = await filedBySystem()
    const key = newKey()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => system.upload<{ code: string }>('/v1/dossiers', papersAsked, filingOf(), { key })))
    assert.ok(answers.every(({ status }) => status === 201 || status === 409), answers.map(({ status }) => status).join())
    const codes = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.code))
    assert.deepEqual([codes.size, await filedBySystem()], [1, before + 1])
    const another = await other.upload<{ code: string }>('/v1/dossiers', papersAsked, filingOf(), { key })
    assert.equal(another.status, 201)
    assert.ok(!codes.has(another.body.code))
    assert.equal((await system.act('POST', `/v1/dossiers/${[...codes][0] ?? ''}/withdrawal`, { reason: 'x' }, { key })).status, 422, 'one key is one request')
  })

  it('when the house dies between filing and answering nothing is filed twice, or only half (I3)', async () => {
    const before = await filedBySystem()
    const key = newKey()
    const dying = await serve({ ...house.deps, requestKeys: { ...house.deps.requestKeys, answer: () => Promise.reject(new Error('dies')) } })
    try {
      const form = new FormData()
      form.append('body', JSON.stringify(filingOf()))
      for (const [item, name, content] of papersAsked) form.append(`documents.${item}`, new Blob([content]), name)
      const died = await fetch(`${dying.address}/api/v1/dossiers`, { method: 'POST', headers: { 'authorization': `Bearer ${system.token}`, 'idempotency-key': key }, body: form })
      assert.equal(died.status, 500)
    } finally {
      await dying.close()
    }
    assert.equal(await filedBySystem(), before, 'the answer and the dossier are kept together, or neither')
    assert.equal((await system.upload('/v1/dossiers', papersAsked, filingOf(), { key })).status, 201)
    assert.equal(await filedBySystem(), before + 1)

    const busy = await serve({ ...house.deps, requestKeys: { ...house.deps.requestKeys, begin: () => Promise.resolve({ state: 'under-way' as const }) } })
    try {
      const early = await fetch(`${busy.address}/api/v1/enquiries`, { method: 'POST', headers: { 'authorization': `Bearer ${system.token}`, 'idempotency-key': newKey(), 'content-type': 'application/json' }, body: '{}' })
      assert.deepEqual([early.status, early.headers.get('retry-after')], [409, '2'], 'while it is under way one is told when to come again')
    } finally {
      await busy.close()
    }

    const keys = house.deps.requestKeys
    const lost = newKey()
    const begun = await keys.begin(system.client.id, lost, 'f')
    assert.equal(begun.state, 'new')
    assert.equal((await keys.begin(system.client.id, lost, 'f')).state, 'under-way')
    assert.equal((await keys.begin(system.client.id, lost, 'g')).state, 'other-request')
    await house.deps.client.db(house.deps.databaseName).collection('requestKeys').updateOne({ answer: null, fingerprint: 'f' }, { $set: { leasedUntil: new Date(0) } })
    const takenOver = await keys.begin(system.client.id, lost, 'f')
    assert.equal(takenOver.state, 'new', 'what a dead process had begun is taken over')
    await assert.rejects(keys.answer(system.client.id, lost, begun.state === 'new' ? begun.lease : '', { status: 201, body: {} }), LeaseLost)
    await keys.answer(system.client.id, lost, takenOver.state === 'new' ? takenOver.lease : '', { status: 201, body: { code: 'x' } })
    assert.deepEqual(await keys.begin(system.client.id, lost, 'f'), { state: 'answered', answer: { status: 201, body: { code: 'x' } } })
    assert.equal(typeof createRequestKeys, 'function')
  })

  it('who ask too often wait, each for itself', async () => {
    const eager = await System.register(house, serving.address, { name: 'Vội' })
    await createLimits(house.deps).spend('client', eager.client.id, 1200)
    const answer = await eager.get('/v1/procedures')
    assert.deepEqual([answer.status, Number(answer.headers.get('retry-after')) > 0], [429, true])
    assert.equal((await system.get('/v1/procedures')).status, 200)
  })

  it('cannot have the house call where only the house reaches: no private address by number or by name, no redirect, no credentials, http only where operations allow', async () => {
    for (const address of ['http://example.org/x', 'ftp://example.org/', 'https://user:pw@example.org/', 'javascript:alert(1)', 'https://example.org/#x', 'http://localhost:1/', 'http://10.0.0.1/', 'http://[::1]/', 'file:///etc/passwd', '//x', '']) {
      const answer = await system.act('PUT', '/v1/webhook', { address, events: ['dossier.status'] })
      assert.deepEqual([answer.status, pointersOf(answer)], [422, ['#/address']], address)
    }
    assert.equal((await system.act('PUT', '/v1/webhook', { address: 'https://example.org/', events: ['dossier.deleted'] })).status, 400)
    let reached = 0
    const inside = createServer((socket) => { reached++; socket.destroy() })
    await new Promise<void>((resolve) => { inside.listen(0, '127.0.0.1', resolve) })
    const { port } = inside.address() as AddressInfo
    try {
      for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0.0.0.0', '169.254.169.254', '2130706433', '0x7f.1']) {
        const address = `https://${host}:${String(port)}/`
        const webhooks = createWebhooks({ clients: { webhookOf: () => Promise.resolve({ address, events: ['dossier.status'], secret: `whsec_${Buffer.alloc(32).toString('base64')}` }) }, networks: [] })
        await assert.rejects(webhooks.call({
          kind: 'call-webhook', client: 'x', id: 'msg_x', payload: { type: 'dossier.status', timestamp: '2026-05-11T00:00:00Z', data: { code: 'x', reference: null, revision: 1, state: 'filed', nationalStatus: 1 } },
        }), { code: 'ADDRESS_NOT_ALLOWED' }, host)
      }
      assert.equal(reached, 0)
    } finally {
      inside.close()
    }
    assert.equal(isCallable('http://10.1.2.3/x', readNetworks('10.0.0.0/8, fd00::/8')), true)
    assert.equal(isCallable('http://11.1.2.3/x', readNetworks('10.0.0.0/8')), false)
    assert.throws(() => readNetworks('10.0.0.0/33'), RangeError)
    assert.throws(() => readNetworks('example.org'), RangeError)
  })

  it('only the system that filed a dossier is told of it, and a withdrawn one no more', async () => {
    const receiver = await startReceiver()
    try {
      const ended = await System.register(house, serving.address, { name: 'Nghe ngóng' })
      await ended.act('PUT', '/v1/webhook', { address: receiver.address, events: ['dossier.status'] })
      const [theirs, ours] = [await file(ended), await file()]
      await house.complete(ours, 'reception', { receptionOutcome: 'received' })
      await house.deps.clients.change(ended.client.id, { active: false }, { by: house.actor('administrator', 'ttpvhcc'), at: house.deps.now() })
      await house.complete(theirs, 'reception', { receptionOutcome: 'received' })
      await house.inState(theirs, 'settling')
      assert.deepEqual(receiver.told, [])
    } finally {
      await receiver.close()
    }
  })

  /**
   * Every act that somebody may do on portal or desk, with the operation by which a system may be allowed to do it. A new act does not compile until it
   * has one.
   */
  const byInterface = {
    'file': 'fileDossier', 'amend': 'changeApplication', 'resubmit': 'answerAsApplicant', 'complete-task': 'completeTask', 'request-slip': 'requestReceipt', 'request-withdrawal': 'requestWithdrawal',
    'order-post': 'orderPost', 'claim-task': 'claimTask', 'release-task': 'claimTask', 'request-correction': 'requestCorrection', 'record-loss': 'reportLoss', 'reassign': 'reassignOfficer',
    'request-completion': 'completeTask', 'receive': 'completeTask', 'refuse': 'completeTask', 'transfer': 'completeTask', 'request-consultation': 'completeTask', 'record-opinion': 'completeTask',
    'issue-apology': 'completeTask', 'record-result': 'completeTask', 'announce-result': 'completeTask', 'close': 'completeTask', 'withdraw': 'completeTask', 'decline-withdrawal': 'completeTask', 'charge-fee': 'completeTask',
    'end-authorisation': 'endAuthorisation', 'digitise': 'addScan', 'check-documents': 'completeTask', 'reuse-document': 'reusePaper', 'record-objection': 'sendObjection', 'hand-over-paper': 'handOver', 'receive-paper': 'confirmHandOver', 'miss-paper': 'confirmHandOver',
    'send-notice-again': 'sendNoticeAgain', 'tell-by-phone': 'toldByPhone', 'pay-fee': 'takeCash', 'request-refund': 'requestRefund', 'pay-refund': 'decideRefund', 'decline-refund': 'decideRefund',
    'send-consultation-link': 'changeConsultationLink', 'revoke-consultation-link': 'changeConsultationLink',
  } as const satisfies { readonly [A in Act as (typeof actors)[A] extends readonly ['system'] ? never : A]: string }

  const byInterfaceOfEnquiries = {
    'ask': 'sendEnquiry', 'complete-task': 'completeTask', 'send-notice-again': 'sendNoticeAgain', 'tell-by-phone': 'toldByPhone',
  } as const satisfies { readonly [A in EnquiryAct as (typeof enquiryActors)[A] extends readonly ['system'] ? never : A]: string }

  it('may be allowed every act that people do at portal and desk, on dossiers and on questions and feedback (I3)', () => {
    const ids = new Set(operations.map(({ id }) => id))
    for (const [named, who] of [[byInterface, actors], [byInterfaceOfEnquiries, enquiryActors]] as const) {
      for (const [act, id] of Object.entries(named)) assert.ok(ids.has(id), `${act}: there is no operation ${id}`)
      const people = Object.entries(who).filter(([, each]) => (each as readonly string[]).some((role) => role !== 'system')).map(([act]) => act)
      assert.deepEqual(people.filter((act) => !(act in named)), [])
    }
  })
})
