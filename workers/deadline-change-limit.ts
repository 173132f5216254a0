import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { cause } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { laterLimitFor } from '../processes/procedure.ts'

const header = z.object({ cause })

/**
 * A step has found what gives the dossier another limit, such as conditions that must be verified (Law on Civil Status 2014, art. 18.2): it
 * counts from the same reception, by what was in force then (requirement J1), and the applicant is told. Once for a cause; not when a
 * new appointment was given, which stands.
 */
export const deadlineChangeLimit = defineWorker({
  type: 'deadline.change-limit',
  label: { vi: 'Đổi thời hạn giải quyết', en: 'Change the time limit' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { cause } = header.parse(job.headers)
    const before = await deps.dossiers.get(code)
    const { receivedAt, clocks: { settlement } } = before
    if (!settlement || !receivedAt) throw new Error(`Dossier ${code} has no clock of settlement`)
    if (settlement.events.some((event) => event.type === 'extend' || event.type === 'change-limit' && event.cause === cause)) return
    const { limit, words, basis } = laterLimitFor(findProcedure(before.procedure), cause, receivedAt)
    const at = deps.now()
    const dossier = await deps.dossiers.act(code, { act: 'change-limit', by: { kind: 'system' }, at, details: { cause, basis } }, ({ clocks }) => ({
      clocks: { ...clocks, settlement: { ...settlement, events: [...settlement.events, { type: 'change-limit', at, limit, cause, basis }] } },
    }))
    const due = (await deps.dossiers.due(dossier))?.due
    const { language, units } = dossier
    if (due) await tell('applicant', 'limitChanged', dossier, { words: words[language], basis, due: momentText(due, language, await deps.agencies.get(units.deciding)) }, deps)
    await wakeWatch(code, deps.outbox)
  },
})
