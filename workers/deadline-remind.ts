import { z } from 'zod'
import { noteMoment } from './note-moment.ts'
import { tell } from './tell.ts'
import { defineWorker } from './worker.ts'

/** Urges the officer before the due date, at the moments that the agency configured (BT 45/2023 art. 6.3b). */
export const deadlineRemind = defineWorker({
  type: 'deadline.remind',
  label: { vi: 'Nhắc việc sắp đến hạn', en: 'Remind before the due date' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, deps) {
    const noted = await noteMoment(code, 'remind', momentKey, deps)
    if (noted) await tell('case-officer', 'dueSoon', noted.dossier, { due: noted.due }, deps)
  },
})
