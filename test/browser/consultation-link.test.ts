import assert from 'node:assert/strict'
import { demonstrationAgencies } from '../../config/local/demonstration.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { desktop, narrow, pdf, Visitors } from './browser.ts'

const agency = { id: 'tandkv11', email: 'vanthu@tandkv11.example', name: { vi: 'Tòa án nhân dân khu vực 11', en: 'Regional People’s Court 11' } }

describe('A consultation that is answered by link, in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors
  before(async () => {
    house = await openHouse()
    await house.at('2026-06-24T08:00')
    visitors = await Visitors.welcome(house)
    const model = demonstrationAgencies.find(({ id }) => id === 'tand') ?? assert.fail('tand')
    await house.deps.agencies.put({ ...model, ...agency, consultedOn: ['judicial-record'] })
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => (visitors as Visitors | undefined)?.close())

  it('is read and answered on a small screen without scripts, in both languages; the officer sees that it was opened (F5, BT 17.5)', async () => {
    const code = await house.file({ name: 'Nguyễn Thị Mười' })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'consult', agencies: [agency.id], question: 'Có bản án chưa thi hành không?', sharedPapers: [], answerWithin: 2 })
    const path = await eventually(() => {
      const mail = house.mailServer.to(agency.email).map((each) => each.mail).find(({ subject }) => subject?.includes(code))
      return Promise.resolve(/\/y-kien\/[\w-]{32}/.exec(mail?.text ?? '')?.[0] ?? assert.fail('no link'))
    })
    const reader = await visitors.person(desktop)
    await reader.open(path)
    await reader.look('consultation-link')
    await reader.open(`${path}?language=en`)
    await reader.sees('Answer a consultation')
    await reader.look('consultation-link-en')

    const person = await visitors.person(narrow, { javaScriptEnabled: false })
    await person.open(path)
    await person.press('Gửi trả lời')
    await person.page.getByText('Hãy nhập họ và tên người trả lời').first().waitFor()
    await person.look('consultation-link-wrong')
    await person.choose('opinion', 'agree')
    await person.type('text', 'Không có bản án nào chưa thi hành.')
    await person.type('signer', 'Trương Thị Bảy')
    await person.type('post', 'Chánh Văn phòng')
    await person.attach('document', pdf('tra-loi.pdf'))
    const officer = await visitors.person(desktop)
    const account = house.accounts.find(({ username }) => username === 'tranvanminh.pv06') ?? assert.fail('no officer')
    await officer.signIn(account)
    await officer.open(`/desk/dossiers/${code}`)
    await officer.follow('Đường dẫn trả lời lấy ý kiến')
    await officer.page.getByText('Mở lần đầu').waitFor()
    await officer.look('desk-consultation-links')
    await person.press('Gửi trả lời')
    await person.sees('Đã nhận trả lời')
    await person.look('consultation-link-done')
    await house.task(code, 'appraisal')
    await officer.open(`/desk/dossiers/${code}`)
    assert.match(await officer.words(), /Trương Thị Bảy, Chánh Văn phòng[\s\S]*tra-loi\.pdf/)
  })
})
