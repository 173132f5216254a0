import { z } from 'zod'
import { noteEnquiryMoment } from './enquiry-watch.ts'
import { noteMoment } from './note-moment.ts'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'
import { isEnquiryCode } from '../processes/law/enquiries.ts'
import { urgedAt } from '../processes/law/moments.ts'

/** Urges who works on the dossier (the officer, before reception the clerks) before the due date, at the moments that the agency configured (BT 45/2023 art. 6.3b). */
export const deadlineRemind = defineWorker({
  type: 'deadline.remind',
  label: { vi: 'Nhắc việc sắp đến hạn', en: 'Remind before the due date' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, deps) {
    if (isEnquiryCode(code)) {
      await noteEnquiryMoment(code, 'remind', momentKey, deps)
      return
    }
    const noted = await noteMoment(code, 'remind', momentKey, deps)
    if (!noted) return
    for (const person of urgedAt('remind', noted.dossier.state)) await tell(person, 'dueSoon', noted.dossier, { due: noted.due }, deps)
  },
})
