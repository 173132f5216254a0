import { z } from 'zod'
import { answersOf } from './answers.ts'
import { enquiryDueText, tellEnquiry } from './tell-enquiry.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { enquiryLimits } from '../processes/law/enquiry-limits.ts'

const sorted = z.object({ unit: z.string(), coordination: z.enum(['one', 'several']).default('one') })

/**
 * Passed to the unit that answers (TQ 15.2a). Its limit runs from reception, not from here: 3 working days, 5 where several agencies
 * have to work together, as the province has decided (TQ 15.2b; TH 14). What an interim answer has gained stays when it is sorted again.
 */
export const enquiryPass = defineWorker({
  type: 'enquiry.pass',
  label: { vi: 'Chuyển đơn vị trả lời', en: 'Pass to the unit that answers' },
  reads: z.object({ enquiry: z.string() }),
  async handle({ enquiry: code }, deps) {
    const { enquiries, agencies, outbox } = deps
    const before = await enquiries.get(code)
    const { values, at } = answersOf(before, `${before.kind}-sorting`, sorted)
    const limits = enquiryLimits(before.kind, before.askedAt, (await agencies.get(before.units.receiving)).enquiries)
    const answered = before.replies.some(({ kind }) => kind === 'interim')
    const limit = answered ? limits.extended : values.coordination === 'several' ? limits.several : limits.answer
    const enquiry = await enquiries.act(code, { act: 'pass', by: { kind: 'system' }, at, details: { to: values.unit, coordination: values.coordination } }, ({ units, clocks }) => ({
      state: 'answering', units: { ...units, deciding: values.unit }, clocks: { ...clocks, answering: { limit, events: clocks.sorting.events } },
    }))
    await tellEnquiry('applicant', 'passed', enquiry, { due: await enquiryDueText(enquiry, deps) }, deps)
    await wakeWatch(code, outbox)
  },
})
