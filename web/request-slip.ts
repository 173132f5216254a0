import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import { receiptFactsOf } from '../processes/papers/slip-facts.ts'
import type { Actor } from '../store/events.ts'
import type { Slip } from '../store/slips.ts'

/**
 * Gives the applicant form 01 of a dossier that was received without it: of a same-day procedure only who asks gets it (BT 45/2023
 * art. 15.4; requirement D7). Whoever asks again, or at the same moment, gets the same slip.
 * @throws ActNotAllowed while the dossier has not been received, or when it never was
 */
export async function requestSlip(code: string, by: Actor, { transactions, dossiers, slips, agencies, feeLedger, env, now }: Deps): Promise<Slip> {
  return transactions.run(async () => {
    const given = (await slips.of(code)).find(({ kind }) => kind === 'receipt')
    if (given) return given
    const at = now()
    const dossier = await dossiers.act(code, { act: 'request-slip', by, at }, () => ({}))
    const { receiving, deciding } = dossier.units
    return slips.issue(dossier, {
      id: `receipt-${code}`, kind: 'receipt', unit: receiving, issuedBy: by.kind === 'staff' ? by.name : dossier.answers['reception']?.by ?? '', at,
      lookUp: qrPayload(code, env.PUBLIC_ORIGIN), facts: receiptFactsOf(findProcedure(dossier.procedure), dossier, { calendar: (await agencies.get(deciding)).calendar, feePaid: (await feeLedger.balanceOf(code)).owed === 0 }),
    })
  })
}
