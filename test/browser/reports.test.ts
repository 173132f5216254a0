import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { desktop, narrow, Visitors } from './browser.ts'

describe('Reports in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors
  before(async () => {
    house = await openHouse()
    await house.at('2027-11-02T08:00')
    visitors = await Visitors.welcome(house)
    const codes = [await house.file({ identityNumber: '038190006622' }), await house.file({ identityNumber: '038190006622' }, { channel: 'counter' })]
    for (const code of codes) await house.bringToOfficer(code)
    await house.decideAndReturn(codes[0] ?? '')
    await house.at('2027-12-01T08:00')
    while (await house.deps.figures.count(house.deps.now()) > 0);
  })
  after(() => (visitors as Visitors | undefined)?.close())

  it('are read, followed to their dossiers, published and corrected by keyboard, at a desk and at 320 px, and print; axe finds nothing (I1)', async () => {
    const { username, password } = house.accounts.find((each) => each.username === house.username('leader', '.pv06')) ?? assert.fail()
    for (const size of [desktop, narrow]) {
      const leader = await visitors.person(size)
      await leader.open('/desk/sign-in')
      await leader.type('username', username)
      await leader.type('password', password)
      await leader.page.locator('main form button').click()
      await leader.open('/desk/reports?nam=2027&ky=m11&pham-vi=co-quan:pv06')
      await leader.sees('Báo cáo giải quyết thủ tục hành chính')
      await leader.look(`reports-${String(size.width)}`)
      await leader.select('theo', 'channel')
      await leader.press('Xem báo cáo')
      await leader.page.getByRole('rowheader', { name: 'Trực tuyến' }).waitFor()
      await leader.page.locator('tfoot a').nth(1).press('Enter')
      await leader.page.getByRole('heading', { name: /: các hồ sơ$/, level: 1 }).waitFor()
      await leader.look(`reports-dossiers-${String(size.width)}`)
      await leader.open('/desk/reports?nam=2027&ky=m11&pham-vi=co-quan:pv06')
      if (size === desktop) {
        const paper = await leader.page.pdf({ format: 'A4', landscape: true, path: 'test/screenshots/reports-print.pdf' })
        assert.ok(paper.length > 10_000, 'it prints')
        await leader.page.getByRole('button', { name: 'Công bố' }).press('Enter')
        await leader.page.getByText('Số liệu hiện nay đúng như bản đã công bố').waitFor()
      } else await leader.page.getByRole('link', { name: 'Mở bản đã công bố' }).press('Enter')
      await leader.page.getByText('Mỗi số mở danh sách hồ sơ như hiện nay').waitFor()
      await leader.look(`report-published-${String(size.width)}`)
      await leader.open('/desk/reports/published')
      await leader.look(`reports-published-${String(size.width)}`)
      await leader.open('/desk/reports?language=en')
      await leader.page.getByRole('heading', { level: 1 }).waitFor()
      await leader.look(`reports-en-${String(size.width)}`)
      await leader.open('/desk/reports?language=vi')
    }
  })
})
