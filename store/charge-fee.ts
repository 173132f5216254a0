import type { Temporal } from 'temporal-polyfill'
import type { Dossier } from './dossiers.ts'
import type { Fees } from './fees.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { feeOf } from '../processes/procedure.ts'

/**
 * Books what a dossier costs, by the rule in force: a fee that is paid before reception when the dossier is opened, by the rule of the
 * day of filing; any other when it is received (requirement J1). Called again after the application was changed, it books the difference.
 */
export async function chargeFee(
  { code, procedure: id, application, channel, filedAt }: Pick<Dossier, 'code' | 'procedure' | 'application' | 'channel' | 'filedAt'>,
  when: 'before-reception' | 'at-reception', at: Temporal.Instant, fees: Fees,
): Promise<void> {
  const procedure = findProcedure(id)
  const early = feeOf(procedure, application, filedAt, channel)
  if (when === 'before-reception' && early.due !== 'before-reception') return
  const fee = early.due === 'before-reception' ? early : feeOf(procedure, application, at, channel)
  await fees.charge(code, { ...fee, subject: 'fee' }, { by: { kind: 'system' }, at })
}
