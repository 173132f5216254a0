import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { heicPhotograph, sidewaysPhotograph } from '../config/pictures/photographs.ts'
import { signaturesOf } from '../config/sign/signatures-of.ts'
import { codeFor } from '../web/account/people.ts'
import { desktop, narrow, phone, Visitors } from './browser.ts'
import { keyboardOf, pointer } from './hand.ts'

const runs = [
  { how: 'on a telephone', search: 'khai sinh', day: '2026-09-21', size: phone, language: 'vi', byKeyboard: false, number: '038192010101', mail: 'me.khang@vidu.vn' },
  { how: 'in English', search: 'birth', day: '2026-09-22', size: desktop, language: 'en', byKeyboard: false, number: '038192010102', mail: 'mother@vidu.vn' },
  { how: 'at 320 px by keyboard alone', search: 'khaj sinh', day: '2026-09-23', size: narrow, language: 'vi', byKeyboard: true, number: '038192010103', mail: 'ban.phim@vidu.vn' },
] as const

const texts = {
  address: '14 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', childName: 'Lê Minh Khang', childDateOfBirth: '20/08/2026', birthPlace: 'Bệnh viện Phụ sản Thanh Hóa', childEthnicity: 'Kinh',
  childNationality: 'Việt Nam', childOrigin: 'Hoằng Hóa, Thanh Hóa', motherEthnicity: 'Kinh', motherNationality: 'Việt Nam', marriagePlace: 'Phường Hạc Thành, tỉnh Thanh Hóa', fatherName: 'Lê Văn Bình',
  fatherIdentityNumber: '038088001111', fatherDateOfBirth: '01/05/1988', fatherAddress: '14 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', fatherEthnicity: 'Kinh', fatherNationality: 'Việt Nam', copies: '2',
}
const chosen = { childSex: 'male', surrogacy: 'no', marriage: 'yes', delivery: 'online' }

