import assert from 'node:assert/strict'
import { chosenChannels } from '../../processes/law/contact.ts'
import { measureSms } from '../../processes/law/sms-text.ts'
import { eventually, openHouse, type House } from '../house.ts'

/** A number and an address of this applicant alone, so that what others are told is not taken for theirs. */
let people = 0
const somebody = () => {
  people++
  return { phone: `09400000${String(people).padStart(2, '0')}`, number: `+849400000${String(people).padStart(2, '0')}`, email: `applicant-${String(people)}@example.org` }
}

describe('What applicants and staff are told', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })
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
})
