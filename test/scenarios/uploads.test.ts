import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { createScanner } from '../../config/scan/scanner.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { eicar, hasClamd } from '../config/clamd.ts'
import { heicPhotograph, sidewaysPhotograph } from '../config/pictures/photographs.ts'
import { signedPdf } from '../config/sign/signed-pdf.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const form = '/nop-ho-so/judicial-record'
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

describe('Files that people send', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving

  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => (serving as Serving | undefined)?.close())
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))

  const filesNow = () => house.deps.client.db(house.deps.databaseName).collection('papers.files')
  const caught = () => house.deps.events.ofHouse(100, 'uploads/malware')
  /** The error beside a document of the form. */
  const errorOf = (page: string, item: string) => new RegExp(`id="field-documents\\.${item}-error">(?:<span[^>]*>[^<]*</span>)?([^<]*)<`).exec(page)?.[1] ?? ''

  /** How the session names a browser. */
  async function visitorOf({ cookie }: Visitor): Promise<string> {
    const id = decodeURIComponent(cookie.split('=')[1] ?? '').slice(2).split('.')[0] ?? ''
    const row = await house.deps.client.db(house.deps.databaseName).collection<{ _id: string, session: string }>('sessions').findOne({ _id: id })
    return (JSON.parse(row?.session ?? '{}') as { visitor?: string }).visitor ?? assert.fail('no session')
  }

  async function at(address = serving.address): Promise<Visitor> {
    const visitor = new Visitor(address)
    await visitor.go(form)
    return visitor
  }

  it('with malware are caught wherever they are sent, told beside the field in both languages, logged, shown to who heads and administers, and never stored (C6, TH 20.3)', async function () {
    if (!hasClamd()) this.skip()
    await house.at('2026-08-03T08:00')
    const [before, known] = [await filesNow().countDocuments({}), (await caught()).length]
    const citizen = await at()
    const infected = Buffer.concat([pdf, eicar])
    const refused = await citizen.upload(form, [['authorisation', 'giay-uy-quyen.pdf', infected], ['fee-exemption', 'ho-ngheo.pdf', pdf]], { fields: { name: 'Vi Thị Sạch', purpose: 'Xin việc' } })
    assert.equal(refused.status, 422)
    const page = await refused.text()
    assert.match(errorOf(page, 'authorisation'), /“giay-uy-quyen\.pdf” có mã độc nên đã bị chặn/)
    assert.match(page, /value="Vi Thị Sạch"/, 'what was typed is kept')
    assert.match(page, /ho-ngheo\.pdf/, 'and the clean file')
    await citizen.go(`${form}?language=en`)
    assert.match(errorOf(await (await citizen.upload(form, [['fee-exemption', 'virus.txt', eicar]])).text(), 'fee-exemption'), /“virus\.txt” holds malware/)
    assert.equal(await filesNow().countDocuments({}), before + 1)

    // The other ways in: completing a step at the desk, digitising, what an applicant adds.
    const code = await house.file({ name: 'Vi Thị Sạch', identityNumber: '038190007001' })
    await house.complete(code, 'reception', { receptionOutcome: 'incomplete', missingItems: ['fee-exemption'], reason: 'Thiếu giấy hộ nghèo' })
    await house.task(code, 'completion')
    const owner = new Visitor(serving.address)
    await owner.lookUp(code, '038190007001')
    await owner.go(`/ho-so/${code}`)
    assert.match(errorOf(await (await owner.upload(`/ho-so/${code}/bo-sung`, [['fee-exemption', 'x.pdf', infected]], { fields: { note: 'Bổ sung' } })).text(), 'fee-exemption'), /mã độc/)
    assert.equal(await filesNow().countDocuments({}), before + 1)

    const noted = (await caught()).slice(0, (await caught()).length - known)
    assert.deepEqual(noted.map(({ act, by, details }) => [act, by.kind, details['place'], details['name']]), [
      ['catch-malware', 'applicant', `/ho-so/${code}/bo-sung`, 'x.pdf'], ['catch-malware', 'applicant', form, 'virus.txt'], ['catch-malware', 'applicant', form, 'giay-uy-quyen.pdf'],
    ])
    assert.match(String(noted[0]?.details['malware']), /^Eicar/)
    assert.equal(await house.deps.audit.verify('uploads/malware'), null)

    for (const role of ['administrator', 'one-stop-head'] as const) {
      const desk = await signedIn(house, serving.address, house.username(role))
      assert.match(await (await desk.go('/desk')).text(), /tệp có mã độc bị chặn trong 7 ngày qua/, role)
      const list = await (await desk.go('/desk/caught-files')).text()
      assert.match(list, /giay-uy-quyen\.pdf/)
      assert.match(list, /Eicar-Test-Signature/)
      assert.match(list, /Bộ quét mã độc đang hoạt động/)
    }
    const clerk = await signedIn(house, serving.address, house.username('reception-clerk'))
    assert.equal((await clerk.go('/desk/caught-files')).status, 403)
  })

  it('are not taken unscanned while the scanner is away; what was typed is kept, and the readiness says so (C6)', async () => {
    const away = await serve({ ...house.deps, scanner: createScanner('127.0.0.1:1') })
    try {
      const before = await filesNow().countDocuments({})
      const citizen = await at(away.address)
      const answer = await citizen.upload(form, [['fee-exemption', 'ho-ngheo.pdf', pdf]], { fields: { name: 'Vi Thị Chờ' } })
      assert.equal(answer.status, 422)
      const page = await answer.text()
      assert.match(errorOf(page, 'fee-exemption'), /Chưa kiểm tra được mã độc trong tệp “ho-ngheo\.pdf”/)
      assert.match(page, /value="Vi Thị Chờ"/)
      assert.equal(await filesNow().countDocuments({}), before)
      const ready = await fetch(`${away.address}/readyz`)
      assert.equal((await ready.json() as { virusScan: unknown }).virusScan, false)
      const desk = await signedIn(house, away.address, house.username('administrator'))
      assert.match(await (await desk.go('/desk/caught-files')).text(), /hiện không tệp nào được nhận/)
    } finally {
      await away.close()
    }
    const none = await serve({ ...house.deps, scanner: null })
    assert.equal((await (await fetch(`${none.address}/readyz`)).json() as { virusScan: unknown }).virusScan, 'not configured')
    await none.close()
  })

  it('as photographs of a phone are taken as upright JPEGs without the place, HEIC too; several belong to one document (C2)', async () => {
    await house.at('2026-08-03T09:00')
    const citizen = await at()
    const page = await (await citizen.upload(form, [['fee-exemption', 'IMG_0001.HEIC', await heicPhotograph()], ['fee-exemption', 'IMG_0002.jpg', await sidewaysPhotograph()]])).text()
    assert.match(page, /IMG_0001\.jpg/)
    assert.match(page, /IMG_0002\.jpg/)
    const stored = await filesNow().find({ filename: { $in: ['IMG_0001.jpg', 'IMG_0002.jpg'] } }).sort({ filename: 1 }).toArray()
    const shapes = await Promise.all(stored.map(async ({ _id }) => {
      const content = (await house.deps.files.unowned(String(_id)))?.content ?? Readable.from([])
      const { format, width, height, exif } = await sharp(await buffer(content)).metadata()
      return [format, width, height, exif]
    }))
    assert.deepEqual(shapes, [['jpeg', 64, 48, undefined], ['jpeg', 2250, 3000, undefined]])
    await citizen.go(form)
    const broken = await (await citizen.upload(form, [['fee-exemption', 'hong.jpg', (await sidewaysPhotograph()).subarray(0, 20_000)], ['authorisation', 'trang.pdf', '<html>']])).text()
    assert.match(errorOf(broken, 'fee-exemption'), /Không mở được ảnh “hong\.jpg”/)
    assert.match(errorOf(broken, 'authorisation'), /không phải là PDF hoặc ảnh/)
  })

  it('must be signed where the list says so: an unsigned or altered drawing is refused beside the field, a signed one is shown with its signer (C2, TQ 12.1)', async () => {
    await house.at('2026-08-03T10:00')
    const citizen = new Visitor(serving.address)
    const permit = '/nop-ho-so/building-permit'
    assert.match(await (await citizen.go(permit)).text(), /Tệp gửi lên phải là PDF có chữ ký số/)
    assert.match(errorOf(await (await citizen.upload(permit, [['drawings', 'ban-ve.pdf', pdf]])).text(), 'drawings'), /“ban-ve\.pdf” phải là PDF có chữ ký số/)
    assert.match(await (await citizen.go('/ban-nhap')).text(), /“ban-ve\.pdf” phải là PDF có chữ ký số/)
    const draft = (await house.deps.drafts.of(`session:${await visitorOf(citizen)}`))[0] ?? assert.fail('no draft')
    const signed = await signedPdf(house)
    const altered = Buffer.from(signed)
    altered.write('X', altered.indexOf('endobj') - 2)
    await citizen.go(permit)
    const again = await (await citizen.upload(permit, [['drawings', 'sua.pdf', altered]], { fields: { remove: draft.papers[0]?.file.id ?? '' } })).text()
    assert.match(again, /không khớp với nội dung/)
    const second = (await house.deps.drafts.find(draft.id))?.papers[0]?.file.id ?? ''
    const page = await (await citizen.upload(permit, [['drawings', 'da-ky.pdf', signed]], { fields: { remove: second } })).text()
    assert.match(page, /Có chữ ký số của Ủy ban nhân dân phường Hạc Thành \(trình diễn\), nội dung không đổi sau khi ký/)
    assert.equal(errorOf(await (await citizen.upload(permit, [])).text(), 'drawings'), '')
  })
})
