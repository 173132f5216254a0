import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { basis, cause } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

const header = z.object({ cause, basis })

/** Lets the clock of settlement run on from where it stood (requirement J6); the applicant is told the new date. */
export const clockResume = defineWorker({
  type: 'clock.resume',
  label: { vi: 'Tiếp tục tính thời hạn', en: 'Let the clock run on' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { cause, basis } = header.parse(job.headers)
    const at = deps.now()
    const dossier = await deps.dossiers.act(code, { act: 'resume-clock', by: { kind: 'system' }, at, details: { cause, basis } }, ({ clocks }) => {
      if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
      return { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, { type: 'resume', at, cause, basis }] } } }
    })
    const due = (await deps.dossiers.due(dossier))?.due
    if (due) await tell('applicant', 'clockResumed', dossier, { due: momentText(due, dossier.language, await deps.agencies.get(dossier.units.deciding)) }, deps)
    await wakeWatch(code, deps.outbox)
  },
})
