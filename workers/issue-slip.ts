import type { Deps } from '../config/wire.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { NewSlip } from '../store/slips.ts'
import type { JobFacts } from './worker.ts'

/** Issues a form to a dossier; its id is the job's, so it is issued once. */
export async function issueSlip(
  dossier: Dossier, slip: Pick<NewSlip, 'kind' | 'unit' | 'issuedBy' | 'facts'>, job: JobFacts, { slips, now, env }: Pick<Deps, 'slips' | 'now' | 'env'>,
): Promise<{ number: string }> {
  return slips.issue(dossier, { ...slip, id: job.key, at: now(), lookUp: qrPayload(dossier.code, env.PUBLIC_ORIGIN) })
}
