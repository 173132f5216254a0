import assert from 'node:assert/strict'
import { request } from 'node:http'
import { createScanner } from '../../config/scan/scanner.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { eicar, hasClamd } from '../config/clamd.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { Visitor } from '../web/visitor.ts'

const form = '/nop-ho-so/judicial-record'
/** A PDF of a given size. */
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n'), Buffer.alloc(size, '%'), Buffer.from('\ntrailer<</Root 1 0 R>>\n%%EOF\n')])

describe('A file sent in pieces', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving

  before(async () => {
    house = await openHouse()
    await house.at('2026-08-05T08:00')
    serving = await serve(house.deps)
  })
  after(() => (serving as Serving | undefined)?.close())
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))

  const collection = (name: string) => house.deps.client.db(house.deps.databaseName).collection<{ _id: string }>(name)
  const stored = () => house.deps.client.db(house.deps.databaseName).collection('papers.files').countDocuments({})
  const headers = (visitor: Visitor, more: Record<string, string> = {}) => ({ 'tus-resumable': '1.0.0', 'x-csrf-token': visitor.token, ...more })

  async function citizen(address = serving.address): Promise<Visitor> {
    const visitor = new Visitor(address)
    await visitor.go(form)
    return visitor
  }

  /** Begins an upload. @returns where it is gone on with */
  async function begin(visitor: Visitor, size: number, name = 'giay-to.pdf'): Promise<string> {
    const answer = await visitor.go('/tai-len', { method: 'POST', headers: headers(visitor, { 'upload-length': String(size), 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` }) })
    assert.equal(answer.status, 201, await answer.text())
    return new URL(answer.headers.get('location') ?? '', serving.address).pathname
  }
  const piece = (visitor: Visitor, where: string, offset: number, body: Buffer) =>
    visitor.go(where, { method: 'PATCH', body, headers: headers(visitor, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }) })
  const offsetOf = async (visitor: Visitor, where: string) => Number((await visitor.go(where, { method: 'HEAD', headers: headers(visitor) })).headers.get('upload-offset') ?? NaN)
  const idOf = (where: string) => where.split('/').at(-1) ?? ''

  /** Sends a piece whose line breaks after some of it. */
  async function breakOff(visitor: Visitor, where: string, offset: number, whole: Buffer, after: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const sent = request(serving.address + where, {
        method: 'PATCH', headers: { ...headers(visitor, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }), 'cookie': visitor.cookie, 'content-length': String(whole.length - offset) },
      })
      sent.on('error', () => undefined)
      sent.on('close', () => { resolve() }) // also where the answer came before the break
      sent.write(whole.subarray(offset, offset + after), () => { setTimeout(() => { sent.destroy() }, 100) })
    })
  }

  it('is gone on with after the line broke, where it broke, and taken as one file; nobody can read it before (C2)', async () => {
    const visitor = await citizen()
    const whole = pdf(2_000_000)
    const before = await stored()
    const where = await begin(visitor, whole.length)
    assert.equal((await piece(visitor, where, 0, whole.subarray(0, 600_000))).status, 204)
    await breakOff(visitor, where, 600_000, whole, 300_000)
    await eventually(async () => { assert.equal(await offsetOf(visitor, where), 900_000, 'what came before the break is kept') })
    assert.equal((await piece(visitor, where, 600_000, whole.subarray(600_000))).status, 409, 'a piece that does not follow')
    for (const address of [where, `${where}/`]) assert.equal((await visitor.go(address)).status, 404, 'it is not read')
    assert.equal(await stored(), before)
    const last = await piece(visitor, where, 900_000, whole.subarray(900_000))
    assert.deepEqual(await last.json(), { name: 'giay-to.pdf', size: whole.length })

    await visitor.go(form)
    const answer = await visitor.upload(form, [], { fields: { 'uploaded.fee-exemption': idOf(where), 'save': 'draft' } })
    assert.equal(answer.headers.get('location'), '/ban-nhap')
    assert.match(await (await visitor.go('/ban-nhap')).text(), /1 tệp/)
    assert.equal(await stored(), before + 1)
    assert.equal(await collection('uploadPieces').countDocuments({ upload: idOf(where) } as object), 0)
    await visitor.go(form)
    await visitor.upload(form, [], { fields: { 'uploaded.fee-exemption': idOf(where), 'save': 'draft' } })
    assert.match(await (await visitor.go('/ban-nhap')).text(), /1 tệp/, 'a form that is sent twice attaches it once')
  })

  it('belongs to the session that began it, under our token', async () => {
    const [visitor, other] = [await citizen(), await citizen()]
    const whole = pdf(1_000)
    const where = await begin(visitor, whole.length)
    assert.ok(Number.isNaN(await offsetOf(other, where)))
    assert.equal((await piece(other, where, 0, whole)).status, 404)
    assert.equal((await other.go(where, { method: 'DELETE', headers: headers(other) })).status, 404)
    const { token } = visitor
    visitor.token = 'x'
    assert.equal((await piece(visitor, where, 0, whole)).status, 403)
    assert.equal((await visitor.go('/tai-len', { method: 'POST', headers: headers(visitor, { 'upload-length': '5' }) })).status, 403)
    visitor.token = token
    assert.equal((await piece(visitor, where, 0, whole)).status, 200)
    const page = await (await other.upload(form, [], { fields: { 'uploaded.fee-exemption': idOf(where) } })).text()
    assert.match(page, /Một tệp tải lên không còn nữa/)
    assert.doesNotMatch(page, /giay-to\.pdf/)
  })

  it('with malware is caught when it is whole, whatever its pieces looked like (C6)', async function () {
    if (!hasClamd()) this.skip()
    const visitor = await citizen()
    const whole = Buffer.concat([pdf(10_000), eicar])
    const before = await stored()
    const where = await begin(visitor, whole.length, 'xau.pdf')
    const cut = whole.length - 30
    assert.equal((await piece(visitor, where, 0, whole.subarray(0, cut))).status, 204)
    const answer = await (await piece(visitor, where, cut, whole.subarray(cut))).json() as { reason: string, problem: string }
    assert.equal(answer.reason, 'infected')
    assert.match(answer.problem, /“xau\.pdf” có mã độc/)
    const page = await (await visitor.upload(form, [], { fields: { 'uploaded.fee-exemption': idOf(where) } })).text()
    assert.match(page, /“xau\.pdf” có mã độc/)
    assert.equal(await stored(), before)
    assert.equal(await collection('uploadPieces').countDocuments({ upload: idOf(where) } as object), 0, 'nothing of it is left')
    assert.ok((await house.deps.events.ofHouse(5, 'uploads/malware')).some(({ details }) => details['name'] === 'xau.pdf'))
  })

  it('waits for a scanner that is away, and is scanned when the form is sent (C6)', async function () {
    if (!hasClamd()) this.skip()
    const away = await serve({ ...house.deps, scanner: createScanner('127.0.0.1:1') })
    try {
      const visitor = await citizen(away.address)
      const whole = pdf(1_000)
      const where = await begin(visitor, whole.length, 'cho-quet.pdf')
      assert.equal((await (await piece(visitor, where, 0, whole)).json() as { reason: string }).reason, 'not-scanned')
      assert.match(await (await visitor.upload(form, [], { fields: { 'uploaded.fee-exemption': idOf(where) } })).text(), /Chưa kiểm tra được mã độc/)
      const back = new Visitor(serving.address)
      back.cookie = visitor.cookie
      await back.go(form)
      assert.match(await (await back.upload(form, [], { fields: { 'uploaded.fee-exemption': idOf(where), 'name': 'An' } })).text(), /cho-quet\.pdf/)
    } finally {
      await away.close()
    }
  })

  it('is bounded in size and number, and forgotten a day after it was begun', async () => {
    const visitor = await citizen()
    const tooLarge = await visitor.go('/tai-len', { method: 'POST', headers: headers(visitor, { 'upload-length': String(21 * 1024 * 1024) }) })
    assert.equal(tooLarge.status, 413)
    const whole = pdf(1_000)
    const where = await begin(visitor, whole.length)
    assert.equal((await piece(visitor, where, 0, Buffer.concat([whole, whole]))).status, 413)
    await collection('uploads').updateOne({ _id: idOf(where) }, { $set: { expiresAt: new Date(Date.now() - 1) } })
    assert.equal((await piece(visitor, where, 0, whole)).status, 404)
    for (let begun = 0; begun < 79; begun++) await begin(visitor, 10)
    await begin(visitor, 10)
    assert.equal((await visitor.go('/tai-len', { method: 'POST', headers: headers(visitor, { 'upload-length': '10' }) })).status, 413)
  })

  it('is whole and right although two requests go on with it at once', async () => {
    const visitor = await citizen()
    const whole = pdf(700_000)
    const where = await begin(visitor, whole.length)
    await Promise.allSettled([breakOff(visitor, where, 0, whole, 200_000), piece(visitor, where, 0, whole)])
    await eventually(async () => {
      const offset = await offsetOf(visitor, where)
      if (offset < whole.length) await piece(visitor, where, offset, whole.subarray(offset))
      assert.equal(await offsetOf(visitor, where), whole.length, 'the rest is sent')
    })
    await visitor.go(form)
    await visitor.upload(form, [], { fields: { 'uploaded.fee-exemption': idOf(where), 'save': 'draft' } })
    const page = await (await visitor.go(`${form}/kiem-tra`)).text()
    const file = /href="(\/nop-ho-so\/judicial-record\/tep\/[0-9a-f]{24})"/.exec(page)?.[1] ?? assert.fail('no file')
    assert.ok(Buffer.from(await (await visitor.go(file)).arrayBuffer()).equals(whole))
  })
})
