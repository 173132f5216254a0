import { z } from 'zod'
import { startWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

/** Starts the watch over the consulted agency's deadline. */
export const consultationOpen = defineWorker({
  type: 'consultation.open',
  label: { vi: 'Mở yêu cầu lấy ý kiến', en: 'Open a consultation' },
  reads: z.object({ dossier: z.string(), consultation: z.string() }),
  async handle({ dossier, consultation }, { outbox }) {
    await startWatch({ dossier, watch: consultation, subject: 'consultation' }, outbox)
  },
})
