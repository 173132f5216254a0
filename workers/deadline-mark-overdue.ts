import { z } from 'zod'
import { noteEnquiryMoment } from './enquiry-watch.ts'
import { noteMoment } from './note-moment.ts'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'
import { isEnquiryCode } from '../processes/law/enquiries.ts'
import { urgedAt } from '../processes/law/moments.ts'

/**
 * Notes that the due date has passed and urges those at work and their leader; so many working days later, and again and again as the
 * agency configured, calls upon the head of the one-stop unit (BT 45/2023 art. 6.3b).
 */
export const deadlineMarkOverdue = defineWorker({
  type: 'deadline.mark-overdue',
  label: { vi: 'Ghi nhận quá hạn', en: 'Mark overdue' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, deps) {
    if (isEnquiryCode(code)) {
      await noteEnquiryMoment(code, 'mark-overdue', momentKey, deps)
      return
    }
    const isCall = momentKey.startsWith('escalate-')
    const noted = await noteMoment(code, isCall ? 'escalate' : 'mark-overdue', momentKey, deps)
    if (!noted) return
    for (const person of urgedAt(isCall ? 'escalate' : 'overdue', noted.dossier.state)) {
      await tell(person, isCall ? 'stillOverdue' : 'overdue', noted.dossier, { due: noted.due, unit: noted.unit }, deps)
    }
  },
})
