import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { createTransport, type SendMailOptions } from 'nodemailer'
import twilio from 'twilio'
import type { Env } from '../env.ts'
import { phoneNumber } from '../../processes/law/contact.ts'

export interface MailAttachment { readonly name: string, readonly type: string, readonly content: Readable }

/** Sends mail and SMS; which of the two exist depends on what operations configured. */
export interface Notifier {
  readonly channels: readonly ('mail' | 'sms')[]
  /**
   * `id` makes the Message-ID, the same at each attempt: a mail that arrives twice can be known by it. `answers`
   * is the one replied to, empty when that one had none.
   */
  sendMail(mail: { to: string, subject: string, text: string, html?: string, answers?: string, id?: string, attachment?: MailAttachment }): Promise<void>
  sendSms(sms: { to: string, text: string }): Promise<void>
}

/** The address can never work: no server was asked. */
export class ImpossibleAddress extends Error {
  readonly code = 'IMPOSSIBLE_ADDRESS'
}

/** In milliseconds. A message that takes longer than the outbox's lease would be sent twice. */
const limit = 5_000

type NotifyEnv = Pick<Env, 'SMTP_URL' | 'MAIL_FOLDER' | 'MAIL_FROM' | 'TWILIO_ACCOUNT_SID' | 'TWILIO_AUTH_TOKEN' | 'TWILIO_FROM' | 'TWILIO_API_URL' | 'PUBLIC_ORIGIN'>

function createSms({ TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, TWILIO_API_URL }: NotifyEnv) {
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_FROM) return null
  const client = twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, { timeout: 2 * limit })
  if (TWILIO_API_URL) client.api.baseUrl = TWILIO_API_URL
  return { client, from: TWILIO_FROM }
}

/** Writes mails as files that any mail program opens, in place of sending them. */
function createMailFolder(folder: string) {
  const made = createTransport({ streamTransport: true, buffer: true })
  return {
    async sendMail(mail: SendMailOptions): Promise<void> {
      const { message } = await made.sendMail(mail)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(path.join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`), message as Buffer, { mode: 0o600 })
    },
  }
}

export function createNotifier(env: NotifyEnv): Notifier {
  const mailer = env.SMTP_URL ? createTransport({ url: env.SMTP_URL, connectionTimeout: limit, greetingTimeout: limit, socketTimeout: 2 * limit })
    : env.MAIL_FOLDER ? createMailFolder(env.MAIL_FOLDER) : null
  const sms = createSms(env)
  const host = new URL(env.PUBLIC_ORIGIN).hostname
  return {
    channels: [...(mailer ? ['mail' as const] : []), ...(sms ? ['sms' as const] : [])],
    async sendMail({ to, subject, text, html, answers, id, attachment }) {
      if (!mailer) throw new Error('No mail server is configured (SMTP_URL)')
      await mailer.sendMail({
        from: env.MAIL_FROM, to: { name: '', address: to }, subject, text, ...(html && { html }), ...(id && { messageId: `<${id}@${host}>` }),
        ...(attachment && { attachments: [{ filename: attachment.name, contentType: attachment.type, content: attachment.content }] }),
        ...(answers && { inReplyTo: answers, references: answers }),
        headers: { 'Auto-Submitted': answers !== undefined ? 'auto-replied' : 'auto-generated', 'X-Auto-Response-Suppress': 'All' }, // RFC 3834: nobody's program answers it
      })
    },
    async sendSms({ to, text }) {
      if (!sms) throw new Error('No SMS service is configured (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM)')
      const number = phoneNumber(to)
      if (number === null) throw new ImpossibleAddress('not a telephone number')
      await sms.client.messages.create({ to: number, from: sms.from, body: text })
    },
  }
}
