import type { Deps } from '../../config/wire.ts'
import { isAuthorised } from '../../processes/law/authorisation.ts'
import { contactOf, maskContact } from '../../processes/law/contact.ts'
import { kindOfNumber, plainNumber } from '../../processes/law/identity-number.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { Answers } from '../../store/dossiers.ts'
import { staff } from '../desk/account-of.ts'
import { applicantOf } from '../file-dossier.ts'
import { translator } from '../view/translate.ts'
import { tellContact } from './send-code.ts'

interface Invitation {
  /** Sends it, in the transaction that files the dossier; null: no dossier is filed with it. */
  readonly also?: (code: string | null) => Promise<void>
  /** What the clerk is told. */
  told(language: Language): string
}

/**
 * A clerk who files for somebody invites them to an account of their own (BT 45/2023 art. 15.6a; requirement B3): a code to the contact of the
 * declaration, good only together with the applicant's number. Where the clerk has looked at the applicant's own paper, the number counts as
 * proved; not where somebody authorised stands at the counter.
 */
export async function inviteApplicant(
  { application, account, identityChecked }: { application: Answers, account: Account, identityChecked: boolean },
  { citizens, oneTimeCodes, outbox, events, notifier, env, now }: Pick<Deps, 'citizens' | 'oneTimeCodes' | 'outbox' | 'events' | 'notifier' | 'env' | 'now'>,
): Promise<Invitation> {
  const { name, identityNumber, email, phone } = applicantOf(application)
  const contact = [email, phone].map(contactOf).find((each) => each !== null && notifier.channels.includes(each.channel))
  const kind = kindOfNumber(identityNumber)
  if (await citizens.withProvedNumber(identityNumber)) return { told: (language) => translator(language)('account.invite-has-one') }
  if (!contact || !kind) return { told: (language) => translator(language)('account.invite-not-sent') }
  const at = now()
  return {
    told: (language) => translator(language)('account.invite-sent', { to: maskContact(contact) }),
    async also(dossier) {
      const checked = identityChecked && !isAuthorised(application)
      const { id, code } = await oneTimeCodes.issue('invitation', { ...(dossier !== null && { dossier }), kind, name, identityNumber, contact, ...(checked && { checkedBy: account.username }) }, at, plainNumber(identityNumber))
      await tellContact(contact, dossier === null ? 'invitation-alone' : 'invitation', 'vi', { code, link: `${env.PUBLIC_ORIGIN}/loi-moi/${id}` }, { outbox })
      await events.note({ subject: `account/${account.username}`, act: 'invite-citizen', by: staff(account, 'reception-clerk'), at, onBehalfOf: account.unit, details: { ...(dossier !== null && { dossier }), channel: contact.channel, checked } })
    },
  }
}
