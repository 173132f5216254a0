import PostalMime, { type Email } from 'postal-mime'
import type { MailboxMessage } from '../../config/mailbox.ts'
import type { Deps } from '../../config/wire.ts'
import { maskMail } from '../../processes/law/contact.ts'
import { isAutomatic, mailAnswer, readLookUp } from '../../processes/law/look-up.ts'
import { mailHtml } from '../../processes/shared/compose-notice.ts'
import type { Dossier } from '../../store/dossiers.ts'
import type { MailOutcome } from '../../store/received-mails.ts'
import type { Limits } from '../rate-limits.ts'
import { addressOf, headersOf, ownAddresses, wordsOf } from './mail-parts.ts'
import { standingOf } from './standing.ts'

/**
 * Look-up by mail (requirement G4; TH 9.4, TQ 12.4): the status goes to the address registered in the dossier, when the mail says to
 * come from it; a forged sender makes us write to the applicant at most. Everybody else gets the one neutral answer. Programs
 * and lists get none, a sender five a day. The answer is queued in the transaction that notes the mail as handled.
 */
export function createMailAnswers(deps: Deps, limits: Limits) {
  const { dossiers, receivedMails, outbox, agencies, env, log } = deps
  const own = ownAddresses(env)

  async function queueAnswer(mail: Email, from: string): Promise<void> {
    const asked = readLookUp(wordsOf(mail))
    const found = asked && await dossiers.find(asked.code)
    const proved: Dossier | null = found && found.applicant.email.trim().toLowerCase() === from.toLowerCase() ? found : null
    const language = asked?.language ?? proved?.language ?? 'vi'
    const link = `${env.PUBLIC_ORIGIN}/ho-so${proved ? `/${proved.code}` : ''}`
    const { subject, text } = mailAnswer(proved && await standingOf(proved, language, deps), language, link)
    const [centre] = await agencies.ofKind('one-stop')
    const { messageId = '' } = mail
    await outbox.add(proved?.code ?? '', {
      kind: 'send-mail', to: proved?.applicant.email ?? from, subject, text, html: mailHtml({ subject, text, agency: centre?.name[language] ?? '', link, language }),
      answers: /^<[\x21-\x7e]{1,300}>$/.test(messageId) ? messageId : '',
    })
  }

  return async function handle({ uid, source }: MailboxMessage): Promise<MailOutcome> {
    const mail = await PostalMime.parse(source).catch(() => null)
    const from = addressOf(mail?.from)
    if (!mail || isAutomatic(headersOf(mail), from, own)) return 'ignored'
    const id = mail.messageId ? `${mail.messageId} ${from.toLowerCase()}` : `uid ${uid}`
    const before = await receivedMails.find(id)
    if (before) return before
    const heard = await limits.takes('mailSender', from.toLowerCase()) && await limits.takes('mailTotal', 'all')
    if (!heard) log.info({ sender: maskMail(from) }, 'a mail was not answered: too many')
    return receivedMails.once(id, async () => {
      if (!heard) return 'ignored'
      await queueAnswer(mail, from)
      return 'answered'
    })
  }
}
