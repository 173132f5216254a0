import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import type { Client } from '../../store/clients.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { takesPart } from '../access.ts'
import { asAccount } from '../../store/clients.ts'
import { refuse } from './problems.ts'

interface Asking { readonly params: { readonly code: string }, readonly client: Client, readonly language: Language }

/** A dossier in which the caller's unit takes part, where the caller holds a role: in its applicant's place it has other ways. @throws ApiProblem 404 */
export async function servedDossier({ params, client, language }: Asking, { dossiers }: Pick<Deps, 'dossiers'>): Promise<Dossier> {
  const dossier = await dossiers.find(params.code)
  if (!dossier || client.roles.length === 0 || !takesPart(asAccount(client), dossier)) throw refuse(404, 'no-such', language)
  return dossier
}
