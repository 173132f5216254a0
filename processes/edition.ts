import { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './law/dated.ts'
import type { FeeRate, FeeScale } from './law/fee-scale.ts'
import type { Channel, DocumentItem, FeeCase, FeeRule, Procedure } from './procedure.ts'
import type { Text } from './text.ts'

/*
 * What an analyst may change of a procedure's published facts without a new diagram (TH 6, TN 8.1, TQ 11.2b; requirement A10). Every change
 * holds from a day on, so that a dossier keeps the facts of the day on which it was filed or received. Limits are not among them: the steps
 * of the diagram must fit in them, so they change together with it.
 */

/** Words about a procedure that hold in a time. */
export interface ProcedureTexts {
  readonly applicants: readonly Text[]
  readonly conditions: readonly Text[]
  readonly legalBasis: readonly Text[]
  readonly channels: readonly { readonly channel: Channel, readonly text: Text }[]
}

export interface EditedDocument { readonly id: string, readonly name: Text, readonly copies: Text, readonly when: Text | null, readonly template: string }
/** A case of the fee; its scale where it grows with the application: what is counted belongs to the form, so that it changes with the program. */
export interface EditedFee { readonly who: Text, readonly amount: number, readonly scale: Pick<FeeScale, 'rates' | 'most'> & { readonly each: Text } | null }

export interface EditedFacts extends ProcedureTexts {
  readonly documents: readonly EditedDocument[]
  readonly fees: readonly EditedFee[]
  /** What each further copy costs, from which one on; null where the procedure knows no such thing. */
  readonly furtherCopies: FeeRate | null
}

/** Facts that hold from a day on, 'YYYY-MM-DD', by a decision. */
export interface Edition { readonly procedure: string, readonly number: number, readonly from: string, readonly source: string, readonly facts: EditedFacts }

const everyWay: readonly Channel[] = ['online', 'counter', 'post']

/** The words that hold on a day. */
export function textsOn(procedure: Procedure, day: Temporal.PlainDate): Omit<ProcedureTexts, 'channels'> & { readonly channels: Procedure['channels'] } {
  const { applicants, conditions, legalBasis, channels } = procedure.texts ? inForce(procedure.texts, day).value : procedure
  return { applicants, conditions, legalBasis, channels: procedure.channels.map((each) => ({ ...each, text: channels.find(({ channel }) => channel === each.channel)?.text ?? each.text })) }
}

/** What can be edited of a procedure, as it holds on a day. */
export function factsOn(procedure: Procedure, day: Temporal.PlainDate): EditedFacts {
  const { applicants, conditions, legalBasis, channels } = textsOn(procedure, day)
  const { value: fees } = inForce<FeeRule>(procedure.fees, day)
  return {
    applicants, conditions, legalBasis, channels: channels.map(({ channel, text }) => ({ channel, text })),
    documents: inForce(procedure.documents, day).value.map(({ id, name, copies, when, template }) => ({ id, name, copies, when: when ?? null, template: template ?? '' })),
    fees: fees.cases.map(({ who, amount, scale }) => ({ who, amount, scale: scale ? { each: scale.counted.each, rates: scale.rates, most: scale.most } : null })),
    furtherCopies: fees.furtherCopies ?? null,
  }
}

/** A fact as a text that is the same whatever the order in which it was put together. */
const written = (fact: unknown): string => JSON.stringify(fact, (_, each: unknown) =>
  typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => a < b ? -1 : 1)) : each)

/** A dated list in which something new holds from a day on, until the next change that was known already. */
function succeeded<T>(list: readonly Dated<T>[], from: string, source: string, change: (before: T) => T): Dated<T>[] {
  const current = inForce(list, Temporal.PlainDate.from(from))
  const next: Dated<T> = { ...current, from, source, mark: 'published', value: change(current.value) }
  const dayBefore = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
  return list.flatMap((each) => each !== current ? [each] : current.from === from ? [next] : [{ ...current, until: dayBefore }, next])
}

