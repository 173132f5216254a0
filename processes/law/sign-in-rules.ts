import { Temporal } from 'temporal-polyfill'
import type { Role } from './roles.ts'

/** Who of the staff proves themself with a second factor, from a day on ('YYYY-MM-DD'; null: always). */
export interface SignInRules { readonly from: string | null, readonly secondFactor: readonly Role[] }

/** Until a house decides otherwise: those who sign, who supervise and who run the system (TH 27/2019 art. 20). */
export const usualRules: SignInRules = { from: null, secondFactor: ['administrator', 'leader', 'one-stop-head'] }

/** The rules in force on a day: the latest that have begun. */
export function signInRulesOn(versions: readonly SignInRules[], day: Temporal.PlainDate): SignInRules {
  const begun = versions.filter(({ from }) => from === null || Temporal.PlainDate.compare(from, day) <= 0)
  return begun.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? '')).at(-1) ?? usualRules
}
