import { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './law/dated.ts'
import type { Channel, DocumentItem, FeeCase, Procedure } from './procedure.ts'
import type { Language, Text } from './text.ts'

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
export interface EditedFee { readonly who: Text, readonly amount: number }

export interface EditedFacts extends ProcedureTexts { readonly documents: readonly EditedDocument[], readonly fees: readonly EditedFee[] }

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
  return {
    applicants, conditions, legalBasis, channels: channels.map(({ channel, text }) => ({ channel, text })),
    documents: inForce(procedure.documents, day).value.map(({ id, name, copies, when, template }) => ({ id, name, copies, when: when ?? null, template: template ?? '' })),
    fees: inForce(procedure.fees, day).value.cases.map(({ who, amount }) => ({ who, amount })),
  }
}

/** Fees that are worked out from the application, such as by the number of pages: their amount is part of the program. */
export const isWorkedOut = ({ amountOf }: Pick<FeeCase, 'amountOf'>): boolean => amountOf !== undefined

/** A dated list in which something new holds from a day on, until the next change that was known already. */
function succeeded<T>(list: readonly Dated<T>[], from: string, source: string, change: (before: T) => T): Dated<T>[] {
  const current = inForce(list, Temporal.PlainDate.from(from))
  const next: Dated<T> = { ...current, from, source, mark: 'published', value: change(current.value) }
  const dayBefore = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
  return list.flatMap((each) => each !== current ? [each] : current.from === from ? [next] : [{ ...current, until: dayBefore }, next])
}

/** The procedure with an edition's facts from its day on. In what cases a paper or a fee applies stays as it was; a new paper is asked of everybody. */
export function withEdition(procedure: Procedure, { from, source, facts }: Edition): Procedure {
  const { applicants, conditions, legalBasis, channels } = facts
  const texts = procedure.texts ?? [{ from: null, until: null, mark: 'published', source: '', value: textsOn(procedure, Temporal.PlainDate.from(from)) }]
  return {
    ...procedure,
    texts: succeeded<ProcedureTexts>(texts, from, source, () => ({ applicants, conditions, legalBasis, channels })),
    documents: succeeded(procedure.documents, from, source, (before) => facts.documents.map(({ id, name, copies, when, template }): DocumentItem => {
      const { when: _, template: __, ...kept } = before.find((each) => each.id === id) ?? { id, channels: everyWay }
      return { ...kept, name, copies, ...(when && { when }), ...(template && { template }) }
    })),
    fees: succeeded(procedure.fees, from, source, (before) => ({
      ...before, cases: before.cases.map((each, index) => ({ ...each, who: facts.fees[index]?.who ?? each.who, amount: isWorkedOut(each) ? each.amount : facts.fees[index]?.amount ?? each.amount })),
    })),
  }
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
  return [
    ...(facts.applicants.length === 0 ? ['no-applicants' as const] : []), ...(facts.legalBasis.length === 0 ? ['no-legal-basis' as const] : []),
    ...(texts.some(({ vi, en }) => vi.trim() === '' || en.trim() === '') ? ['text-missing' as const] : []),
    ...(facts.fees.some(({ amount }) => !Number.isSafeInteger(amount) || amount < 0) ? ['amount' as const] : []),
    ...(new Set(ids).size < ids.length ? ['document-twice' as const] : []),
    ...(facts.fees.length !== inForce(procedure.fees, day).value.cases.length ? ['no-fee-cases' as const] : []),
  ]
}

/** A part of the facts, for telling what changed. */
export type FactPart = 'applicants' | 'conditions' | 'legalBasis' | 'channels' | 'documents' | 'fees'

/** What an edition changes, a line each, in one language; null where nothing stood or stands. */
export function changesBetween(before: EditedFacts, after: EditedFacts, language: Language): { part: FactPart, before: string | null, after: string | null }[] {
  const lines = (facts: EditedFacts): [FactPart, string, string][] => [
    ...(['applicants', 'conditions', 'legalBasis'] as const).flatMap((part) => facts[part].map((text): [FactPart, string, string] => [part, text.vi, text[language]])),
    ...facts.channels.map(({ channel, text }): [FactPart, string, string] => ['channels', channel, text[language]]),
    ...facts.documents.map(({ id, name, copies, when, template }): [FactPart, string, string] => ['documents', id, [name[language], copies[language], when?.[language], template].filter(Boolean).join(' · ')]),
    ...facts.fees.map(({ who, amount }, index): [FactPart, string, string] => ['fees', String(index), `${who[language]}: ${String(amount)}`]),
  ]
  const [old, next] = [lines(before), lines(after)]
  const same = (one: readonly string[], other: readonly string[]) => one[0] === other[0] && one[1] === other[1]
  return [
    ...next.flatMap((line) => {
      const was = old.find((each) => same(each, line))
      return was?.[2] === line[2] ? [] : [{ part: line[0], before: was?.[2] ?? null, after: line[2] }]
    }),
    ...old.filter((line) => !next.some((each) => same(each, line))).map(([part, , text]) => ({ part, before: text, after: null })),
  ]
}