/**
 * The procedure with an edition's facts from its day on; what it leaves as it is keeps its source and its doubts. In what cases a paper or
 * a fee applies stays as it was; a new paper is asked of everybody.
 */
export function withEdition(procedure: Procedure, { from, source, facts }: Edition): Procedure {
  const { applicants, conditions, legalBasis, channels } = facts
  const stood = factsOn(procedure, Temporal.PlainDate.from(from))
  const succeed = <T>(parts: readonly (keyof EditedFacts)[], list: readonly Dated<T>[], change: (before: T) => T) =>
    parts.every((part) => written(stood[part]) === written(facts[part])) ? list : succeeded(list, from, source, change)
  const texts = procedure.texts ?? [{ from: null, until: null, mark: 'published', source: '', value: textsOn(procedure, Temporal.PlainDate.from(from)) }]
  return {
    ...procedure,
    texts: succeeded<ProcedureTexts>(texts, from, source, () => ({ applicants, conditions, legalBasis, channels })),
    documents: succeed(['documents'], procedure.documents, (before) => facts.documents.map(({ id, name, copies, when, template }): DocumentItem => {
      const { when: _, template: __, ...kept } = before.find((each) => each.id === id) ?? { id, channels: everyWay }
      return { ...kept, name, copies, ...(when && { when }), ...(template && { template }) }
    })),
    fees: succeed<FeeRule>(['fees', 'furtherCopies'], procedure.fees, (before) => ({
      ...before, cases: before.cases.map((each, index) => withFee(each, facts.fees[index])), ...(before.furtherCopies && facts.furtherCopies && { furtherCopies: facts.furtherCopies }),
    })),
  }
}

function withFee(each: FeeCase, edited: EditedFee | undefined): FeeCase {
  if (!edited) return each
  const { who, amount, scale } = edited
  return { ...each, who, amount, ...(each.scale && scale && { scale: { ...each.scale, rates: scale.rates, most: scale.most } }) }
}

/** What is wrong with facts, before they can be published. */
export type EditionFault = 'no-applicants' | 'no-legal-basis' | 'text-missing' | 'amount' | 'document-twice' | 'no-fee-cases'

export function faultsOf(procedure: Procedure, { from, facts }: Pick<Edition, 'from' | 'facts'>): EditionFault[] {
  const day = Temporal.PlainDate.from(from)
  const ids = facts.documents.map(({ id }) => id)
  const texts = [
    ...facts.applicants, ...facts.conditions, ...facts.legalBasis, ...facts.channels.map(({ text }) => text), ...facts.documents.flatMap(({ name, copies, when }) => [name, copies, ...(when ? [when] : [])]),
    ...facts.fees.map(({ who }) => who),
  ]
  const amounts = [
    ...facts.fees.flatMap(({ amount, scale }) => [amount, ...(scale ? [...scale.rates.map((rate) => rate.amount), scale.most ?? 0] : [])]), ...(facts.furtherCopies ? [facts.furtherCopies.amount] : []),
  ]
  return [
    ...(facts.applicants.length === 0 ? ['no-applicants' as const] : []), ...(facts.legalBasis.length === 0 ? ['no-legal-basis' as const] : []),
    ...(texts.some(({ vi, en }) => vi.trim() === '' || en.trim() === '') ? ['text-missing' as const] : []),
    ...(amounts.some((amount) => !Number.isSafeInteger(amount) || amount < 0) ? ['amount' as const] : []),
    ...(new Set(ids).size < ids.length ? ['document-twice' as const] : []),
    ...(facts.fees.length !== inForce(procedure.fees, day).value.cases.length ? ['no-fee-cases' as const] : []),
  ]
}

/** A part of the facts, for telling what changed. */
export type FactPart = 'applicants' | 'conditions' | 'legalBasis' | 'channels' | 'documents' | 'fees'
