import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { answersOf } from './answers.ts'
import { issueSlip } from './issue-slip.ts'
import { momentText, tell } from '../config/notify/tell.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { agreementCause } from '../processes/law/deadline-ledger.ts'
import { endOfWorkingDay } from '../processes/law/working-time.ts'
import { receiptFactsOf } from '../processes/papers/slip-facts.ts'
import { limitCaseFor, slipRule } from '../processes/procedure.ts'
import { chargeFee } from '../store/charge-fee.ts'
import type { Dossier } from '../store/dossiers.ts'

const found = z.object({ agreedDate: z.string().optional(), agreedTime: z.string().optional() }).catchall(z.unknown())

/** The hour and date that were agreed in writing, where the procedure's law allows that (NĐ 23/2015/NĐ-CP, art. 21). */
async function agreed(
  { procedure, units }: Dossier, { agreedDate, agreedTime }: z.infer<typeof found>, { agencies }: Pick<Deps, 'agencies'>,
): Promise<{ to: Temporal.Instant, basis: string } | null> {
  const rule = findProcedure(procedure).agreedTime
  if (!rule || !agreedDate) return null
  const { calendar } = await agencies.get(units.deciding)
  const day = Temporal.PlainDate.from(agreedDate)
  const to = agreedTime ? day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: agreedTime }).toInstant() : endOfWorkingDay(day, calendar)
  return { to, basis: rule.value.basis }
}

/**
 * The dossier is received: its settlement clock starts at the clerk's decision, form 01 is issued and the applicant told
 * (BT 45/2023 arts. 15.2b, 15.3; at the counter 15.1a; requirement F12). Where there are two
 * appointments, the clock is that of the first, and form 01 says both (ĐT138 art. 5.3; requirement J6). Of a same-day procedure only who asks gets form 01 (art. 15.4),
 * unless the result cannot be given that day, as when it was received after 15:00 (NĐ 23/2015/NĐ-CP, art. 7).
 */
export const dossierReceive = defineWorker({
  type: 'dossier.receive',
  label: { vi: 'Tiếp nhận, hẹn trả kết quả', en: 'Receive and give the appointment' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps, job) {
    const { dossiers, agencies, outbox } = deps
    const before = await dossiers.get(code)
    const { at, by, values } = answersOf(before, 'reception', found)
    const agreement = await agreed(before, values, deps)
    const dossier = await dossiers.act(code, { act: 'receive', by: { kind: 'system' }, at }, ({ procedure, application, clocks }) => {
      const { limit: whole, appointments } = limitCaseFor(findProcedure(procedure), { ...application, ...values }, at)
      const limit = appointments?.first ?? whole
      const start = { type: 'start' as const, at, cause: 'received', basis: 'BT 45/2023, 15.2b' }
      return {
        state: 'settling', receivedAt: at,
        ...(agreement && { appointments: 1 }), // the one new appointment that the law knows: no apology puts it off again
        clocks: { ...clocks, settlement: { limit, events: agreement ? [start, { type: 'extend', at, ...agreement, cause: agreementCause }] : [start] } },
      }
    })
    const procedure = findProcedure(dossier.procedure)
    const { appointments } = limitCaseFor(procedure, dossier.application, at)
    const due = (await dossiers.due(dossier))?.due ?? null
    await chargeFee(dossier, 'at-reception', at, deps.fees)
    const { owed } = await deps.feeLedger.balanceOf(code)
    const { calendar } = await agencies.get(dossier.units.deciding)
    const dayOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
    if (slipRule(procedure, at) === 'always' || due === null || !dayOf(due).equals(dayOf(at))) {
      const facts = receiptFactsOf(procedure, dossier, { calendar, feePaid: owed === 0 })
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
