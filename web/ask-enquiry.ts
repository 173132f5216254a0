import { createHash, randomInt } from 'node:crypto'
import type { Deps } from '../config/wire.ts'
import { formatEnquiryCode, type EnquiryKind } from '../processes/law/enquiries.ts'
import { enquiryLimits } from '../processes/law/enquiry-limits.ts'
import type { Language } from '../processes/text.ts'
import type { Answers } from '../store/dossiers.ts'
import type { Actor } from '../store/events.ts'

export interface Asking {
  readonly kind: EnquiryKind
  /** Checked answers of the intake form. */
  readonly asked: Answers
  readonly language: Language
  /** The one-stop unit that sorts it. */
  readonly receiving: string
  /** The first of the thread that it continues (TQ 15.2c). */
  readonly thread?: string
  /** The system that sends it for its asker, with its own number for it. */
  readonly client?: { readonly by: Extract<Actor, { kind: 'client' }>, readonly reference: string | null }
  /** What is to be kept in the same transaction. */
  readonly alongside?: (code: string) => Promise<void>
}

/** No letters or digits that are taken for one another. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Ten characters as 'K7Q2M-9MXTD': 49 bits, against guessing over the portal with its limits. */
function newSecret(): string {
  const characters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `${characters.slice(0, 5)}-${characters.slice(5)}`
}

/** What is kept of a secret; how it was typed does not matter. */
export function digestOf(code: string, secret: string): string {
  return createHash('sha256').update(`${code} ${secret.replace(/[\s-]/g, '').toUpperCase()}`).digest('hex')
}

/**
 * Takes a question or feedback in, at any hour (TQ 15.1): number, secret, clock and the message that starts its process, in one transaction.
 * @returns the secret too, for the page that shows it; the database keeps a digest
 */
export async function askEnquiry({ kind, asked, language, receiving, thread, client, alongside }: Asking, deps: Deps): Promise<{ code: string, secret: string }> {
  const { enquiries, agencies, sequences, outbox, transactions, now } = deps
  const askedAt = now()
  const { calendar, enquiries: settings } = await agencies.get(receiving)
  const date = askedAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  const code = formatEnquiryCode(kind, date, await sequences.next(`${kind} ${date.toString()}`))
  const secret = newSecret()
  const start = { type: 'start' as const, at: askedAt, cause: 'asked', basis: kind === 'question' ? 'TQ 246/QĐ-UBND, 15.2' : 'TH 27/2019, 14' }
  await transactions.run(async () => {
    await enquiries.create({
      code, kind, state: 'received', language, thread: thread ?? code, asked, client: client ? { id: client.by.id, reference: client.reference } : null, secret: digestOf(code, secret), units: { receiving, deciding: null }, answers: {}, replies: [],
      published: null, askedAt, closedAt: null, clocks: { sorting: { limit: enquiryLimits(kind, askedAt, settings).sorting, events: [start] }, answering: null },
      momentsDone: [], processInstanceKey: null,
    }, client?.by)
    await outbox.add(code, { kind: 'publish-message', name: `enquiry.sent.${kind}`, correlationKey: code, messageId: `sent ${code}`, variables: { enquiry: code } })
    await alongside?.(code)
  })
  return { code, secret }
}
