import assert from 'node:assert/strict'
import { serve, type Serving } from '../../web/serve.ts'
import { sidewaysPhotograph } from '../config/pictures/photographs.ts'
import { openHouse, type House } from '../house.ts'
import { citizenOf, codeFor, register, sentTo, signInByCode } from '../web/account/people.ts'
import { Visitor } from '../web/visitor.ts'

const form = '/nop-ho-so/judicial-record'
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

describe('A draft', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving

  before(async () => {
    house = await openHouse()
    await house.at('2026-08-04T08:00')
    serving = await serve(house.deps)
  })
  after(() => (serving as Serving | undefined)?.close())
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))

  async function begun(): Promise<Visitor> {
    const citizen = new Visitor(serving.address)
    await citizen.go(form)
    return citizen
  }
  const listOf = async (citizen: Visitor) => (await citizen.go('/ban-nhap')).text()
  const draftIn = (page: string) => /href="\/ban-nhap\/([\w-]{24})"/.exec(page)?.[1] ?? assert.fail('no draft is listed')

  it('is saved half filled without a word of what is missing, listed with it, and gone on with (C2)', async () => {
    const citizen = await begun()
    assert.match(await (await citizen.go(form)).text(), /name="save" value="draft"/)
    const answer = await citizen.upload(form, [['fee-exemption', 'ho-ngheo.pdf', pdf]], { fields: { name: 'Hà Thị Nháp', dateOfBirth: '31/02/1990', save: 'draft' } })
    assert.equal(answer.headers.get('location'), '/ban-nhap')
    const list = await listOf(citizen)
    assert.match(list, /Đã lưu bản nháp/)
    assert.match(list, /Còn thiếu \d+ mục/)
    assert.match(list, /Hãy (điền|chọn): /)
    assert.match(list, /1 tệp/)
    assert.match(list, /12 giờ sau lần truy cập cuối/)
    await citizen.go('/ban-nhap?language=en')
    assert.match(await listOf(citizen), /\d+ things are missing/)

    assert.equal((await citizen.go(`/ban-nhap/${draftIn(list)}`)).headers.get('location'), form)
    const page = await (await citizen.go(form)).text()
    assert.match(page, /value="Hà Thị Nháp"/)
    assert.match(page, /value="31\/02\/1990"/, 'wrong answers are kept as they were typed')
    assert.match(page, /ho-ngheo\.pdf/)
    assert.doesNotMatch(page, /govuk-error-summary/)
  })

  it('keeps itself while somebody writes, and leaves the papers alone', async () => {
    const citizen = await begun()
    await citizen.upload(form, [['fee-exemption', 'ho-ngheo.pdf', pdf]], { fields: { save: 'draft' } })
    await citizen.go(form)
    assert.equal((await citizen.send(`${form}/nhap`, { name: 'Hà Thị Gõ', save: 'draft' })).status, 204)
    const page = await (await citizen.go(form)).text()
    assert.match(page, /value="Hà Thị Gõ"/)
    assert.match(page, /ho-ngheo\.pdf/)
    citizen.token = 'x'
    assert.equal((await citizen.send(`${form}/nhap`, { name: 'Ai đó' })).status, 403)
  })

  it('is deleted, and brought back within the hour', async () => {
    const citizen = await begun()
    await citizen.upload(form, [], { fields: { name: 'Hà Thị Xóa', save: 'draft' } })
    const id = draftIn(await listOf(citizen))
    assert.equal((await citizen.send(`/ban-nhap/${id}/xoa`)).status, 303)
    const list = await listOf(citizen)
    assert.match(list, /Vừa xóa/)
    assert.doesNotMatch(list, new RegExp(`href="/ban-nhap/${id}"`))
    assert.doesNotMatch(await (await citizen.go(form)).text(), /Hà Thị Xóa/)
    const row = await house.deps.client.db(house.deps.databaseName).collection<{ _id: string, expiresAt: Date }>('drafts').findOne({ _id: id })
    assert.ok(row && row.expiresAt.getTime() - Date.now() < 3_700_000, 'it is gone after an hour')
    await listOf(citizen)
    assert.equal((await citizen.send(`/ban-nhap/${id}/khoi-phuc`)).status, 303)
    assert.match(await listOf(citizen), new RegExp(`href="/ban-nhap/${id}"`))
    assert.match(await (await citizen.go(form)).text(), /Hà Thị Xóa/)
  })

  it('is its owner’s alone: another browser neither sees, continues, deletes nor opens its files', async () => {
    const owner = await begun()
    await owner.upload(form, [['fee-exemption', 'ho-ngheo.pdf', pdf]], { fields: { name: 'Hà Thị Riêng', save: 'draft' } })
    const id = draftIn(await listOf(owner))
    const draft = await house.deps.drafts.find(id)
    const file = draft?.papers[0]?.file.id ?? assert.fail('no file')
    assert.equal((await owner.go(`${form}/tep/${file}`)).status, 200)
    const other = await begun()
    await other.upload(form, [], { fields: { name: 'Người khác', save: 'draft' } })
    assert.doesNotMatch(await listOf(other), new RegExp(id))
    assert.equal((await other.go(`/ban-nhap/${id}`)).headers.get('location'), '/ban-nhap')
    await listOf(other)
    await other.send(`/ban-nhap/${id}/xoa`)
    assert.ok(await house.deps.drafts.find(id), 'it is still there')
    assert.doesNotMatch(await (await other.go(form)).text(), /Hà Thị Riêng/)
    assert.equal((await other.go(`${form}/tep/${file}`)).status, 404)
    assert.equal((await other.go(`${form}/tep/${file}/nho`)).status, 404)
  })

  it('shows its photographs small in the summary before it is sent (C2)', async () => {
    const citizen = await begun()
    await citizen.upload(form, [['fee-exemption', 'mat-truoc.jpg', await sidewaysPhotograph()]], { fields: { save: 'draft' } })
    const summary = await (await citizen.go(`${form}/kiem-tra`)).text()
    const picture = /<img class="files__picture" src="([^"]+)"/.exec(summary)?.[1] ?? assert.fail('no picture')
    const answer = await citizen.go(picture)
    assert.equal(answer.headers.get('content-type'), 'image/jpeg')
    assert.ok((await answer.arrayBuffer()).byteLength < 20_000)
    assert.match(summary, /href="\/nop-ho-so\/judicial-record\/tep\/[0-9a-f]{24}"/)
  })

  it('becomes the account’s at the sign-in, is gone on with from elsewhere, and is gone with the account (B1, C2)', async () => {
    const contact = 'ha.thi.nhap@example.org'
    await register(house, serving.address, { identityNumber: '038190007002', name: 'Hà Thị Nháp', contact })
    const here = await begun()
    await here.upload(form, [['fee-exemption', 'ho-ngheo.pdf', pdf]], { fields: { name: 'Hà Thị Theo', save: 'draft' } })
    assert.match(await listOf(here), /Đăng nhập để giữ bản nháp 30 ngày/)
    await here.go('/dang-nhap/ma')
    const before = sentTo(house, contact)
    await here.send('/dang-nhap/ma', { contact })
    await here.go('/xac-nhan')
    assert.equal((await here.send('/xac-nhan', { code: await codeFor(house, contact, before) })).status, 303)

    const elsewhere = await signInByCode(house, serving.address, contact)
    const list = await listOf(elsewhere)
    assert.match(list, /30 ngày sau lần sửa cuối/)
    await elsewhere.go(`/ban-nhap/${draftIn(list)}`)
    const page = await (await elsewhere.go(form)).text()
    assert.match(page, /value="Hà Thị Theo"/)
    assert.match(page, /ho-ngheo\.pdf/)
    const { drafts } = await (await elsewhere.go('/tai-khoan/du-lieu')).json() as { drafts: { files: { name: string }[] }[] }
    assert.deepEqual(drafts.map(({ files }) => files.map(({ name }) => name)), [['ho-ngheo.pdf']])
    const { id } = await citizenOf(house, contact)
    await elsewhere.go('/tai-khoan/dong')
    assert.equal((await elsewhere.send('/tai-khoan/dong')).status, 303)
    assert.deepEqual(await house.deps.drafts.of(`citizen:${id}`), [])
  })
})
