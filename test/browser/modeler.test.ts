import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { desktop, Visitors, type Person } from './browser.ts'

describe('The editor of diagrams in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors
  const colleague = { username: 'nguyenanhthu.ttpvhcc', name: 'Nguyễn Anh Thư', unit: 'ttpvhcc', roles: ['analyst'] as const }

  before(async () => {
    house = await openHouse()
    visitors = await Visitors.welcome(house)
  })
  after(async () => {
    await house.deps.client.db(house.deps.databaseName).collection('diagramDrafts').deleteMany({})
    await (visitors as Visitors | undefined)?.close()
  })

  const ready = (person: Person) => person.page.locator('[data-modeler][data-ready="yes"]').waitFor()
  const saved = (person: Person) => person.page.locator('[data-saved]').filter({ hasText: /^Đã lưu/ }).waitFor()
  const findings = (person: Person) => person.page.locator('[data-findings] li').allInnerTexts()

  it('is drawn in by an analyst: a step picked by its name, a mistake found, undone, gone back to, discarded and taken back', async () => {
    const analyst = await visitors.person(desktop)
    const account = house.accounts.find(({ username }) => username === 'lythuha.ttpvhcc')
    assert.ok(account)
    const { page } = analyst
    await analyst.signIn(account)
    await analyst.follow('Sơ đồ quy trình')
    await analyst.sees('Sơ đồ quy trình')
    await analyst.look('diagrams')
    await analyst.follow(/^Cấp giấy phép xây dựng/)
    await analyst.press('Soạn bản nháp')
    await ready(analyst)
    assert.deepEqual(await findings(analyst), ['Không có lỗi: sơ đồ triển khai được.'])
    await analyst.look('diagram-editor')

    // A step of the workers' own, by its name: nobody types a job type.
    await page.locator('[data-canvas] .djs-container').click({ position: { x: 500, y: 20 } })
    await page.keyboard.press('n')
    await page.getByPlaceholder(/Tìm|Search/).or(page.locator('.djs-popup-search input')).first().fill('Chờ nộp tiền')
    await page.keyboard.press('Enter')
    await page.mouse.move(760, 460)
    await page.mouse.click(760, 460)
    await saved(analyst)
    await page.screenshot({ path: 'test/screenshots/diagram-editor-findings.png', fullPage: true })
    assert.notDeepEqual(await findings(analyst), ['Không có lỗi: sơ đồ triển khai được.'])
    const [draft] = await house.deps.diagramDrafts.open()
    assert.match(draft?.diagram ?? '', /taskDefinition type="fee\.await-payment" retries="5"/)
    assert.match(draft?.diagram ?? '', /modelerTemplate="motcua\.fee\.await-payment"/)
  })
})
