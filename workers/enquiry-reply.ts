import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { answersOf } from './answers.ts'
import type { Deps } from '../config/wire.ts'
import type { Enquiry, Reply } from '../store/enquiries.ts'

const drafted = z.object({
  text: z.string(), legalBasis: z.string().default(''), answererName: z.string(), answererPost: z.string(), answererPhone: z.string(), answererEmail: z.string(),
  publish: z.enum(['private', 'public']).default('private'), publicTitle: z.string().default(''), publicContent: z.string().default(''), publicAnswer: z.string().default(''),
})

/** The reply that an officer drafted, with who gives it: agency, person, post, telephone, mail (TQ 14.3). */
export async function draftedReply(
  enquiry: Enquiry, kind: 'interim' | 'final', at: Temporal.Instant, { agencies }: Pick<Deps, 'agencies'>,
): Promise<{ reply: Reply, publicVersion: Enquiry['published'] }> {
  const { values } = answersOf(enquiry, `${enquiry.kind}-answer`, drafted)
  const agency = (await agencies.get(enquiry.units.deciding ?? enquiry.units.receiving)).name.vi
  const { answererName: person, answererPost: post, answererPhone: phone, answererEmail: email } = values
  return {
    reply: { kind, text: values.text, legalBasis: values.legalBasis, from: { agency, person, post, phone, email }, at },
    publicVersion: values.publish === 'public' ? { title: values.publicTitle, content: values.publicContent, answer: values.publicAnswer, at } : null,
  }
}
