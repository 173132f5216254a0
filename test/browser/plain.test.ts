import assert from 'node:assert/strict'
import type { Response } from 'playwright-core'
import { openHouse, type House } from '../house.ts'
import { narrow, pdf, phone, Visitors } from './browser.ts'

/** What only a page with a diagram loads, and only once it is looked at. */
const diagram = /\/assets\/diagram-|\.bpmn$/

describe('On a cheap telephone', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors
  before(async () => {
    house = await openHouse()
    await house.at('2026-05-18T08:00')
    visitors = await Visitors.welcome(house)
  })
  after(() => (visitors as Visitors | undefined)?.close())

  for (const address of ['/', '/thu-tuc/judicial-record', '/nop-ho-so/judicial-record', '/ho-so', '/hoi-dap']) {
    it(`a first visit to ${address} loads less than 100 kB`, async () => {
      const { page } = await visitors.person(phone)
      const loaded: Response[] = []
      page.on('response', (response) => { if (!diagram.test(response.url())) loaded.push(response) })
      assert.equal((await page.goto(address, { waitUntil: 'networkidle' }))?.status(), 200)
      const sizes = await Promise.all(loaded.map(async (response) => ({ path: new URL(response.url()).pathname, bytes: (await response.request().sizes()).responseBodySize })))
      const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
      assert.ok(total > 20_000 && total < 100_000, `${String(total)} bytes: ${sizes.map(({ path, bytes }) => `${path} ${String(bytes)}`).join(', ')}`)
    })
  }

  it('a dossier is filed and followed where no script runs, at 320 px (C2)', async () => {
    const citizen = await visitors.person(narrow, { javaScriptEnabled: false })
    await citizen.open('/nop-ho-so/judicial-record')
    for (const [name, text] of Object.entries({
      name: 'Lò Thị Mai', dateOfBirth: '02/09/1988', placeOfBirth: 'Sơn La', nationality: 'Việt Nam', identityNumber: '014188000321', identityIssuedOn: '01/06/2021',
      permanentResidence: 'Bản Cọ, Sơn La', phone: '0912000321', email: 'mai@example.org', residences: '2004 đến nay, Sơn La',
    })) await citizen.type(name, text)
    await citizen.page.screenshot({ path: 'test/screenshots/plain-file-320.png', fullPage: true })
    await citizen.attach('identity-copy', pdf('can-cuoc.pdf'))
    await citizen.press('Xem lại trước khi gửi')
    await citizen.page.screenshot({ path: 'test/screenshots/plain-summary-320.png', fullPage: true })
    assert.match(await citizen.words(), /Lò Thị Mai/)
  })
})
