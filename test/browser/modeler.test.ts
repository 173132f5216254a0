import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { desktop, Visitors, type Person } from './browser.ts'

const good = ['Không có lỗi: sơ đồ triển khai được.']

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
    assert.deepEqual(await findings(analyst), good)
    await analyst.look('diagram-editor')

    // A step of the workers' own, by its name: nobody types a job type.
    await page.locator('[data-canvas] .djs-container').click({ position: { x: 500, y: 20 } })
    await page.keyboard.press('n')
    await page.locator('.djs-popup-search input').pressSequentially('nộp tiền')
    await page.getByText('fee.await-payment').click()
    await page.mouse.move(700, 470)
    await page.mouse.click(700, 470)
    await saved(analyst)
    assert.notDeepEqual(await findings(analyst), good)
    const [draft] = await house.deps.diagramDrafts.open()
    assert.match(draft?.diagram ?? '', /taskDefinition type="fee\.await-payment" retries="5"/)
    assert.match(draft?.diagram ?? '', /modelerTemplate="motcua\.fee\.await-payment"/)
    await analyst.look('diagram-editor-findings')
    const line = page.locator('[data-findings] button').first()
    await line.click()
    await page.locator('.djs-element.selected').waitFor()

    const undo = page.getByRole('button', { name: 'Hoàn tác' })
    while (await undo.isEnabled()) await undo.click()
    await page.locator('[data-findings] li').filter({ hasText: /^Không có lỗi/ }).waitFor()
    assert.doesNotMatch((await house.deps.diagramDrafts.find(draft?.id ?? ''))?.diagram ?? '', /modelerTemplate=/)

    // Undo across sessions: what was saved can be gone back to from the page of another day.
    await page.reload()
    await ready(analyst)
    await page.getByText('Các lần lưu').click()
    await page.getByRole('button', { name: 'Quay lại Lần 2' }).click()
    await page.getByText('Đã quay lại lần lưu 2.').waitFor()
    await ready(analyst)
    assert.notDeepEqual(await findings(analyst), good)
    await analyst.press('Bỏ bản nháp')
    await page.getByText('Đã bỏ bản nháp.').waitFor()
    assert.match(await analyst.words(), /Chưa có bản nháp/)
    await analyst.press('Lấy lại bản nháp vừa bỏ')
    await page.getByText('Đã lấy lại bản nháp.').waitFor()
  })

  it('tells two analysts of each other, and lets neither overwrite the other', async () => {
    const account = house.accounts.find(({ username }) => username === 'lythuha.ttpvhcc')
    assert.ok(account)
    await house.deps.accounts.create(colleague, 'mật khẩu rất dài của Thư')
    const [one, two] = await Promise.all([visitors.person(desktop), visitors.person(desktop)])
    await one.signIn(account)
    await two.signIn({ username: colleague.username, password: 'mật khẩu rất dài của Thư' })
    const { id } = await house.deps.diagramDrafts.begin({ process: 'apology', basedOn: 1, diagram: (await house.deps.bundles.get('apology', 1)).diagram }, { by: house.actor('analyst', 'ttpvhcc'), at: house.clock.now() })
    await one.open(`/desk/diagrams/drafts/${id}`)
    await ready(one)
    await two.open(`/desk/diagrams/drafts/${id}`)
    await ready(two)
    await two.page.getByText('Cũng đang mở bản nháp này: Lý Thu Hà').waitFor()

    const move = async ({ page }: Person) => {
      await page.locator('.djs-element.djs-shape[data-element-id]').filter({ has: page.locator('.djs-visual rect') }).first().click()
      await page.keyboard.press('Shift+ArrowRight')
    }
    await move(one)
    await saved(one)
    await move(two)
    await two.page.getByText(/^Lý Thu Hà đã lưu bản khác lúc/).waitFor()
    assert.equal((await house.deps.diagramDrafts.find(id))?.revision, 2, 'nothing was overwritten')
    await two.press('Giữ bản của tôi thành bản nháp mới')
    await two.page.waitForURL((url) => url.pathname.startsWith('/desk/diagrams/drafts/') && !url.pathname.endsWith(id))
    await ready(two)
    assert.equal((await house.deps.diagramDrafts.open()).filter(({ process }) => process === 'apology').length, 2)
  })

  it('is for analysts only, and says without scripts how else to go on', async () => {
    const clerk = await visitors.person(desktop)
    const reception = house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc')
    const analyst = house.accounts.find(({ username }) => username === 'lythuha.ttpvhcc')
    assert.ok(reception && analyst)
    await clerk.signIn(reception)
    assert.equal((await clerk.page.goto('/desk/diagrams'))?.status(), 403)
    const plain = await visitors.person(desktop, { javaScriptEnabled: false })
    await plain.signIn(analyst)
    const [draft] = await house.deps.diagramDrafts.open()
    await plain.open(`/desk/diagrams/drafts/${draft?.id ?? ''}`)
    await plain.page.getByText(/Trình vẽ sơ đồ cần JavaScript/).waitFor()
  })
})
