import { z } from 'zod'
import { answersOf } from './answers.ts'
import { issueSlip } from './issue-slip.ts'
import { momentText, tell } from './tell.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { receiptFactsOf } from '../processes/papers/slip-facts.ts'
import { limitCaseFor, slipRule } from '../processes/procedure.ts'
import { chargeFee } from '../store/charge-fee.ts'

/**
 * The dossier is received: its settlement clock starts at the clerk's decision, form 01 is issued and the applicant told
 * (BT 45/2023 arts. 15.2b, 15.3; at the counter 15.1a; requirement F12). Where there are two
 * appointments, the clock is that of the first, and form 01 says both (ĐT138 art. 5.3; requirement J6). Of a same-day procedure only who asks gets form 01 (art. 15.4).
 */
export const dossierReceive = defineWorker({
  type: 'dossier.receive',
  label: { vi: 'Tiếp nhận, hẹn trả kết quả', en: 'Receive and give the appointment' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps, job) {
    const { dossiers, agencies, outbox } = deps
    const { at, by } = answersOf(await dossiers.get(code), 'reception', z.unknown())
    const dossier = await dossiers.act(code, { act: 'receive', by: { kind: 'system' }, at }, ({ procedure, application, clocks }) => {
      const { limit: whole, appointments } = limitCaseFor(findProcedure(procedure), application, at)
      const limit = appointments?.first ?? whole
      return {
        state: 'settling', receivedAt: at,
        clocks: { ...clocks, settlement: { limit, events: [{ type: 'start', at, cause: 'received', basis: 'BT 45/2023, 15.2b' }] } },
      }
    })
    const procedure = findProcedure(dossier.procedure)
    const { appointments } = limitCaseFor(procedure, dossier.application, at)
    const due = (await dossiers.due(dossier))?.due ?? null
    await chargeFee(dossier, 'at-reception', at, deps.fees)
    const { owed } = await deps.feeLedger.balanceOf(code)
    if (slipRule(procedure, at) === 'always') {
      const facts = receiptFactsOf(procedure, dossier, { calendar: (await agencies.get(dossier.units.deciding)).calendar, feePaid: owed === 0 })
      await issueSlip(dossier, { kind: 'receipt', unit: dossier.units.receiving, issuedBy: by, facts }, job, deps)
    }
    if (due) {
      await tell('applicant', 'received', dossier, {
        due: momentText(due, dossier.language, await agencies.get(dossier.units.deciding)),
        ...(appointments && { second: appointments.words[dossier.language] }),
      }, deps)
    }
    await wakeWatch(code, outbox)
  },
})
