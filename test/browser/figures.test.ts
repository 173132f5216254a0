import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { desktop, narrow, Visitors } from './browser.ts'

const identityNumber = '038190007722'

describe('Figures and ratings in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors

  before(async () => {
    house = await openHouse()
    await house.at('2027-05-10T08:00')
    visitors = await Visitors.welcome(house)
  })
  after(() => (visitors as Visitors | undefined)?.close())

  async function count(): Promise<void> {
    const { figures, ratings, now } = house.deps
    while (await figures.count(now()) > 0 || await ratings.count(now()) > 0);
  }

  it('read and rated at 320 px and at a desk: nothing that axe finds, nothing too wide, charts drawn under the strict policy (A4, A6)', async () => {
    const codes = [await house.file({ identityNumber }), await house.file({ identityNumber }, { channel: 'counter' })]
    for (const code of codes) await house.bringToOfficer(code)
    await house.decideAndReturn(codes[0] ?? '')
    for (let number = 0; number < 12; number++) {
      await house.deps.ratings.give(`browser ${String(number)}`, { agency: 'pv06', procedure: 'judicial-record', timeliness: number % 3 ? 5 : 4, service: number % 4 ? 4 : 2, remark: number % 5 ? '' : 'Được giải thích rõ từng giấy tờ.' }, house.deps.now())
    }
    await count()

    const citizen = await visitors.person(narrow)
    await citizen.open('/')
    await citizen.follow('Số liệu công khai')
    await citizen.sees('Số liệu giải quyết thủ tục hành chính')
    await citizen.look('figures')
    const paper = await citizen.page.pdf({ format: 'A4', path: 'test/screenshots/figures-print.pdf' })
    assert.ok(paper.length > 10_000, 'it prints')
    await citizen.select('pham-vi', 'co-quan:pv06')
    await citizen.select('thang', '5')
    await citizen.press('Xem số liệu')
    await citizen.page.getByRole('heading', { name: 'Phòng Hồ sơ nghiệp vụ · Tháng 5 năm 2027', exact: true }).waitFor()
    await citizen.look('figures-agency')
    for (const image of await citizen.page.locator('.figure-chart img').all()) {
      await image.scrollIntoViewIfNeeded()
      assert.ok(await image.evaluate<boolean, { complete: boolean, naturalWidth: number }>(({ complete, naturalWidth }) => complete && naturalWidth > 0), 'the chart is drawn')
    }
    await citizen.open('/thong-ke?language=en')
    await citizen.sees('How dossiers are settled: open figures')
    await citizen.look('figures-english')
    await citizen.open('/?language=vi')

    await citizen.open('/ho-so')
    await citizen.type('code', codes[0] ?? '')
    await citizen.type('proof', identityNumber)
    await citizen.page.locator('main form button').click()
    await citizen.page.getByRole('heading', { name: 'Ông/bà hài lòng đến mức nào?' }).waitFor()
    await citizen.look('dossier-to-rate')
    await citizen.page.getByRole('button', { name: 'Đánh giá' }).press('Enter')
    await citizen.sees('Ông/bà hài lòng đến mức nào?')
    await citizen.press('Gửi đánh giá')
    await citizen.page.getByRole('alert').waitFor()
    await citizen.look('rating-wrong')
    await citizen.page.locator('[name="timeliness"]').first().focus()
    await citizen.page.keyboard.press('Space')
    await citizen.page.locator('[name="service"]').first().focus()
    await citizen.page.keyboard.press('ArrowDown')
    await citizen.press('Gửi đánh giá')
    await citizen.page.getByText('Cảm ơn đánh giá').waitFor()
    assert.equal(await citizen.page.getByText('Ông/bà hài lòng đến mức nào?').count(), 0)

    const head = await visitors.person(desktop)
    const account = house.accounts.find(({ username }) => username === 'dothimai.ttpvhcc')
    assert.ok(account)
    await head.signIn(account)
    await head.page.getByRole('link', { name: 'Số liệu', exact: true }).click()
    await head.sees('Số liệu giải quyết thủ tục hành chính')
    await head.look('desk-figures')
    await head.page.locator('.figures a').first().click()
    await head.sees(/các hồ sơ/)
    await head.look('desk-figures-dossiers')
    await head.follow('Về số liệu')
    await head.follow('Ý kiến đánh giá của người dân')
    await head.sees('Ý kiến đánh giá')
    await head.look('desk-ratings')
    await head.page.getByRole('link', { name: 'Tiến độ', exact: true }).click()
    await head.sees('Tiến độ hồ sơ')
    await head.look('desk-progress')
  })
})
