import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import { createMailAnswers } from './look-up-in/mail.ts'
import { createLimits } from './rate-limits.ts'
import { createMailbox } from '../config/mailbox.ts'
import { createMailedFilingTaker } from './take-mailed-filing.ts'
import type { Deps } from '../config/wire.ts'

/** A mail with its attachments, in bytes: what mail servers carry. */
const longestMail = 40 * 1024 * 1024
const [hour, day] = [3600_000, 24 * 3600_000]

export interface Serving { readonly address: string, close(): Promise<void> }

/**
 * Listens on the configured host and port (0: any free one), and answers the look-up mailbox where one is configured, with a
 * mail server to answer by.
 * @throws the system's error, such as EADDRINUSE
 */
export async function serve(deps: Deps): Promise<Serving> {
  const { HOST, PORT } = deps.env
  if (!deps.scanner) deps.log.warn('uploads are not scanned for malware: CLAMD_ADDRESS is not set')
  const app = await createApp(deps)
  const mailbox = deps.env.IMAP_URL && deps.notifier.channels.includes('mail') ? createMailbox({ url: deps.env.IMAP_URL, log: deps.log, handle: createMailAnswers(deps, createLimits(deps)) }) : null
  const official = deps.env.OFFICIAL_MAILBOX_URL ? createMailbox({ url: deps.env.OFFICIAL_MAILBOX_URL, log: deps.log, handle: createMailedFilingTaker(deps), longest: longestMail }) : null
  const server: Server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(PORT, HOST, () => { server.off('error', reject); resolve() })
  })
  mailbox?.start()
  official?.start()
  const { port } = server.address() as AddressInfo
  const sweeping = setInterval(() => { void dropForgottenFiles(deps) }, hour).unref()
  return {
    address: `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${String(port)}`,
    async close() {
      clearInterval(sweeping)
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve() }) })
      server.closeIdleConnections()
      setTimeout(() => { server.closeAllConnections() }, 5_000).unref()
      await Promise.all([closed, mailbox?.stop(), official?.stop()])
    },
  }
}

/** Drops what was uploaded and belongs to no dossier, and to no draft or document store any more. */
async function dropForgottenFiles({ files, drafts, mailedFilings, personalDocuments, log }: Pick<Deps, 'files' | 'drafts' | 'mailedFilings' | 'personalDocuments' | 'log'>): Promise<void> {
  try {
    const before = new Date(Date.now() - day)
    const dropped = await files.dropUnowned(before, [...await drafts.heldFiles(), ...await personalDocuments.heldFiles(), ...await mailedFilings.heldFiles()])
    if (dropped > 0) log.info({ dropped }, 'files that nobody took were dropped')
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'forgotten files could not be dropped; the next hour tries again')
  }
}
