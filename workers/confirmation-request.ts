import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { basis, named } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker, parked } from './worker.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { parseLimit } from '../processes/law/limit.ts'

const header = z.object({ limit: named(z.string().transform(parseLimit), { vi: 'Thời hạn trả lời, ví dụ 3 working-day', en: 'Time to answer, such as 3 working-day' }), basis })

/**
 * Sends the draft of the result to the applicant, who confirms it or asks for a correction within the `limit` of the header; no answer means
 * agreement, by the `basis` (requirement J5). The settlement clock stands meanwhile: it is the applicant's turn. The job stays parked until
 * there is an answer, or none in time, and ends with `confirmation`: 'confirmed', 'correction' or 'silent'.
 */
export const confirmationRequest = defineWorker({
  type: 'confirmation.request',
  label: { vi: 'Gửi dự thảo để xác nhận', en: 'Send a draft to be confirmed' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { limit, basis } = header.parse(job.headers)
    const before = await deps.dossiers.get(code)
    const { calendar } = await deps.agencies.get(before.units.deciding)
    const at = deps.now()
    const { due } = explainDueDate({ calendar, limit, events: [{ type: 'start', at }] })
    if (!due) throw new Error(`The draft of ${code} has no date for its confirmation`)
    const dossier = await deps.dossiers.act(code, { act: 'request-confirmation', by: { kind: 'system' }, at, details: { until: due.toString(), basis } }, ({ clocks }) => {
      if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
      return { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, { type: 'pause', at, cause: 'confirmation', basis }] } } }
    })
    await tell('applicant', 'confirmationAsked', dossier, { until: momentText(due, dossier.language, { calendar }), basis }, deps)
    await deps.outbox.add(code, {
      kind: 'publish-message', name: 'confirmation.asked', correlationKey: `${code} ${job.key}`, messageId: `confirmation ${job.key}`,
      variables: { dossier: code, awaitedBy: job.key, answerBy: due.toString() },
    })
    await wakeWatch(code, deps.outbox)
    return parked
  },
})
