import { z } from 'zod'
import { endProcesses } from './end-processes.ts'
import { tell } from '../config/notify/tell.ts'
import { basis, named } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { pauseCauses, type PauseCause } from '../processes/law/pause-causes.ts'

const header = z.object({ cause: named(z.enum(Object.keys(pauseCauses) as [PauseCause, ...PauseCause[]]), { vi: 'Vì', en: 'Because of' }, pauseCauses), basis })

/**
 * Stops the clock of settlement for the `cause` of the header, which the article in `basis` foresees (requirement J6); an apology that
 * is being prepared has nothing to say any more. The applicant is told why.
 */
export const clockPause = defineWorker({
  type: 'clock.pause',
  label: { vi: 'Tạm dừng tính thời hạn', en: 'Stop the clock' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { cause, basis } = header.parse(job.headers)
    const at = deps.now()
    const dossier = await deps.dossiers.act(code, { act: 'pause-clock', by: { kind: 'system' }, at, details: { cause, basis } }, ({ clocks }) => {
      if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
      return { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, { type: 'pause', at, cause, basis }] } } }
    })
    await deps.dossiers.due(dossier) // a clock that stands already cannot be stopped: the ledger says so here, not on every page
    await endProcesses(code, ['apology'], deps)
    await tell('applicant', 'clockPaused', dossier, { cause: pauseCauses[cause][dossier.language] }, deps)
    await wakeWatch(code, deps.outbox)
  },
})
