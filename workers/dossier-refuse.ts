import { z } from 'zod'
import { answersOf } from './answers.ts'
import { issueSlip } from './issue-slip.ts'
import { tell } from '../config/notify/tell.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

const refusal = z.object({ reason: z.string(), rightAuthority: z.string().optional() })

/** Refused at reception: form 03 with the reason, pointing to the right authority (BT 45/2023 art. 15.2a; at the counter 15.1c). */
export const dossierRefuse = defineWorker({
  type: 'dossier.refuse',
  label: { vi: 'Từ chối tiếp nhận', en: 'Refuse at reception' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps, job) {
    const { values, by, at } = answersOf(await deps.dossiers.get(code), 'reception', refusal)
    const dossier = await deps.dossiers.act(
      code, { act: 'refuse', by: { kind: 'system' }, at, details: values }, () => ({ state: 'refused', closedAt: at }),
    )
    await deps.fees.endWithoutService(code, at)
    await issueSlip(dossier, {
      kind: 'refusal', unit: dossier.units.receiving, issuedBy: by,
      facts: { ...values, channel: dossier.channel },
    }, job, deps)
    await tell('applicant', 'refused', dossier, values, deps)
    await wakeWatch(code, deps.outbox)
  },
})
