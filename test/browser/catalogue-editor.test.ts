import assert from 'node:assert/strict'
import { publishEditions } from '../../processes/catalogue.ts'
import { openHouse, type House } from '../house.ts'
import { desktop, Visitors } from './browser.ts'

const procedure = 'household-business'

describe('The editor of the catalogue in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors

  before(async () => {
    house = await openHouse()
    await house.at('2027-05-11T08:00')
    visitors = await Visitors.welcome(house)
  })
  after(async () => {
    await house.deps.client.db(house.deps.databaseName).collection('editions').deleteMany({ procedure })
    publishEditions([])
    await (visitors as Visitors | undefined)?.close()
  })

  it('is filled in, previewed as citizens will see it, and published by an analyst; axe finds nothing on any of its pages (A10)', async () => {
    const analyst = await visitors.person(desktop)
    const account = house.accounts.find(({ username }) => username === 'lythuha.ttpvhcc')
    assert.ok(account)
    await analyst.signIn(account)
    await analyst.follow('Danh mục thủ tục')
    await analyst.sees('Danh mục thủ tục')
    await analyst.look('catalogue-editor')
    await analyst.follow(/^Đăng ký thành lập hộ kinh doanh/)
    await analyst.sees('Đăng ký thành lập hộ kinh doanh')
    await analyst.follow('Sửa nội dung')
    await analyst.page.getByRole('button', { name: 'Lưu bản nháp' }).waitFor()
    await analyst.look('catalogue-editor-form')
    await analyst.press('Lưu bản nháp')
    await analyst.page.getByRole('alert').waitFor()
    await analyst.look('catalogue-editor-wrong')
    await analyst.type('decision', 'Quyết định 777/QĐ-UBND ngày 10/5/2027')
    await analyst.type('receivedOn', '10/05/2027')
    await analyst.type('from', '01/06/2027')
    await analyst.type('document-new-name-vi', 'Bản vẽ vị trí địa điểm kinh doanh')
    await analyst.type('document-new-name-en', 'Sketch of the place of business')
    await analyst.type('document-new-copies-vi', '1 bản')
    await analyst.type('document-new-copies-en', '1 copy')
    await analyst.press('Lưu bản nháp')
    await analyst.page.getByRole('button', { name: 'Công bố bản này' }).waitFor()
    await analyst.look('catalogue-editor-draft')
    await analyst.follow(/^Xem trước/)
    await analyst.page.getByText('Chưa công bố.').waitFor()
    await analyst.look('catalogue-editor-preview')
    await analyst.follow('Về thủ tục')
    await analyst.press('Công bố bản này')
    await analyst.page.getByText('Đã công bố, áp dụng từ 01/06/2027.').waitFor()
    assert.match(await analyst.words(), /Công bố: Lý Thu Hà/)
  })
})
