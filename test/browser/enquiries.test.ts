import assert from 'node:assert/strict'
import type { Role } from '../../processes/law/roles.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { desktop, phone, Visitors, type Person } from './browser.ts'

const who = {
  name: 'Phạm Thị Ngọc', nationality: 'Việt Nam', identityNumber: '038190009876', address: '7 Lê Hoàn, phường Hạc Thành', phone: '0912 000 111', email: 'ngoc@example.org',
}
const content = 'Cho tôi hỏi Phiếu lý lịch tư pháp số 1 có giá trị trong bao lâu khi nộp hồ sơ xin việc?'
const digits: Readonly<Record<string, string>> = { không: '0', một: '1', hai: '2', ba: '3', bốn: '4', năm: '5', sáu: '6', bảy: '7', tám: '8', chín: '9' }

describe('Questions and feedback in a browser', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors

  before(async () => {
    house = await openHouse()
    await house.at('2026-01-20T08:00')
    visitors = await Visitors.welcome(house)
  })
  after(() => (visitors as Visitors | undefined)?.close())

  async function colleague(role: Role, unit: string): Promise<Person> {
    const account = house.accounts.find(({ roles, username }) => roles.includes(role) && username.endsWith(unit))
    assert(account)
    const person = await visitors.person(desktop)
    await person.signIn(account)
    return person
  }

  async function openTask(person: Person, code: string, form: string): Promise<void> {
    await house.task(code, form)
    await person.open('/desk')
    await person.follow(code)
  }

  async function finish(person: Person): Promise<void> {
    await person.press('Hoàn thành bước này')
    await person.page.waitForURL('**/desk')
  }

  /** The confirmation code, typed by hand from its words. */
  async function typeCode(person: Person): Promise<void> {
    const words = await person.page.locator('.confirm__words').innerText()
    await person.type('confirmationCode', words.split('–').map((word) => digits[word.trim()] ?? '?').join(''))
  }

  it('go from asking on a telephone to the answer that everybody may read; what is wrong stands beside its field, what was typed stays (H1, H2, H3, H4, A7)', async () => {
    const citizen = await visitors.person(phone)
    await citizen.open('/')
    await citizen.follow('Hỏi đáp')
    await citizen.sees('Hỏi đáp')
    await citizen.look('questions-none')
    await citizen.follow('Đặt câu hỏi')
    await citizen.sees('Đặt câu hỏi')
    await citizen.page.locator('[data-done]').waitFor({ state: 'visible' })
    await citizen.look('question-ask')

    await citizen.choose('askerKind', 'person')
    for (const [name, text] of Object.entries({ ...who, identityNumber: '12345' })) await citizen.type(name, text)
    await citizen.type('title', 'Hoi ve Phieu ly lich tu phap')
    await citizen.type('content', content)
    await citizen.press('Gửi')
    await citizen.page.getByRole('alert').waitFor()
    await citizen.reads('field-identityNumber-error', /chưa đúng dạng/)
    await citizen.reads('field-title-error', /tiếng Việt có dấu/)
    await citizen.reads('field-agency-error', /Hãy chọn/)
    assert.equal(await citizen.page.locator('[name="content"]').inputValue(), content)
    await citizen.page.locator('[data-done]').waitFor({ state: 'visible' })
    await citizen.look('question-wrong')

    await citizen.type('identityNumber', who.identityNumber)
    await citizen.type('title', 'Hỏi về giá trị của Phiếu lý lịch tư pháp')
    await citizen.select('agency', 'pv06')
    await citizen.press('Gửi')
    await citizen.sees('Đã gửi câu hỏi')
    await citizen.look('question-sent')
    const code = await citizen.page.locator('.confirmation__code').first().innerText()
    const secret = await citizen.page.locator('[data-secret]').innerText()
    assert.match(code, /^HD-260120-\d{4}$/)
    await citizen.open(`/hoi-dap/${code}/da-gui`)

    const clerk = await colleague('reception-clerk', '.ttpvhcc')
    await openTask(clerk, code, 'question-sorting')
    await clerk.choose('sortingOutcome', 'passed')
    await clerk.look('desk-question-sorting')
    await clerk.press('Hoàn thành bước này')
    await clerk.reads('field-unit-error', /Hãy chọn/)
    await clerk.select('unit', 'pv06')
    await clerk.choose('coordination', 'one')
    await finish(clerk)

    const officer = await colleague('case-officer', '.pv06')
    await openTask(officer, code, 'question-answer')
    assert.equal(await officer.page.locator('[name="answererName"]').inputValue(), 'Trần Văn Minh')
    await officer.choose('answerOutcome', 'final')
    for (const [name, text] of Object.entries({
      text: 'Luật không quy định thời hạn giá trị.', legalBasis: 'Luật Lý lịch tư pháp số 28/2009/QH12 ngày 17/6/2009 của Quốc hội', answererPost: 'Cán bộ', answererPhone: '0237 3 725 725', answererEmail: 'minh@example.org',
    })) await officer.type(name, text)
    await officer.choose('publish', 'public')
    await officer.type('publicAnswer', `Trả lời ${who.name}: luật không quy định.`)
    await officer.page.getByLabel(/đã bỏ mọi dữ liệu cá nhân/).check()
    await officer.press('Hoàn thành bước này')
    await officer.reads('field-publicAnswer-error', /còn dữ liệu cá nhân/)
    await officer.look('desk-question-answer')
    await officer.type('publicAnswer', 'Luật không quy định.')
    await finish(officer)

    const leader = await colleague('leader', '.pv06')
    await openTask(leader, code, 'question-approval')
    await leader.choose('approvalOutcome', 'approved')
    await leader.look('desk-question-approval')
    await finish(leader)

    await eventually(async () => {
      await citizen.open(`/hoi-dap/${code}`)
      assert.match(await citizen.words(), /Luật không quy định thời hạn giá trị[\s\S]*28\/2009\/QH12[\s\S]*Trần Văn Minh, Cán bộ/)
    })
    await citizen.look('question-answered')
    await citizen.type('content', 'Tai sao?')
    await citizen.press('Gửi câu hỏi bổ sung')
    await citizen.reads('field-content-error', /ít nhất 20 ký tự/)
    await citizen.type('content', 'Vậy cơ quan nhận hồ sơ có được đòi Phiếu mới hơn sáu tháng không?')
    await citizen.press('Gửi câu hỏi bổ sung')
    await citizen.page.getByText(/Đã gửi câu hỏi bổ sung/).waitFor()
    await citizen.look('question-thread')

    // Everybody reads the public version; who knows number and secret reads all, from anywhere.
    const other = await visitors.person(phone)
    await other.open('/hoi-dap')
    await other.follow('Hỏi về giá trị của Phiếu lý lịch tư pháp')
    const shown = await other.words()
    assert.match(shown, /Luật không quy định\./)
    for (const personal of [who.name, who.identityNumber, who.phone, who.email]) assert.ok(!shown.includes(personal), personal)
    await other.look('question-public')
    await other.open('/hoi-dap/tra-cuu')
    await other.type('code', code)
    await other.type('proof', 'AAAAA-AAAAA')
    await other.press('Tra cứu')
    await other.reads('field-code-error', /không khớp/)
    await other.look('question-look-up')
    await other.type('proof', secret.toLowerCase())
    await other.press('Tra cứu')
    await other.page.getByText('Luật không quy định thời hạn giá trị.').waitFor()
  })

  it('need no script and no picture: a code in words is typed, once; without accents it is kindly asked for, in English too (H1, A8)', async () => {
    const citizen = await visitors.person(phone)
    await citizen.page.route('**/assets/main-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
    await citizen.open('/phan-anh/gui?language=en')
    await citizen.sees('Send feedback')
    assert.ok(await citizen.page.locator('[data-by-hand]').isVisible())
    await citizen.choose('askerKind', 'organisation')
    for (const [name, text] of Object.entries({
      organisation: 'Công ty Hoa Sen', representative: 'Lê Văn Tám', post: 'Giám đốc', foundingDecision: '2800123456', seat: '1 Trần Phú', phone: '0237 3 111 222',
      title: 'The portal lost my papers', content: 'I sent my papers and the portal answered with an error page.', confirmationCode: '12',
    })) await citizen.type(name, text)
    await citizen.select('agency', 'ttpvhcc')
    await citizen.select('about', 'system')
    await citizen.press('Send')
    await citizen.reads('field-content-error', /write in Vietnamese with its accents/)
    await citizen.reads('field-confirmationCode-error', /four digits/)
    assert.equal(await citizen.page.locator('[name="foundingDecision"]').inputValue(), '2800123456')
    await citizen.look('feedback-wrong-en')

    await citizen.open('/phan-anh/gui?language=vi')
    const token = await citizen.page.locator('[name="confirmationToken"]').inputValue()
    await typeCode(citizen)
    const typed = await citizen.page.locator('[name="confirmationCode"]').inputValue()
    const fillIn = async () => {
      await citizen.choose('askerKind', 'organisation')
      for (const [name, text] of Object.entries({
        organisation: 'Công ty Hoa Sen', representative: 'Lê Văn Tám', post: 'Giám đốc', foundingDecision: '2800123456', seat: '1 Trần Phú', phone: '0237 3 111 222',
        title: 'Cổng báo lỗi khi nộp hồ sơ', content: 'Khi nộp hồ sơ thì Cổng báo lỗi và mất giấy tờ.',
      })) await citizen.type(name, text)
      await citizen.select('agency', 'ttpvhcc')
      await citizen.select('about', 'system')
    }
    await fillIn()
    await citizen.press('Gửi')
    await citizen.sees('Đã gửi phản ánh, kiến nghị')
    const code = await citizen.page.locator('.confirmation__code').first().innerText()
    assert.match(code, /^PA-260120-\d{4}$/)
    await citizen.follow('Theo dõi')
    await citizen.sees(code)
    await citizen.look('feedback-followed')

    await citizen.open('/phan-anh/gui')
    await fillIn()
    await citizen.page.evaluate(`document.querySelector('[name="confirmationToken"]').value = ${JSON.stringify(token)}`)
    await citizen.type('confirmationCode', typed)
    await citizen.press('Gửi')
    await citizen.reads('field-confirmationCode-error', /đã dùng/)
  })
})
