import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Calendar } from '../law/calendar.ts'
import { agreementCause, type LedgerEvent } from '../law/deadline-ledger.ts'
import { explainDueDate } from '../law/due-date.ts'
import type { Limit } from '../law/limit.ts'
import { checkedKindNames, type CheckedItem } from '../law/document-check.ts'
import { documentsFor, feeFor, limitCaseFor, type Application, type Channel, type Procedure } from '../procedure.ts'
import type { Text } from '../text.ts'

const textual = z.object({ vi: z.string() })
const applicant = z.object({ name: z.string(), identityNumber: z.string(), address: z.string(), phone: z.string(), email: z.string() })

/** What every slip states: stored when it is issued, so that what changes later does not change the paper. */
export const sharedFacts = z.object({
  applicant,
  procedure: textual,
  head: z.object({ superior: z.string(), agency: z.string(), place: z.string(), phone: z.string().default('') }),
  timeZone: z.string().default('Asia/Ho_Chi_Minh'),
  lookUp: z.string(),
  /** Who files in the applicant's place: somebody authorised, or a parent. */
  filer: z.object({ name: z.string(), identityNumber: z.string() }).nullable().default(null),
})

export const receiptFacts = z.object({
  receivedAt: z.string(), due: z.string().nullable(), fee: z.number(), feePaid: z.boolean().optional(), delivery: z.enum(['online', 'counter', 'post']),
  channel: z.enum(['online', 'counter', 'post', 'mail']).default('online'),
  limit: z.object({ amount: z.number(), unit: z.string() }),
  /** The second of two appointments, in words (ĐT138 art. 5.3); `due` is then the first. */
  second: textual.optional(),
  documents: z.array(z.object({ name: textual, files: z.number(), copies: textual.optional(), given: textual.optional() })),
})

export const completionFacts = z.object({ reason: z.string(), missingItems: z.array(z.string()), items: z.array(textual).optional(), remarks: z.array(z.string()).optional() })

export const refusalFacts = z.object({ reason: z.string(), rightAuthority: z.string().optional(), channel: z.enum(['online', 'counter', 'post', 'mail']).optional() })

export const apologyFacts = z.object({ reason: z.string(), from: z.string().optional(), to: z.string(), receivedAt: z.string().optional() })

/** Who files in the applicant's place, as an application form says it; null for those who file for themselves (requirement B3). */
export function filerOf({ filerName: name, filerIdentityNumber: number }: Readonly<Record<string, unknown>>): z.infer<typeof sharedFacts>['filer'] {
  return typeof name === 'string' && name !== '' ? { name, identityNumber: typeof number === 'string' ? number : '' } : null
}

/** What a receipt is written from. */
export interface ReceivedDossier {
  readonly application: Application
  readonly channel: Channel
  readonly delivery: string
  readonly papers: readonly { readonly item: string }[]
  readonly documentCheck?: { readonly items: readonly CheckedItem[] } | null
  readonly receivedAt: Temporal.Instant | null
  readonly clocks: { readonly settlement: { readonly limit: Limit, readonly events: readonly LedgerEvent[] } | null }
}

/**
 * What form 01 states: the dossier as it was received, with the first appointment, also when it is written later because somebody asks
 * for it (BT 45/2023, arts. 15.3-15.4). The calendar is the deciding unit's.
 * @throws RangeError when the dossier was not received
 */
export function receiptFactsOf(
  procedure: Procedure, { application, channel, delivery, papers, documentCheck, receivedAt, clocks: { settlement } }: ReceivedDossier,
  { calendar, feePaid }: { calendar: Calendar, feePaid: boolean },
): z.input<typeof receiptFacts> {
  if (!receivedAt || !settlement) throw new RangeError('a dossier that was not received has no receipt')
  const atReception = settlement.events.slice(0, settlement.events[1]?.cause === agreementCause ? 2 : 1)
  const { due } = explainDueDate({ calendar, limit: settlement.limit, events: atReception })
  const { limit, appointments } = limitCaseFor(procedure, application, receivedAt)
  return {
    receivedAt: receivedAt.toString(), due: due?.toString() ?? null, limit: appointments ? limit : settlement.limit, ...(appointments && { second: appointments.words }), fee: feeFor(procedure, application, receivedAt, channel), feePaid, channel,
    delivery: z.enum(['online', 'counter', 'post']).parse(delivery),
    documents: documentsFor(procedure, application, receivedAt, channel).flatMap(({ id, name, copies }) => {
      const checked = documentCheck?.items.find(({ item }) => item === id)
      const files = papers.filter(({ item }) => item === id).length
      if (checked && checked.kind === null && files === 0) return [] // it was looked for and is not there
      const given = checked?.kind ? { given: { vi: `${checkedKindNames[checked.kind].vi} × ${String(checked.count)}` } } : {}
      return [{ name, copies, files, ...given }]
    }),
  }
}

/** What form 02 asks for, by name: items of the published list, and the electronic declaration. */
export function itemNames(procedure: Procedure, application: Application, ids: readonly string[], at: Temporal.Instant, channel: Channel): Text[] {
  const listed = documentsFor(procedure, application, at, channel)
  return ids.map((id) => listed.find((item) => item.id === id)?.name ?? { vi: 'Tờ khai điện tử', en: 'Electronic declaration' })
}
