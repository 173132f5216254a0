import type { Request } from 'express'
import type { Deps } from '../../config/wire.ts'
import { maskContact, type Contact } from '../../processes/law/contact.ts'
import type { Language } from '../../processes/text.ts'
import type { CodePurpose } from '../../store/one-time-codes.ts'
import { codeMessages, type CodeMessage } from '../messages/account-mails.ts'
import { addressKey, type Limits } from '../rate-limits.ts'

export interface CodeToSend {
  readonly purpose: CodePurpose
  /** Which words it is sent with: they may tell what the page must not. */
  readonly words: CodeMessage
  readonly about: Readonly<Record<string, unknown>>
  /** Where it goes; null: nowhere, though the person is told the same. */
  readonly contact: Contact | null
  readonly language: Language
  readonly next?: string
}

/** Counts a code that is asked for, whether one will be sent or not. @throws HttpProblem 429 */
export async function spendCode(req: Request, key: string, limits: Limits): Promise<void> {
  await limits.spend('codeAddress', addressKey(req))
  await limits.spend('codeContact', key)
  await limits.spend('codeTotal', 'all')
}

/** Sends a mail or an SMS of the account's own, in the running transaction; no dossier is concerned. */
export async function tellContact(contact: Contact, words: CodeMessage, language: Language, facts: Readonly<Record<string, string>>, { outbox }: Pick<Deps, 'outbox'>): Promise<void> {
  const { subject, text, sms } = codeMessages(words, language, facts)
  await outbox.add('', contact.channel === 'mail' ? { kind: 'send-mail', to: contact.address, subject, text } : { kind: 'send-sms', to: contact.address, text: sms })
}

/** Makes a code and sends it: one transaction; this browser alone can then give it. A code that was asked for before is worth nothing any more. */
export async function sendCode(
  req: Request, { purpose, words, about, contact, language, next }: CodeToSend, { transactions, oneTimeCodes, outbox, now }: Pick<Deps, 'transactions' | 'oneTimeCodes' | 'outbox' | 'now'>,
): Promise<void> {
  const before = req.session.code
  const id = await transactions.run(async () => {
    if (before) await oneTimeCodes.cancel(before.id)
    const issued = await oneTimeCodes.issue(purpose, about, now())
    if (contact) await tellContact(contact, words, language, { code: issued.code }, { outbox })
    return issued.id
  })
  req.session.code = { id, purpose, to: purpose !== 'claim' && contact ? maskContact(contact) : '', ...(next && { next }) }
}
