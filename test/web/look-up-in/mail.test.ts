import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { pino } from 'pino'
import { createMailbox, type Mailbox, type MailboxOptions } from '../../../config/mailbox.ts'
import { createMailAnswers } from '../../../web/look-up-in/mail.ts'
import { createLimits } from '../../../web/rate-limits.ts'
import { serve } from '../../../web/serve.ts'
import { hasDovecot, startDovecot, type Dovecot } from '../../config/dovecot.ts'
import { eventually, openHouse, type House } from '../../house.ts'

const log = pino({ level: 'silent' })
let mails = 0

describe('Look-up by mail', function () {
  this.timeout(120_000)
  let house: House
  let dovecot: Dovecot
  let client: ImapFlow
  let code: string
  const own = 'lookup-own@example.org'

  before(async function () {
    if (!hasDovecot()) this.skip() // Debian: apt-get install dovecot-imapd
    house = await openHouse()
    dovecot = await startDovecot()
    client = new ImapFlow({ host: '127.0.0.1', port: dovecot.port, secure: false, auth: { user: 'tracuu@motcua.test', pass: 'secret' }, logger: false })
    await client.connect()
    await house.at('2026-07-01T09:00')
    code = await house.file({ phone: '0933000002', identityNumber: '038190004321', email: own, notifyBy: 'portal' })
    await house.bringToOfficer(code)
  })
  after(async () => {
    if (!hasDovecot()) return
    client.close()
    await dovecot.stop()
  })
  const clear = () => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
  beforeEach(clear)

  /** Puts a mail into the mailbox; gives its Message-ID. */
  async function deliver(from: string, subject: string, { text = '', headers = [], messageId }: { text?: string, headers?: string[], messageId?: string } = {}): Promise<string> {
    const id = messageId ?? `<question-${String(++mails)}@example.org>`
    const source = [
      `From: ${from}`, 'To: tracuu@motcua.test', `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, ...(id === '' ? [] : [`Message-ID: ${id}`]), 'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ...headers, '', Buffer.from(text).toString('base64'), '',
    ].join('\r\n')
    await client.append('INBOX', source, [])
    return id
  }

  const answerOptions = (): MailboxOptions => ({ url: dovecot.url, log, pollEvery: 300, handle: createMailAnswers({ ...house.deps, env: { ...house.deps.env, IMAP_URL: dovecot.url } }, createLimits(house.deps)) })
  async function withMailboxes(options: readonly MailboxOptions[], play: () => Promise<void>): Promise<void> {
    const boxes: Mailbox[] = options.map(createMailbox)
    for (const box of boxes) box.start()
    try {
      await play()
    } finally {
      await Promise.all(boxes.map((box) => box.stop()))
    }
  }
  const flags = async (): Promise<string[][]> => {
    const lock = await client.getMailboxLock('INBOX')
    try {
      await client.noop()
      return (await client.fetchAll('1:*', { flags: true, uid: true })).map((message) => [...message.flags ?? []].filter((flag) => flag !== '\\Recent').sort())
    } finally {
      lock.release()
    }
  }
  const allHandled = () => eventually(async () => {
    const all = await flags()
    assert.ok(all.every((each) => each.includes('\\Seen')), JSON.stringify(all))
  })
  const sentTo = (address: string, question?: string) => house.mailServer.to(address).filter(({ mail }) => question === undefined || mail.inReplyTo === question)
  const settled = () => eventually(async () => { assert.equal((await house.deps.outbox.count()).waiting, 0) })

  it('answers the address registered in the dossier with where it stands and when it is due, as a program (G4, TH 9.4, TQ 12.4)', async () => {
    await withMailboxes([answerOptions()], async () => {
      const question = await deliver(`"Ánh" <${own.toUpperCase()}>`, 'Hỏi hồ sơ', { text: `Xin hỏi hồ sơ ${code.toLowerCase()} đến đâu rồi?` })
      await eventually(() => Promise.resolve(assert.equal(sentTo(own, question).length, 1)))
      await allHandled()
      const [{ mail, source }] = sentTo(own, question) as [ReturnType<typeof sentTo>[number]]
      assert.equal(mail.subject, `Tra cứu hồ sơ ${code}`)
      assert.equal(mail.text?.trim(), `Hồ sơ ${code}: Đang giải quyết. Hẹn trả kết quả: 17:00 ngày 13/07/2026. Xem chi tiết tại http://motcua.test/ho-so/${code}.`)
      assert.equal(mail.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-replied')
      assert.doesNotMatch(source, /038190004321|Nguyễn Thị Ánh|0933000002/)
    })
    assert.deepEqual((await flags()).at(-1), ['\\Answered', '\\Seen'])
  })

  it('gives everybody else one answer, whether the dossier exists or not, and never to another address than the sender’s (G4)', async () => {
    await withMailboxes([answerOptions()], async () => {
      const before = sentTo(own).length
      const asked = [
        ['one@example.org', `HS ${code} 4321`], ['two@example.org', `HS ${code.slice(0, -4)}9876 4321`], ['three@example.org', 'xin chào'], [own, `HS ${code.slice(0, -4)}9876`],
      ] as const
      for (const [from, subject] of asked) await deliver(from, subject, { headers: ['Reply-To: victim@example.org', `X-Original-To: ${own}`] })
      await eventually(() => Promise.resolve(asked.forEach(([from]) => { assert.ok(sentTo(from).length > (from === own ? before : 0), from) })))
      await allHandled()
      const answers = asked.map(([from]) => sentTo(from).at(-1)?.mail)
      assert.deepEqual(answers.map((mail) => [mail?.subject, mail?.text]), Array(4).fill([answers[0]?.subject, answers[0]?.text]))
      assert.match(answers[0]?.text ?? '', /^Không có hồ sơ nào khớp với thư này\./)
      assert.ok(!answers[0]?.html?.includes(code))
      assert.deepEqual(sentTo('victim@example.org'), [])
      assert.equal(sentTo(own).length, before + 1)
    })
  })

  it('answers no program, no list and not itself; such mails are put aside all the same', async () => {
    await withMailboxes([answerOptions()], async () => {
      const before = house.mailServer.mails.length
      for (const headers of [['Auto-Submitted: auto-replied'], ['Precedence: bulk'], ['List-Id: <news.example.org>'], ['Return-Path: <>']]) await deliver(own, `HS ${code}`, { headers })
      for (const from of ['no-reply@localhost', 'tracuu@motcua.test', 'MAILER-DAEMON@example.org', '']) await deliver(from, `HS ${code}`)
      await client.append('INBOX', Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a]), [])
      await allHandled()
      await settled()
      assert.equal(house.mailServer.mails.length, before)
      assert.deepEqual((await flags()).slice(-9), Array(9).fill(['\\Seen']))
    })
  })

  it('answers each mail once, though the process dies before it marks the mail, two read the mailbox, and it is delivered twice', async () => {
    const dying = answerOptions()
    let deaths = 0
    const question = await deliver(own, `HS ${code}`)
    await withMailboxes([{ ...dying, handle: async (message) => { await dying.handle(message); deaths++; throw new Error('dies here') } }], async () => {
      await eventually(() => Promise.resolve(assert.ok(deaths >= 2)))
    })
    assert.deepEqual((await flags()).at(-1), [], 'not marked')
    await clear()
    await withMailboxes([answerOptions(), answerOptions(), answerOptions()], async () => {
      const others = await Promise.all(['a', 'b', 'c', 'd'].map((name) => deliver(`${name}-twice@example.org`, 'HS')))
      await deliver(own, `HS ${code}`, { messageId: question })
      await allHandled()
      await settled()
      assert.deepEqual(others.map((id) => house.mailServer.mails.filter(({ mail }) => mail.inReplyTo === id).length), [1, 1, 1, 1])
    })
    assert.equal(sentTo(own, question).length, 1)
    assert.ok((await flags()).every((each) => each.includes('\\Seen')))
  })

  it('falls silent towards a sender who floods it', async () => {
    await withMailboxes([answerOptions()], async () => {
      for (let i = 0; i < 8; i++) await deliver('flood@example.org', `HS ${String(i)}`)
      await allHandled()
      await settled()
    })
    assert.equal(sentTo('flood@example.org').length, 5)
  })

  it('looks at a mail again that could not be handled, and goes on with the others', async () => {
    const failing = answerOptions()
    let failures = 2
    await withMailboxes([{ ...failing, handle: (message) => message.source.includes('unlucky') && failures-- > 0 ? Promise.reject(new Error('database away')) : failing.handle(message) }], async () => {
      const unlucky = await deliver('unlucky@example.org', 'HS')
      const lucky = await deliver('lucky@example.org', 'HS')
      await eventually(() => Promise.resolve(assert.deepEqual([unlucky, lucky].map((id) => house.mailServer.mails.filter(({ mail }) => mail.inReplyTo === id).length), [1, 1])))
    })
    assert.ok(failures < 0)
  })

  it('is read by the web server where it is configured, also when the mailbox was away at first', async () => {
    const { port } = dovecot
    const env = { ...house.deps.env, IMAP_URL: dovecot.url }
    const serving = await serve({ ...house.deps, env })
    const question = await deliver(own, `STATUS ${code}`)
    await eventually(() => Promise.resolve(assert.equal(sentTo(own, question)[0]?.mail.subject, `Dossier look-up ${code}`)))
    await serving.close()

    const warned: string[] = []
    const away = createMailbox({ ...answerOptions(), url: `imap://x:y@127.0.0.1:${String(port === 1 ? 2 : 1)}`, log: pino({ level: 'warn' }, { write: (line) => { warned.push(line) } }) })
    away.start()
    await eventually(() => Promise.resolve(assert.ok(warned.length > 1)))
    await away.stop()
    assert.match(warned[0] ?? '', /"error":"ECONNREFUSED"/)
    await sleep(400)
    const count = warned.length
    await sleep(400)
    assert.equal(warned.length, count, 'stopped')
  })
})
