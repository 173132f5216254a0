import { randomUUID } from 'node:crypto'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { composeNotice } from '../processes/shared/compose-notice.ts'
import type { NoticeKind } from '../processes/shared/notices.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { Addressee } from '../store/notices.ts'

/** Tells one member of staff on their desk, within the running transaction of an act that a person did. */
export async function tellStaff(
  { to, unit, person }: { to: Addressee, unit: string, person: string }, kind: NoticeKind, dossier: Dossier,
  params: Readonly<Record<string, unknown>>, { notices, agencies, env, now }: Pick<Deps, 'notices' | 'agencies' | 'env' | 'now'>,
): Promise<void> {
  const procedure = findProcedure(dossier.procedure)
  const agency = await agencies.get(dossier.units.deciding)
  const { subject, text } = composeNotice(kind, 'vi', {
    code: dossier.code, procedure: procedure.name.vi, agency: agency.name.vi, link: `${env.PUBLIC_ORIGIN}/desk/dossiers/${dossier.code}`, ...params,
  }, procedure)
  await notices.add({ id: randomUUID(), dossier: dossier.code, to, unit, person, subject, text, channels: ['portal'], at: now() })
}
