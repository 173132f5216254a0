import assert from 'node:assert/strict'
import { picture } from '../config/print/pictures.ts'
import { openHouse, type House } from '../house.ts'
import { Visitors, type Person } from './browser.ts'

describe('A clerk at the counter, in a real browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors
  let clerk: Person
  before(async () => {
    house = await openHouse()
    await house.at('2026-07-08T08:00')
    visitors = await Visitors.welcome(house)
    clerk = await visitors.person()
    await clerk.signIn(house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc') ?? assert.fail())
  })
  after(() => visitors.close())

  it('files for a person, scans the declaration, and sees what is missing and who signed (B3, C1, D8)', async () => {
    await clerk.follow('Nộp tại quầy')
    await clerk.sees('Nộp hồ sơ tại quầy')
    await clerk.press('Điền tờ khai')
    await clerk.look('counter-choice')
    await clerk.select('procedure', 'judicial-record')
    await clerk.press('Điền tờ khai')
    await clerk.sees(/Nộp trực tiếp tại quầy/)
    const texts = {
      purpose: 'Xin việc', copies: '1', name: 'Trần Thị Bưởi', dateOfBirth: '02/09/1990', placeOfBirth: 'Thanh Hóa', identityNumber: '038190004321', identityIssuedOn: '01/02/2021',
      identityIssuedBy: 'Cục Cảnh sát QLHC về TTXH', address: '5 Lê Hoàn', phone: '0912000111', residences: '5 Lê Hoàn từ 1990',
    }
    for (const [name, text] of Object.entries(texts)) await clerk.type(name, text)
    for (const [name, value] of [['certificateKind', 'number-1'], ['sex', 'female'], ['severalPlaces', 'no'], ['conviction', 'no'], ['onBehalf', 'self'], ['delivery', 'online']] as const) await clerk.choose(name, value)
    await clerk.select('nationality', 'vietnamese')
    await clerk.select('feeClass', 'poor')
    await clerk.select('handed_declaration', 'original')
    await clerk.select('handed_fee_exemption', 'copy')
    await clerk.press('Lập hồ sơ')
    await clerk.sees(/Nộp trực tiếp tại quầy/)
    await clerk.reads('field-identityChecked-error', /tùy thân/)
    await clerk.look('counter-form')
    await clerk.page.locator('[name="identityChecked"]').check()
    await clerk.press('Lập hồ sơ')
    await clerk.sees(/tiếp nhận hồ sơ/)
    assert.match(await clerk.words(), /2 giấy tờ chưa được số hóa/)
    await clerk.look('counter-reception')

    await clerk.follow('Số hóa giấy tờ')
    await clerk.sees(/Số hóa giấy tờ/)
    await clerk.follow(/Quét giấy tờ này.*Tờ khai/)
    await clerk.sees(/Tờ khai/)
    await clerk.press('Ký số và lưu')
    await clerk.reads('field-validity-error', /Thời hạn/)
    await clerk.look('counter-scan-refused')
    await clerk.attach('declaration', { name: 'to-khai.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await picture('To khai')) })
    await clerk.choose('validity', 'unlimited')
    await clerk.press('Ký số và lưu')
    await clerk.page.getByText('declaration.pdf').first().waitFor()
    await clerk.look('counter-digitised')
    await clerk.follow('Về hồ sơ')
    await clerk.sees(/Hồ sơ/)
    await clerk.page.getByText('Thông tin của giấy tờ').first().click()
    await clerk.look('counter-dossier')
    assert.match(await clerk.words(), /1 giấy tờ chưa được số hóa[^]*Bản số hóa có chữ ký số của Trung tâm Phục vụ hành chính công tỉnh/)
  })
})
