import { z } from 'zod'
import { answersOf } from './answers.ts'
import { tellEnquiry } from './tell-enquiry.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { enquiryRefusals, type EnquiryRefusal } from '../processes/law/enquiries.ts'

const sorted = z.object({ refusal: z.enum(Object.keys(enquiryRefusals) as EnquiryRefusal[]), reason: z.string().default('') })

/** Not taken: the asker is told at once why, and which way the law has for a complaint or a denunciation (TQ 14.4, 15.2a). */
export const enquiryRefuse = defineWorker({
  type: 'enquiry.refuse',
  label: { vi: 'Phản hồi không tiếp nhận', en: 'Tell that it is not taken' },
  reads: z.object({ enquiry: z.string() }),
  async handle({ enquiry: code }, deps) {
    const { enquiries, outbox } = deps
    const before = await enquiries.get(code)
    const { values, at } = answersOf(before, `${before.kind}-sorting`, sorted)
    const text = [enquiryRefusals[values.refusal][before.language], values.reason].filter((part) => part !== '').join('\n\n')
    const enquiry = await enquiries.act(code, { act: 'refuse', by: { kind: 'system' }, at, details: { refusal: values.refusal } }, ({ replies }) => ({
      state: 'refused', closedAt: at, replies: [...replies, { kind: 'refused', text, legalBasis: '', from: null, at }],
    }))
    await tellEnquiry('applicant', 'refused', enquiry, { reason: enquiryRefusals[values.refusal][before.language] }, deps)
    await wakeWatch(code, outbox)
  },
})
