import assert from 'node:assert/strict'
import type { Role } from '../../processes/law/roles.ts'
import { application, eventually, openHouse, type House } from '../house.ts'
import { desktop, phone, Visitors, type Person } from './browser.ts'

describe('Paying in a browser', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors
  let origin: string
  /** The address that people are led back to is the one that listens. */
  const setOrigin = (address: string) => { Object.assign(house.deps.env, { PUBLIC_ORIGIN: address }) }

  before(async () => {
    house = await openHouse()
    origin = house.deps.env.PUBLIC_ORIGIN
    await house.at('2026-09-14T08:00')
    visitors = await Visitors.welcome(house) // long enough for the engine to come to rest after the jump
    setOrigin(visitors.address)
    house.paymentPage.notifyAt = `${visitors.address}/api/v1/payments/notify`
  })
  after(async () => {
    setOrigin(origin)
    house.paymentPage.notifyAt = null
    await (visitors as Visitors | undefined)?.close()
  })

  /** An applicant who looks at a dossier that waits for its fee. */
  async function waiting(day: string, delivery = 'counter'): Promise<{ code: string, citizen: Person }> {
    await house.at(`${day}T08:00`)
    const code = await house.file({ feeClass: 'full', delivery })
    const citizen = await visitors.person(phone)
    await citizen.open('/ho-so')
    await eventually(async () => { assert.ok((await house.events(code)).some(({ act }) => act === 'await-payment')) })
    await citizen.type('code', code)
    await citizen.type('proof', application.identityNumber)
    await citizen.press('Tra cứu')
    await citizen.sees(new RegExp(code.replaceAll('.', '\\.')))
    return { code, citizen }
  }

  async function colleague(role: Role, unit: string): Promise<Person> {
    const account = house.accounts.find(({ roles, username }) => roles.includes(role) && username.endsWith(`.${unit}`))
    assert(account)
    const person = await visitors.person(desktop)
    await person.signIn(account)
    return person
  }

  it('applicants cancel, think again, pay online, come back and read their receipt (C5)', async () => {
    const { code, citizen } = await waiting('2026-09-15')
    await citizen.look('fee-owed')
    assert.match(await citizen.words(), /Còn phải nộp: 200\.000 đồng[\s\S]*Nộp trước khi hồ sơ được tiếp nhận/)
    assert.match(await citizen.words(), /chờ thực hiện nghĩa vụ tài chính/)
    await citizen.page.getByRole('heading', { name: 'Bạn cần nộp 200.000 đồng để hồ sơ được giải quyết tiếp' }).waitFor()
    await citizen.follow('Xem cách nộp')
    await citizen.press('Nộp trực tuyến')
    assert.match(await citizen.words(), /200\.000 đồng[\s\S]*/)
    assert.match(citizen.page.url(), /vnp_SecureHash=/)
    await citizen.press('Hủy')
    await citizen.page.getByText('Bạn đã hủy thanh toán').waitFor()

    // The provider's own call does not come at first: the page waits for it, and offers no second payment.
    house.paymentPage.notifyAt = null
    await citizen.press('Nộp trực tuyến')
    await citizen.press('Thanh toán')
    await citizen.page.getByText('Đang xác nhận thanh toán.').waitFor()
    await citizen.look('fee-confirming')
    assert.equal(await citizen.page.getByRole('button', { name: 'Nộp trực tuyến' }).count(), 0)
    house.paymentPage.notifyAt = `${visitors.address}/api/v1/payments/notify`
    const [attempt] = (await house.deps.paymentAttempts.of(code)).filter(({ state }) => state === 'returned')
    await house.paymentPage.tell(attempt?.reference ?? '', '00')
    await citizen.open(`/ho-so/${code}`)
    await citizen.look('fee-paid')
    assert.match(await citizen.words(), /Không còn khoản nào phải nộp/)
    assert.doesNotMatch(await citizen.words(), /Bạn cần nộp/)
    await citizen.follow(/^Biên lai TTPVHCC/)
    await citizen.look('fee-receipt')
    const pdf = await citizen.page.request.get(`${citizen.page.url()}.pdf`)
    assert.deepEqual([pdf.status(), (await pdf.body()).subarray(0, 5).toString()], [200, '%PDF-'])
    assert.match(await citizen.words(), /200\.000 đồng/)
    await house.task(code, 'reception')
  })

  it('clerks take cash with one button, heads approve a refund with the number of its voucher (C5)', async () => {
    const { code } = await waiting('2026-09-15')
    const clerk = await colleague('reception-clerk', 'ttpvhcc')
    await clerk.open(`/desk/dossiers/${code}`)
    await clerk.look('desk-fee-owed')
    await clerk.press('Thu tiền mặt 200.000 đồng')
    await clerk.page.getByText(/Đã thu 200\.000 đồng, biên lai TTPVHCC\.2026\.\d{7}/).waitFor()
    await house.complete(code, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền' })
    await house.inState(code, 'refused')

    await clerk.open(`/desk/dossiers/${code}/fees`)
    assert.equal(await clerk.page.getByRole('button', { name: 'Duyệt, đã hoàn trả' }).count(), 0, 'a clerk does not approve')
    const head = await colleague('one-stop-head', 'ttpvhcc')
    await head.open(`/desk/dossiers/${code}/fees`)
    await head.press('Duyệt, đã hoàn trả')
    await head.reads('field-voucher-error', /Nhập số chứng từ chi/)
    await head.look('desk-fees-wrong')
    await head.type('voucher', 'PC-15/9')
    await head.press('Duyệt, đã hoàn trả')
    await head.page.getByText('Đã ghi quyết định').waitFor()
    await head.look('desk-fees')
    assert.equal((await house.deps.feeLedger.balanceOf(code)).paid, 0)
    await head.type('failure', 'Thất lạc hồ sơ')
    await head.press('Lập đề nghị hoàn trả')
    await head.reads('field-failure-error', /Chưa có khoản nào đã nộp để hoàn trả/)
  })

  it('reads the same in English', async () => {
    const { citizen } = await waiting('2026-09-16')
    await citizen.follow('English')
    await citizen.look('fee-owed-en')
    assert.match(await citizen.words(), /To be paid: 200,000 đồng/)
  })
})
