import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { resultHoldsUntil } from '../processes/law/reuse.ts'
import { grantedResult } from '../processes/procedure.ts'
import type { Dossier } from '../store/dossiers.ts'

/**
 * A granted result goes to the document store of whom it was granted to, to be used again (BT 45/2023 arts. 15.6b, 17.10; requirement B4);
 * what it takes the place of no longer holds. A refusal is no paper that proves anything, and does not.
 */
export async function keepResult(
  { code, procedure: id, application, applicant, units, result, corrections }: Dossier, { personalDocuments, agencies, now }: Pick<Deps, 'personalDocuments' | 'agencies' | 'now'>,
): Promise<void> {
  const revoked = corrections.at(-1)?.outcome === 'revoked'
  if (corrections.length > 0 && result) await personalDocuments.endResult(code, revoked ? 'revoked' : 'replaced', now())
  if (!result?.granted || !result.copy || revoked) return
  const procedure = findProcedure(id)
  const granted = grantedResult(procedure, application)
  if (!granted || granted.part !== undefined) return // the agencies of the parts have the papers, this house only the list of them
  const { name, calendar } = await agencies.get(units.deciding)
  const issuedOn = result.at.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  await personalDocuments.add({
    id: `${code} result ${String(corrections.length)}`, identityNumber: applicant.identityNumber, kinds: [granted.code], name: granted.name.vi,
    abstract: `${granted.name.vi}${result.number ? ` số ${result.number}` : ''}, cấp cho ${applicant.name}`, issuer: name.vi, issuedOn: issuedOn.toString(),
    validUntil: resultHoldsUntil(procedure, application, issuedOn)?.toString() ?? null, scope: '', file: result.copy.file, dossier: code, origin: 'result', at: now(),
  })
}