describe('A citizen gets it done', function () {
  this.timeout(300_000)
  let house: House
  let visitors: Visitors
  let origin: string

  before(async () => {
    house = await openHouse()
    origin = house.deps.env.PUBLIC_ORIGIN
    await house.at('2026-09-21T08:00')
    visitors = await Visitors.welcome(house)
    // The payment provider leads people back to, and tells, the address that listens.
    Object.assign(house.deps.env, { PUBLIC_ORIGIN: visitors.address })
    house.paymentPage.notifyAt = `${visitors.address}/api/v1/payments/notify`
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(async () => {
    Object.assign(house.deps.env, { PUBLIC_ORIGIN: origin })
    house.paymentPage.notifyAt = null
    await (visitors as Visitors | undefined)?.close()
  })

  for (const { how, search, day, size, language, byKeyboard, number, mail } of runs) {
    it(`${how}: registers, finds ‘${search}’, files with two photographs, completes, pays, follows, gets the signed result and rates it (A5, A6, B1, C2, C5, G4)`, async () => {
      await house.at(`${day}T08:00`)
      const citizen = await visitors.person(size)
      const { page } = citizen
      const hand = byKeyboard ? keyboardOf(page) : pointer
      const named = (name: string) => page.locator(`[name="${name}"]`)
      const submit = page.locator('main form button.govuk-button').last()
      const follow = async (href: string) => { await hand.press(page.locator(`main a[href="${href}"]`).first()) }
      const look = async (name: string) => { await citizen.look(`citizen-${name}-${language}${byKeyboard ? '-keyboard' : ''}`) }
      const reload = async (until: RegExp) => {
        for (let tries = 0; !until.test(await citizen.words()); tries++) {
          assert.ok(tries < 120, `${String(until)} does not come: ${await citizen.words()}`)
          await page.waitForTimeout(250)
          await page.reload()
        }
      }

      // Registers.
      await citizen.open(language === 'en' ? '/?language=en' : '/')
      const signIn = page.locator('header a[href^="/dang-nhap"]:visible')
      if (await signIn.count() === 0) await hand.press(page.locator('summary.menu__button'))
      await hand.press(signIn.first())
      await hand.press(page.locator('a[href^="/dang-ky"]'))
      await hand.choose(page.locator('[name="kind"][value="citizen"]'))
      for (const [name, text] of Object.entries({ identityNumber: number, name: 'Trịnh Thị Lan', contact: mail })) await hand.type(named(name), text)
      await hand.press(submit)
      await hand.type(named('code'), await codeFor(house, mail))
      await hand.press(submit)
      await page.waitForURL('**/tai-khoan/mat-khau*')
      for (const name of ['password', 'again']) await hand.type(named(name), 'hoa gạo tháng ba 2026')
      await hand.press(page.locator('main form button.govuk-button').first())
      await page.waitForURL('**/tai-khoan')

      // Finds it.
      await citizen.open('/')
      await hand.type(page.locator('#search-q'), search)
      await page.locator('[role="option"]').first().waitFor()
      await look('search')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/tim-kiem?*')
      await follow('/thu-tuc/birth-registration')
      await page.locator('h1').waitFor()
      await look('procedure')
      await hand.press(page.locator('main a[href="/nop-ho-so/birth-registration"]').first())

      // Files with two photographs.
      await page.waitForURL('**/nop-ho-so/birth-registration')
      assert.equal(await named('identityNumber').inputValue(), number, 'what the account knows is filled in')
      await hand.select(named('relation'), 'mother')
      await hand.type(named('dateOfBirth'), '28/02/1992')
      await hand.type(named('address'), texts.address)
      await hand.type(named('phone'), '0977010101')
      for (const name of ['childName', 'childDateOfBirth', 'birthPlace', 'childEthnicity', 'childNationality', 'childOrigin'] as const) await hand.type(named(name), texts[name])
      await hand.choose(page.locator(`[name="childSex"][value="${chosen.childSex}"]`))
      await hand.select(named('birthProof'), 'paper')
      await hand.choose(page.locator(`[name="surrogacy"][value="${chosen.surrogacy}"]`))
      for (const name of ['motherEthnicity', 'motherNationality'] as const) await hand.type(named(name), texts[name])
      await hand.choose(page.locator(`[name="marriage"][value="${chosen.marriage}"]`))
      for (const name of ['marriagePlace', 'fatherName', 'fatherIdentityNumber', 'fatherDateOfBirth', 'fatherAddress', 'fatherEthnicity', 'fatherNationality', 'copies'] as const) await hand.type(named(name), texts[name])
      await hand.choose(page.locator(`[name="delivery"][value="${chosen.delivery}"]`))
      if (await named('decidingUnit').count() > 0) await hand.select(named('decidingUnit'), 'hacthanh')
      await hand.attach(named('documents.birth-notice'), [
        { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: await heicPhotograph() }, { name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: await sidewaysPhotograph() },
      ])
      await look('file')
      await hand.press(page.locator('main form button.button--big'))
      await page.waitForURL('**/kiem-tra')
      assert.match(await citizen.words(), /Lê Minh Khang[\s\S]*IMG_1\.jpg[\s\S]*IMG_2\.jpg/)
      await look('summary')
      await hand.choose(named('declaration'))
      await hand.press(submit)
      await page.waitForURL('**/da-nop/**')
      const code = await page.locator('.confirmation__code').innerText()
      await look('filed')
      await follow(`/ho-so/${code}`)
      await page.waitForURL(`**/ho-so/${code}`)

      // Answers what the clerk asks for.
      await house.complete(code, 'reception', { receptionOutcome: 'incomplete', reason: 'Ảnh giấy chứng sinh bị mờ', missingItems: ['birth-notice'] })
      await house.inState(code, 'completion-requested')
      await house.task(code, 'completion')
      await reload(/Ảnh giấy chứng sinh bị mờ/)
      await look('asked')
      await hand.attach(named('documents.birth-notice'), [{ name: 'IMG_3.jpg', mimeType: 'image/jpeg', buffer: await sidewaysPhotograph() }])
      await hand.press(page.locator('.asked form button.govuk-button'))
      await page.locator('section.asked').waitFor({ state: 'detached' })
      await house.complete(code, 'reception', { receptionOutcome: 'received' })
      await house.inState(code, 'settling')

      // Pays for the copies.
      const pay = page.locator('form[action$="/nop-phi"] button')
      await reload(/16[.,]000/)
      await hand.press(pay)
      await page.waitForURL(/vnp_/)
      await hand.press(page.locator('button[value="00"]'))
      await page.waitForURL(`**/ho-so/${code}`)
      await reload(language === 'en' ? /Nothing more is to be paid|Nothing/ : /Không còn khoản nào phải nộp/)

      // Confirms the draft, and follows where it goes.
      await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ giấy tờ' })
      await house.task(code, 'confirmation-answer')
      await page.reload()
      await look('draft')
      await hand.choose(page.locator('[name="confirmationAnswer"][value="confirmed"]'))
      await hand.press(page.locator('.asked form button.govuk-button'))
      await page.locator('section.asked').waitFor({ state: 'detached' })
      await house.task(code, 'registration')
      await page.goto(`/ho-so/${code}`)
      assert.match(await citizen.words(), language === 'en' ? /What comes next/ : /Các bước tiếp theo/)
      await look('followed')

      // The signed result.
      await house.complete(code, 'registration', { bookVolume: '01/2026', bookNumber: 112, personalNumber: '038226001234' })
      await house.complete(code, 'signature', { signatureOutcome: 'signed' })
      await house.complete(code, 'issue', { resultNumber: `${day.slice(-2)}/2026` })
      await house.inState(code, 'returned')
      await page.reload()
      await look('returned')
      const result = page.locator('section[aria-labelledby="result"] a').first()
      const pdf = await page.request.get(await result.getAttribute('href') ?? '')
      assert.equal(pdf.status(), 200)
      assert.match(await signaturesOf(await pdf.body()), /Signature is Valid/)

      // And how it was.
      await follow(`/ho-so/${code}/danh-gia`)
      await hand.choose(page.locator('[name="timeliness"][value="5"]'))
      await hand.choose(page.locator('[name="service"][value="4"]'))
      await look('rating')
      await hand.press(submit)
      await page.waitForURL(`**/ho-so/${code}`)
      assert.equal(await page.locator(`main a[href="/ho-so/${code}/danh-gia"]`).count(), 0, 'it is rated once')
    })
  }
})
