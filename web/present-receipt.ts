import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import { feeReceipt } from '../processes/papers/fee-receipt.ts'
import type { Paper } from '../processes/papers/paper.ts'
import type { Dossier } from '../store/dossiers.ts'
import { amountOf } from './present-fees.ts'
import { HttpProblem } from './problem.ts'

/** The receipt of a payment, from what the ledger holds. @throws HttpProblem 404 when the dossier has no such receipt */
export async function paperOfReceipt(
  number: string, dossier: Dossier, { feeLedger, agencies, env }: Pick<Deps, 'feeLedger' | 'agencies' | 'env'>,
): Promise<Paper> {
  const movement = await feeLedger.findByReceipt(number)
  if (!movement || movement.dossier !== dossier.code) throw new HttpProblem(404)
  const { name, superior, place, calendar } = await agencies.get(dossier.units.receiving)
  const { at, by, subject, details, postings } = movement
  return feeReceipt({
    receipt: number, subject, amount: amountOf(movement), overpaid: -(postings.find(({ account }) => account === 'overpaid')?.amount ?? 0),
    method: postings.some(({ account }) => account === 'online') ? 'online' : 'cash', at, by,
    transaction: typeof details['transaction'] === 'string' ? details['transaction'] : '',
    payer: dossier.applicant, procedure: procedureOf(dossier).name.vi,
    dossier: { code: dossier.code, lookUp: qrPayload(dossier.code, env.PUBLIC_ORIGIN) },
    head: { superior: superior.vi, agency: name.vi, place }, timeZone: calendar.timeZone,
  })
}
