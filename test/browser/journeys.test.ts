import assert from 'node:assert/strict'
import type { Role } from '../../processes/law/roles.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { desktop, narrow, pdf, phone, Visitors, type Person } from './browser.ts'

/** The answers to all that the declaration asks of everybody. */
const declaration = {
  purpose: 'Bổ sung hồ sơ xin việc', name: 'Nguyễn Thị Ánh Nguyệt', dateOfBirth: '28/02/1990', placeOfBirth: 'Phường Hạc Thành, tỉnh Thanh Hóa',
  identityNumber: '038190001234', identityIssuedOn: '02/09/2021', identityIssuedBy: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
  address: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0912 345 678',
  residences: '09/2004 - 06/2012: 12 Lê Lợi, học sinh\n07/2012 - nay: 12 Lê Lợi, kế toán',
}
const chosen = { certificateKind: 'number-1', sex: 'female', severalPlaces: 'no', conviction: 'no', onBehalf: 'self', delivery: 'counter' }

describe('Citizens and clerks in a browser', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors
  const colleagues = new Map<string, Person>()

  before(async () => {
    house = await openHouse()
    await house.at('2026-01-12T08:00')
    visitors = await Visitors.welcome(house)
  })
  after(() => (visitors as Visitors | undefined)?.close())

  /** The member of staff with a role, signed in at a desk of their own. */
  async function colleague(role: Role, unit = ''): Promise<Person> {
    const account = house.accounts.find(({ roles, username }) => roles.includes(role) && username.endsWith(unit))
    assert(account)
    const known = colleagues.get(account.username)
    if (known) return known
    const person = await visitors.person(desktop)
    await person.signIn(account)
    colleagues.set(account.username, person)
    return person
  }

  /** Opens the task of a dossier from the queue, once it is there. */
  async function openTask(person: Person, code: string, form: string): Promise<void> {
    await house.task(code, form)
    await person.open('/desk')
    await person.follow(code)
  }

  async function finish(person: Person): Promise<void> {
    await person.press('Hoàn thành bước này')
    await person.page.waitForURL('**/desk')
  }

  async function fillIn(person: Person, { fields = declaration, choices = chosen }: { fields?: Record<string, string>, choices?: Record<string, string> } = {}): Promise<void> {
    for (const [name, value] of Object.entries(choices)) await person.choose(name, value)
    for (const [name, value] of Object.entries(fields)) await person.type(name, value)
    await person.select('feeClass', 'full')
    await person.attach('identity', pdf('can-cuoc.pdf'))
  }

  /** From the filled-in form to the confirmation. @returns the code */
  async function send(person: Person): Promise<string> {
    await person.press('Xem lại trước khi gửi')
    await person.sees('Xem lại trước khi gửi')
    return confirm(person)
  }

  /** From the summary to the confirmation. @returns the code */
  async function confirm(person: Person): Promise<string> {
    await person.page.getByLabel(/^Tôi cam đoan/).check()
    await person.press('Gửi hồ sơ')
    await person.sees('Đã gửi hồ sơ')
    return person.page.locator('.confirmation__code').innerText()
  }

  /** A dossier that somebody filed in a browser of their own. */
  async function filed(): Promise<{ code: string, citizen: Person }> {
    const citizen = await visitors.person(phone)
    await citizen.open('/nop-ho-so/judicial-record')
    await fillIn(citizen)
    return { citizen, code: await send(citizen) }
  }

  /** Reloads the applicant's page until the workers have brought the dossier so far. */
  const reaches = (citizen: Person, code: string, words: string) => eventually(async () => {
    await citizen.open(`/ho-so/${code}`)
    assert.ok((await citizen.words()).includes(words), `${words} is not on the page`)
  })

  it('go from the first page to the result, on a phone and at the desks', async () => {
    const citizen = await visitors.person(phone)
    await citizen.open('/')
    await citizen.look('home')
    await citizen.follow('Cấp Phiếu lý lịch tư pháp')
    await citizen.page.locator('.diagram--ready svg').first().waitFor()
    await citizen.look('procedure')
    await citizen.follow('Nộp hồ sơ')
    await citizen.sees('Nộp hồ sơ')
    await citizen.look('file')

    // Wrong at first: told beside the fields, and nothing that was typed is lost.
    await fillIn(citizen, {
      fields: { ...declaration, dateOfBirth: '31/02/1990', identityNumber: '12345', email: 'anh@' },
      choices: { ...chosen, certificateKind: 'number-2', onBehalf: 'authorised' },
    })
    await citizen.type('filerName', 'Trần Văn Bình')
    await citizen.type('filerIdentityNumber', '038185005678')
    await citizen.select('feeClass', 'student')
    await citizen.press('Xem lại trước khi gửi')
    await citizen.page.getByRole('alert').waitFor()
    await citizen.look('file-wrong')
    const { page } = citizen
    assert.match(await page.title(), /^Lỗi: /)
    for (const [id, words] of [
      ['field-dateOfBirth-error', /ngày có thật/], ['field-identityNumber-error', /chưa đúng dạng/], ['field-email-error', /địa chỉ thư điện tử chưa đúng/],
      ['field-onBehalf-error', /Phiếu số 2 không được ủy quyền/], ['field-documents.fee-exemption-error', /Hãy đính kèm: Giấy tờ chứng minh/],
    ] as const) await citizen.reads(id, words)
    assert.equal(await page.locator('[name="identityNumber"]').inputValue(), '12345')
    assert.equal(await page.locator('[name="dateOfBirth"]').inputValue(), '31/02/1990')
    assert.equal(await page.locator('[name="residences"]').inputValue(), declaration.residences)
    assert.match(await page.locator('main').innerText(), /can-cuoc\.pdf/, 'the file that was taken stays')
    await page.getByRole('link', { name: /Phiếu số 2 không được ủy quyền/ }).click()
    assert.equal(await page.evaluate('document.activeElement.name'), 'onBehalf', 'the summary leads to the field')

    // Authorised for certificate no. 1 by a stranger: the authorisation is asked for, and given.
    await citizen.choose('certificateKind', 'number-1')
    await citizen.type('dateOfBirth', declaration.dateOfBirth)
    await citizen.type('identityNumber', declaration.identityNumber)
    await citizen.type('email', 'anh@example.org')
    await citizen.type('authoriserName', declaration.name)
    await citizen.type('authoriserIdentityNumber', declaration.identityNumber)
    await citizen.select('relation', 'other')
    await citizen.attach('fee-exemption', pdf('the-sinh-vien.pdf'))
    await citizen.press('Xem lại trước khi gửi')
    await citizen.reads('field-documents.authorisation-error', /Văn bản ủy quyền/)
    await citizen.attach('authorisation', { ...pdf('uy-quyen.pdf'), buffer: Buffer.from('not a PDF at all') })
    await citizen.press('Xem lại trước khi gửi')
    await citizen.reads('field-documents.authorisation-error', /uy-quyen\.pdf.*không phải là PDF/)
    await citizen.attach('authorisation', pdf('uy-quyen.pdf'))
    await citizen.press('Xem lại trước khi gửi')
    await citizen.sees('Xem lại trước khi gửi')
    await citizen.look('summary')
    assert.match(await citizen.words(), /100\.000 đồng/)
    await citizen.press('Gửi hồ sơ')
    assert.match(await page.locator('.govuk-error-message').innerText(), /đánh dấu cam đoan/)
    await citizen.look('summary-wrong')
    const code = await confirm(citizen)
    assert.match(code, /^000\.00\.14\.H56-260112-\d{4}$/)
    assert.ok(Number(await page.evaluate('document.querySelector(".confirmation__qr").naturalWidth')) > 100, 'the QR code shows')
    await citizen.look('filed')
    await citizen.follow('Theo dõi hồ sơ')
    assert.match(await citizen.words(), /Bộ phận Một cửa trả lời trước\s+08:00 thứ ba, 13\/01\/2026/)
    await citizen.look('dossier-filed')

    // Reception asks for completion.
    await house.at('2026-01-12T15:30')
    const clerk = await colleague('reception-clerk')
    await openTask(clerk, code, 'reception')
    await clerk.look('task-reception')
    await clerk.choose('receptionOutcome', 'incomplete')
    await clerk.press('Hoàn thành bước này')
    await clerk.page.getByRole('alert').waitFor()
    await clerk.look('task-reception-wrong')
    await clerk.choose('missingItems', 'identity')
    await clerk.choose('missingItems', 'application')
    await clerk.type('reason', 'Bản sao căn cước bị mờ, không đọc được ngày cấp.')
    await finish(clerk)
    await clerk.look('queue-after-a-task')

    await reaches(citizen, code, 'Việc bạn cần làm')
    assert.match(await citizen.words(), /Bản sao căn cước bị mờ[\s\S]*Tờ khai điện tử[\s\S]*Bản sao căn cước hoặc hộ chiếu/)
    await citizen.look('dossier-asked')
    await citizen.press('Gửi bổ sung')
    await page.getByRole('alert').waitFor()
    await citizen.look('dossier-asked-wrong')
    await citizen.reads('field-documents.identity-error', /Hãy đính kèm/)
    await house.at('2026-01-13T09:00')
    await citizen.attach('identity', pdf('can-cuoc-ro.pdf'))
    await citizen.type('note', 'Ngày cấp đúng là 02/09/2021.')
    await citizen.press('Gửi bổ sung')
    await page.getByText('Đã nhận phần bổ sung của bạn.').waitFor()
    await citizen.look('dossier-completed')

    await openTask(clerk, code, 'reception')
    assert.match(await clerk.words(), /can-cuoc-ro\.pdf[\s\S]{0,40}bổ sung 09:00 13\/01\/2026/)
    assert.match(await clerk.words(), /Ngày cấp đúng là 02\/09\/2021\./)
    await clerk.choose('receptionOutcome', 'received')
    await finish(clerk)

    // Settlement: assigned, the court consulted, appraised, reviewed, signed, issued.
    const leader = await colleague('leader')
    await openTask(leader, code, 'assignment')
    await leader.look('task-assignment')
    await leader.select('officer', house.username('case-officer'))
    await finish(leader)
    const officer = await colleague('case-officer')
    await openTask(officer, code, 'appraisal')
    await officer.choose('appraisalOutcome', 'consult')
    await officer.choose('agencies', 'tand')
    await officer.type('question', 'Có bản án nào chưa thi hành không?')
    await officer.type('answerWithin', '2')
    await officer.look('task-appraisal')
    await finish(officer)
    const court = await colleague('consulted-agency', 'tand')
    await openTask(court, code, 'consultation-answer')
    assert.match(await court.words(), /Có bản án nào chưa thi hành không\?[\s\S]*17:00 thứ năm, 15\/01\/2026/)
    await court.look('task-consultation')
    await court.choose('opinion', 'agree')
    await court.type('text', 'Không có bản án nào chưa thi hành.')
    await finish(court)
    await reaches(citizen, code, 'Cơ quan phối hợp đã trả lời')
    await citizen.look('dossier-settling')

    await house.at('2026-01-14T09:00')
    await openTask(officer, code, 'appraisal')
    assert.match(await officer.words(), /Tòa án nhân dân tỉnh[\s\S]*Không có bản án nào chưa thi hành\./)
    await officer.look('task-appraisal-with-opinion')
    await officer.choose('appraisalOutcome', 'eligible')
    await officer.type('findings', 'Không có án tích. Nội bộ: đã đối chiếu tàng thư.')
    await finish(officer)
    const head = await colleague('division-head')
    await openTask(head, code, 'review')
    assert.match(await head.words(), /đã đối chiếu tàng thư/, 'what is reviewed is there to be read')
    await head.look('task-review')
    await head.choose('reviewOutcome', 'agreed')
    await finish(head)
    await openTask(leader, code, 'signature')
    await leader.look('task-signature')
    await leader.choose('signatureOutcome', 'signed')
    await finish(leader)
    await house.at('2026-01-15T09:00')
    const seal = await colleague('result-clerk', 'pv06')
    await openTask(seal, code, 'issue')
    await seal.type('resultNumber', '123/LLTP')
    await seal.look('task-issue')
    await finish(seal)
    await house.task(code, 'hand-over')
    await reaches(citizen, code, 'Mời bạn đến nhận tại')
    await citizen.look('dossier-ready')
    const counter = await colleague('result-clerk', 'ttpvhcc')
    await house.payAtCounter(code)
    await openTask(counter, code, 'hand-over')
    await counter.look('task-hand-over')
    await counter.choose('receivedBy', 'applicant')
    await finish(counter)

    await reaches(citizen, code, 'Đã trả kết quả lúc')
    await citizen.look('dossier-returned')
    assert.match(await citizen.words(), /Kết quả đã được cấp, số 123\/LLTP/)
    assert.doesNotMatch(await citizen.words(), /Nội bộ|tàng thư/, 'what colleagues tell each other is not the applicant’s')
    await citizen.follow('Giấy tiếp nhận hồ sơ và hẹn trả kết quả')
    await page.locator('.slip').waitFor()
    await citizen.look('slip-receipt')
    await page.evaluate('window.printed = 0; window.print = () => { window.printed++ }')
    await citizen.press('In')
    assert.equal(await page.evaluate('window.printed'), 1)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('header.header').isVisible(), false, 'paper has no menu')
    await page.emulateMedia({ media: null })

    const oneStopHead = await colleague('one-stop-head')
    await oneStopHead.open('/desk')
    await oneStopHead.type('words', code)
    await oneStopHead.press('Tìm')
    await oneStopHead.sees(new RegExp(code))
    await oneStopHead.look('desk-dossier')
  })

  it('can file in English by the keyboard alone', async () => {
    const citizen = await visitors.person(desktop)
    const { keyboard } = citizen.page
    await citizen.open('/?language=en')
    const focused = () => citizen.page.evaluate('(document.activeElement.name || "") + " " + (document.activeElement.value || "") + " " + (document.activeElement.innerText || "")') as Promise<string>
    /** Tabs on until the focus stands on what is named so. */
    async function tabTo(name: RegExp): Promise<void> {
      for (let steps = 0; steps < 80; steps++) {
        await keyboard.press('Tab')
        if (name.test(await focused())) return
      }
      assert.fail(`the keyboard does not reach ${String(name)}; it stands on ${await focused()}`)
    }
    await keyboard.press('Tab')
    assert.match(await focused(), /Skip to main content/)
    await keyboard.press('Enter')
    await tabTo(/Issue of a judicial record certificate/)
    await keyboard.press('Enter')
    await citizen.sees('Issue of a judicial record certificate')
    await citizen.page.locator('.diagram--ready svg').first().waitFor()
    await citizen.look('procedure-english')
    await tabTo(/File a dossier|File/)
    await keyboard.press('Enter')
    await citizen.page.waitForURL('**/nop-ho-so/judicial-record')
    await citizen.look('file-english')

    await tabTo(/^certificateKind /)
    await keyboard.press('Space')
    await tabTo(/^purpose /)
    await keyboard.type('Study abroad')
    await tabTo(/^name /)
    await keyboard.type('John Smith')
    await tabTo(/^sex /)
    await keyboard.press('Space')
    await tabTo(/^dateOfBirth /)
    await keyboard.type('2/9/1990')
    await tabTo(/^placeOfBirth /)
    await keyboard.type('Leeds')
    await tabTo(/^nationality /)
    await keyboard.press('ArrowDown')
    await tabTo(/^foreignNationality /)
    await keyboard.type('British')
    for (const [name, words] of [['identityNumber', 'B1234567'], ['identityIssuedOn', '01/02/2020'], ['identityIssuedBy', 'HMPO'], ['address', '5 Trần Phú'], ['phone', '+84 912 345 679'], ['residences', '2018 - now: 5 Trần Phú']] as const) {
      await tabTo(new RegExp(`^${name} `))
      await keyboard.type(words)
    }
    await tabTo(/^severalPlaces /)
    await keyboard.press('Space')
    await tabTo(/^conviction /)
    await keyboard.press('Space')
    await keyboard.press('ArrowDown')
    await tabTo(/^feeClass /)
    await keyboard.press('ArrowDown')
    await tabTo(/^delivery /)
    await keyboard.press('Space')
    // The one thing that no keyboard test can do is the system's own file chooser.
    await citizen.attach('identity', pdf('passport.pdf'))
    await tabTo(/Check before sending|Review|before/i)
    await keyboard.press('Enter')
    await citizen.page.waitForURL('**/kiem-tra')
    await citizen.look('summary-english')
    const words = await citizen.words()
    assert.match(words, /Foreign or stateless[\s\S]*15 days/)
    await tabTo(/^declaration /)
    await keyboard.press('Space')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await citizen.page.waitForURL('**/da-nop/**')
    await citizen.look('filed-english')
    await tabTo(/Follow/)
    await keyboard.press('Enter')
    await citizen.page.waitForURL('**/ho-so/**')
    await citizen.look('dossier-english')
    for (const [name, address] of [['home', '/'], ['look-up', '/ho-so'], ['sign-in', '/desk/sign-in'], ['not-found', '/nowhere']] as const) {
      await citizen.open(address)
      await citizen.look(`${name}-english`)
    }
  })

  it('file, follow and withdraw where no script runs, at 320 px (C2)', async () => {
    const citizen = await visitors.person(narrow, { javaScriptEnabled: false })
    await citizen.open('/nop-ho-so/judicial-record')
    await fillIn(citizen, { fields: { ...declaration, identityNumber: '12345' } })
    await citizen.look('plain-file')
    await citizen.press('Xem lại trước khi gửi')
    await citizen.reads('field-identityNumber-error', /chưa đúng dạng/)
    assert.match(await citizen.words(), /can-cuoc\.pdf/, 'the file that was taken stays')
    await citizen.type('identityNumber', declaration.identityNumber)
    const code = await send(citizen)
    await house.task(code, 'reception')
    await citizen.open(`/ho-so/${code}`)
    assert.match(await citizen.words(), /Các bước tiếp theo[\s\S]*Phân công cán bộ giải quyết[\s\S]*Trả kết quả cho bạn/)
    await citizen.look('plain-dossier')
    await citizen.follow('Rút hồ sơ')
    await citizen.press('Rút hồ sơ')
    await reaches(citizen, code, 'Đã dừng giải quyết lúc')
  })

  it('find a dossier from another browser by its code and the identity number, and learn nothing without', async () => {
    const { code } = await filed()
    const stranger = await visitors.person(phone)
    await stranger.open(`/ho-so/${code}`)
    await stranger.sees('Tra cứu hồ sơ')
    assert.doesNotMatch(await stranger.words(), /Nguyễn|Chờ tiếp nhận/)
    await stranger.look('look-up')
    const tell = async (of: string, proof: string) => {
      await stranger.open('/ho-so')
      await stranger.type('code', of)
      await stranger.type('proof', proof)
      await stranger.press('Tra cứu')
      await stranger.page.waitForLoadState()
    }
    await tell(code, '038190009999')
    await stranger.look('look-up-wrong')
    const said = await stranger.page.locator('.govuk-error-summary').innerText()
    await tell(code.replace(/\d{4}$/, '9999'), declaration.identityNumber)
    assert.equal(await stranger.page.locator('.govuk-error-summary').innerText(), said, 'whether a code exists cannot be told')
    await tell(code, '1234')
    assert.equal(await stranger.page.locator('.govuk-error-summary').innerText(), said, 'four digits are not enough')
    await tell(code, declaration.phone)
    assert.equal(await stranger.page.locator('.govuk-error-summary').innerText(), said, 'a telephone number, which many people know, is not enough')
    await tell(code, declaration.identityNumber.replace(/(?=.{3}$)/, ' '))
    await stranger.sees(new RegExp(code))
    assert.match(await stranger.words(), /Nguyễn Thị Ánh Nguyệt/)
  })

  it('do not overwrite each other: the second of two clerks is told who and when, and keeps what was typed', async () => {
    const { code } = await filed()
    const [first, second] = [await colleague('reception-clerk'), await visitors.person(desktop)]
    const account = house.accounts.find(({ roles }) => roles.includes('reception-clerk'))
    assert(account)
    await second.signIn(account)
    await openTask(first, code, 'reception')
    await openTask(second, code, 'reception')
    await first.choose('receptionOutcome', 'received')
    await finish(first)
    await second.choose('receptionOutcome', 'refused')
    await second.type('reason', 'Không thuộc thẩm quyền của tỉnh.')
    await second.press('Hoàn thành bước này')
    await second.page.getByRole('heading', { name: 'Việc này đã được người khác hoàn thành' }).waitFor()
    assert.match(await second.words(), /Lê Thị Hoa đã hoàn thành lúc \d\d:\d\d thứ/)
    assert.match(await second.words(), /Những gì bạn vừa nhập không được lưu[\s\S]*Không thuộc thẩm quyền của tỉnh\./)
    await second.look('task-conflict')
    assert.equal((await house.inState(code, 'settling')).state, 'settling')
  })

  it('withdraw a dossier, and see that it stopped', async () => {
    const { citizen, code } = await filed()
    await house.task(code, 'reception')
    await citizen.open(`/ho-so/${code}`)
    await citizen.follow('Rút hồ sơ')
    await citizen.sees('Rút hồ sơ này?')
    await citizen.look('withdraw')
    const clerk = await colleague('reception-clerk')
    await openTask(clerk, code, 'reception')
    await citizen.type('reason', 'Tôi không cần nữa.')
    await citizen.press('Rút hồ sơ')
    await citizen.page.waitForURL(`**/ho-so/${code}`)
    await reaches(citizen, code, 'Đã dừng giải quyết lúc')
    await citizen.look('dossier-withdrawn')
    await citizen.follow('Thông báo dừng giải quyết hồ sơ')
    await citizen.page.locator('.slip').waitFor()
    await citizen.look('slip-stop-notice')
    await clerk.choose('receptionOutcome', 'received')
    await clerk.press('Hoàn thành bước này')
    await clerk.page.getByRole('heading', { name: 'Bước này không còn cần làm' }).waitFor()
    await clerk.look('task-gone')
  })

  it('have a desk to look at whatever their role is', async () => {
    for (const role of ['one-stop-head', 'administrator', 'analyst', 'auditor'] as const) {
      const person = await colleague(role)
      await person.open('/desk')
      assert.match(await person.words(), role === 'one-stop-head' ? /Đơn vị không có việc nào đang chờ/ : /Vai trò của bạn không có bước nào trong quy trình/)
      await person.look(`desk-${role}`)
      await person.type('words', '000.00.14.H56-260112-9999')
      await person.press('Tìm')
      assert.match(await person.words(), /Không có hồ sơ mã này/)
    }
    const officer = await colleague('case-officer')
    await officer.open('/desk?tab=mine')
    await officer.look('queue-mine-empty')
    const { code } = await filed()
    const clerk = await colleague('reception-clerk')
    await clerk.open('/desk')
    await clerk.type('words', 'thi anh nguyet')
    await clerk.page.keyboard.press('Enter')
    await clerk.sees('Tìm hồ sơ')
    await clerk.look('desk-found')
    assert.ok((await clerk.words()).includes(code))
    await clerk.type('words', 'a')
    await clerk.press('Tìm')
    await clerk.reads('field-words-error', /ít nhất 3 chữ/)
    await clerk.look('desk-found-wrong')
  })

  it('read steps and forms in English at a desk in English', async () => {
    const { code } = await filed()
    const clerk = await colleague('reception-clerk')
    await house.task(code, 'reception')
    await clerk.open('/desk?language=en')
    assert.match(await clerk.words(), /Check and receive the dossier/)
    await clerk.look('queue-english')
    await clerk.follow(code)
    await clerk.choose('receptionOutcome', 'incomplete')
    assert.match(await clerk.words(), /Ask for completion[\s\S]*Electronic declaration[\s\S]*Copy of the identity card or passport/)
    await clerk.look('task-english')
    await clerk.open('/desk?language=vi')
  })
})
