import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { feeOf } from '../processes/procedure.ts'
import type { Dossier } from '../store/dossiers.ts'

/**
 * Books what a dossier costs, by the rule in force: a fee that is paid before reception when the dossier is opened, by the rule of the
 * day of filing; any other when it is received (requirement J1). Charged once.
 */
export async function chargeFee(
  dossier: Dossier, when: 'before-reception' | 'at-reception', at: Temporal.Instant, { fees }: Pick<Deps, 'fees'>,
): Promise<void> {
  const procedure = findProcedure(dossier.procedure)
  const early = feeOf(procedure, dossier.application, dossier.filedAt)
  if (when === 'before-reception' && early.due !== 'before-reception') return
  const fee = early.due === 'before-reception' ? early : feeOf(procedure, dossier.application, at)
  await fees.charge(dossier.code, { ...fee, subject: 'fee' }, { by: { kind: 'system' }, at })
}
