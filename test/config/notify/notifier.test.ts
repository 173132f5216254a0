import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import PostalMime from 'postal-mime'
import { failureCode, isPermanent } from '../../../config/notify/failures.ts'
import { createNotifier } from '../../../config/notify/notifier.ts'
import { smsAccount, startMailServer, startSmsService, type MailServer, type SmsService } from './receivers.ts'

const env = {
  MAIL_FROM: 'Một Cửa <no-reply@motcua.test>', SMTP_URL: undefined, MAIL_FOLDER: undefined, TWILIO_ACCOUNT_SID: undefined, TWILIO_AUTH_TOKEN: undefined, TWILIO_FROM: undefined,
  TWILIO_API_URL: undefined, PUBLIC_ORIGIN: 'http://motcua.test',
}

/** What sending ends with. */
async function failureOf(sending: Promise<void>): Promise<{ code: string, permanent: boolean }> {
  try {
    await sending
  } catch (error) {
    return { code: failureCode(error), permanent: isPermanent(error) }
  }
  throw assert.fail('it was sent')
}

describe('Mail and SMS', () => {
  let mailServer: MailServer
  let smsService: SmsService
  before(async () => { [mailServer, smsService] = await Promise.all([startMailServer(), startSmsService()]) })
  after(() => Promise.all([mailServer.close(), smsService.close()]))
  afterEach(() => {
    mailServer.refuse(() => null)
    smsService.refuse(() => null)
  })
  const mailer = () => createNotifier({ ...env, SMTP_URL: mailServer.url })
  const sms = () => createNotifier({ ...env, ...smsAccount, TWILIO_API_URL: smsService.url })

  it('go out only over what operations configured', async () => {
    const notifier = createNotifier(env)
    assert.deepEqual(notifier.channels, [])
    await assert.rejects(notifier.sendMail({ to: 'anh@example.org', subject: 's', text: 't' }), /SMTP_URL/)
    await assert.rejects(notifier.sendSms({ to: '+84912345678', text: 't' }), /TWILIO/)
    assert.deepEqual(mailer().channels, ['mail'])
    assert.deepEqual(sms().channels, ['sms'])
  })

  it('reach a mail server with their Vietnamese words intact, as text and as HTML, known as sent by a program (D3)', async () => {
    const text = 'Hẹn trả kết quả: 17:00 ngày 12/03/2026.'
    await mailer().sendMail({ to: 'anh@example.org', subject: 'Hồ sơ đã được tiếp nhận', text, html: `<p>${text}</p>`, id: 'entry-1' })
    const [received] = mailServer.to('anh@example.org')
    assert.ok(received)
    const { mail } = received
    assert.equal(mail.from?.address, 'no-reply@motcua.test')
    assert.equal(mail.subject, 'Hồ sơ đã được tiếp nhận')
    assert.equal(mail.text?.trim(), text)
    assert.match(mail.html ?? '', /<p>Hẹn trả kết quả: 17:00 ngày 12\/03\/2026\.<\/p>/)
    assert.equal(mail.messageId, '<entry-1@motcua.test>')
    assert.equal(mail.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated')
  })

  it('send a mail to the one address that was given, whatever is typed into it', async () => {
    const before = mailServer.mails.length
    for (const to of ['one@example.org, two@example.org', 'one@example.org\r\nBcc: two@example.org']) {
      await mailer().sendMail({ to, subject: 's', text: 't' }).catch(() => undefined)
    }
    for (const { to } of mailServer.mails.slice(before)) assert.ok(to.length === 1 && !to.includes('two@example.org'), to.join(' and '))
  })

  it('reach the SMS service over HTTP through twilio’s client, under the international number (D3)', async () => {
    await sms().sendSms({ to: '0912 345.678', text: 'Hồ sơ đã được tiếp nhận.' })
    assert.deepEqual(smsService.messages.at(-1), { to: '+84912345678', from: '+84900000000', body: 'Hồ sơ đã được tiếp nhận.' })
  })

  it('are files of their own where a folder stands in for the mail server, which only their owner reads', async () => {
    const folder = path.join(await mkdtemp(path.join(tmpdir(), 'motcua-mails-')), 'mails')
    const notifier = createNotifier({ ...env, MAIL_FOLDER: folder })
    assert.deepEqual(notifier.channels, ['mail'])
    await notifier.sendMail({ to: 'anh@example.org', subject: 'Mã đăng ký', text: 'Mã của bạn: 123456' })
    const [name = ''] = await readdir(folder)
    const mail = await PostalMime.parse(await readFile(path.join(folder, name)))
    assert.deepEqual([mail.subject, mail.text?.trim(), mail.to?.[0]?.address], ['Mã đăng ký', 'Mã của bạn: 123456', 'anh@example.org'])
    assert.equal((await stat(path.join(folder, name))).mode & 0o077, 0)
    await rm(path.dirname(folder), { recursive: true })
  })

  it('are refused for good, or for now, as the servers say; what is noted names no person', async () => {
    mailServer.refuse((address) => address.startsWith('gone') ? { responseCode: 550, message: `No such user ${address}` } : address.startsWith('full') ? { responseCode: 452, message: 'Mailbox full' } : null)
    assert.deepEqual(await failureOf(mailer().sendMail({ to: 'gone@example.org', subject: 's', text: 't' })), { code: 'EENVELOPE 550', permanent: true })
    assert.deepEqual(await failureOf(mailer().sendMail({ to: 'full@example.org', subject: 's', text: 't' })), { code: 'EENVELOPE 452', permanent: false })
    assert.equal((await failureOf(createNotifier({ ...env, SMTP_URL: 'smtp://127.0.0.1:1' }).sendMail({ to: 'a@example.org', subject: 's', text: 't' }))).permanent, false)

    for (const [refusal, permanent] of [
      [{ status: 429, code: 20429, message: 'Too Many Requests' }, false], [{ status: 500, code: 20500, message: 'Internal Server Error' }, false],
      [{ status: 400, code: 21211, message: 'Invalid \'To\' Phone Number: +84912345678' }, true], [{ status: 401, code: 20003, message: 'Authenticate' }, false],
    ] as const) {
      smsService.refuse(() => refusal)
      assert.deepEqual(await failureOf(sms().sendSms({ to: '0912345678', text: 't' })), { code: `${String(refusal.code)} ${String(refusal.status)}`, permanent })
    }
    const asked = smsService.attempts()
    assert.deepEqual(await failureOf(sms().sendSms({ to: 'gọi sau', text: 't' })), { code: 'IMPOSSIBLE_ADDRESS', permanent: true })
    assert.equal(smsService.attempts(), asked, 'nobody was asked')
  })
})
