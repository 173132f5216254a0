import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { basis } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { limitCaseFor } from '../processes/procedure.ts'

const header = z.object({ basis })

/**
 * The second of two appointments begins: its limit, in force when the dossier was received, counts from the proof of payment (ĐT138 art. 5.3;
 * requirement J6). The applicant is told the date.
 */
export const appointmentNext = defineWorker({
  type: 'appointment.next',
  label: { vi: 'Bắt đầu ngày hẹn thứ hai', en: 'Begin the next appointment' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { basis } = header.parse(job.headers)
    const at = deps.now()
    const dossier = await deps.dossiers.act(code, { act: 'begin-appointment', by: { kind: 'system' }, at, details: { basis } }, ({ clocks, procedure, application, receivedAt }) => {
      const { appointments } = limitCaseFor(findProcedure(procedure), application, receivedAt ?? at)
      if (!clocks.settlement || !appointments) throw new Error(`Dossier ${code} has no second appointment`)
      const event = { type: 'appoint' as const, at, limit: appointments.second, cause: 'paid', basis }
      return { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, event] } } }
    })
    const due = (await deps.dossiers.due(dossier))?.due
    if (due) await tell('applicant', 'nextAppointment', dossier, { due: momentText(due, dossier.language, await deps.agencies.get(dossier.units.deciding)) }, deps)
    await wakeWatch(code, deps.outbox)
  },
})
