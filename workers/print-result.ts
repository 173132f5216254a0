import { Readable } from 'node:stream'
import { printPaper } from '../config/print/printer.ts'
import { NoSigningKey } from '../config/sign/signing-key.ts'
import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import { resultPaper, type ResultFacts } from '../processes/papers/result-paper.ts'
import type { Dossier, ResultFile } from '../store/dossiers.ts'

export type PrintDeps = Pick<Deps, 'agencies' | 'files' | 'signer' | 'env' | 'log' | 'now'>

/**
 * Makes the electronic copy of a dossier's result and signs it in the name of the deciding agency (BT 45/2023 art. 17.10; requirement
 * F10). Without a key it is unsigned, and says so.
 */
export async function printResult(
  dossier: Dossier, given: Pick<ResultFacts, 'leader' | 'correction'> & Partial<Pick<ResultFacts, 'number'>>, { agencies, files, signer, env, log, now }: PrintDeps,
): Promise<ResultFile> {
  const { code, result, applicant, application, units } = dossier
  if (!result) throw new Error(`Dossier ${code} has no result`)
  const { name, superior, place, calendar } = await agencies.get(units.deciding)
  const pdf = await printPaper(resultPaper({
    procedure: procedureOf(dossier), dossier: code, lookUp: qrPayload(code, env.PUBLIC_ORIGIN), applicant, application,
    head: { superior: superior.vi, agency: name.vi, place }, number: result.number, granted: result.granted, reason: result.reason,
    at: result.at, timeZone: calendar.timeZone, ...given,
  }))
  const signed = await signer?.sign(pdf, { unit: units.deciding, name: name.vi, reason: 'Kết quả giải quyết thủ tục hành chính', place, at: now() })
    .catch((error: unknown) => {
      if (!(error instanceof NoSigningKey)) throw error
      log.warn({ dossier: code, unit: units.deciding }, 'a result was issued unsigned: the unit has no key')
      return undefined
    })
  const file = await files.put(`ket-qua-${code}.pdf`, 'application/pdf', Readable.from([Buffer.from(signed ?? pdf)]), code)
  return { file, signedBy: signed ? units.deciding : null }
}
