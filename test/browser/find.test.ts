import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { openHouse, type House } from '../house.ts'
import { desktop, phone, Visitors, type Person } from './browser.ts'

const small = { width: 320, height: 640 }

describe('Finding in a browser', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors

  before(async () => {
    house = await openHouse()
    await house.at('2026-09-16T08:30')
    visitors = await Visitors.welcome(house)
  })
  after(() => (visitors as Visitors | undefined)?.close())

  const search = (person: Person) => person.page.getByRole('combobox', { name: 'Tìm thủ tục, cơ quan, câu trả lời' })
  const options = (person: Person) => person.page.getByRole('option')

  it('suggests while one types, without accents and with a wrong letter; arrows, Enter and Escape do what they do elsewhere (A5)', async () => {
    const citizen = await visitors.person(small)
    const { page } = citizen
    await citizen.open('/')
    await citizen.look('home-320')
    await search(citizen).pressSequentially('khaj sinh', { delay: 20 })
    await options(citizen).filter({ hasText: 'Thủ tục đăng ký khai sinh' }).waitFor()
    assert.equal(await search(citizen).getAttribute('aria-expanded'), 'true')
    assert.match(await page.locator('[data-told]').innerText(), /^\d gợi ý/)
    await citizen.look('search-typing')
    await search(citizen).focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' ')
    await options(citizen).first().waitFor()

    await page.keyboard.press('ArrowDown')
    const chosen = await search(citizen).getAttribute('aria-activedescendant')
    assert.equal(await page.locator('[role="option"][aria-selected="true"]').getAttribute('id'), chosen)
    await page.keyboard.press('Escape')
    assert.equal(await options(citizen).count(), 0, 'the list is still shown')
    assert.equal(await search(citizen).inputValue(), 'khaj sinh ')
    await page.keyboard.press('Enter')
    await citizen.sees('Kết quả tìm kiếm')
    await citizen.look('search-results')

    await citizen.open('/')
    await search(citizen).pressSequentially('dang ky ket hon', { delay: 10 })
    await options(citizen).first().waitFor()
    assert.match(await options(citizen).first().innerText(), /Thủ tục đăng ký kết hôn/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await citizen.sees('Thủ tục đăng ký kết hôn')

    await citizen.open('/tim-kiem')
    await search(citizen).fill('zzqqzz')
    await page.locator('[data-told]').filter({ hasText: 'Không có gợi ý' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Không tìm thấy/ }).waitFor()
    await citizen.look('search-nothing')
  })

  it('works without a script, and the menu of a phone takes one line and opens without one (A5, A1)', async () => {
    const citizen = await visitors.person(small)
    const { page } = citizen
    await page.route('**/assets/main-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
    for (const language of ['vi', 'en']) {
      await citizen.open(`/?language=${language}`)
      const height = (await page.locator('.header__below').boundingBox())?.height ?? Infinity
      assert.ok(height <= 60, `the menu takes ${String(height)} px in ${language}`)
    }
    await citizen.open('/?language=vi')
    assert.ok(!await page.getByRole('link', { name: 'Cơ quan', exact: true }).isVisible())
    await page.locator('summary', { hasText: 'Menu' }).click()
    await citizen.look('menu-open')
    await page.getByRole('link', { name: 'Cơ quan', exact: true }).click()
    await citizen.sees('Cơ quan, đơn vị')
    await page.locator('input[name="q"]').fill('so do')
    await page.keyboard.press('Enter')
    await citizen.sees('Kết quả tìm kiếm')
    await citizen.follow(/quyền sử dụng đất/)
    await citizen.sees(/Giấy chứng nhận quyền sử dụng đất/)
  })

  it('closes its menu by Escape and by going on elsewhere (A1)', async () => {
    const citizen = await visitors.person(small)
    const { page } = citizen
    await citizen.open('/')
    const menu = page.locator('details.menu')
    const summary = menu.locator('summary')
    await summary.focus()
    await page.keyboard.press('Enter')
    assert.notEqual(await menu.getAttribute('open'), null)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    assert.equal(await menu.getAttribute('open'), null)
    assert.equal(await page.locator('details.menu > summary:focus').count(), 1, 'the focus is lost')
    await summary.click()
    await page.locator('h1').click({ position: { x: 5, y: 5 }, force: true })
    assert.equal(await menu.getAttribute('open'), null)
  })

  it('looks right at all widths: catalogue, life event, agencies, a unit, an empty form (A1, A2, A3, A11)', async () => {
    const citizen = await visitors.person(desktop)
    for (const [name, address] of [
      ['home-find', '/'], ['catalogue', '/thu-tuc'], ['catalogue-none', '/thu-tuc?field=ho-tich&level=province'], ['event', '/su-kien/birth'], ['agencies', '/co-quan'], ['agency', '/co-quan/ttpvhcc'],
      ['agency-ended', '/co-quan/motcuatp'], ['paper-form', '/thu-tuc/judicial-record/to-khai'], ['search-start', '/tim-kiem'], ['post', '/buu-chinh'], ['procedure-find', '/thu-tuc/birth-residence-health'],
    ] as const) {
      await citizen.open(address)
      await citizen.look(name)
      await citizen.page.setViewportSize(small)
      const wide = Number(await citizen.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
      assert.ok(wide <= 0, `${name} at 320 px is ${String(wide)} px too wide`)
      await citizen.page.screenshot({ path: `test/screenshots/${name}-320.png`, fullPage: true })
      await citizen.page.setViewportSize(desktop)
    }
    const reader = await visitors.person(phone)
    await reader.open('/co-quan/ttpvhcc?language=en')
    await reader.look('agency-english')
  })

  it('prints a procedure and its empty form on paper: all that it says, no menu, no button (A3)', async () => {
    const citizen = await visitors.person(desktop)
    const { page } = citizen
    await citizen.open('/thu-tuc/judicial-record')
    await page.locator('.diagram--ready svg').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    for (const left of ['header.header', 'footer.footer', '.on-page', '.diagram__buttons', '.button--wide']) assert.equal(await page.locator(left).first().isVisible(), false, left)
    await page.pdf({ path: 'test/screenshots/procedure.pdf', format: 'A4' })
    await citizen.open('/thu-tuc/judicial-record/to-khai')
    await page.pdf({ path: 'test/screenshots/paper-form.pdf', format: 'A4' })
    const [procedure, form] = await Promise.all(['procedure', 'paper-form'].map(async (name) => (await promisify(execFile)('pdftotext', ['-layout', `test/screenshots/${name}.pdf`, '-'])).stdout.replace(/\s+/g, ' ')))
    for (const words of ['Cấp Phiếu lý lịch tư pháp', 'Giấy tờ cần nộp', 'Các bước giải quyết', 'Căn cứ pháp lý', '200.000 đồng', 'Nguồn của thông tin trên trang này', 'TT 244/2016/TT-BTC, Điều 4-5']) assert.ok(procedure?.includes(words), words)
    assert.doesNotMatch(procedure ?? '', /Tra cứu hồ sơ|Đăng nhập/)
    assert.match(form ?? '', /^ ?CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc.*Người khai/)
  })

  it('orders the post for a dossier on a telephone (A9)', async () => {
    const code = await house.file({ name: 'Lò Văn Pín', identityNumber: '014187003322', phone: '0915 300 400', address: 'Bản Cọ' })
    const citizen = await visitors.person(small)
    await citizen.open('/ho-so')
    await citizen.type('code', code)
    await citizen.type('proof', '014187003322')
    await citizen.press('Tra cứu')
    await citizen.sees(new RegExp(code))
    await citizen.follow('Đăng ký bưu chính')
    await citizen.sees('Đăng ký bưu chính')
    await citizen.choose('pickUp', 'yes')
    await citizen.choose('bring', 'no')
    await citizen.press('Đăng ký')
    await citizen.page.getByRole('alert').waitFor()
    await citizen.look('post-order-wrong')
    await citizen.type('pickUpWhen', 'Buổi sáng')
    await citizen.press('Đăng ký')
    await citizen.page.getByText('Đã đăng ký bưu chính.').waitFor()
    assert.match(await citizen.words(), /Bản Cọ\s+0915 300 400\s+Buổi sáng/)
    await citizen.look('post-ordered')
  })

  it('lets an administrator edit contact and staff (A11)', async () => {
    const account = house.accounts.find(({ username }) => username === 'dangquocviet.ttpvhcc')
    assert(account)
    const administrator = await visitors.person(desktop)
    await administrator.signIn(account)
    await administrator.open('/desk/agencies/ttpvhcc')
    await administrator.look('desk-agency')
    await administrator.follow('Thêm người vào danh sách công khai')
    await administrator.look('desk-staff')
    await administrator.open('/desk/agencies/ttpvhcc/contact')
    await administrator.look('desk-contact')
  })
})
