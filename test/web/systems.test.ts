import assert from 'node:assert/strict'
import { buildAssets } from '../../web/build.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { filingOf, newKey, papersAsked, startReceiver } from './api/system.ts'
import { signedIn, type Visitor } from './visitor.ts'

describe('The administrator’s pages on connected systems', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  let admin: Visitor
  before(async () => {
    await buildAssets()
    house = await openHouse()
    serving = await serve(house.deps)
    await house.at('2026-05-18T08:00')
    admin = await signedIn(house, serving.address, 'dangquocviet.ttpvhcc')
  })
  after(() => serving.close())

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const page = async (path: string) => words(await (await admin.go(path)).text())
  const form = { 'name': 'Phần mềm hộ tịch dùng chung', 'unit': 'hacthanh', 'roles': ['case-officer'], 'scopes': ['dossiers:file', 'dossiers:read', 'webhooks:write'], 'from': '18/05/2026', 'until': '' }
  const tokenOf = async (id: string, secret: string) => (await fetch(`${serving.address}/api/v1/oauth/token`, {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'authorization': `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }, body: 'grant_type=client_credentials',
  })).json() as Promise<{ access_token?: string, scope?: string }>
  const secretIn = (html: string) => /client_secret\): ([\w-]{43})/.exec(words(html))?.[1] ?? assert.fail('no secret is shown')
  const kept = () => house.deps.client.db(house.deps.databaseName).collection('clients')

  it('register a system: what is wrong is said beside the field, the secret is shown once and kept as a digest, the log names who did it (I3, TH 20)', async () => {
    assert.match(await page('/desk/systems'), /Hệ thống kết nối/)
    const start = (await admin.go('/desk/systems/register')).headers.get('location') ?? ''
    assert.match(start, /^\/desk\/systems\/register\/client-[0-9a-f]{18}$/)
    await admin.go(start)
    const wrong = words(await (await admin.send(start, { ...form, name: '', unit: '', scopes: [], until: '01/05/2026' })).text())
    for (const said of [/Hãy điền: Tên hệ thống/, /Chọn đơn vị nơi hệ thống giữ vai trò/, /Hãy chọn: Quyền/, /Phải từ ngày bắt đầu trở đi/]) assert.match(wrong, said)
    assert.match(words(await (await admin.send(start, { ...form, roles: [] })).text()), /Chọn vai trò mà hệ thống giữ tại đơn vị/)
    const answer = await admin.send(start, form)
    const html = await answer.text()
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'no-store'])
    const secret = secretIn(html)
    const id = start.split('/').at(-1) ?? ''
    assert.deepEqual((await tokenOf(id, secret)).scope, 'dossiers:file dossiers:read webhooks:write')
    const again = await admin.send(start, form)
    assert.equal(again.headers.get('location'), `/desk/systems/${id}`, 'sent twice it is one system, and the secret is not shown again')
    assert.ok(!(await page(`/desk/systems/${id}`)).includes(secret))
    assert.ok(!JSON.stringify(await kept().findOne({ _id: id as never })).includes(secret))
    assert.match(await page(`/desk/audit/log?subject=client/${id}&verify=1`), /Nhật ký toàn vẹn.*Đặng Quốc Việt.*Đăng ký hệ thống kết nối/)
    const [event] = await house.deps.events.ofHouse(1, `client/${id}`)
    assert.deepEqual([event?.act, event?.by], ['register-client', { kind: 'staff', username: 'dangquocviet.ttpvhcc', name: 'Đặng Quốc Việt', role: 'administrator' }])

    assert.equal((await admin.send(`/desk/systems/${id}`, { ...form, scopes: ['dossiers:read'], until: '31/12/2026' })).status, 303)
    assert.deepEqual((await house.deps.clients.get(id)).scopes, ['dossiers:read'])
    const rotated = await admin.send(`/desk/systems/${id}/secret`, { end: 'now' })
    const next = secretIn(await rotated.text())
    assert.deepEqual([(await tokenOf(id, secret)).access_token, typeof (await tokenOf(id, next)).access_token], [undefined, 'string'])
    assert.equal((await admin.send(`/desk/systems/${id}/withdrawal`)).status, 303)
    assert.equal((await tokenOf(id, next)).access_token, undefined)
    assert.match(await page(`/desk/systems/${id}`), /Đã thu hồi/)
    assert.equal((await admin.send(`/desk/systems/${id}/secret`, { end: 'now' })).status, 404, 'what was withdrawn stays so')
  })

  it('show what a system could not be told, and send it again (I3)', async () => {
    const receiver = await startReceiver()
    try {
      receiver.answerWith(() => 500)
      const start = (await admin.go('/desk/systems/register')).headers.get('location') ?? ''
      const id = start.split('/').at(-1) ?? ''
      await admin.go(start)
      const { access_token: token = '' } = await tokenOf(id, secretIn(await (await admin.send(start, { ...form, unit: '', roles: [] })).text()))
      const api = (method: string, path: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
        fetch(`${serving.address}/api${path}`, { method, headers: { authorization: `Bearer ${token}`, ...headers }, body })
      assert.equal((await api('PUT', '/v1/webhook', JSON.stringify({ address: receiver.address, events: ['dossier.status'] }), { 'content-type': 'application/json' })).status, 200)
      const filing = new FormData()
      filing.append('body', JSON.stringify(filingOf()))
      for (const [item, name, content] of papersAsked) filing.append(`documents.${item}`, new Blob([new Uint8Array(content)]), name)
      const { code } = await (await api('POST', '/v1/dossiers', filing, { 'idempotency-key': newKey() })).json() as { code: string }
      await house.complete(code, 'reception', { receptionOutcome: 'received' })
      const [failed] = await eventually(async () => {
        const found = await house.deps.outbox.failedCalls(id, 10)
        assert.equal(found.length, 1, 'not given up yet')
        return found
      })
      assert.match(await page(`/desk/systems/${id}`), new RegExp(`Tin chưa đến được.*${code.replaceAll('.', '\\.')}.*HTTP_500, 4`))
      assert.ok(!(await page('/desk/failed-notices')).includes(code), 'it is no message to a person')
      const decide = `/desk/systems/${id}/failed/${failed?.id ?? ''}`
      await admin.go(decide)
      assert.match(words(await (await admin.send(decide)).text()), /Hãy chọn: Xử lý tin chưa đến/)
      receiver.answerWith(() => 204)
      const told = receiver.told.length
      assert.equal((await admin.send(decide, { what: 'again' })).status, 303)
      await eventually(async () => { assert.equal(receiver.told.length, told + 1, 'not told yet'); return Promise.resolve() })
      await eventually(async () => { assert.match(await page(`/desk/systems/${id}`), /Không có tin nào/) })
      assert.deepEqual((await house.deps.events.ofHouse(1, `client/${id}`)).map(({ act }) => act), ['send-call-again'])
      assert.equal((await admin.send(decide, { what: 'again' })).headers.get('location'), `/desk/systems/${id}`, 'somebody else has decided')
    } finally {
      await receiver.close()
    }
  })

  it('are the administrator’s alone', async () => {
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    for (const path of ['/desk/systems', '/desk/systems/register', '/desk/systems/register/client-000000000000000000', '/desk/systems/client-000000000000000000']) assert.equal((await clerk.go(path)).status, 403, path)
    for (const path of ['/desk/systems/register/client-000000000000000000', '/desk/systems/client-000000000000000000/secret', '/desk/systems/client-000000000000000000/withdrawal']) assert.equal((await clerk.send(path, form)).status, 403, path)
    assert.equal((await admin.go('/desk/systems/client-000000000000000000')).status, 404)
    assert.equal((await admin.send('/desk/systems/register/lethihoa.ttpvhcc', form)).status, 404, 'the id is one that no account has')
  })
})
