import type { Deps } from '../config/wire.ts'
import type { Dossier, ResultFile } from '../store/dossiers.ts'

/**
 * The electronic copy of the result, as far as the applicant may have it: once there is one, and nothing is owed (TQ 246/QĐ-UBND,
 * 12.5a: the fee is paid where the result is received; that the copy waits for it too is our reading).
 */
export async function copyForApplicant({ code, result }: Dossier, { feeLedger }: Pick<Deps, 'feeLedger'>): Promise<ResultFile | null> {
  if (!result?.copy) return null
  return (await feeLedger.balanceOf(code)).owed > 0 ? null : result.copy
}

/** Whether a file is an electronic copy of the dossier's result, of now or from before it was corrected. */
export function isResultCopy({ result, corrections }: Dossier, file: string): boolean {
  return [result, ...corrections.map(({ before }) => before)].some((each) => each?.copy?.file.id === file)
}
