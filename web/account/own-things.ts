import type { Deps } from '../../config/wire.ts'
import type { Citizen } from '../../store/citizens.ts'
import type { Dossier } from '../../store/dossiers.ts'
import type { PersonalDocument } from '../../store/personal-documents.ts'
import { partIn } from '../access.ts'

/** The dossiers that were filed signed in, or added with a code. */
async function heldBy(citizen: Citizen, { holdings, dossiers }: Pick<Deps, 'holdings' | 'dossiers'>): Promise<Dossier[]> {
  const held = await Promise.all((await holdings.of(citizen.id)).map(async (holding) => {
    const dossier = await dossiers.find(holding.dossier)
    return dossier && partIn(citizen, dossier, holding) ? [dossier] : []
  }))
  return held.flat()
}

/**
 * The dossiers of an account, the latest first: those under its number once that is proved, whoever filed them, and those that it holds.
 * web/access.ts says the same of one dossier.
 */
export async function dossiersOf(citizen: Citizen, { skip = 0, most }: { skip?: number, most: number }, deps: Pick<Deps, 'holdings' | 'dossiers'>): Promise<Dossier[]> {
  const [under, held] = await Promise.all([citizen.proof ? deps.dossiers.ofApplicant(citizen.identityNumber, { most: skip + most }) : [], heldBy(citizen, deps)])
  const all = new Map([...under, ...held].map((dossier) => [dossier.code, dossier]))
  return [...all.values()].sort((one, other) => other.filedAt.epochMilliseconds - one.filedAt.epochMilliseconds || (one.code < other.code ? -1 : 1)).slice(skip, skip + most)
}

/**
 * The papers that an account may open (TN art. 14; requirement B4): the whole store of its number once that is proved; until then what came
 * with or out of its own dossiers, which it may read already.
 */
export async function documentsOf(citizen: Citizen, { holdings, dossiers, personalDocuments }: Pick<Deps, 'holdings' | 'dossiers' | 'personalDocuments'>): Promise<PersonalDocument[]> {
  const held = (await heldBy(citizen, { holdings, dossiers })).map(({ code }) => code)
  const [own, theirs] = await Promise.all([citizen.proof ? personalDocuments.of(citizen.identityNumber) : [], personalDocuments.from(held)])
  const all = new Map([...own, ...theirs].map((document) => [document.id, document]))
  return [...all.values()].sort((one, other) => other.addedAt.epochMilliseconds - one.addedAt.epochMilliseconds)
}
