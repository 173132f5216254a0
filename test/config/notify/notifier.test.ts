import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { createNotifier } from '../../../config/notify/notifier.ts'

const env = { MAIL_FROM: 'Một Cửa <no-reply@motcua.test>', SMTP_URL: undefined, TWILIO_ACCOUNT_SID: undefined, TWILIO_AUTH_TOKEN: undefined, TWILIO_FROM: undefined }

describe('Mail and SMS', () => {
  it('go out only over what operations configured', async () => {
    const notifier = createNotifier(env)
    assert.deepEqual(notifier.channels, [])
    await assert.rejects(notifier.sendMail({ to: 'anh@example.org', subject: 's', text: 't' }), /SMTP_URL/)
    await assert.rejects(notifier.sendSms({ to: '+84912345678', text: 't' }), /TWILIO/)
  })

  it('reach a mail server with their Vietnamese words intact', async () => {
    const mails: { to: string[], source: string }[] = []
    const server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        void text(stream).then((source) => { mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), source }) }).then(() => { done() })
      },
    })
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    try {
      const notifier = createNotifier({ ...env, SMTP_URL: `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}` })
      assert.deepEqual(notifier.channels, ['mail'])
      await notifier.sendMail({ to: 'anh@example.org', subject: 'Hồ sơ đã được tiếp nhận', text: 'Hẹn trả kết quả: 17:00 ngày 12/03/2026.' })
    } finally {
      await new Promise<void>((resolve) => { server.close(resolve) })
    }
    const [mail] = mails
    assert.deepEqual(mail?.to, ['anh@example.org'])
    assert.match(mail.source, /^From: .*<no-reply@motcua\.test>\r$/m)
    assert.match(decodeURIComponent(mail.source.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, '%$1').replaceAll(/%(?![0-9A-F]{2})/g, '%25')), /Hẹn trả kết quả: 17:00 ngày 12\/03\/2026\./)
  })
})
