import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { answersOf } from './answers.ts'
import { issueSlip } from './issue-slip.ts'
import { momentText, tell } from '../config/notify/tell.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { checkNewAppointment } from '../processes/law/appointments.ts'
import { endOfWorkingDay } from '../processes/law/working-time.ts'

const draft = z.object({ reason: z.string(), newDate: z.iso.date() })

/**
 * The apology is signed: form 04 with the reason and the new date, the ledger extended, the applicant and the one-stop unit told.
 * A new appointment is given at most once (BT 45/2023 art. 17.9). When the decision, or form 02, came first, nothing is sent.
 */
export const apologyIssue = defineWorker({
  type: 'apology.issue',
  label: { vi: 'Phát hành phiếu xin lỗi, hẹn lại', en: 'Issue the apology and new appointment' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps, job) {
    const { dossiers, agencies, outbox } = deps
    const before = await dossiers.get(code)
    if (before.state !== 'settling') return { issued: false }
    const { values } = answersOf(before, 'apology-draft', draft)
    const { by, at } = answersOf(before, 'apology-signature', z.unknown())
    const agency = await agencies.get(before.units.deciding)
    const due = (await dossiers.due(before))?.due ?? null
    const to = endOfWorkingDay(Temporal.PlainDate.from(values.newDate), agency.calendar)
    checkNewAppointment({ given: before.appointments, due, to, calendar: agency.calendar })
    const details = { reason: values.reason, from: due?.toString(), to: to.toString() }
    const dossier = await dossiers.act(code, { act: 'issue-apology', by: { kind: 'system' }, at, details }, ({ clocks, appointments }) => {
      if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
      const extension = { type: 'extend' as const, at, to, cause: values.reason, basis: 'BT 45/2023, 17.9' }
      return {
        appointments: appointments + 1,
        clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, extension] } },
      }
    })
    await issueSlip(dossier, {
      kind: 'apology', unit: dossier.units.deciding, issuedBy: by,
      facts: { receivedAt: dossier.receivedAt?.toString(), ...details },
    }, job, deps)
    const facts = {
      reason: values.reason, due: momentText(to, dossier.language, agency), oldDue: due ? momentText(due, dossier.language, agency) : '',
    }
    await tell('applicant', 'apology', dossier, facts, deps)
    await tell('one-stop-head', 'apologyIssued', dossier, facts, deps)
    await wakeWatch(code, outbox)
    return { issued: true }
  },
})
