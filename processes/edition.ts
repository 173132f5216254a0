import { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './law/dated.ts'
import type { FeeRate, FeeScale } from './law/fee-scale.ts'
import type { LifeEventPlace } from './law/life-events.ts'
import type { Limit } from './law/limit.ts'
import type { OnlineLevel, OnlineService } from './law/online-levels.ts'
import type { Channel, DocumentItem, FeeCase, FeeRule, LaterLimit, LimitCase, Procedure } from './procedure.ts'
import type { Text } from './text.ts'

/*
 * What an analyst may change of a procedure's published facts without a new program (TH 6, TN 8.1, TQ 11.2b; requirement A10). Every change
 * holds from a day on, so that a dossier keeps the facts of the day on which it was filed or received. In which cases a limit, a fee or a
 * paper applies, and what a fee counts, belongs to the form and stays.
 */

/** Words about a procedure that hold in a time. */
export interface ProcedureTexts {
  readonly name: Text
  readonly code: string
  readonly field: Text
  readonly decidingAgency: Text
  readonly alsoCalled: readonly string[]
  readonly applicants: readonly Text[]
  readonly conditions: readonly Text[]
  readonly legalBasis: readonly Text[]
  readonly channels: readonly { readonly channel: Channel, readonly text: Text }[]
}

export interface EditedDocument { readonly id: string, readonly name: Text, readonly copies: Text, readonly when: Text | null, readonly template: string }

/** A case of the fee; its scale where it grows with the application. */
export interface EditedFee { readonly who: Text, readonly amount: number, readonly scale: Pick<FeeScale, 'rates' | 'most'> & { readonly each: Text } | null }

export interface EditedLimit { readonly limit: Limit, readonly words: Text, readonly appointments: { readonly first: Limit, readonly second: Limit, readonly words: Text } | null }

/** How far it can be done online, with what must be done in person, or why nothing can be filed online. */
export interface EditedService { readonly level: OnlineLevel, readonly text: Text | null }

export interface EditedFacts extends ProcedureTexts {
  readonly documents: readonly EditedDocument[]
  readonly fees: readonly EditedFee[]
  /** What each further copy costs, from which one on; null where the procedure knows no such thing. */
  readonly furtherCopies: FeeRate | null
  readonly limits: readonly EditedLimit[]
  readonly laterLimits: readonly LaterLimit[]
  readonly onlineLevel: EditedService
  readonly lifeEvents: readonly LifeEventPlace[]
}

/** Facts that hold from a day on, 'YYYY-MM-DD', by a decision. */
export interface Edition { readonly procedure: string, readonly number: number, readonly from: string, readonly source: string, readonly facts: EditedFacts }

const everyWay: readonly Channel[] = ['online', 'counter', 'post']
const noEvents: readonly Dated<readonly LifeEventPlace[]>[] = [{ from: null, until: null, mark: 'proposal', source: '', value: [] }]

/** The words that hold on a day; what cannot be filed online on that day has no such way. */
export function textsOn(procedure: Procedure, day: Temporal.PlainDate): Omit<ProcedureTexts, 'channels'> & { readonly channels: Procedure['channels'] } {
  const { name, code, field, decidingAgency, alsoCalled = [], applicants, conditions, legalBasis, channels } = procedure.texts ? { ...procedure, ...inForce(procedure.texts, day).value } : procedure
  const ways = inForce<OnlineService>(procedure.onlineLevel, day).value.level === 'information' ? procedure.channels.filter(({ channel }) => channel !== 'online') : procedure.channels
  return {
    name, code, field, decidingAgency, alsoCalled, applicants, conditions, legalBasis,
    channels: ways.map((each) => ({ ...each, text: channels.find(({ channel }) => channel === each.channel)?.text ?? each.text })),
  }
}

/** The procedure with the words of a day: its name, code and field as they are then. */
export const procedureOn = (procedure: Procedure, day: Temporal.PlainDate): Procedure => procedure.texts ? { ...procedure, ...textsOn(procedure, day) } : procedure

const serviceText = (service: OnlineService): Text | null => 'inPerson' in service ? service.inPerson : 'why' in service ? service.why : null

/** What can be edited of a procedure, as it holds on a day. */
export function factsOn(procedure: Procedure, day: Temporal.PlainDate): EditedFacts {
  const texts = textsOn(procedure, day)
  const { value: fees } = inForce<FeeRule>(procedure.fees, day)
  const { value: service } = inForce<OnlineService>(procedure.onlineLevel, day)
  const written = new Map(texts.channels.map(({ channel, text }) => [channel, text]))
  return {
    ...texts, channels: procedure.channels.map(({ channel, text }) => ({ channel, text: written.get(channel) ?? text })),
    documents: inForce(procedure.documents, day).value.map(({ id, name, copies, when, template }) => ({ id, name, copies, when: when ?? null, template: template ?? '' })),
    fees: fees.cases.map(({ who, amount, scale }) => ({ who, amount, scale: scale ? { each: scale.counted.each, rates: scale.rates, most: scale.most } : null })),
    furtherCopies: fees.furtherCopies ?? null,
    limits: inForce<readonly LimitCase[]>(procedure.limits, day).value.map(({ limit, words, appointments }) => ({ limit, words, appointments: appointments ?? null })),
    laterLimits: procedure.laterLimits ? inForce<readonly LaterLimit[]>(procedure.laterLimits, day).value : [],
    onlineLevel: { level: service.level, text: serviceText(service) },
    lifeEvents: inForce<readonly LifeEventPlace[]>(procedure.lifeEvents ?? noEvents, day).value,
  }
}

/** A fact as a text that is the same whatever the order in which it was put together. */
const written = (fact: unknown): string => JSON.stringify(fact, (_, each: unknown) =>
  typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => a < b ? -1 : 1)) : each)

