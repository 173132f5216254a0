import assert from 'node:assert/strict'
import { signedPdf } from '../config/sign/signed-pdf.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { desktop, pdf, phone, Visitors, type Person } from './browser.ts'

/** What the owner of a house writes into the application for a building permit. */
const fields = {
  name: 'Nguyễn Thị Ánh', dateOfBirth: '28/02/1990', identityNumber: '038190001234', address: '12 Lê Lợi, phường Hạc Thành', phone: '0912345678', email: 'anh@example.org',
  siteAddress: '15 ngõ 8 Lê Lợi', landPlot: 'Thửa 125, tờ 34', landArea: '90', floors: '3', floorArea: '240', height: '11,5', designer: 'Công ty Thiết kế Hạc Thành',
}
const choices = { workKind: 'house', landData: 'yes', adjacent: 'no', fireSafety: 'no', designReview: 'no', heritage: 'no', delivery: 'online' }

describe('permits in the browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors
  before(async () => {
    house = await openHouse()
    visitors = await Visitors.welcome(house)
  })
  after(() => visitors.close())

  const account = (username: string) => {
    const found = house.accounts.find((each) => each.username === username)
    assert.ok(found)
    return found
  }
  const clerk = async (username: string): Promise<Person> => {
    const person = await visitors.person(desktop)
    await person.signIn(account(username))
    return person
  }

  it('a building permit: filed, verified on site with an invitation to print and minutes attached, sent back with its reason on the queue (F3, J7)', async () => {
    await house.at('2026-10-12T08:00')
    const citizen = await visitors.person(phone)
    await citizen.open('/thu-tuc/building-permit')
    await citizen.page.locator('.diagram--ready svg').first().waitFor()
    await citizen.look('permit-procedure')
    await citizen.open('/nop-ho-so/building-permit')
    await citizen.look('permit-file')
    for (const [name, text] of Object.entries(fields)) await citizen.type(name, text)
    for (const [name, value] of Object.entries(choices)) await citizen.choose(name, value)
    await citizen.attach('drawings', { ...pdf('ban-ve.pdf'), buffer: await signedPdf(house) })
    await citizen.press('Xem lại trước khi gửi')
    await citizen.sees('Xem lại trước khi gửi')
    await citizen.page.getByLabel(/^Tôi cam đoan/).check()
    await citizen.press('Gửi hồ sơ')
    await citizen.sees('Đã gửi hồ sơ')
    const code = await citizen.page.locator('.confirmation__code').innerText()

    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'verify' })
    await house.task(code, 'verification-appointment')
    const officer = await clerk(house.username('case-officer', '.hacthanh'))
    await officer.follow(code)
    await officer.look('permit-appointment')
    for (const [name, text] of Object.entries({ visitOn: '13/10/2026', visitAt: '06:00', place: '15 ngõ 8 Lê Lợi', participants: 'Phạm Thùy Trang\nChủ đầu tư', content: 'Đối chiếu ranh giới' })) await officer.type(name, text)
    await officer.choose('attendance', 'required')
    await officer.press('Hoàn thành bước này')
    await officer.reads('field-visitAt-error', /trong giờ làm việc/)
    assert.equal(await officer.page.locator('[name="place"]').inputValue(), '15 ngõ 8 Lê Lợi', 'what was typed is kept')
    await officer.type('visitAt', '08:30')
    await officer.press('Hoàn thành bước này')
    await officer.sees('Việc cần làm')

    await eventually(async () => {
      await citizen.open(`/ho-so/${code}`)
      assert.match(await citizen.words(), /Mời bạn có mặt để thẩm tra, xác minh/)
    })
    await citizen.look('permit-invited')
    await citizen.follow('Xem và in giấy mời')
    await citizen.look('permit-invitation')

    await house.at('2026-10-13T10:00')
    const minutes = await house.task(code, 'verification-minutes')
    await officer.open(`/desk/tasks/${minutes.id}`)
    await officer.choose('verificationOutcome', 'held')
    for (const [name, text] of Object.entries({ heldOn: '13/10/2026', heldAt: '08:30', present: 'Phạm Thùy Trang; chủ đầu tư', found: 'Ranh giới đúng bản vẽ', conclusion: 'Phù hợp' })) await officer.type(name, text)
    await officer.press('Hoàn thành bước này')
    await officer.reads('field-documents.minutes-error', /Hãy đính kèm: Biên bản đã ký/)
    await officer.look('permit-minutes')
    await officer.attach('minutes', pdf('bien-ban.pdf'))
    await officer.press('Hoàn thành bước này')
    await officer.sees('Việc cần làm')
    await eventually(async () => {
      const kept = (await house.events(code)).find(({ act }) => act === 'record-verification')
      const [file] = kept?.details['files'] as { name: string, sha256: string }[]
      assert.deepEqual([file?.name, file?.sha256.length], ['bien-ban.pdf', 64])
    })

    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Phù hợp quy hoạch' })
    await house.complete(code, 'permit-draft', { draftKind: 'permit', permittedFloors: 3, permittedHeight: 11.5, permittedArea: 240, setback: 'Trùng chỉ giới' })
    await house.complete(code, 'review', { reviewOutcome: 'back', remark: 'Làm rõ khoảng lùi' })
    const again = await house.task(code, 'appraisal')
    await officer.open('/desk')
    assert.match(await officer.words(), /Lượt 3[\s\S]*Nguyễn Thị Bích trả lại: Làm rõ khoảng lùi/)
    await officer.look('permit-queue')
    await officer.open(`/desk/tasks/${again.id}`)
    assert.match(await officer.words(), /Phiếu kiểm soát: từng lượt xử lý/)
    assert.match(await officer.words(), /bien-ban\.pdf/)
    await officer.look('permit-passes')
  })

  it('a food-safety inspection: the applicant reads what to put right and by when, and reports it with evidence (J8)', async () => {
    await house.at('2026-10-19T08:00')
    const code = await house.file({
      establishment: 'Cơ sở Nước mắm Ba Làng', establishmentAddress: 'Khu phố 3', establishmentKind: 'household', businessRegistered: 'yes', registrationNumber: '038190001234', products: 'Nước mắm', people: 6,
    }, { procedure: 'food-safety' })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Hợp lệ' })
    await house.complete(code, 'inspection-team', { decisionNumber: '12/QĐ-SYT', members: 'A\nB\nC', specialists: 2 })
    await house.complete(code, 'verification-appointment', { visitOn: '2026-10-20', visitAt: '08:30', place: 'Khu phố 3', participants: 'Đoàn', content: 'Thẩm định', attendance: 'required' })
    await house.at('2026-10-20T11:00')
    await house.complete(code, 'verification-minutes', { verificationOutcome: 'held', heldOn: '2026-10-20', heldAt: '08:30', present: 'Đoàn', found: 'Thiếu lưới', conclusion: 'Chưa đạt' })
    await house.complete(code, 'assessment', { assessmentOutcome: 'remedy', findings: 'Một điểm', reason: 'Lắp lưới chắn côn trùng', localAuthority: 'hacthanh' })
    await house.task(code, 'remedy')

    const citizen = await visitors.person(phone)
    await citizen.open('/ho-so')
    await citizen.type('code', code)
    await citizen.type('proof', '038190001234')
    await citizen.press('Tra cứu')
    await citizen.sees(`Hồ sơ ${code}`)
    assert.match(await citizen.words(), /Lắp lưới chắn côn trùng[\s\S]*19\/11\/2026/)
    await citizen.look('food-remedy')
    await citizen.press('Gửi bổ sung')
    await citizen.page.getByRole('alert').waitFor()
    await citizen.type('remedyReport', 'Đã lắp lưới chắn')
    await citizen.attach('evidence', pdf('anh-luoi.pdf'))
    await citizen.press('Gửi bổ sung')
    await house.task(code, 'reassessment')
    const officer = await clerk('duongvanhai.syt')
    await officer.follow(code)
    assert.match(await officer.words(), /anh-luoi\.pdf/)
    await officer.look('food-reassessment')
  })
})
