import type { Role } from './roles.ts'

/** Somebody of the staff is away, and who does their work meanwhile; days are 'YYYY-MM-DD', both included. */
export interface Absence { readonly person: string, readonly substitute: string, readonly from: string, readonly until: string }

/** What passes to a substitute: the work on dossiers, not what runs or watches over the house. */
const ownOnly: readonly Role[] = ['applicant', 'administrator', 'analyst', 'auditor']
export const passesOn = (role: Role): boolean => !ownOnly.includes(role)

/** Who may say that a colleague is away, and give somebody a role for these days. */
export const unitHeads: readonly Role[] = ['division-head', 'leader', 'one-stop-head']

export type AbsenceFault = 'order' | 'past' | 'self' | 'overlaps' | 'substitute-away' | 'is-substitute'

const overlap = (a: Pick<Absence, 'from' | 'until'>, b: Pick<Absence, 'from' | 'until'>) => a.from <= b.until && b.from <= a.until

/** Why an absence cannot be, beside those that are known; work passes on once, never in a chain or in a circle. */
export function absenceFault(wanted: Absence, known: readonly Absence[], today: string): AbsenceFault | null {
  if (wanted.until < wanted.from) return 'order'
  if (wanted.until < today) return 'past'
  if (wanted.person === wanted.substitute) return 'self'
  const then = known.filter((each) => overlap(each, wanted))
  if (then.some(({ person }) => person === wanted.person)) return 'overlaps'
  if (then.some(({ person }) => person === wanted.substitute)) return 'substitute-away'
  return then.some(({ substitute }) => substitute === wanted.person) ? 'is-substitute' : null
}