/** Whether two facts say the same. */
export const sameFact = (one: unknown, other: unknown): boolean => written(one) === written(other)

/** A dated list in which something new holds from a day on, until the next change that was known already. */
function succeeded<T>(list: readonly Dated<T>[], from: string, source: string, change: (before: T) => T): Dated<T>[] {
  const current = inForce(list, Temporal.PlainDate.from(from))
  const next: Dated<T> = { ...current, from, source, mark: 'published', value: change(current.value) }
  const dayBefore = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
  return list.flatMap((each) => each !== current ? [each] : current.from === from ? [next] : [{ ...current, until: dayBefore }, next])
}

/**
 * The procedure with an edition's facts from its day on; what it leaves as it is keeps its source and its doubts. In what cases a paper, a
 * limit or a fee applies stays as it was; a new paper is asked of everybody.
 */
export function withEdition(procedure: Procedure, { from, source, facts: edited }: Edition): Procedure {
  const day = Temporal.PlainDate.from(from)
  const stood = factsOn(procedure, day)
  const facts: EditedFacts = { ...stood, ...edited } // an edition of an earlier program has no more than that could edit
  const { name, code, field, decidingAgency, alsoCalled, applicants, conditions, legalBasis, channels } = facts
  const succeed = <T>(parts: readonly (keyof EditedFacts)[], list: readonly Dated<T>[], change: (before: T) => T) =>
    parts.every((part) => sameFact(stood[part], facts[part])) ? list : succeeded(list, from, source, change)
  const texts = procedure.texts ?? [{ from: null, until: null, mark: 'published', source: '', value: textsOn(procedure, day) }]
  return {
    ...procedure,
    texts: succeeded<ProcedureTexts>(texts, from, source, () => ({ name, code, field, decidingAgency, alsoCalled, applicants, conditions, legalBasis, channels })),
    documents: succeed<readonly DocumentItem[]>(['documents'], procedure.documents, (before) => facts.documents.map(({ id, name: paper, copies, when, template }): DocumentItem => {
      const { when: _, template: __, ...kept } = before.find((each) => each.id === id) ?? { id, channels: everyWay }
      return { ...kept, name: paper, copies, ...(when && { when }), ...(template && { template }) }
    })),
    fees: succeed<FeeRule>(['fees', 'furtherCopies'], procedure.fees, (before) => ({
      ...before, cases: before.cases.map((each, index) => withFee(each, facts.fees[index])), ...(before.furtherCopies && facts.furtherCopies && { furtherCopies: facts.furtherCopies }),
    })),
    limits: succeed<readonly LimitCase[]>(['limits'], procedure.limits, (before) => before.map((each, index) => withLimit(each, facts.limits[index]))),
    ...(procedure.laterLimits && {
      laterLimits: succeed<readonly LaterLimit[]>(['laterLimits'], procedure.laterLimits, (before) => before.map((each) => facts.laterLimits.find(({ cause }) => cause === each.cause) ?? each)),
    }),
    onlineLevel: succeed<OnlineService>(['onlineLevel'], procedure.onlineLevel, () => serviceOf(facts.onlineLevel)),
    lifeEvents: succeed<readonly LifeEventPlace[]>(['lifeEvents'], procedure.lifeEvents ?? noEvents, () => facts.lifeEvents),
  }
}

