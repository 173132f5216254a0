import { z } from 'zod'
import { draftedReply } from './enquiry-reply.ts'
import { enquiryDueText, tellEnquiry } from './tell-enquiry.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { enquiryLimits } from '../processes/law/enquiry-limits.ts'

/** The interim answer goes to the asker; the whole answer then has 10 working days from reception at most (TQ 15.2b). */
export const enquiryAnswerInterim = defineWorker({
  type: 'enquiry.answer-interim',
  label: { vi: 'Gửi trả lời bước đầu', en: 'Send the interim answer' },
  reads: z.object({ enquiry: z.string() }),
  async handle({ enquiry: code }, deps) {
    const { enquiries, agencies, outbox, now } = deps
    const at = now()
    const before = await enquiries.get(code)
    const { reply } = await draftedReply(before, 'interim', at, deps)
    const { extended } = enquiryLimits(before.kind, before.askedAt, (await agencies.get(before.units.receiving)).enquiries)
    const from = (await enquiries.due(before))?.due?.toString()
    const enquiry = await enquiries.act(code, { act: 'answer-interim', by: { kind: 'system' }, at, details: { from } }, ({ replies, clocks }) => ({
      replies: [...replies, reply], clocks: { ...clocks, answering: clocks.answering && { ...clocks.answering, limit: extended } },
    }))
    await tellEnquiry('applicant', 'interim', enquiry, { due: await enquiryDueText(enquiry, deps) }, deps)
    await wakeWatch(code, outbox)
  },
})
