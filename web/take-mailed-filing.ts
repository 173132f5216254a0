import PostalMime from 'postal-mime'
import type { MailboxMessage } from '../config/mailbox.ts'
import type { Deps } from '../config/wire.ts'
import { isAutomatic } from '../processes/law/look-up.ts'
import { mailHtml } from '../processes/shared/compose-notice.ts'
import { newDraftId } from '../store/drafts.ts'
import type { MailedFile } from '../store/mailed-filings.ts'
import type { MailOutcome } from '../store/received-mails.ts'
import { addressOf, headersOf, ownAddresses, wordsOf } from './look-up-in/mail-parts.ts'
import { tellUpload } from './messages/uploads.ts'
import { shownName, takeFile } from './take-file.ts'

/** Of one mail: what else it brings is told by its name. */
const mostFiles = 20
const longestText = 20_000

/** The unit whose official mailbox is read, and the procedures that may be filed through it. */
export async function officialMailbox({ agencies, env }: Pick<Deps, 'agencies' | 'env'>): Promise<{ unit: string, address: string, procedures: readonly string[] } | null> {
  if (!env.OFFICIAL_MAILBOX_URL) return null
  const unit = env.OFFICIAL_MAILBOX_UNIT ?? (await agencies.centre())?.id
  return unit === undefined ? null : { unit, address: decodeURIComponent(new URL(env.OFFICIAL_MAILBOX_URL).username), procedures: env.OFFICIAL_MAILBOX_PROCEDURES }
}

/**
 * Takes a mail to the official mailbox into the system (BT 45/2023 art. 13.4; requirement C1): its attachments like any file from outside, the mail as
 * an entry on the unit's list, and the sender is told that it came. Programs and lists are not answered. What cannot be scanned now is looked at later.
 */
export function createMailedFilingTaker(deps: Deps) {
  const { mailedFilings, receivedMails, outbox, notifier, agencies, env, now } = deps
  const own = [...ownAddresses(env), ...(env.OFFICIAL_MAILBOX_URL ? [decodeURIComponent(new URL(env.OFFICIAL_MAILBOX_URL).username)] : [])]

  return async function handle({ uid, source }: MailboxMessage): Promise<MailOutcome> {
    const [mail, box] = [await PostalMime.parse(source).catch(() => null), await officialMailbox(deps)]
    const from = addressOf(mail?.from)
    if (!mail || !box || isAutomatic(headersOf(mail), from, own)) return 'ignored'
    const key = `filing ${mail.messageId ? `${mail.messageId} ${from.toLowerCase()}` : `uid ${uid}`}`
    const before = await receivedMails.find(key)
    if (before) return before

    const messageId = /^<[\x21-\x7e]{1,300}>$/.test(mail.messageId ?? '') ? mail.messageId ?? '' : ''
    const files: MailedFile[] = []
    for (const { filename, content } of mail.attachments) {
      const name = shownName(filename ?? undefined)
      if (files.length >= mostFiles) { files.push({ name, reason: 'too-many' }); continue }
      const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array)
      const outcome = await takeFile(name, bytes, { by: { kind: 'applicant' }, place: `mail to ${box.unit}` }, deps)
      if ('reason' in outcome && outcome.reason === 'not-scanned') throw new Error('The attachments cannot be scanned now')
      files.push({ name, ...outcome })
    }
    const centre = await agencies.find(box.unit)
    return receivedMails.once(key, async () => {
      await mailedFilings.add({
        id: newDraftId(), unit: box.unit, from, name: (mail.from?.name ?? '').slice(0, 200), subject: (mail.subject ?? '').slice(0, 300), text: wordsOf(mail, longestText), files,
        messageId, receivedAt: now(),
      })
      if (!notifier.channels.includes('mail')) return 'answered'
      const [subject, text] = [tellUpload('mailed.ack-subject', 'vi'), `${tellUpload('mailed.ack', 'vi')}\n\n${tellUpload('mailed.ack', 'en')}`]
      await outbox.add('', {
        kind: 'send-mail', to: from, subject, text, html: mailHtml({ subject, text, agency: centre?.name.vi ?? '', link: env.PUBLIC_ORIGIN, language: 'vi' }), answers: messageId,
      })
      return 'answered'
    })
  }
}