function withFee(each: FeeCase, edited: EditedFee | undefined): FeeCase {
  if (!edited) return each
  const { who, amount, scale } = edited
  return { ...each, who, amount, ...(each.scale && scale && { scale: { ...each.scale, rates: scale.rates, most: scale.most } }) }
}

function withLimit(each: LimitCase, edited: EditedLimit | undefined): LimitCase {
  if (!edited) return each
  const { limit, words, appointments } = edited
  return { ...each, limit, words, ...(each.appointments && appointments && { appointments }) }
}

/** Whether a level says something more: what must be done in person, or why nothing is filed online. */
export const needsText = (level: OnlineLevel): boolean => level === 'partial' || level === 'level-3' || level === 'information'

function serviceOf({ level, text }: EditedService): OnlineService {
  const words = text ?? { vi: '', en: '' }
  if (level === 'information') return { level, why: words }
  return level === 'partial' || level === 'level-3' ? { level, inPerson: words } : { level }
}

/** What is wrong with facts, before they can be published. */
export type EditionFault = 'no-applicants' | 'no-legal-basis' | 'text-missing' | 'amount' | 'document-twice' | 'no-fee-cases' | 'no-limit-cases' | 'no-online-filing'

export function faultsOf(procedure: Procedure, { from, facts }: Pick<Edition, 'from' | 'facts'>): EditionFault[] {
  const stood = factsOn(procedure, Temporal.PlainDate.from(from))
  const ids = facts.documents.map(({ id }) => id)
  const texts = [
    facts.name, facts.field, facts.decidingAgency, ...facts.applicants, ...facts.conditions, ...facts.legalBasis, ...facts.channels.map(({ text }) => text),
    ...facts.documents.flatMap(({ name, copies, when }) => [name, copies, ...(when ? [when] : [])]), ...facts.fees.map(({ who }) => who),
    ...[...facts.limits, ...facts.laterLimits].map(({ words }) => words), ...facts.lifeEvents.map(({ why }) => why),
    ...(needsText(facts.onlineLevel.level) ? [facts.onlineLevel.text ?? { vi: '', en: '' }] : []),
  ]
  const amounts = [
    ...facts.fees.flatMap(({ amount, scale }) => [amount, ...(scale ? [...scale.rates.map((rate) => rate.amount), scale.most ?? 0] : [])]), ...(facts.furtherCopies ? [facts.furtherCopies.amount] : []),
  ]
  const hasOnline = procedure.channels.some(({ channel }) => channel === 'online')
  return [
    ...(facts.applicants.length === 0 ? ['no-applicants' as const] : []), ...(facts.legalBasis.length === 0 ? ['no-legal-basis' as const] : []),
    ...(texts.some(({ vi, en }) => vi.trim() === '' || en.trim() === '') ? ['text-missing' as const] : []),
    ...(amounts.some((amount) => !Number.isSafeInteger(amount) || amount < 0) ? ['amount' as const] : []),
    ...(new Set(ids).size < ids.length ? ['document-twice' as const] : []),
    ...(facts.fees.length !== stood.fees.length ? ['no-fee-cases' as const] : []),
    ...(facts.limits.length !== stood.limits.length || facts.laterLimits.length !== stood.laterLimits.length ? ['no-limit-cases' as const] : []),
    ...(facts.onlineLevel.level !== 'information' && !hasOnline ? ['no-online-filing' as const] : []),
  ]
}

/** A part of the facts, for telling what changed. */
export type FactPart =
  | 'name' | 'code' | 'field' | 'decidingAgency' | 'alsoCalled' | 'applicants' | 'conditions' | 'legalBasis' | 'channels' | 'documents' | 'fees' | 'limits' | 'laterLimits' | 'onlineLevel' | 'lifeEvents'
