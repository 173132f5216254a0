import type { Deps } from '../../config/wire.ts'
import { enquiryStateNames, isEnquiryClosed } from '../../processes/law/enquiries.ts'
import type { Language } from '../../processes/text.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import { sayEnquiry } from '../messages/enquiries.ts'
import { enquiryDue, enquiryTimeline } from '../present-enquiry.ts'
import { moment, presentDue } from './present.ts'
import type { EnquiryAnswer, EnquirySummaryAnswer } from './schemas.ts'

export const presentEnquirySummary = ({ code, client, kind, state, askedAt, closedAt }: Enquiry, language: Language): EnquirySummaryAnswer => ({
  code, reference: client?.reference ?? null, kind, state, stateName: enquiryStateNames[state][language], askedAt: moment(askedAt), closedAt: closedAt && moment(closedAt),
})

/** A question or feedback as a system reads it: all that the pages of its side show. */
export async function presentEnquiry(enquiry: Enquiry, side: 'applicant' | 'staff', language: Language, deps: Deps): Promise<EnquiryAnswer> {
  const { thread, asked, units, replies, published, state } = enquiry
  const [due, timeline, unit] = await Promise.all([
    enquiryDue(enquiry, language, deps), enquiryTimeline(enquiry, language, side, deps), units.deciding === null ? null : deps.agencies.find(units.deciding),
  ])
  return {
    ...presentEnquirySummary(enquiry, language), thread, unit: unit && { id: unit.id, name: unit.name[language] }, due: due ? presentDue(due) : null, answers: { ...asked },
    replies: replies.map(({ kind, text, legalBasis, from, at }) => ({ kind, title: sayEnquiry(`reply.${kind}`, language), text, legalBasis, from: from && { ...from }, at: moment(at) })),
    published: published && { ...published, at: moment(published.at) },
    timeline: timeline.flatMap(({ at, title, text, by }) => at === undefined ? [] : [{ at: moment(at), title, text: text ?? null, by: by ?? null }]),
    mayAskFurther: side === 'applicant' && isEnquiryClosed(state),
  }
}
