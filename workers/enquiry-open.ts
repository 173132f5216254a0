import { z } from 'zod'
import { enquiryDueText, tellEnquiry } from './tell-enquiry.ts'
import { startWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { isEnquiryClosed } from '../processes/law/enquiries.ts'

/** First step of a question or feedback: ties the instance to it, starts the watch beside it, confirms to the asker (TQ 15.1). */
export const enquiryOpen = defineWorker({
  type: 'enquiry.open',
  label: { vi: 'Ghi nhận câu hỏi, phản ánh', en: 'Register a question or feedback' },
  reads: z.object({ enquiry: z.string() }),
  async handle({ enquiry: code }, deps, { processInstanceKey }) {
    const { enquiries, outbox, now } = deps
    const before = await enquiries.get(code)
    // A start message that was sent again after its id had been forgotten makes a second instance: it ends here.
    if ((before.processInstanceKey ?? processInstanceKey) !== processInstanceKey || isEnquiryClosed(before.state)) {
      await outbox.add(code, { kind: 'cancel-instance', processInstanceKey })
      return
    }
    const enquiry = await enquiries.act(code, { act: 'open', by: { kind: 'system' }, at: now() }, () => ({ processInstanceKey }))
    await tellEnquiry('applicant', 'received', enquiry, { due: await enquiryDueText(enquiry, deps) }, deps)
    await startWatch({ dossier: code, watch: code, subject: 'enquiry' }, outbox)
  },
})
