import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { Log } from './log.ts'

/** A mail of the mailbox; `uid` is its own in this mailbox for good. */
export interface MailboxMessage { readonly uid: string, readonly source: Buffer }

export interface MailboxOptions {
  /** imap://user:password@host:port, or imaps://… */
  readonly url: string
  readonly log: Log
  /** What is done with a new mail; safe to repeat. When it throws, the mail is looked at again later. */
  readonly handle: (message: MailboxMessage) => Promise<'answered' | 'ignored'>
  /** Milliseconds after which the mailbox is looked at though the server announced nothing, and after which a lost connection is made anew. */
  readonly pollEvery?: number
  /** Of a longer mail only the beginning is read, in bytes. */
  readonly longest?: number
}

/** Enough for a mail's headers and words, which come before its attachments, in bytes. */
const usualLength = 500_000

/**
 * Reads a mailbox that is the program's alone: every mail that is not \Seen is handled, then marked \Seen, and \Answered when it was.
 * The server says when there is a new one (IDLE). What was handled but not marked, because the process died or another one
 * reads the same mailbox, comes again: `handle` knows it.
 */
export function createMailbox({ url, log, handle, pollEvery = 60_000, longest = usualLength }: MailboxOptions) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'imaps:'
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let client: ImapFlow | null = null

  async function handleNew(connected: ImapFlow): Promise<void> {
    const found = await connected.search({ seen: false }, { uid: true })
    const validity = connected.mailbox === false ? '' : String(connected.mailbox.uidValidity)
    for (const uid of found === false ? [] : found) {
      if (stopping.signal.aborted) return
      const message = await connected.fetchOne(String(uid), { source: { maxLength: longest } }, { uid: true })
      if (message === false || !message.source) continue // another process has removed it
      try {
        const outcome = await handle({ uid: `${validity}.${String(uid)}`, source: message.source })
        await connected.messageFlagsAdd(String(uid), outcome === 'answered' ? ['\\Seen', '\\Answered'] : ['\\Seen'], { uid: true })
      } catch (error) {
        log.warn({ error: (error as Error).name }, 'a mail to the mailbox was not handled; it is looked at again')
      }
    }
  }

  async function read(): Promise<void> {
    const connected = new ImapFlow({
      host: hostname, port: Number(port) || (secure ? 993 : 143), secure, auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      logger: false, autoIdleDelay: 200, maxLiteralSize: 4 * longest,
      socketTimeout: pollEvery + 5_000, // something is said at every look: a connection that is silent for longer is dead
    })
    client = connected
    let wake: () => void = () => undefined
    let announced = true // what came while nobody looked
    const announce = () => {
      announced = true
      wake()
    }
    connected.on('error', announce)
    connected.on('close', announce)
    connected.on('exists', announce)
    stopping.signal.addEventListener('abort', announce, { once: true })
    try {
      await connected.connect()
      await connected.mailboxOpen('INBOX')
      while (!stopping.signal.aborted && connected.usable) {
        if (announced) {
          announced = false
          await handleNew(connected)
          continue
        }
        const timer = setTimeout(announce, pollEvery)
        await new Promise<void>((resolve) => { wake = resolve })
        clearTimeout(timer)
      }
    } finally {
      stopping.signal.removeEventListener('abort', announce)
      connected.close()
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await read().catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ error: (error as { code?: string }).code ?? (error as Error).name }, 'the mailbox could not be read; it is tried again')
      })
      await sleep(pollEvery, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  return {
    start() { running = run() },
    /** Ends after the mail that is being handled. */
    async stop() {
      stopping.abort()
      const ended = await Promise.race([running.then(() => true), sleep(10_000, false, { ref: false })])
      if (!ended) client?.close()
      await running
    },
  }
}

export type Mailbox = ReturnType<typeof createMailbox>
