import { createTransport } from 'nodemailer'
import twilio from 'twilio'
import type { Env } from '../env.ts'

/** Sends mail and SMS; which of the two exist depends on what operations configured. */
export interface Notifier {
  readonly channels: readonly ('mail' | 'sms')[]
  sendMail(mail: { to: string, subject: string, text: string }): Promise<void>
  sendSms(sms: { to: string, text: string }): Promise<void>
}

/** In milliseconds. A message that takes longer than the outbox's lease would be sent twice. */
const limit = 5_000

type NotifyEnv = Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'TWILIO_ACCOUNT_SID' | 'TWILIO_AUTH_TOKEN' | 'TWILIO_FROM'>

export function createNotifier(env: NotifyEnv): Notifier {
  const mailer = env.SMTP_URL ? createTransport({ url: env.SMTP_URL, connectionTimeout: limit, greetingTimeout: limit, socketTimeout: 2 * limit }) : null
  const sms = env.TWILIO_ACCOUNT_SID && env.TWILIO_AUTH_TOKEN && env.TWILIO_FROM
    ? { client: twilio(env.TWILIO_ACCOUNT_SID, env.TWILIO_AUTH_TOKEN, { timeout: 2 * limit }), from: env.TWILIO_FROM } : null
  return {
    channels: [...(mailer ? ['mail' as const] : []), ...(sms ? ['sms' as const] : [])],
    async sendMail({ to, subject, text }) {
      if (!mailer) throw new Error('No mail server is configured (SMTP_URL)')
      await mailer.sendMail({ from: env.MAIL_FROM, to, subject, text })
    },
    async sendSms({ to, text }) {
      if (!sms) throw new Error('No SMS service is configured (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM)')
      await sms.client.messages.create({ to, from: sms.from, body: text })
    },
  }
}
