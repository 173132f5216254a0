import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { answersOf } from './answers.ts'
import { tellEnquiry } from './tell-enquiry.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { enquiryLimits } from '../processes/law/enquiry-limits.ts'
import { fillText, type Text } from '../processes/text.ts'

const told: Text = {
  vi: 'Nội dung không thuộc thẩm quyền của chúng tôi và đã được chuyển đến: {{authority}}. Cơ quan đó sẽ xem xét và trả lời theo quy định.',
  en: 'This is not in our competence and was passed on to: {{authority}}. That agency considers and answers it.',
}

/** Outside the competence: passed on to the competent agency within 5 working days of reception, and the sender told (NĐ 20/2008, art. 9). */
export const enquiryPassOn = defineWorker({
  type: 'enquiry.pass-on',
  label: { vi: 'Chuyển cơ quan có thẩm quyền', en: 'Pass on to the competent agency' },
  reads: z.object({ enquiry: z.string() }),
  async handle({ enquiry: code }, deps) {
    const { enquiries, agencies, outbox } = deps
    const before = await enquiries.get(code)
    const { values, at } = answersOf(before, `${before.kind}-sorting`, z.object({ authority: z.string() }))
    const { calendar, enquiries: settings } = await agencies.get(before.units.receiving)
    const { passOn } = enquiryLimits(before.kind, before.askedAt, settings)
    const due = passOn && explainDueDate({ calendar, limit: passOn, events: before.clocks.sorting.events }).due
    const late = due !== null && Temporal.Instant.compare(at, due) > 0
    const enquiry = await enquiries.act(code, { act: 'pass-on', by: { kind: 'system' }, at, details: { authority: values.authority, due: due?.toString(), late } }, ({ replies }) => ({
      state: 'passed-on', closedAt: at, replies: [...replies, { kind: 'passed-on', text: fillText(told[before.language], values), legalBasis: '', from: null, at }],
    }))
    await tellEnquiry('applicant', 'passedOn', enquiry, values, deps)
    await wakeWatch(code, outbox)
  },
})
