import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { enquiryForms } from '../processes/catalogue.ts'
import type { Form } from '../processes/form.ts'
import type { EnquiryAct, EnquiryKind } from '../processes/law/enquiries.ts'
import { sayWhy } from '../processes/law/messages.ts'
import type { Language } from '../processes/text.ts'
import { nameOf } from '../store/events.ts'
import { runningEnquiryClock, type Enquiry, type Reply } from '../store/enquiries.ts'
import { limitText } from './limit-text.ts'
import { enquiryActTitles, enquiryInside, enquiryTroubling, sayEnquiry } from './messages/enquiries.ts'
import { stepName } from './present-dossier.ts'
import { answerGroups } from './view/answers.ts'
import type { EnquiryView, ReplyView } from './view/enquiry-models.ts'
import type { RuntimeOptions } from './view/form-fields.ts'
import type { AnswerGroup, DueView, TimelineEntry } from './view/models.ts'

/** Who asks, and the matter: the two forms in the words of today's bundle. @throws when the process was never deployed */
export async function intakeForms(kind: EnquiryKind, { bundles }: Pick<Deps, 'bundles'>): Promise<readonly [asker: Form, matter: Form]> {
  const bundle = await bundles.latest(kind)
  const [asker, matter] = enquiryForms(kind).map((id) => bundle?.forms[id])
  if (!asker || !matter) throw new Error(`No intake forms of ${kind}`)
  return [asker, matter]
}

/** The agencies that may be asked, and the units that may answer, by the names of their lists in the forms. */
export async function enquiryOptions(language: Language, { agencies }: Pick<Deps, 'agencies'>): Promise<RuntimeOptions> {
  const named = (list: Awaited<ReturnType<typeof agencies.ofKind>>) => list.map(({ id, name }) => ({ value: id, label: name[language] }))
  const [centres, deciding, partners] = [named(await agencies.ofKind('one-stop')), named(await agencies.ofKind('deciding')), named(await agencies.ofKind('partner'))]
  return { 'agencies-to-ask': [...deciding, ...partners, ...centres], 'answering-units': [...deciding, ...partners] }
}

const paragraphs = (text: unknown) => typeof text === 'string' ? text.split(/\n+/).filter((line) => line.trim() !== '') : []

const replyView = ({ kind, text, legalBasis, from, at }: Reply, language: Language): ReplyView => ({
  kind, title: sayEnquiry(`reply.${kind}`, language), lines: paragraphs(text), legalBasis: paragraphs(legalBasis), ...(from && { from }), at,
})

/** A question with what was replied. */
export function enquiryView({ code, state, asked, askedAt, replies }: Enquiry, language: Language): EnquiryView {
  return { code, state, title: String(asked['title'] ?? ''), lines: paragraphs(asked['content']), askedAt, replies: replies.map((reply) => replyView(reply, language)) }
}

/** Until when it is sorted or answered, explained line by line; nothing once it is closed. */
export async function enquiryDue(enquiry: Enquiry, language: Language, { enquiries, now }: Pick<Deps, 'enquiries' | 'now'>): Promise<DueView | undefined> {
  const clock = runningEnquiryClock(enquiry)
  const explained = await enquiries.due(enquiry)
  if (!clock || !explained?.due) return undefined
  return {
    label: sayEnquiry(enquiry.state === 'received' ? 'due.received' : 'due.answering', language), at: explained.due,
    ...(Temporal.Instant.compare(now(), explained.due) > 0 && { overdue: true }),
    lines: explained.lines.map(({ from, to, counted, why }) => ({
      from, to, counted: limitText({ amount: Math.round(counted * 100) / 100, unit: clock.limit.unit }, language), why: sayWhy(why, language),
    })),
  }
}

/** What happened, newest first; the asker reads what concerns them. */
export async function enquiryTimeline(enquiry: Enquiry, language: Language, side: 'applicant' | 'staff', { events, bundles, agencies }: Pick<Deps, 'events' | 'bundles' | 'agencies'>): Promise<TimelineEntry[]> {
  const all = await events.of<EnquiryAct>(enquiry.code)
  return Promise.all(all.toReversed().filter(({ act }) => side === 'staff' || !enquiryInside.includes(act)).map(async ({ act, at, by, details }) => {
    const to = act === 'pass' ? (await agencies.find(String(details['to'])))?.name[language] : act === 'pass-on' ? String(details['authority']) : undefined
    return {
      at, tone: enquiryTroubling.includes(act) ? 'problem' as const : 'done' as const,
      title: act === 'complete-task' ? await stepName(enquiry.kind, String(details['element']), { procedure: enquiry.kind }, language, { bundles }) : enquiryActTitles[act][language],
      ...(to && { text: to }), ...(side === 'staff' && nameOf(by) !== '' && { by: nameOf(by) }),
    }
  }))
}

/** Who asks and what, as it was filled in. */
export async function askedGroups(enquiry: Enquiry, language: Language, deps: Pick<Deps, 'bundles' | 'agencies'>): Promise<readonly AnswerGroup[]> {
  const options = await enquiryOptions(language, deps)
  return (await intakeForms(enquiry.kind, deps)).flatMap((form) => answerGroups(form, { values: enquiry.asked, language, options }))
}
