import type { Deps } from '../../config/wire.ts'
import type { Contact } from '../../processes/law/contact.ts'
import type { Citizen } from '../../store/citizens.ts'
import { changeTexts } from '../messages/account-mails.ts'
import { tellContact } from './send-code.ts'

/** Where somebody is reached. */
export const contactsOf = ({ mail, phone }: Pick<Citizen, 'mail' | 'phone'>): Contact[] =>
  [...mail ? [{ channel: 'mail' as const, address: mail }] : [], ...phone ? [{ channel: 'sms' as const, address: phone }] : []]

/** Tells the owner of an account, at every contact that it had before, that its locks were changed: a thief would not. */
export async function tellChanged(citizen: Pick<Citizen, 'mail' | 'phone' | 'language'>, what: keyof typeof changeTexts, { transactions, outbox, notifier }: Pick<Deps, 'transactions' | 'outbox' | 'notifier'>): Promise<void> {
  const told = contactsOf(citizen).filter(({ channel }) => notifier.channels.includes(channel))
  if (told.length === 0) return
  await transactions.run(async () => {
    for (const contact of told) await tellContact(contact, 'changed', citizen.language, { what: changeTexts[what][citizen.language] }, { outbox })
  })
}
