import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { serve, type Serving } from '../../../web/serve.ts'
import { smsAccount } from '../../config/notify/receivers.ts'
import { openHouse, type House } from '../../house.ts'

/** How the service signs: the address and the fields in order of their names, with the account's token. */
function signature(url: string, fields: Readonly<Record<string, string>>, token = smsAccount.TWILIO_AUTH_TOKEN): string {
  const signed = url + Object.keys(fields).sort().map((name) => name + (fields[name] ?? '')).join('')
  return createHmac('sha1', token).update(signed).digest('base64')
}

let messages = 0

describe('Look-up by SMS', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  let code: string
  const address = 'http://motcua.test/webhooks/sms'
  const own = '+84933000001'
  const stranger = '+84933999999'
  const nobodys = () => `${code.slice(0, -4)}9876`

  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    await house.at('2026-07-01T08:00')
    code = await house.file({ phone: '0933 000 001', identityNumber: '038190004321', email: '' })
    await house.bringToOfficer(code)
  })
  after(() => serving.close())
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))

  const fieldsOf = (From: string, Body: string) => ({ MessageSid: `SM${String(++messages)}`, AccountSid: smsAccount.TWILIO_ACCOUNT_SID, From, To: smsAccount.TWILIO_FROM, Body })
  const post = (fields: Readonly<Record<string, string>>, signed: string | null = signature(address, fields), path = '/webhooks/sms') =>
    fetch(`${serving.address}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: signed === null ? {} : { 'x-twilio-signature': signed } })
  /** What the sender of an SMS reads; null when no SMS goes back. */
  const ask = async (from: string, body: string): Promise<string | null> => {
    const answer = await post(fieldsOf(from, body))
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/xml/)
    const twiml = await answer.text()
    assert.match(twiml, /^<\?xml version="1.0" encoding="UTF-8"\?><Response(\/|>(<Message>[^<]*<\/Message>)?<\/Response)>$/)
    return /<Message>([^<]*)<\/Message>/.exec(twiml)?.[1] ?? null
  }
  const status = () => `Hồ sơ ${code}: Đang giải quyết. Hẹn trả kết quả: 17:00 ngày 13/07/2026.`
  const neutral = 'Không có hồ sơ nào khớp với tin nhắn. Soạn: HS [mã hồ sơ] [4 số cuối số định danh].'

  it('tells the dossier’s own number where it stands and when it is due, whatever is typed after the code (G4, TH 9.4, TN 12)', async () => {
    assert.equal(await ask(own, `HS ${code}`), status())
    assert.equal(await ask(own, `hs ${code.toLowerCase()} 0000`), status())
    assert.equal(await ask(own, `status ${code}`), `Dossier ${code}: Being settled. Result due at 17:00 on 13/07/2026.`)
  })

  it('tells any number that knows the code and the last four digits of the identity number (G4)', async () => {
    assert.equal(await ask(stranger, `HS ${code} 4321`), status())
  })

  it('gives one answer for a wrong code, wrong digits, no digits and no code: it reveals nothing to who guessed a code (G4)', async () => {
    for (const body of [`HS ${code}`, `HS ${code} 1234`, `HS ${nobodys()} 4321`, `HS ${nobodys()}`, 'HS', '', 'xin chào', `HS ${code} 0933000001`]) assert.equal(await ask(stranger, body), neutral, body)
    assert.equal(await ask('+84900111', `HS ${code}`), neutral)
    assert.equal(await ask('VIETTEL', `HS ${code}`), neutral)
  })

  it('answers in the same time whether the dossier exists or not', async () => {
    const took = async (body: string) => {
      const before = performance.now()
      await ask(stranger, body)
      return performance.now() - before
    }
    for (const body of [`HS ${code} 1111`, `HS ${nobodys()} 1111`, 'HS']) assert.ok(await took(body) >= 299, body)
  })

  it('reads only what the service signed: not unsigned, signed with another token, for another address or with other fields', async () => {
    const fields = fieldsOf(own, `HS ${code}`)
    for (const signed of [
      null, '', 'x', signature(address, fields, 'another-token'), signature('http://motcua.test/webhooks/other', fields), signature(address, { ...fields, From: stranger }),
      signature(`${serving.address}/webhooks/sms`, fields),
    ]) {
      const answer = await post(fields, signed)
      assert.equal(answer.status, 403, String(signed))
      assert.ok(!(await answer.text()).includes('Đang giải quyết'))
    }
    assert.equal((await post(fields, signature(address, fields), '/webhooks/sms?x=1')).status, 403)
    assert.equal((await post(fields)).status, 200)
  })

  it('answers one message once: a request that is played again costs nothing and tells nothing', async () => {
    const fields = fieldsOf(own, `HS ${code}`)
    assert.match(await (await post(fields)).text(), /Đang giải quyết/)
    const again = await post(fields)
    assert.equal(again.status, 200)
    assert.equal(await again.text(), '<?xml version="1.0" encoding="UTF-8"?><Response/>')
  })

  it('falls silent towards a number that floods it', async () => {
    const answers = []
    for (let i = 0; i < 12; i++) answers.push(await ask(stranger, 'HS'))
    assert.deepEqual(answers.map((answer) => answer === null), [...Array<boolean>(10).fill(false), true, true])
    assert.equal(await ask(own, `HS ${code}`), status(), 'others are answered')
  })

  it('lets nobody try out the digits of a code, from however many numbers; the owner’s telephone is still answered', async () => {
    for (let i = 0; i < 5; i++) assert.equal(await ask(`+8493300010${String(i)}`, `HS ${code} 100${String(i)}`), neutral)
    assert.equal(await ask('+84933000200', `HS ${code} 4321`), neutral, 'the right digits come too late')
    assert.equal(await ask(own, `HS ${code}`), status())
    for (let i = 0; i < 7; i++) assert.equal(await ask(`+8493300030${String(i)}`, `HS ${nobodys()} 100${String(i)}`), neutral, 'as for a code that does not exist')
  })

  it('counts no guess for who knows the digits', async () => {
    for (let i = 0; i < 7; i++) assert.equal(await ask(`+8493300040${String(i)}`, `HS ${code} 4321`), status())
  })

  it('refuses malformed requests with 4xx; without a token of the service there is no such address', async () => {
    const empty = {}
    assert.equal((await post(empty, signature(address, empty))).status, 400)
    const unnamed = { From: own, Body: 'HS' }
    assert.equal((await post(unnamed, signature(address, unnamed))).status, 400)
    for (const [type, body] of [['application/json', '{"From":'], ['text/plain', 'x'], ['application/x-www-form-urlencoded', 'x'.repeat(50_000)], ['application/x-www-form-urlencoded', 'a=1&'.repeat(500)]] as const) {
      const answer = await fetch(`${serving.address}/webhooks/sms`, { method: 'POST', body, headers: { 'content-type': type, 'x-twilio-signature': 'x' } })
      assert.ok(answer.status >= 400 && answer.status < 500, `${type}: ${String(answer.status)}`)
    }
    const { TWILIO_AUTH_TOKEN: _, ...env } = house.deps.env
    const without = await serve({ ...house.deps, env })
    const fields = fieldsOf(own, `HS ${code}`)
    assert.equal((await fetch(`${without.address}/webhooks/sms`, { method: 'POST', body: new URLSearchParams(fields), headers: { 'x-twilio-signature': signature(address, fields, '') } })).status, 404)
    await without.close()
  })
})

describe('The QR code of a slip', function () {
  this.timeout(120_000)
  it('leads to the look-up page with the code filled in, which shows nothing without the identity number (G4, D9)', async () => {
    const house = await openHouse()
    const serving = await serve(house.deps)
    try {
      await house.at('2026-07-02T08:00')
      const code = await house.file({ phone: '0933000009' })
      await house.bringToOfficer(code)
      const pages = await Promise.all([code, `${code.slice(0, -4)}9876`].map(async (each) => {
        const answer = await fetch(`${serving.address}/ho-so/${each}`)
        const html = await answer.text()
        assert.ok(html.includes(`name="code" value="${each}"`), 'the code is filled in')
        return [answer.status, html.replaceAll(each, '').replace(/name="_csrf" value="[^"]+"/g, '')]
      }))
      assert.deepEqual(pages[0], pages[1], 'a dossier that exists and one that does not')
    } finally {
      await serving.close()
    }
  })
})
