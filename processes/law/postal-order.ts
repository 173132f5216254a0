import type { DossierState } from './dossier-states.ts'

/**
 * What an applicant ordered of the public postal service (BT 45/2023, art. 13.2; TQ 9.4; Decision 45/2016/QĐ-TTg): that it fetches the papers
 * where the applicant says, brings the result there, or both. Personal data.
 */
export interface PostalOrder {
  readonly pickUp: Readonly<Record<'address' | 'phone' | 'when', string>> | null
  readonly delivery: Readonly<Record<'recipient' | 'address' | 'phone', string>> | null
}

const beforeDecision: readonly DossierState[] = ['filed', 'completion-requested', 'settling', 'returned-for-completion']
const papersWanted: readonly DossierState[] = ['filed', 'completion-requested', 'returned-for-completion']

interface Standing { readonly state: DossierState, readonly delivery: 'online' | 'counter' | 'post', readonly handedOver: boolean }

/** What can still be ordered: papers are fetched while they are waited for, a result is brought until it was handed over or sent online. */
export function postalChoices({ state, delivery, handedOver }: Standing): { readonly pickUp: boolean, readonly delivery: boolean } {
  return { pickUp: papersWanted.includes(state), delivery: beforeDecision.includes(state) || (state === 'decided' && delivery !== 'online' && !handedOver) }
}
