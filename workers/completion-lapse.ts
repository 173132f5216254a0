import { z } from 'zod'
import { basis } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

const header = z.object({ basis })

/** Not completed within the time that the law gives: the dossier goes on as it is, to be refused, and its clock from where it stood (P5: NĐ 217/2026). */
export const completionLapse = defineWorker({
  type: 'completion.lapse',
  label: { vi: 'Ghi nhận không bổ sung đúng hạn', en: 'Note that it was not completed in time' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, { dossiers, outbox, now }, job) {
    const { basis } = header.parse(job.headers)
    const at = now()
    await dossiers.act(code, { act: 'lapse-completion', by: { kind: 'system' }, at, details: { basis } }, ({ clocks }) => {
      if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
      return {
        state: 'settling',
        clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, { type: 'resume', at, cause: 'form-02', basis }] } },
      }
    })
    await wakeWatch(code, outbox)
  },
})
