import assert from 'node:assert/strict'
import type { Response } from 'playwright-core'
import { openHouse, type House } from '../house.ts'
import { diagram, mostWeight, phone, Visitors } from './browser.ts'

describe('On a slow telephone', function () {
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
      assert.ok(total > 20_000 && total < mostWeight, `${String(total)} bytes: ${sizes.map(({ path, bytes }) => `${path} ${String(bytes)}`).join(', ')}`)
    })
  }
})
