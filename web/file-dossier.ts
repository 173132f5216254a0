import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { engineVariables } from '../processes/form.ts'
import { isAuthorised } from '../processes/law/authorisation.ts'
import type { HandedIn } from '../processes/law/digitisation.ts'
import { isSameNumber } from '../processes/law/identity-number.ts'
import { formatDossierCode } from '../processes/law/dossier-code.ts'
import { receptionLimit } from '../processes/law/transfer.ts'
import type { Channel } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Citizen } from '../store/citizens.ts'
import type { Actor, NewEvent } from '../store/events.ts'
import { UnknownDossier, type Applicant, type Answers, type Delivery, type Dossier } from '../store/dossiers.ts'
import type { Draft } from '../store/drafts.ts'
import type { Parties } from './parties.ts'

export interface Filing {
  readonly draft: Draft
  readonly bundleVersion: number
  readonly parties: Parties
  readonly channel?: Channel
  readonly language: Language
  /** What was handed in on paper. */
  readonly handedIn?: readonly HandedIn[]
  /** What else the log keeps of it. */
  readonly details?: NewEvent['details']
  /** The account in which it is filed, if any: the dossier is among its own, see access.ts. */
  readonly account?: Pick<Citizen, 'id' | 'identityNumber'>
  /** What else is done in the transaction that files it. */
  readonly also?: (code: string) => Promise<void>
  /** Who files; the applicant unless a clerk does it for them (TN 11.1b), or another system (requirement I3). */
  readonly by?: Actor
  /** A system's own number for it. */
  readonly reference?: string | null
  /** What is to be kept together with the dossier, in its transaction. */
  readonly alongside?: (code: string, filedAt: Temporal.Instant) => Promise<void>
}

/** Who applies, as the declaration says. */
export function applicantOf(values: Answers): Applicant {
  return {
    name: textOf(values, 'name'), identityNumber: textOf(values, 'identityNumber'), address: textOf(values, 'address'),
    phone: textOf(values, 'phone'), email: textOf(values, 'email'),
  }
}

const textOf = (answers: Answers, key: keyof Applicant) => typeof answers[key] === 'string' ? answers[key] : ''

const deliveries: readonly Delivery[] = ['online', 'counter', 'post']

/** How the result is wanted (requirement C3). */
export function deliveryOf(values: Answers): Delivery {
  return deliveries.find((each) => each === values['delivery']) ?? 'online'
}

/** Ties a dossier's papers to it: what was handed in is its own, what its applicant's document store has is shared. Part of the transaction that runs. */
export async function takePapers(papers: Draft['papers'], code: string, files: Pick<Deps['files'], 'assign' | 'share'>): Promise<void> {
  await files.assign(papers.filter(({ reused }) => !reused).map(({ file }) => file.id), code)
  await files.share(papers.filter(({ reused }) => reused).map(({ file }) => file.id), code)
}

/**
 * Makes a dossier of a draft: code, reception clock, papers, and the message that starts its procedure, in one transaction. What is
 * filed is the draft as the caller checked it, whatever has become of it meanwhile. A draft that is sent twice gives the same dossier.
 * @returns the dossier's code
 */
export async function fileDossier(
  { draft, bundleVersion, parties, channel = 'online', language, handedIn = [], details, account, also, by = { kind: 'applicant', ...(account && { account: account.id }) }, reference = null, alongside }: Filing, deps: Deps,
): Promise<string> {
  const { drafts, holdings, dossiers, files, outbox, sequences, agencies, bundles, transactions, now } = deps
  if (draft.filedAs) return draft.filedAs
  const { code: agency, calendar } = await agencies.get(parties.units.receiving)
  const filedAt = now()
  const date = filedAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  const sequence = await sequences.next(`dossier ${agency} ${date.toString()}`)
  const code = formatDossierCode({ agency, date, sequence })
  const delivery = deliveryOf(draft.values)

  const form = (await bundles.get(draft.procedure, bundleVersion)).forms[findProcedure(draft.procedure).applicationForm]

  return transactions.run(async () => {
    const current = await drafts.find(draft.id)
    if (!current) throw new UnknownDossier('The draft is gone')
    if (current.filedAs) return current.filedAs
    const onBehalfOf = by.kind === 'staff' || by.kind === 'client' ? 'applicant' : isAuthorised(draft.values) ? 'authoriser' : null
    await dossiers.create(newDossier(code, draft, { bundleVersion, ...parties, channel, language, delivery, filedAt, handedIn, client: by.kind === 'client' ? { id: by.id, reference } : null }), { by, at: filedAt, ...(details && { details }), ...(onBehalfOf && { onBehalfOf }) })
    if (account) await holdings.add({ dossier: code, citizen: account.id, part: isSameNumber(account.identityNumber, applicantOf(draft.values).identityNumber) ? 'applicant' : 'filer', since: filedAt })
    await takePapers(draft.papers, code, files)
    await drafts.filed(current.id, code)
    await also?.(code)
    await alongside?.(code, filedAt)
    await outbox.add(code, {
      kind: 'publish-message', name: `dossier.filed.${draft.procedure}`, correlationKey: code, messageId: `filed ${code}`,
      variables: { ...(form && engineVariables(form, draft.values)), dossier: code, delivery, channel },
    })
    return code
  })
}

function newDossier(
  code: string, { procedure, values, papers }: Draft,
  given: Pick<Dossier, 'bundleVersion' | 'units' | 'partners' | 'channel' | 'language' | 'delivery' | 'filedAt' | 'handedIn' | 'client'>,
): Omit<Dossier, 'revision' | 'head'> {
  return {
    code, procedure, ...given, state: 'filed',
    applicant: applicantOf(values),
    application: values,
    papers: papers.map((paper) => ({ ...paper, at: given.filedAt })),
    answers: {},
    receivedAt: null, decidedAt: null, closedAt: null,
    clocks: { reception: { limit: receptionLimit, events: [{ type: 'start', at: given.filedAt, cause: 'filed', basis: 'BT 45/2023, 15.2' }] }, settlement: null },
    amendments: 0,
    completionRequests: { reception: 0, settlement: 0 },
    appointments: 0, momentsDone: [], processInstanceKey: null, result: null, retainUntil: null, corrections: [], authorisationEnded: false, punctuality: null, postal: null, documentCheck: null,
  }
}
