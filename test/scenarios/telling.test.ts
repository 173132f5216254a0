import assert from 'node:assert/strict'
import { chosenChannels } from '../../processes/law/contact.ts'
import { measureSms } from '../../processes/law/sms-text.ts'
import { noticeTemplates } from '../../processes/shared/notices.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { signedIn, type Visitor } from '../web/visitor.ts'

/** A number and an address of this applicant alone, so that what others are told is not taken for theirs. */
let people = 0
const somebody = () => {
  people++
  return { phone: `09400000${String(people).padStart(2, '0')}`, number: `+849400000${String(people).padStart(2, '0')}`, email: `applicant-${String(people)}@example.org` }
}

describe('What applicants and staff are told', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())
  const staff = (username: string) => signedIn(house, serving.address, username)
  const page = async (clerk: Visitor, path: string) => (await clerk.go(path)).text()
  /** The table row of the page that is about a dossier. */
  const rowOf = (html: string, code: string, has = '') => html.split('<tr ').find((row) => row.includes(code) && row.includes(has)) ?? ''
  const button = (row: string, name: string) => new RegExp(`action="([^"]+/${name})"`).exec(row)?.[1] ?? assert.fail(`no ${name} in ${row}`)
  afterEach(() => {
    house.mailServer.refuse(() => null)
    house.smsService.refuse(() => null)
  })

  it('tells the applicant of the reception and the due date by portal, mail and SMS (D3, BT 15.2-15.3)', async () => {
    await house.at('2026-05-04T09:00')
    const { phone, number, email } = somebody()
    const code = await house.file({ phone, email })
    await house.bringToOfficer(code)
    const [notice] = await house.deps.notices.of(code)
    assert.deepEqual(notice?.channels, ['portal', 'mail', 'sms'])
    await eventually(async () => { assert.equal((await house.deps.outbox.count()).waiting, 0) })

    const [received, ...more] = house.mailServer.to(email)
    assert.ok(received && more.length === 0)
    assert.equal(received.mail.subject, `Hồ sơ ${code} đã được tiếp nhận`)
    assert.match(received.mail.text ?? '', /Hẹn trả kết quả: 17:00 ngày 14\/05\/2026\./)
    assert.match(received.mail.html ?? '', new RegExp(`href="http://motcua\\.test/ho-so/${code.replaceAll('.', '\\.')}"`))
    assert.match(received.mail.html ?? '', /Phòng Hồ sơ nghiệp vụ/)
    assert.doesNotMatch(received.source, /038190001234|Nguyễn Thị Ánh/, 'nothing of the person but their address')

    const [sms, ...others] = house.smsService.to(number)
    assert.ok(sms && others.length === 0)
    assert.equal(sms.body, `Hồ sơ ${code} đã được tiếp nhận. Hẹn trả kết quả: 17:00 ngày 14/05/2026. Xem: motcua.test/ho-so`)
    assert.equal(measureSms(sms.body).parts, 2)
  })

  for (const notifyBy of ['mail', 'sms', 'portal'] as const) {
    it(`uses only the channel that the applicant chose: ${notifyBy} (D3)`, async () => {
      await house.at('2026-05-04T09:30')
      const { phone, number, email } = somebody()
      const code = await house.file({ phone, email, notifyBy })
      await house.bringToOfficer(code)
      const [notice] = await house.deps.notices.of(code)
      assert.deepEqual(notice?.channels, ['portal', ...chosenChannels({ notifyBy })])
      await eventually(async () => { assert.equal((await house.deps.outbox.count()).waiting, 0) })
      assert.deepEqual([house.mailServer.to(email).length, house.smsService.to(number).length], [notifyBy === 'mail' ? 1 : 0, notifyBy === 'sms' ? 1 : 0])
    })
  }

  it('holds an SMS of the evening until the quiet hours end, and no mail (D3)', async () => {
    await house.at('2026-05-05T16:55')
    const { phone, number, email } = somebody()
    const code = await house.file({ phone, email })
    await house.task(code, 'reception')
    await house.at('2026-05-05T21:00')
    await house.bringToOfficer(code)
    await eventually(() => Promise.resolve(assert.equal(house.mailServer.to(email).length, 1)))
    assert.equal((await house.deps.outbox.count()).held, 1)

    await house.at('2026-05-06T06:59')
    await house.deps.outbox.claimDue().then((entry) => { assert.equal(entry, null, 'nothing is taken yet') })
    assert.equal(house.smsService.to(number).length, 0)

    await house.at('2026-05-06T07:00')
    await eventually(() => Promise.resolve(assert.equal(house.smsService.to(number).length, 1)))
    assert.equal((await house.deps.outbox.count()).held, 0)
  })

  it('tries again when a server is away, and sends once (D3)', async () => {
    await house.at('2026-05-06T10:00')
    const { phone, number, email } = somebody()
    let [busy, full] = [2, 1]
    house.smsService.refuse((to) => to === number && busy-- > 0 ? { status: busy ? 429 : 500, code: busy ? 20429 : 20500, message: `busy for ${to}` } : null)
    house.mailServer.refuse((address) => address === email && full-- > 0 ? { responseCode: 452, message: 'full' } : null)
    const code = await house.file({ phone, email })
    await house.bringToOfficer(code)
    await eventually(async () => {
      assert.equal(house.smsService.to(number).length, 1)
      assert.equal(house.mailServer.to(email).length, 1)
      assert.equal((await house.deps.outbox.count()).waiting, 0)
    })
    assert.ok(!(await house.deps.outbox.failed(100)).some(({ dossier }) => dossier === code))
  })

  it('shows the administrator what was refused for good, at once: sent again or told by telephone, each on record (D3)', async () => {
    await house.at('2026-05-06T14:00')
    const { phone, number, email } = somebody()
    house.mailServer.refuse((address) => address === email ? { responseCode: 550, message: `No such user ${address}` } : null)
    house.smsService.refuse((to) => to === number ? { status: 400, code: 21211, message: `Invalid 'To' Phone Number: ${to}` } : null)
    const before = house.smsService.attempts()
    const code = await house.file({ phone, email })
    await house.bringToOfficer(code)
    await eventually(async () => { assert.equal((await house.deps.outbox.failed(100)).filter(({ dossier }) => dossier === code).length, 2) })
    assert.equal(house.smsService.attempts() - before, 1, 'never tried again by itself')

    const administrator = await staff('dangquocviet.ttpvhcc')
    const html = await page(administrator, '/desk/failed-notices')
    const [mail, sms] = [rowOf(html, code, 'EENVELOPE'), rowOf(html, code, '21211')]
    for (const expected of [/a\*\*\*@example\.org/, /EENVELOPE 550/, /đã thử 1 lần/, /đã được tiếp nhận/]) assert.match(mail, expected)
    for (const expected of [new RegExp(`\\*\\*\\*\\*${number.slice(-3)}`), /21211 400/]) assert.match(sms, expected)
    assert.ok(!html.includes(email) && !html.includes(phone) && !html.includes(number), 'masked')

    house.mailServer.refuse(() => null)
    assert.equal((await administrator.send(button(mail, 'again'))).status, 303)
    await eventually(() => Promise.resolve(assert.equal(house.mailServer.to(email).length, 1)))
    assert.equal((await administrator.send(button(sms, 'told-by-phone'))).status, 303)
    const after = await page(administrator, '/desk/failed-notices')
    assert.ok(after.includes('được báo qua điện thoại') && rowOf(after, code, 'class="govuk-table__cell table__main"') === '')
    await administrator.send(button(sms, 'told-by-phone'))
    assert.match(await page(administrator, '/desk/failed-notices'), /đã được người khác xử lý/)

    const events = (await house.events(code)).filter(({ by }) => by.kind === 'staff' && by.role === 'administrator')
    assert.deepEqual(events.map(({ act, details }) => [act, details['channel'], details['error']]), [
      ['send-notice-again', 'mail', 'EENVELOPE 550'], ['tell-by-phone', 'sms', '21211 400'],
    ])
    assert.deepEqual((await house.deps.notices.of(code))[0]?.channels, ['portal', 'mail', 'sms', 'phone'])
    assert.ok(!JSON.stringify(events).includes(number.slice(3)), 'no number in the audit trail')
  })

  it('gives a server up that stays away, after a bounded number of attempts; sent again it starts anew (D3)', async () => {
    await house.at('2026-05-07T10:00')
    const { phone, number } = somebody()
    let asked = 0
    house.smsService.refuse((to) => {
      if (to !== number) return null
      asked++
      return { status: 500, code: 20500, message: 'down' }
    })
    const code = await house.file({ phone, email: '' })
    await house.bringToOfficer(code)
    await eventually(async () => { assert.ok((await house.deps.outbox.failed(100)).some(({ dossier }) => dossier === code)) })
    assert.equal(asked, 4, 'as often as the house has patience')
    house.smsService.refuse(() => null)
    const administrator = await staff('dangquocviet.ttpvhcc')
    await administrator.send(button(rowOf(await page(administrator, '/desk/failed-notices'), code), 'again'))
    await eventually(() => Promise.resolve(assert.equal(house.smsService.to(number).length, 1)))
  })

  it('shows nobody but the administrator what was not sent, and the templates', async () => {
    for (const username of ['lethihoa.ttpvhcc', 'nguyenvanhung.pv06', 'lythuha.ttpvhcc']) {
      const clerk = await staff(username)
      for (const path of ['/desk/failed-notices', '/desk/notice-templates', '/desk/notice-templates/received/vi/mail']) assert.equal((await clerk.go(path)).status, 403, path)
      await clerk.go('/desk')
      for (const act of ['again', 'told-by-phone']) assert.equal((await clerk.send(`/desk/failed-notices/x/${act}`)).status, 403)
    }
  })

  it('previews every template in both languages: subject, mail, and the SMS with its length and parts (D3)', async () => {
    const administrator = await staff('dangquocviet.ttpvhcc')
    const html = await page(administrator, '/desk/notice-templates')
    for (const kind of Object.keys(noticeTemplates)) assert.equal(html.split(`<code>${kind}</code>`).length - 1, 2, kind)
    const row = rowOf(html, '<code>received</code>', 'has been received')
    assert.match(row, /Dossier 000\.00\.14\.H56-261123-0001 has been received\. The result is due at 17:00 on 12\/03\/2026\. See: motcua\.test\/ho-so/)
    assert.match(row, /1\d\d ký tự, 1 phần/)
    const mail = await administrator.go('/desk/notice-templates/apology/en/mail?procedure=judicial-record')
    assert.match(mail.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/)
    assert.match(await mail.text(), /<h1[^>]*>Apology and new date for dossier 000/)
    assert.equal((await administrator.go('/desk/notice-templates/apology/de/mail')).status, 404)
    assert.equal((await administrator.go('/desk/notice-templates?procedure=nothing')).status, 404)
  })

  /** What other scenarios left unread, at whatever dates of theirs. */
  async function putAsideAll(...usernames: readonly string[]): Promise<void> {
    for (const username of usernames) {
      const reader = await house.deps.accounts.find(username) ?? assert.fail()
      for (const { id } of await house.deps.notices.unreadBy(reader, 1000)) await house.deps.notices.markRead(id, reader)
    }
  }

  it('urges the officer at work, then the leader and the head of the one-stop unit; each puts a notice aside for themselves (G6, BT 6.3b)', async () => {
    await house.at('2026-06-01T08:00')
    await putAsideAll('tranvanminh.pv06', 'nguyenvanhung.pv06', 'hoangthithu.pv06', 'dothimai.ttpvhcc')
    const code = await house.file(somebody())
    await house.bringToOfficer(code)
    const due = await house.due(code)
    assert.equal(due, '2026-06-11T17:00')
    const told = async (username: string) => rowsOf(await page(await staff(username), '/desk'), code)
    await house.at('2026-06-10T17:00')
    await eventually(async () => { assert.deepEqual(await told('tranvanminh.pv06'), [`Hồ sơ ${code} sắp đến hạn`]) })
    assert.deepEqual(await told('nguyenvanhung.pv06'), [])

    await house.at('2026-06-11T17:01')
    await eventually(async () => { assert.deepEqual(await told('nguyenvanhung.pv06'), [`Hồ sơ ${code} đã quá hạn`]) })
    assert.deepEqual(await told('tranvanminh.pv06'), [`Hồ sơ ${code} đã quá hạn`, `Hồ sơ ${code} sắp đến hạn`])
    assert.deepEqual(await told('hoangthithu.pv06'), [], 'a colleague without part in it')
    await house.at('2026-06-15T07:01')
    await eventually(async () => { assert.deepEqual(await told('dothimai.ttpvhcc'), [`Hồ sơ ${code} vẫn quá hạn`]) })

    const leader = await staff('nguyenvanhung.pv06')
    const read = /action="(\/desk\/notices\/[^"]+\/read)"/g
    const html = await page(leader, '/desk')
    const notice = (await house.deps.notices.of(code)).find(({ to }) => to === 'leader') ?? assert.fail()
    assert.ok([...html.matchAll(read)].some(([, action]) => action === `/desk/notices/${notice.id}/read`))
    const officer = await staff('tranvanminh.pv06')
    await officer.go('/desk')
    await officer.send(`/desk/notices/${notice.id}/read`)
    assert.equal((await told('nguyenvanhung.pv06')).length, 1, 'nobody else puts it aside')
    await leader.send(`/desk/notices/${notice.id}/read`)
    assert.deepEqual(await told('nguyenvanhung.pv06'), [])
    assert.equal((await told('dothimai.ttpvhcc')).length, 1)
  })
})

/** The subjects of the notices on a desk that are about a dossier. */
function rowsOf(html: string, code: string): string[] {
  return [...html.matchAll(/notices__subject"><a [^>]+>([^<]+)</g)].map(([, subject = '']) => subject).filter((subject) => subject.includes(code))
}
