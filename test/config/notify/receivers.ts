import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail as the mail server took it. */
export interface ReceivedMail { readonly to: readonly string[], readonly mail: Email, readonly source: string }

export interface Refusal { readonly responseCode: number, readonly message: string }

/** A real mail server on loopback; what it refuses is said by `refuse`. */
export async function startMailServer() {
  const mails: ReceivedMail[] = []
  let refusal: ((recipient: string) => Refusal | null) = () => null
  let attempts = 0
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onRcptTo({ address }, _session, done) {
      attempts++
      const refused = refusal(address)
      done(refused ? Object.assign(new Error(refused.message), { responseCode: refused.responseCode }) : null)
    },
    onData(stream, session, done) {
      void buffer(stream).then(async (source) => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail: await PostalMime.parse(source), source: source.toString() })
      }).then(() => { done() }, done)
    },
  })
  server.on('error', () => undefined) // a client that goes away in the middle
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`,
    mails,
    attempts: () => attempts,
    refuse(rule: typeof refusal) { refusal = rule },
    to: (address: string) => mails.filter(({ to }) => to.includes(address)),
    close: () => new Promise<void>((resolve) => { server.close(resolve) }),
  }
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>

/** An SMS as the service took it, from twilio's own client over HTTP. */
export interface ReceivedSms { readonly to: string, readonly from: string, readonly body: string }

export interface SmsRefusal { readonly status: number, readonly code: number, readonly message: string }

export const smsAccount = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'a-token-for-tests', TWILIO_FROM: '+84900000000' }

/** A server on loopback that answers as twilio's messages interface does; it takes only the account of `smsAccount`. */
export async function startSmsService() {
  const messages: ReceivedSms[] = []
  let refusal: ((to: string) => SmsRefusal | null) = () => null
  let attempts = 0
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const answer = (status: number, json: object) => { res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)) }
      const expected = `Basic ${Buffer.from(`${smsAccount.TWILIO_ACCOUNT_SID}:${smsAccount.TWILIO_AUTH_TOKEN}`).toString('base64')}`
      if (req.headers.authorization !== expected) { answer(401, { code: 20003, message: 'Authenticate', status: 401 }); return }
      if (req.method !== 'POST' || req.url !== `/2010-04-01/Accounts/${smsAccount.TWILIO_ACCOUNT_SID}/Messages.json`) { answer(404, { code: 20404, message: 'not found', status: 404 }); return }
      const fields = new URLSearchParams(body)
      const [to, from, words] = ['To', 'From', 'Body'].map((name) => fields.get(name) ?? '') as [string, string, string]
      attempts++
      const refused = refusal(to) ?? (/^\+\d{8,15}$/.test(to) ? null : { status: 400, code: 21211, message: `Invalid 'To' Phone Number: ${to}` })
      if (refused) { answer(refused.status, refused); return }
      messages.push({ to, from, body: words })
      answer(201, { sid: `SM${String(messages.length).padStart(32, '0')}`, status: 'queued', to, from, body: words })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    messages,
    attempts: () => attempts,
    refuse(rule: typeof refusal) { refusal = rule },
    to: (number: string) => messages.filter(({ to }) => to === number),
    close: () => new Promise<void>((resolve) => { server.close(() => { resolve() }); server.closeAllConnections() }),
  }
}

export type SmsService = Awaited<ReturnType<typeof startSmsService>>
