import { z } from 'zod'
import { noteEnquiryMoment } from './enquiry-watch.ts'
import { noteMoment } from './note-moment.ts'
import { tell } from './tell.ts'
import { defineWorker } from './worker.ts'
import { isEnquiryCode } from '../processes/law/enquiries.ts'

/** Notes that the due date has passed and urges the officer, the leader and the one-stop head (BT 45/2023 art. 6.3b). */
export const deadlineMarkOverdue = defineWorker({
  type: 'deadline.mark-overdue',
  label: { vi: 'Ghi nhận quá hạn', en: 'Mark overdue' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, deps) {
    if (isEnquiryCode(code)) {
      await noteEnquiryMoment(code, 'mark-overdue', momentKey, deps)
      return
    }
    const noted = await noteMoment(code, 'mark-overdue', momentKey, deps)
    if (!noted) return
    for (const person of ['case-officer', 'leader', 'one-stop-head'] as const) await tell(person, 'overdue', noted.dossier, { due: noted.due }, deps)
  },
})
