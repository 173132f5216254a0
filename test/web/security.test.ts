import assert from 'node:assert/strict'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import type { Router } from 'express'
import { eventually, openHouse, type House } from '../house.ts'
import { deskRoutes } from '../../web/desk/routes.ts'
import { portalRoutes } from '../../web/portal/routes.ts'
import { createLimits } from '../../web/rate-limits.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { Visitor } from './visitor.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const unsaid = /0912345678|038190001234|anh@example\.org|Nguyễn Thị Ánh|Lê Lợi/

describe('Against attackers', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  let code: string
  let file: string
  let slip: string
  let task: string
  /** Promises that failed and nobody heard of: outside of a test each would end the process. */
  const unheard: unknown[] = []
  const note = (reason: unknown) => { unheard.push(reason) }

  const visitor = () => new Visitor(serving.address)
  const signedIn = async (username: string) => {
    const clerk = visitor()
    const { password } = house.accounts.find((each) => each.username === username) ?? assert.fail(username)
    assert.equal((await clerk.signIn(username, password)).status, 303)
    return clerk
  }
  const applicant = async () => {
    const citizen = visitor()
    assert.equal((await citizen.lookUp(code, '038190001234')).headers.get('location'), `/ho-so/${code}`)
    await citizen.go(`/ho-so/${code}`)
    return citizen
  }
  const unowned = () => house.deps.client.db(house.deps.databaseName).collection('papers.files').countDocuments({ 'metadata.owner': null })

  before(async () => {
    process.on('unhandledRejection', note)
    house = await openHouse()
    serving = await serve(house.deps)
    code = await house.file()
    await house.bringToOfficer(code)
    task = (await house.task(code, 'appraisal')).id
    slip = (await house.deps.slips.of(code))[0]?.id ?? assert.fail('no slip')
    file = (await house.deps.files.put('giấy tờ.html', 'application/pdf', Readable.from([pdf]))).id
    await house.deps.files.assign([file], code)
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(async () => {
    process.off('unhandledRejection', note)
    await serving.close()
  })

  describe('who reads and does what', () => {
    it('shows an anonymous visitor the look-up page in place of a dossier, its slips and its files, and nothing of it', async () => {
      for (const path of ['', '/rut', `/phieu/${slip}`, `/tep/${file}`]) {
        const page = await (await visitor().go(`/ho-so/${code}${path}`)).text()
        assert.match(page, /action="\/ho-so"/)
        assert.doesNotMatch(page, unsaid)
      }
      assert.equal((await visitor().go(`/nop-ho-so/judicial-record/da-nop/${code}`)).headers.get('location'), '/ho-so')
    })

    it('shows an anonymous visitor the sign-in page in place of the desk', async () => {
      for (const path of ['', `/tasks/${task}`, `/dossiers/${code}`, `/dossiers/${code}/files/${file}`, `/dossiers/${code}/slips/${slip}`, `/find`]) {
        assert.match((await visitor().go(`/desk${path}`)).headers.get('location') ?? '', /^\/desk\/sign-in\?next=/)
      }
    })

    it('reveals nothing for a code alone: a code that exists and one that does not get the same answer', async () => {
      const answers = await Promise.all([code, `${code.slice(0, -4)}9876`].map(async (each) => {
        const looker = visitor()
        const answer = await looker.lookUp(each, '0999999999')
        return [answer.status, (await answer.text()).replaceAll(each, '').replaceAll(looker.token, '')]
      }))
      assert.equal(answers[0]?.[0], 422)
      assert.deepEqual(answers[0], answers[1])
    })

    it('lets a proof open one dossier, not another one', async () => {
      const other = await house.file({ name: 'Lò Văn Bình', phone: '0987654321', identityNumber: '038190009999' })
      const citizen = await applicant()
      assert.match(await (await citizen.go(`/ho-so/${other}`)).text(), /action="\/ho-so"/)
      assert.equal((await citizen.send(`/ho-so/${other}/rut`, { reason: 'x' })).status, 403)
      assert.equal((await citizen.upload(`/ho-so/${other}/bo-sung`, [['authorisation', 'a.pdf', pdf]])).status, 403)
      assert.equal((await citizen.go(`/ho-so/${code}/tep/${file}`)).status, 200)
      await house.deps.files.assign([file], other)
      assert.equal((await citizen.go(`/ho-so/${code}/tep/${file}`)).status, 404, 'a file of another dossier under the own code')
      await house.deps.files.assign([file], code)
      for (const id of ['abcdefghijkl', '0', '..%2f..%2fetc%2fpasswd', '%00']) assert.equal((await citizen.go(`/ho-so/${code}/tep/${id}`)).status, 404)
    })

    it('keeps a clerk of another agency from tasks, dossiers, files and slips', async () => {
      const stranger = await signedIn('ngothihang.thads')
      for (const path of [`/tasks/${task}`, `/dossiers/${code}`, `/dossiers/${code}/files/${file}`, `/dossiers/${code}/slips/${slip}`]) {
        const answer = await stranger.go(`/desk${path}`)
        assert.equal(answer.status, 403, path)
        assert.doesNotMatch(await answer.text(), unsaid)
      }
      await stranger.go('/desk')
      assert.equal((await stranger.send('/desk/find', { words: code })).status, 404)
      assert.equal((await stranger.send(`/desk/tasks/${task}`, { appraisalOutcome: 'eligible', findings: 'x' })).status, 403)
      assert.equal((await house.task(code, 'appraisal')).state, 'open')
    })

    it('keeps a colleague of the same agency from a task that is not theirs, by role or by assignment', async () => {
      for (const username of ['vuthilan.pv06', 'hoangthithu.pv06', 'lethihoa.ttpvhcc', 'dangquocviet.ttpvhcc']) {
        const colleague = await signedIn(username)
        assert.equal((await colleague.go(`/desk/tasks/${task}`)).status, 403, username)
        await colleague.go('/desk')
        assert.equal((await colleague.send(`/desk/tasks/${task}`, { appraisalOutcome: 'eligible', findings: 'x' })).status, 403, username)
      }
    })
  })

  describe('sessions', () => {
    it('changes the session’s id at sign-in and at look-up, so that one planted before is worth nothing', async () => {
      const clerk = visitor()
      await clerk.go('/desk/sign-in')
      const before = clerk.cookie
      await clerk.signIn('lethihoa.ttpvhcc', house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc')?.password ?? '')
      assert.notEqual(clerk.cookie, before)
      assert.equal((await clerk.go('/desk')).status, 200)
      const planted = visitor()
      planted.cookie = before
      assert.equal((await planted.go('/desk')).status, 303)
      const citizen = visitor()
      await citizen.go('/ho-so')
      const early = citizen.cookie
      await citizen.lookUp(code, '038190001234')
      assert.notEqual(citizen.cookie, early)
    })

    it('keeps a clerk signed in who looks up a dossier at the portal', async () => {
      const clerk = await signedIn('lethihoa.ttpvhcc')
      assert.equal((await clerk.lookUp(code, '038190001234')).status, 303)
      assert.equal((await clerk.go('/desk')).status, 200)
    })

    it('ends the session at sign-out, with all that this browser could see', async () => {
      const clerk = await signedIn('lethihoa.ttpvhcc')
      await clerk.lookUp(code, '038190001234')
      await clerk.go('/desk')
      const before = clerk.cookie
      assert.equal((await clerk.send('/desk/sign-out')).status, 303)
      for (const cookie of [clerk.cookie, before]) {
        const later = visitor()
        later.cookie = cookie
        assert.equal((await later.go('/desk')).status, 303)
        assert.doesNotMatch(await (await later.go(`/ho-so/${code}`)).text(), unsaid)
      }
    })

    it('hides the cookie from scripts and from other sites, and ignores a malformed one', async () => {
      const answer = await visitor().go('/ho-so')
      assert.match(answer.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Lax/i)
      for (const cookie of ['motcua=s%3Ax.y', 'motcua=%E0%A4%A', 'motcua=', '=;;=', 'motcua=s:a.b; motcua=s:c.d', '__proto__=x']) {
        assert.equal((await fetch(`${serving.address}/ho-so`, { headers: { cookie } })).status, 200, cookie)
      }
    })

    it('sends nobody to another site: not by next, not by the language, not by a link of the page', async () => {
      const { password } = house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc') ?? assert.fail()
      for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/desk@evil.example', '/desk\\..\\evil', 'javascript:alert(1)']) {
        assert.equal((await visitor().signIn('lethihoa.ttpvhcc', password, next)).headers.get('location'), '/desk', next)
      }
      for (const path of ['/.//evil.example/a', '//evil.example/a', '/x/..//evil.example/a', '//', '/%2e//evil.example/']) {
        const moved = await raw(`${path}?language=en`)
        assert.ok(moved.status < 500, path)
        assert.ok(new URL(moved.location || '/', 'http://motcua.test').host === 'motcua.test', `${path} leads to ${moved.location}`)
        const shown = await raw(path)
        assert.ok(shown.status < 500, path)
        assert.doesNotMatch(shown.body, /href="\/\//, path)
      }
    })
  })

  describe('forms and files', () => {
    it('refuses a form without our token, or with another session’s, and stores no file of it', async () => {
      const before = await unowned()
      const citizen = visitor()
      await citizen.go('/nop-ho-so/judicial-record')
      const other = visitor()
      await other.go('/nop-ho-so/judicial-record')
      for (const token of [null, '', 'undefined', other.token]) {
        assert.equal((await citizen.upload('/nop-ho-so/judicial-record', [['authorisation', 'a.pdf', pdf]], { token })).status, 403)
      }
      for (const path of ['/ho-so', '/desk/sign-in', '/desk/sign-out', '/nop-ho-so/judicial-record/kiem-tra', `/ho-so/${code}/rut`]) {
        assert.equal((await citizen.go(path, { method: 'POST', body: new URLSearchParams({ code, proof: '0912345678' }) })).status, 403, path)
      }
      assert.equal(await unowned(), before)
    })

    it('refuses a page that calls itself a PDF', async () => {
      const before = await unowned()
      const citizen = visitor()
      await citizen.go('/nop-ho-so/judicial-record')
      const answer = await citizen.upload('/nop-ho-so/judicial-record', [['authorisation', 'giay.pdf', '<!doctype html><script>alert(1)</script>'], ['authorisation', 'b.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>']])
      assert.equal(answer.status, 422)
      assert.equal(await unowned(), before)
    })

    it('serves a file as what its content is, whatever its name says, and lets it run nothing', async () => {
      const answer = await (await applicant()).go(`/ho-so/${code}/tep/${file}`)
      assert.equal(answer.headers.get('content-type'), 'application/pdf')
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/)
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    })

    it('takes the sting out of file names: paths, markup, line breaks', async () => {
      const citizen = visitor()
      await citizen.go('/nop-ho-so/judicial-record')
      const names = ['../../../etc/passwd.pdf', 'C:\\temp\\a.pdf', '<img src=x onerror=alert(1)>.pdf', 'a\r\nX-Evil: 1.pdf', '"; filename="b.html', 'x'.repeat(4_000)]
      const page = await (await citizen.upload('/nop-ho-so/judicial-record', names.map((name) => ['authorisation', name, pdf]))).text()
      assert.doesNotMatch(page, /<img src=x|etc\/passwd|\.\.\/|C:\\/)
      const drafts = await house.deps.client.db(house.deps.databaseName).collection('drafts').find({}).sort({ changedAt: -1 }).limit(1).toArray()
      const kept = (drafts[0]?.['papers'] as { file: { id: string, name: string } }[]).map(({ file: { name } }) => name)
      assert.equal(kept.length, names.length)
      for (const name of kept) assert.match(name, /^[^\p{Cc}/\\]{1,150}$/u)
      for (const { file: { id } } of drafts[0]?.['papers'] as { file: { id: string } }[]) {
        await house.deps.files.assign([id], code)
        const answer = await (await applicant()).go(`/ho-so/${code}/tep/${id}`)
        assert.equal(answer.status, 200)
        assert.equal(answer.headers.get('x-evil'), null)
        assert.match(answer.headers.get('content-disposition') ?? '', /^inline; filename/)
      }
    })

    it('keeps only answers to the form’s own questions, however many fields are sent', async () => {
      const citizen = visitor()
      await citizen.go('/nop-ho-so/judicial-record')
      const answer = await citizen.upload('/nop-ho-so/judicial-record', [], { fields: { name: 'An', __proto__x: '1', $where: '1', 'a.b': '1', constructor: '1', toString: '1', __proto__: '1' } })
      assert.equal(answer.status, 422)
      const [draft] = await house.deps.client.db(house.deps.databaseName).collection('drafts').find({}).sort({ changedAt: -1 }).limit(1).toArray()
      assert.deepEqual(Object.keys(draft?.['values'] as object).filter((name) => /where|proto|constructor|toString|\./.test(name)), [])
      const many = Object.fromEntries(Array.from({ length: 390 }, (_, i) => [`f${String(i)}`, 'x'.repeat(60_000)]))
      assert.ok((await citizen.upload('/nop-ho-so/judicial-record', [], { fields: many })).status < 500)
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
    })

    it('survives a form that breaks off in the middle of a file', async () => {
      const citizen = visitor()
      await citizen.go('/nop-ho-so/judicial-record')
      const head = `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${citizen.token}\r\n--b\r\nContent-Disposition: form-data; name="documents.authorisation"; filename="a.pdf"\r\n\r\n%PDF-1.7`
      const answer = await citizen.go('/nop-ho-so/judicial-record', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: head })
      assert.equal(answer.status, 422)
      await new Promise<void>((resolve) => {
        const { hostname, port } = new URL(serving.address)
        const socket = connect(Number(port), hostname, () => {
          socket.write(`POST /nop-ho-so/judicial-record HTTP/1.1\r\nHost: x\r\nCookie: ${citizen.cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n${head}`)
          setTimeout(() => { socket.destroy(); resolve() }, 200)
        })
      })
      assert.equal((await visitor().go('/healthz')).status, 200)
      assert.deepEqual(unheard, [])
    })

    it('drops files that nobody took, but for those of a draft', async () => {
      const { files, drafts } = house.deps
      const citizen = visitor()
      await citizen.go('/nop-ho-so/judicial-record')
      await citizen.upload('/nop-ho-so/judicial-record', [['authorisation', 'a.pdf', pdf]])
      await files.put('forgotten.pdf', 'application/pdf', Readable.from([pdf]))
      const held = await drafts.heldFiles()
      const inDrafts = () => house.deps.client.db(house.deps.databaseName).collection('papers.files').countDocuments({ 'metadata.owner': null, filename: 'a.pdf' })
      const before = await inDrafts()
      assert.equal(await files.dropUnowned(new Date(0), held), 0)
      assert.ok(await files.dropUnowned(new Date(Date.now() + 1_000), held) >= 1)
      assert.ok(before >= 1)
      assert.equal(await inDrafts(), before)
    })

    it('refuses more, or larger, files than it takes', async () => {
      const citizen = visitor()
      await citizen.go('/nop-ho-so/judicial-record')
      const before = await unowned()
      const many = Array.from({ length: 21 }, (_, i): [string, string, Buffer] => ['authorisation', `${String(i)}.pdf`, pdf])
      assert.equal((await citizen.upload('/nop-ho-so/judicial-record', many)).status, 413)
      assert.equal((await citizen.upload('/nop-ho-so/judicial-record', [['authorisation', 'a.pdf', Buffer.concat([pdf, Buffer.alloc(20 * 1024 ** 2)])]])).status, 422)
      await eventually(async () => { assert.equal(await unowned(), before) })
      const large = await raw('/nop-ho-so/judicial-record', 'POST', { 'content-type': 'multipart/form-data; boundary=b', 'content-length': String(10 ** 9) })
      assert.equal(large.status, 413)
    })
  })

  describe('what is sent to it', () => {
    it('takes no operators in place of words: not at sign-in, not at look-up', async () => {
      const { password } = house.accounts[0] ?? assert.fail()
      for (const fields of [
        { 'username[$ne]': 'x', 'password[$ne]': 'x' }, { 'username[$gt]': '', password }, { username: ['lethihoa.ttpvhcc', 'x'], password: ['x', password] },
        { username: '{"$gt":""}', password: '{"$gt":""}' },
      ]) {
        const thief = visitor()
        await thief.go('/desk/sign-in')
        assert.equal((await thief.send('/desk/sign-in', fields as Record<string, string | string[]>)).status, 422)
        assert.equal((await thief.go('/desk')).status, 303)
      }
      const thief = visitor()
      await thief.go('/desk/sign-in')
      const json = await thief.go('/desk/sign-in', { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': thief.token }, body: '{"username":{"$gt":""},"password":{"$gt":""}}' })
      assert.equal(json.status, 422)
      await thief.go('/ho-so')
      assert.equal((await thief.send('/ho-so', { 'code[$gt]': '', 'proof[$gt]': '' })).status, 422)
    })

    it('answers a malformed body on every route that takes one with 4xx, never 5xx', async () => {
      const limits = createLimits(house.deps)
      const routes = [...postRoutes(portalRoutes(house.deps, limits)), ...postRoutes(deskRoutes(house.deps, limits)).map((path) => `/desk${path}`)]
      assert.ok(routes.length >= 7, routes.join(' '))
      const clerk = await signedIn('tranvanminh.pv06')
      await clerk.lookUp(code, '038190001234')
      const paths = routes.map((path) => path.replace(':procedure', 'judicial-record').replace(':code', code).replace(':task', task)).filter((path) => path !== '/desk/sign-out')
      const form = 'application/x-www-form-urlencoded'
      for (const path of paths) {
        await clerk.go('/ho-so')
        const withToken = (body: string) => `_csrf=${clerk.token}&${body}`
        const bodies: [type: string, body: string | Buffer, headers?: Record<string, string>][] = [
          ['application/json', '{"a":', {}], ['application/json', 'null'], ['text/plain', 'x'], ['', ''], [form, ''], [form, withToken('')],
          [form, withToken('code=a&code=b&proof=a&proof=b&username=a&username=b&password=a&password=b&next=a&next=b&declaration=a&declaration=b')],
          [form, withToken(`code=${'x'.repeat(5_000)}&username=${'x'.repeat(5_000)}&password=${'x'.repeat(5_000)}&next=${'x'.repeat(5_000)}`)],
          [form, withToken('__proto__=a&__proto__=b&constructor=c&%E0%A4%A=%&=&&&')], [form, withToken('x=1&'.repeat(5_000))], [form, withToken('x'.repeat(300_000))],
          [`${form}; charset=utf-7`, withToken('a=b')], [form, 'x', { 'content-encoding': 'gzip' }], [form, 'x', { 'content-encoding': 'nonsense' }],
          ['multipart/form-data', 'x'], ['multipart/form-data; boundary=b', 'x'], ['multipart/form-data; boundary=b', '--b\r\n\r\n\r\n--b--\r\n'],
          ['multipart/form-data; boundary=b', `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${clerk.token}\r\n--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`],
        ]
        for (const [type, body, headers] of bodies) {
          await house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
          for (const token of [{ 'x-csrf-token': clerk.token }, {}]) {
            const answer = await clerk.go(path, { method: 'POST', body: new Blob([body]), headers: { 'content-type': type, ...token, ...headers } })
            assert.ok(answer.status < 500, `${path} ${type} ${body.slice(0, 80).toString()}: ${String(answer.status)}`)
          }
        }
      }
    })

    it('answers unusual addresses and methods with 4xx, never 5xx, and shows no stack', async () => {
      for (const path of ['/%E0%A4%A', '/assets/nothing.js', '/assets/%E0%A4%A', '/assets/..%2f..%2fpackage.json', '/thu-tuc/%00', '/thu-tuc/__proto__', '/nop-ho-so/constructor', '/api/%', '/API/nothing', '/desk/%00', '/ho-so/%E0', '/?language=en&language=vi', '/?__proto__[x]=1', 'http://[', '*', '/ho-so/'.concat('a'.repeat(7_000))]) {
        for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
          const { status, body } = await raw(path, method)
          assert.ok(status < 500, `${method} ${path}: ${String(status)}`)
          assert.doesNotMatch(body, /node_modules|at .*\.[jt]s:\d+/, `${method} ${path}`)
        }
      }
    })

    it('counts attempts by the caller’s own address: X-Forwarded-For changes nothing', async () => {
      const statuses: number[] = []
      for (let i = 0; i < 12; i++) {
        const guesser = visitor()
        await guesser.go('/desk/sign-in')
        const body = new URLSearchParams({ _csrf: guesser.token, username: 'nobody', password: 'x' })
        statuses.push((await guesser.go('/desk/sign-in', { method: 'POST', body, headers: { 'x-forwarded-for': `10.0.0.${String(i)}` } })).status)
      }
      assert.deepEqual(statuses.slice(-2), [429, 429])
    })

    it('counts failed look-ups although others succeed between them: an own dossier buys no guesses', async () => {
      let last = 0
      for (let i = 0; i < 16; i++) {
        last = (await visitor().lookUp(`${code.slice(0, -4)}${String(8_000 + i)}`, '038190001234')).status
        if (i % 5 === 4 && last !== 429) await visitor().lookUp(code, '038190001234')
      }
      assert.equal(last, 429)
    })

    it('bounds how many papers it prints for one address: each takes as much computing as many pages', async () => {
      const citizen = await applicant()
      assert.equal((await citizen.go(`/ho-so/${code}/phieu/${encodeURIComponent(slip)}.pdf`)).headers.get('content-type'), 'application/pdf')
      await createLimits(house.deps).spend('paper', '127.0.0.1', 119)
      for (const path of [`phieu/${encodeURIComponent(slip)}.pdf`, 'bien-lai/x.pdf', 'giay-moi.pdf']) assert.equal((await citizen.go(`/ho-so/${code}/${path}`)).status, 429, path)
      assert.equal((await citizen.go(`/ho-so/${code}/phieu/${encodeURIComponent(slip)}`)).status, 200, 'the page is still read')
    })

    it('bounds what one question for a due date may cost', async () => {
      const all = Array.from({ length: 48 }, (_, i) => [`${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`, `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '31' : '01'}`])
      const shifts = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, all]))
      const events = [
        { type: 'start', at: '2026-04-29T15:30:00+07:00' }, { type: 'extend', at: '2026-04-29T15:30:00+07:00', to: '9999-01-01T00:00:00Z' },
        { type: 'pause', at: '2026-05-01T00:00:00Z' }, { type: 'resume', at: '9998-01-01T00:00:00Z' },
      ]
      const began = performance.now()
      const answer = await fetch(`${serving.address}/api/v1/deadlines/explain`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ calendar: { shifts }, limit: { amount: 1, unit: 'working-hour' }, events }),
      })
      assert.equal(answer.status, 400)
      assert.ok(performance.now() - began < 5_000)
    })
  })

  describe('what browsers are told', () => {
    it('forbids inline scripts and styles, framing, sniffing and other sites’ forms', async () => {
      for (const path of ['/', '/ho-so', '/desk/sign-in', '/nothing-here']) {
        const { headers } = await visitor().go(path)
        const policy = headers.get('content-security-policy') ?? ''
        assert.doesNotMatch(policy.replace(house.paymentPage.settings.host, ''), /unsafe|\*|http:/)
        for (const rule of ['default-src \'self\'', 'script-src \'self\'', 'style-src \'self\'', 'frame-ancestors \'none\'', 'form-action \'self\'', 'base-uri \'none\'', 'object-src \'none\'']) assert.ok(policy.includes(rule), `${path}: ${rule}`)
        assert.equal(headers.get('x-content-type-options'), 'nosniff')
        assert.equal(headers.get('referrer-policy'), 'same-origin')
        assert.equal(headers.get('x-powered-by'), null)
      }
    })

    it('lets no page about a dossier be kept, neither by browsers nor by proxies', async () => {
      const citizen = await applicant()
      assert.match((await citizen.go(`/ho-so/${code}`)).headers.get('cache-control') ?? '', /no-store/)
      assert.match((await citizen.go('/ho-so')).headers.get('cache-control') ?? '', /private/)
      assert.match((await (await signedIn('tranvanminh.pv06')).go('/desk')).headers.get('cache-control') ?? '', /no-store/)
    })

    it('shows what was typed as text, never as markup', async () => {
      const looker = visitor()
      await looker.go('/ho-so')
      const page = await (await looker.send('/ho-so', { code: '"><script>alert(1)</script>', proof: '\'><svg onload=alert(1)>' })).text()
      assert.doesNotMatch(page, /<script>alert|<svg onload/)
      const marked = await house.file({ name: '<script>alert(1)</script>', address: '"><img src=x onerror=alert(1)>', phone: '0911111111' })
      const clerk = await signedIn('lethihoa.ttpvhcc')
      await house.task(marked, 'reception')
      for (const path of ['/desk', `/desk/dossiers/${marked}`]) assert.doesNotMatch(await (await clerk.go(path)).text(), /<script>alert|<img src=x/)
    })
  })

  /** A request exactly as written: fetch would tidy up the address. */
  function raw(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<{ status: number, location: string, body: string }> {
    const { hostname, port } = new URL(serving.address)
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', body: Buffer.concat(chunks).toString() }); sent.destroy() })
      })
      sent.on('error', reject)
      if (headers['content-length']) sent.flushHeaders() // and nothing of what was promised
      else sent.end()
    })
  }
})

/** The addresses of a router, and of those within it, that take posts. */
function postRoutes(router: Router): string[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (route) return route.stack.some(({ method }) => method === 'post') ? [route.path] : []
    return 'stack' in handle ? postRoutes(handle as unknown as Router) : []
  })
}
