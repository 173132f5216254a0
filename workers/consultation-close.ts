import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

/**
 * A consulted agency's deadline has passed: the head of the one-stop unit is told (BT 45/2023 art. 17.5b), and the procedure goes on
 * without the answer; where its law says so, the agency is taken to agree (requirement J5).
 */
export const consultationClose = defineWorker({
  type: 'consultation.close',
  label: { vi: 'Hết hạn lấy ý kiến', en: 'Close an unanswered consultation' },
  reads: z.object({ dossier: z.string(), watch: z.string() }),
  async handle({ dossier: code, watch: id }, deps) {
    const { dossiers, consultations, agencies, outbox, now } = deps
    const { agency, due, awaitedBy, silence } = await consultations.get(id)
    const dossier = await dossiers.get(code)
    if (dossiers.isClosed(dossier) || !(await consultations.closeUnanswered(id))) return
    await dossiers.act(code, { act: 'close-consultation', by: { kind: 'system' }, at: now(), details: { consultation: id, agency, silence } }, () => ({}))
    const consulted = await agencies.get(agency)
    await tell('one-stop-head', 'consultationUnanswered', dossier, {
      consulted: consulted.name[dossier.language], due: momentText(due, dossier.language, consulted), agreed: silence === 'consent',
    }, deps)
    if (await consultations.allSettled(awaitedBy)) await outbox.add(code, { kind: 'complete-job', jobKey: awaitedBy, variables: {} })
  },
})
