import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { desktop, narrow, Visitors, type Person } from './browser.ts'

describe('The first day and the help in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors

  before(async () => {
    house = await openHouse()
    await house.at('2027-05-12T08:00')
    visitors = await Visitors.welcome(house)
  })
  after(async () => {
    await house.deps.preferences.keep('lythuha.ttpvhcc', { tourDone: [], tourHidden: false })
    await (visitors as Visitors | undefined)?.close()
  })

  async function analyst(viewport: typeof desktop): Promise<Person> {
    const person = await visitors.person(viewport)
    const account = house.accounts.find(({ username }) => username === 'lythuha.ttpvhcc')
    assert.ok(account)
    await person.signIn(account)
    return person
  }

  it('is unfolded, ticked off and put aside by keyboard alone, and opened again from help; axe finds nothing', async () => {
    const person = await analyst(desktop)
    const { page } = person
    await page.locator('.first-day summary').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Đánh dấu đã xem/ }).first().waitFor()
    await person.look('first-day')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Bỏ đánh dấu/ }).waitFor()
    assert.match(await person.words(), /Bạn đã xem hết/)
    await page.getByRole('button', { name: 'Ẩn phần này' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Đã ẩn. Mở lại bất cứ lúc nào').waitFor()
    assert.equal(await page.locator('.first-day').count(), 0)
    await person.follow('Trợ giúp')
    await person.sees('Trợ giúp')
    await person.look('desk-help')
    await page.getByRole('button', { name: /^Mở lại/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Ngày đầu tiên của bạn' }).waitFor()
  })

  it('fits a screen of 320 pixels', async () => {
    const person = await analyst(narrow)
    await person.page.locator('.first-day summary').click()
    await person.look('first-day-narrow')
    await person.page.goto('/desk/help')
    await person.look('desk-help-narrow')
    await person.page.goto('/desk/catalogue/first-land-certificate/edit')
    await person.look('catalogue-editor-form-narrow')
  })
})
