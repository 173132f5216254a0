import { z } from 'zod'
import { endProcesses } from './end-processes.ts'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { retainedUntil } from '../processes/law/retention.ts'

const handOver = z.object({ receivedBy: z.literal('post'), trackingNumber: z.string() })

/**
 * The result has been returned: the dossier is closed, and kept for its retention (TN 13.3, 15; BT 45/2023 art. 18.5). One that went by post is told
 * with the number under which it is traced.
 */
export const dossierClose = defineWorker({
  type: 'dossier.close',
  label: { vi: 'Kết thúc hồ sơ', en: 'Close the dossier' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const at = deps.now()
    const before = await deps.dossiers.get(code)
    const { calendar } = await deps.agencies.get(before.units.deciding)
    const retainUntil = retainedUntil(at.toZonedDateTimeISO(calendar.timeZone).toPlainDate(), findProcedure(before.procedure).retention).toString()
    const dossier = await deps.dossiers.act(code, { act: 'close', by: { kind: 'system' }, at }, () => ({ state: 'returned', closedAt: at, retainUntil }))
    const { data: posted } = handOver.safeParse(before.answers['hand-over']?.values)
    if (posted) await tell('applicant', 'resultPosted', dossier, { trackingNumber: posted.trackingNumber }, deps)
    await endProcesses(code, ['consultation', 'apology'], deps)
  },
})
