import type { Deps } from '../config/wire.ts'
import type { Dossier, ResultFile } from '../store/dossiers.ts'

/**
 * The electronic copy of the result, as far as the applicant may have it: once there is one, and nothing is owed (TH 27/2019 art. 9.5: who
 * receives a result has paid for it).
 */
export async function copyForApplicant({ code, result }: Dossier, { feeLedger }: Pick<Deps, 'feeLedger'>): Promise<ResultFile | null> {
  if (!result?.copy) return null
  return (await feeLedger.balanceOf(code)).owed > 0 ? null : result.copy
}

/** Whether a file is an electronic copy of the dossier's result, of now or from before it was corrected. */
export function isResultCopy({ result, corrections }: Dossier, file: string): boolean {
  return [result, ...corrections.map(({ before }) => before)].some((each) => each?.copy?.file.id === file)
}
