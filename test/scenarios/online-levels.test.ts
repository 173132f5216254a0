import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { buildAssets } from '../../web/build.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { Visitor } from '../web/visitor.ts'

describe('How far a procedure can be done online', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  before(async () => {
    await buildAssets()
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const read = async (visitor: Visitor, path: string) => words(await (await visitor.go(path)).text())

  it('is shown by the level in force that day, one of two since Decree 42/2022 and a number before (J4, TH 9)', async () => {
    const citizen = new Visitor(serving.address)
    await house.at('2026-06-30T09:00')
    assert.match(await read(citizen, '/thu-tuc/judicial-record'), /Mức độ trực tuyến Một phần Vẫn cần đến trực tiếp: Xuất trình bản chính/)
    await house.at('2026-07-01T09:00')
    const full = await read(citizen, '/thu-tuc/judicial-record')
    assert.match(full, /Mức độ trực tuyến Toàn trình/)
    assert.doesNotMatch(full, /Vẫn cần đến trực tiếp/)
    const list = await read(citizen, '/thu-tuc')
    for (const level of ['Toàn trình', 'Một phần', 'Cung cấp thông tin; nộp trực tiếp']) assert.ok(list.includes(`Mức độ trực tuyến: ${level}`), level)
    await citizen.go('/?language=en')
    assert.match(await read(citizen, '/thu-tuc'), /Online level: Full online service/)
  })

  it('below full tells when filing what must be done in person (J4)', async () => {
    await house.at('2026-07-06T09:00')
    const citizen = new Visitor(serving.address)
    assert.match(await read(citizen, '/nop-ho-so/marriage-registration'), /Bước cần đến trực tiếp Hai bên cùng có mặt ký/)
    assert.doesNotMatch(await read(citizen, '/nop-ho-so/judicial-record'), /Bước cần đến trực tiếp/)
  })

  it('when only described online takes no filing there, says why and names the units that do; nothing is kept (J4)', async () => {
    await house.at('2026-07-06T09:00')
    const citizen = new Visitor(serving.address)
    const page = await (await citizen.go('/thu-tuc/copy-certification')).text()
    assert.match(words(page), /Thủ tục này không nộp trực tuyến được\. Bản sao được đối chiếu với bản chính/)
    assert.doesNotMatch(words(page), /Nộp hồ sơ/)
    const where = await citizen.go('/nop-ho-so/copy-certification')
    assert.equal(where.status, 200)
    const told = words(await where.text())
    assert.match(told, /Bản sao được đối chiếu với bản chính/)
    assert.match(told, /Trung tâm Phục vụ hành chính công phường Hạc Thành Số 24, đường Triệu Quốc Đạt/)
    assert.doesNotMatch(told, /Xem lại trước khi gửi/)
    await citizen.go('/ho-so')
    const drafts = house.deps.client.db(house.deps.databaseName).collection('drafts')
    const before = await drafts.countDocuments()
    assert.equal((await citizen.upload('/nop-ho-so/copy-certification', [], { fields: { name: 'Nguyễn Thị Ánh' } })).status, 403)
    assert.equal(await drafts.countDocuments(), before)
  })
})
