import { Temporal } from 'temporal-polyfill'
import { inForce } from './dated.ts'
import type { RefusalReason } from './refusal.ts'
import { grantedResult, type Application, type DocumentItem, type Procedure } from '../procedure.ts'

/** What the rules read of a paper in the document store of a person or organisation (TN 01/2023 art. 14; requirement B4). */
export interface KeptDocument {
  /** What it may stand for: the code of a result, such as KQ.G15.000031, or an item of a procedure's list, see `kindOfItem`. */
  readonly kinds: readonly string[]
  readonly state: DocumentState
  /** The last day on which it holds, 'YYYY-MM-DD'; null: without limit. */
  readonly validUntil: string | null
}

/** 'replaced': another one holds in its place; 'revoked': none does. */
export type DocumentState = 'valid' | 'replaced' | 'revoked'

/** The kind of a paper that was handed in for an item of a procedure's list. */
export const kindOfItem = (procedure: string, item: string) => `${procedure}/${item}`

/**
 * The kinds of kept papers that stand for an item of the list: the results that it accepts, and what was handed in for the same item
 * before. A form that is filled in for one application (it has a template) stands for no other.
 */
export function kindsFor(procedure: Pick<Procedure, 'id'>, { id, accepts = [], template }: DocumentItem): readonly string[] {
  return [...accepts, ...template === undefined ? [kindOfItem(procedure.id, id)] : []]
}

export const standsFor = (procedure: Pick<Procedure, 'id'>, item: DocumentItem, { kinds }: Pick<KeptDocument, 'kinds'>): boolean =>
  kindsFor(procedure, item).some((kind) => kinds.includes(kind))

/** Whether a kept paper may be used on a day: neither replaced nor revoked, and not expired. */
export function isUsable({ state, validUntil }: KeptDocument, on: Temporal.PlainDate): boolean {
  return state === 'valid' && (validUntil === null || Temporal.PlainDate.compare(on, validUntil) <= 0)
}

/** The last day on which the result of an application holds, by the law in force when it was given; null: without limit. */
export function resultHoldsUntil(procedure: Procedure, application: Application, issuedOn: Temporal.PlainDate): Temporal.PlainDate | null {
  const { holdsFor } = grantedResult(procedure, application) ?? {}
  return holdsFor ? issuedOn.add({ months: inForce(holdsFor, issuedOn).value }) : null
}

/** Why something may be asked for although the store has it (BT 45/2023 arts. 15.5, 15.6b). */
export const reasonsToAskAgain = ['authenticity', 'inconsistent'] as const

/**
 * Nobody is asked again for what is there in electronic form and holds; but to verify that it is authentic (BT 45/2023 art. 15.5), or when it
 * does not agree with the other data (art. 15.6b).
 */
export function askAgainRefusal(asked: readonly string[], inStore: readonly string[], reason: unknown): RefusalReason | null {
  return asked.some((item) => inStore.includes(item)) && !reasonsToAskAgain.some((each) => each === reason) ? 'in-document-store' : null
}
