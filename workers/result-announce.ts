import { z } from 'zod'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'
import { explainDueDate } from '../processes/law/due-date.ts'

/** Tells the applicant that the result is there, and that it is early when it is (BT 45/2023 arts. 18.3-18.4). */
export const resultAnnounce = defineWorker({
  type: 'result.announce',
  label: { vi: 'Báo có kết quả', en: 'Announce the result' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const before = await deps.dossiers.get(code)
    const at = before.answers['issue']?.at ?? deps.now()
    const dossier = await deps.dossiers.act(code, { act: 'announce-result', by: { kind: 'system' }, at, details: { number: before.result?.number } }, () => ({}))
    const { calendar } = await deps.agencies.get(dossier.units.deciding)
    const due = dossier.clocks.settlement && explainDueDate({ calendar, ...dossier.clocks.settlement }).due
    const early = due !== null && due !== undefined && at.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
      .until(due.toZonedDateTimeISO(calendar.timeZone).toPlainDate()).days > 0
    const returning = await deps.agencies.get(dossier.units.returning)
    const paid = (await deps.feeLedger.balanceOf(code)).owed <= 0
    const copy = dossier.delivery === 'online' && paid ? dossier.result?.copy : undefined
    await tell('applicant', 'resultReady', dossier, {
      early, online: dossier.delivery === 'online', returning: `${returning.name[dossier.language]}, ${returning.address}`,
    }, deps, copy ? { attachment: copy.file } : {})
    return { delivery: dossier.delivery } // the applicant may have changed it since filing
  },
})
