import { z } from 'zod'
import { draftedReply } from './enquiry-reply.ts'
import { tellEnquiry } from './tell-enquiry.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

/** The approved answer goes to the asker, and to everybody in the wording that the officer made for the public (TQ 14.3, 15.2). */
export const enquiryAnswer = defineWorker({
  type: 'enquiry.answer',
  label: { vi: 'Gửi câu trả lời', en: 'Send the answer' },
  reads: z.object({ enquiry: z.string() }),
  async handle({ enquiry: code }, deps) {
    const { enquiries, outbox, now } = deps
    const at = now()
    const { reply, publicVersion } = await draftedReply(await enquiries.get(code), 'final', at, deps)
    const enquiry = await enquiries.act(code, { act: 'answer', by: { kind: 'system' }, at, details: { public: publicVersion !== null } }, ({ replies }) => ({
      state: 'answered', closedAt: at, replies: [...replies, reply], published: publicVersion,
    }))
    await tellEnquiry('applicant', 'answered', enquiry, {}, deps)
    await wakeWatch(code, outbox)
  },
})
