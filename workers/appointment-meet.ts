import { z } from 'zod'
import { endProcesses } from './end-processes.ts'
import { tell } from '../config/notify/tell.ts'
import { basis, named } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { pauseCauses, type PauseCause } from '../processes/law/pause-causes.ts'

const header = z.object({ cause: named(z.enum(Object.keys(pauseCauses) as [PauseCause, ...PauseCause[]]), { vi: 'Vì', en: 'Because of' }, pauseCauses), basis })

/**
 * The first of two appointments is met: the day on which the information slip goes to tax (ĐT138 art. 5.3; requirement J6). The clock stands
 * until the next appointment begins; if the first one was late, that stays in the ledger, but what follows is the applicant's to do.
 */
export const appointmentMeet = defineWorker({
  type: 'appointment.meet',
  label: { vi: 'Xong ngày hẹn thứ nhất', en: 'Meet the first appointment' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { cause, basis } = header.parse(job.headers)
    const at = deps.now()
    const dossier = await deps.dossiers.act(code, { act: 'meet-appointment', by: { kind: 'system' }, at, details: { cause, basis } }, ({ clocks }) => {
      if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
      return { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, { type: 'meet', at, cause, basis }] } } }
    })
    await deps.dossiers.due(dossier) // the ledger refuses what cannot be met, here and not on every page
    await endProcesses(code, ['apology'], deps)
    await tell('applicant', 'clockPaused', dossier, { cause: pauseCauses[cause][dossier.language] }, deps)
    await wakeWatch(code, deps.outbox)
  },
})
