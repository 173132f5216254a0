import { z } from 'zod'
import type { Dossier } from '../store/dossiers.ts'

/** A place in a dossier's procedure: one of its units, or an agency of a joint procedure by its part in it, such as 'partner:tax'. */
export const place = z.union([z.enum(['receiving', 'deciding', 'returning']), z.templateLiteral(['partner:', z.string()])])
export type Place = z.infer<typeof place>

/** The agency at a place. @throws when the dossier has no such partner: its procedure does not name the part that its diagram speaks of */
export function unitAt(at: Place, { code, units, partners }: Pick<Dossier, 'code' | 'units' | 'partners'>): string {
  if (at === 'receiving' || at === 'deciding' || at === 'returning') return units[at]
  const partner = partners[at.slice('partner:'.length)]
  if (!partner) throw new Error(`Dossier ${code} has no ${at}`)
  return partner
}
