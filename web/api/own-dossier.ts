import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import type { Client } from '../../store/clients.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { filedIt, sideOf } from '../access.ts'
import { refuse } from './problems.ts'
import { code } from './schemas.ts'

export const ofDossier = z.strictObject({ code })

interface Asking { readonly params: { readonly code: string }, readonly client: Client, readonly language: Language }

/** The dossier of the address, when the caller filed it. Another's is told apart from none by nobody. @throws ApiProblem 404 */
export async function ownDossier({ params, client, language }: Asking, { dossiers }: Pick<Deps, 'dossiers'>): Promise<Dossier> {
  const dossier = await dossiers.find(params.code)
  if (!dossier || !filedIt(client, dossier)) throw refuse(404, 'no-such', language)
  return dossier
}

/** The dossier of the address, when the caller may read it, and as what. @throws ApiProblem 404 */
export async function readableDossier(
  { params, client, scopes, language }: Asking & { readonly scopes: readonly string[] }, { dossiers }: Pick<Deps, 'dossiers'>,
): Promise<{ dossier: Dossier, side: 'applicant' | 'staff' }> {
  const dossier = await dossiers.find(params.code)
  const side = dossier && sideOf(client, scopes, dossier)
  if (!dossier || !side) throw refuse(404, 'no-such', language)
  return { dossier, side }
}
