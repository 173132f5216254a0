import type { Deps } from '../config/wire.ts'
import type { Procedure } from '../processes/procedure.ts'
import type { Agency } from '../store/agencies.ts'
import type { Dossier } from '../store/dossiers.ts'

/** The units that a dossier passes through, and its partners in a joint procedure. */
export type Parties = Pick<Dossier, 'units' | 'partners'>

export class NobodyInCharge extends Error {}

/** Of agencies that do the same, the one of the place comes first, then one of the province. */
export function nearest(agencies: readonly Agency[], territory: string | null): Agency | undefined {
  return agencies.find((each) => each.territory === territory) ?? agencies.find((each) => each.territory === null)
}

/** Agencies that do the same: those of the place first, then those of the province, then the others. */
export function byNearness(agencies: readonly Agency[], territory: string | null): Agency[] {
  const distance = (each: Agency) => each.territory === territory ? 0 : each.territory === null ? 1 : 2
  return agencies.toSorted((a, b) => distance(a) - distance(b))
}

/** Units that the applicant, or a clerk, chose. */
export interface ChosenUnits { readonly receiving?: string, readonly deciding?: string, readonly returning?: string }

/**
 * Who receives, decides and returns a dossier, and who takes part: the agency that decides the procedure, the one-stop unit of its
 * place, or any other that the applicant chose (NĐ 118/2025: not bound to territory; requirement J2), and the agencies that play a part. The result
 * is fetched where it was filed, unless chosen otherwise. Only agencies in office today count.
 * @throws NobodyInCharge when the province has no agency for one of them
 */
export async function partiesOf(
  { id, partners = [] }: Pick<Procedure, 'id' | 'partners'>, { agencies }: Pick<Deps, 'agencies'>,
  chosen: ChosenUnits = {},
): Promise<Parties> {
  const candidates = await agencies.deciding(id)
  const deciding = chosen.deciding ? candidates.find((each) => each.id === chosen.deciding) : candidates[0]
  if (!deciding) throw new NobodyInCharge(`No agency decides ${id}`)
  const centres = await agencies.ofKind('one-stop')
  const receiving = chosen.receiving ? centres.find((each) => each.id === chosen.receiving) : nearest(centres, deciding.territory)
  if (!receiving) throw new NobodyInCharge(`No one-stop unit receives ${id}`)
  const returning = chosen.returning ? centres.find((each) => each.id === chosen.returning) : receiving
  if (!returning) throw new NobodyInCharge(`No one-stop unit returns ${id}`)
  const parts = await Promise.all(partners.map(async (part) => {
    const partner = nearest(await agencies.actingAs(part), deciding.territory)
    if (!partner) throw new NobodyInCharge(`No agency acts as ${part} for ${id}`)
    return [part, partner.id] as const
  }))
  return { units: { receiving: receiving.id, deciding: deciding.id, returning: returning.id }, partners: Object.fromEntries(parts) }
}
