import { z } from 'zod'
import { checkedKinds } from '../../processes/law/document-check.ts'
import { dossierStates } from '../../processes/law/dossier-states.ts'
import { enquiryKinds, enquiryStates } from '../../processes/law/enquiries.ts'
import { feeSubjects } from '../../processes/law/fees.ts'
import { limitUnits } from '../../processes/law/limit.ts'
import { onlineLevels } from '../../processes/law/online-levels.ts'
import { roles } from '../../processes/law/roles.ts'
import { slipKinds } from '../../processes/law/slips.ts'
import { webhookEvents, type WebhookEvent } from '../../processes/law/webhook-events.ts'

/* What the interface takes and answers. The description (open-api.ts) is made of these schemas, and the tests hold the answers to it. */

export const moment = z.iso.datetime({ offset: true }).meta({ description: 'RFC 3339, at Vietnam’s offset', examples: ['2026-04-29T15:30:00+07:00'] })
const day = z.iso.date()
const keysOf = <Key extends string>(of: Readonly<Record<Key, unknown>>) => Object.keys(of) as [Key, ...Key[]]

/** Such as 000.00.14.H56-260302-0001; whatever else is written there names no dossier. */
export const code = z.string().max(60).meta({ description: 'The dossier code (TT 01/2018/TT-VPCP art. 19)', examples: ['000.00.14.H56-260302-0001'] })
export const reference = z.string().min(1).max(100).regex(/^[^\p{C}]*$/u).meta({ description: 'The calling system’s own number for the dossier' })

/** Answers to a form, by question. */
export const answers = z.record(z.string().max(100), z.union([z.string().max(64_000), z.number(), z.boolean(), z.array(z.string().max(1_000)).max(200), z.null()]))
  .meta({ id: 'Answers', description: 'Answers by the key of the question; dates as YYYY-MM-DD' })
const json = z.record(z.string(), z.unknown())

const next = z.string().nullable().meta({ description: 'The cursor of the next page' })
const dated = { mark: z.enum(['published', 'proposal', 'doubtful']), source: z.string(), from: day.nullable(), until: day.nullable() }
const unit = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Unit' })
const form = z.object({
  id: z.string(),
  components: z.array(json).meta({ description: 'form-js components; English stands in `properties`' }),
  answers: json.meta({ description: 'JSON Schema of the answers' }),
}).meta({ id: 'Form' })

export const procedureSummary = z.object({
  id: z.string(), code: z.string(), name: z.string(), field: z.string(), level: z.string(), decidingAgency: z.string(),
  online: z.object({ level: z.enum(keysOf(onlineLevels)), name: z.string() }), isFiledOnline: z.boolean(),
}).meta({ id: 'ProcedureSummary' })

export const procedureList = z.object({ items: z.array(procedureSummary) }).meta({ id: 'ProcedureList' })

export const procedure = procedureSummary.extend({
  applicants: z.array(z.string()), conditions: z.array(z.string()), legalBasis: z.array(z.string()),
  results: z.array(z.object({ code: z.string(), name: z.string() })),
  channels: z.array(z.object({ channel: z.enum(['online', 'counter', 'post', 'mail']), name: z.string(), text: z.string() })),
  limits: z.object({ ...dated, cases: z.array(z.object({ amount: z.number(), unit: z.enum(limitUnits), words: z.string() })) }),
  fees: z.object({ ...dated, cases: z.array(z.object({ amount: z.int().meta({ description: 'In đồng; the least, when it depends on the application' }), who: z.string(), channels: z.array(z.string()).nullable() })) }),
  documents: z.object({
    ...dated, items: z.array(z.object({
      id: z.string(), name: z.string(), copies: z.string(), when: z.string().nullable(), typeCode: z.string().nullable(), template: z.string().nullable(), channels: z.array(z.string()),
      onRequest: z.boolean().meta({ description: 'Asked for with form 02 only' }),
    })),
  }),
  steps: z.array(z.object({ name: z.string(), role: z.enum(roles), roleName: z.string(), limit: z.string().nullable() })),
  inPerson: z.string().nullable().meta({ description: 'What the applicant comes for, although it is filed online' }),
  notOnline: z.string().nullable().meta({ description: 'Why it is not filed online' }),
  form,
}).meta({ id: 'Procedure' })

const nationalStatus = z.object({ code: z.int(), name: z.string() }).meta({ id: 'NationalStatus', description: 'The status as the national portal knows it' })

const standing = {
  code, reference: reference.nullable(), procedure: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  state: z.enum(dossierStates), stateName: z.string(), nationalStatus, filedAt: moment, receivedAt: moment.nullable(), decidedAt: moment.nullable(), closedAt: moment.nullable(),
}

const due = z.object({
  at: moment.nullable().meta({ description: 'null while the clock stands' }), what: z.string(), isPaused: z.boolean(), pausedFor: z.string().nullable(), isOverdue: z.boolean(),
  movedFrom: moment.nullable().meta({ description: 'The date before, when an apology gave another one' }),
  lines: z.array(z.object({ from: moment, to: moment, counted: z.string(), why: z.string() })),
}).meta({ id: 'Due', description: 'By when, and how it was counted' })

export const dossierSummary = z.object({ ...standing, due: moment.nullable() }).meta({ id: 'DossierSummary' })
export const dossierList = z.object({ items: z.array(dossierSummary), next }).meta({ id: 'DossierList' })

const file = { id: z.string(), name: z.string(), type: z.string(), size: z.int(), sha256: z.string() }
export const paper = z.object({ item: z.string(), ...file, at: moment, isOpen: z.boolean().meta({ description: 'Whether this system may download it' }) }).meta({ id: 'Paper' })
const slip = z.object({ id: z.string(), kind: z.enum(slipKinds), title: z.string(), number: z.string(), issuedAt: moment }).meta({ id: 'Slip' })

const askedForm = z.object({
  task: z.string(), reason: z.string(), items: z.array(z.string()).meta({ description: 'Items of the procedure’s list that must come with the answer; `application`: the declaration itself' }), due: moment.nullable(), form,
}).meta({ id: 'AskedOfApplicant' })

const fees = z.object({
  owed: z.int(), charged: z.int(), exempted: z.int(), paid: z.int(), isPayableOnline: z.boolean(),
  receipts: z.array(z.object({ number: z.string(), amount: z.int(), at: moment })),
}).meta({ id: 'Fees', description: 'In đồng' })

const result = z.object({
  granted: z.boolean(), number: z.string().nullable(), reason: z.string(), at: moment,
  copy: z.object({ ...file, signedBy: unit.nullable().meta({ description: 'Whose digital signature it bears' }) }).nullable().meta({ description: 'The electronic copy; null until there is one and nothing is owed' }),
}).meta({ id: 'Result' })

/** What a client that files may do now. */
export const doings = ['amend', 'answer', 'withdraw', 'request-correction', 'request-receipt', 'pay'] as const

export const dossier = z.object({
  ...standing, channel: z.enum(['online', 'counter', 'post', 'mail']), delivery: z.enum(['online', 'counter', 'post']),
  units: z.object({ receiving: unit, deciding: unit, returning: unit }),
  due: due.nullable(), answers: json.meta({ description: 'What was declared' }), amendments: z.int(), papers: z.array(paper), slips: z.array(slip),
  asked: askedForm.nullable().meta({ description: 'What the applicant is to do now' }),
  fees: fees.nullable(), result: result.nullable(),
  corrections: z.array(z.object({ outcome: z.enum(['corrected', 'replaced', 'revoked']), text: z.string(), at: moment })),
  timeline: z.array(z.object({ at: moment, title: z.string(), text: z.string().nullable(), by: z.string().nullable() })),
  may: z.array(z.enum(doings)),
}).meta({ id: 'Dossier' })

export const filing = z.strictObject({
  procedure: z.string().max(100).meta({ description: 'The procedure’s `id`' }),
  answers,
  declaration: z.literal(true).meta({ description: 'The applicant has declared that all of it is true, as on the portal' }),
  reference: reference.optional(),
  language: z.enum(['vi', 'en']).default('vi').meta({ description: 'In which the applicant is written to' }),
}).meta({ id: 'Filing' })

/** What every act on a dossier answers. */
export const acted = z.object({ code, state: z.enum(dossierStates) }).meta({ id: 'Acted' })
export const filed = acted.extend({ reference: reference.nullable(), filedAt: moment }).meta({ id: 'Filed' })
export const papersAdded = acted.extend({ papers: z.array(z.object({ item: z.string(), ...file })) }).meta({ id: 'PapersAdded' })
export const withAnswers = z.strictObject({ answers }).meta({ id: 'WithAnswers' })
export const withReason = z.strictObject({ reason: z.string().trim().max(10_000).default('') }).meta({ id: 'WithReason' })
export const slipGiven = acted.extend({ slip: z.string() }).meta({ id: 'SlipGiven' })
export const payment = z.object({ address: z.string(), amount: z.int(), expiresAt: moment }).meta({ id: 'Payment', description: 'Where the applicant pays, and until when' })

export const scanned = acted.extend({ paper: z.object({ item: z.string(), ...file, signedBy: z.string().nullable().meta({ description: 'The agency whose digital signature it bears' }) }) }).meta({ id: 'Scanned' })
export const digitisable = z.object({ items: z.array(z.object({ item: z.string(), name: z.string(), isScanned: z.boolean(), refusal: z.string().nullable().meta({ description: 'Why it is not digitised' }) })), form }).meta({ id: 'Digitisable' })
export const reusableList = z.object({ items: z.array(z.object({ item: z.string(), document: z.string(), name: z.string(), abstract: z.string(), facts: z.string() })) }).meta({ id: 'ReusablePapers' })
export const reuse = z.strictObject({ item: z.string().max(200), document: z.string().max(200) }).meta({ id: 'Reuse' })
export const authorisationEnd = z.strictObject({
  identityNumber: z.string().max(30).meta({ description: 'The authoriser’s' }),
  identityProved: z.literal(true).meta({ description: 'The calling system has proved that whoever asks has this number, such as by the national electronic identity' }),
}).meta({ id: 'AuthorisationEnd' })

export const posting = z.object({ id: z.string(), procedure: z.string(), agency: z.string(), address: z.string(), from: moment, until: moment, isOpen: z.boolean(), facts: json }).meta({ id: 'Posting' })
export const postingList = z.object({ items: z.array(posting) }).meta({ id: 'PostingList' })
export const objectionSent = z.object({ posting: z.string() }).meta({ id: 'ObjectionSent' })

const paperState = z.enum(['waiting', 'handed-over', 'received', 'missing'])
const handedOver = z.object({ dossier: code, due: moment, state: paperState, remark: z.string(), confirmedAt: moment.nullable(), confirmedBy: z.string().nullable() })
export const handOverList = z.object({ id: z.string(), from: z.string(), to: z.string(), at: moment, by: z.string(), items: z.array(handedOver) }).meta({ id: 'HandOverList' })
export const handOvers = z.object({
  waiting: z.array(z.object({ dossier: code, to: z.string().meta({ description: 'The unit that is to get the papers' }), due: moment })),
  toConfirm: z.array(handOverList), handedOver: z.array(handOverList),
}).meta({ id: 'HandOvers' })
export const handingOver = z.strictObject({ to: z.string().max(100), dossiers: z.array(code).min(1).max(500) }).meta({ id: 'HandingOver' })
export const confirmation = z.strictObject({
  items: z.array(z.strictObject({ dossier: code, state: z.enum(['received', 'missing']), remark: z.string().trim().max(1_000).default('') })).min(1).max(500),
}).meta({ id: 'Confirmation' })

const amount = z.int().meta({ description: 'In đồng' })
export const cash = z.strictObject({ subject: z.enum(feeSubjects), amount: z.int().min(1).max(1_000_000_000_000).meta({ description: 'What was counted: exactly what is owed' }) }).meta({ id: 'Cash' })
export const cashTaken = acted.extend({ amount, receipt: z.string() }).meta({ id: 'CashTaken' })
export const refundRequest = z.strictObject({ reason: z.string().trim().min(1).max(1_000) }).meta({ id: 'RefundRequest' })
export const refundRequests = z.object({ items: z.array(z.object({ request: z.string(), subject: z.enum(feeSubjects), amount, ground: z.string(), basis: z.string(), reason: z.string().nullable(), at: moment })) }).meta({ id: 'RefundRequests' })
export const refundDecision = z.discriminatedUnion('decision', [
  z.strictObject({ request: z.string().max(300), decision: z.literal('pay'), how: z.enum(['cash', 'online']), voucher: z.string().trim().min(1).max(60) }),
  z.strictObject({ request: z.string().max(300), decision: z.literal('decline'), reason: z.string().trim().min(1).max(1_000) }),
]).meta({ id: 'RefundDecision' })

export const failedSending = z.object({
  id: z.string(), about: code, subject: z.string(), channel: z.enum(['mail', 'sms']), address: z.string().meta({ description: 'Masked' }), error: z.string(), attempts: z.int(), failedAt: moment,
}).meta({ id: 'FailedSending' })
export const failedSendings = z.object({ items: z.array(failedSending) }).meta({ id: 'FailedSendings' })
export const sendingDecided = z.object({ id: z.string(), about: code }).meta({ id: 'SendingDecided' })

const enquiryKind = z.enum(enquiryKinds).meta({ description: 'A question, or feedback and petitions' })
const enquiryStanding = { code, reference: reference.nullable(), kind: enquiryKind, state: z.enum(enquiryStates), stateName: z.string(), askedAt: moment, closedAt: moment.nullable() }
export const enquirySummary = z.object(enquiryStanding).meta({ id: 'EnquirySummary' })
export const enquiryList = z.object({ items: z.array(enquirySummary), next }).meta({ id: 'EnquiryList' })
export const enquiry = z.object({
  ...enquiryStanding, thread: code.meta({ description: 'The first one that this one goes on from; its own number when it is the first' }), unit: unit.nullable().meta({ description: 'Who answers' }), due: due.nullable(),
  answers: json.meta({ description: 'Who asks, and what' }),
  replies: z.array(z.object({
    kind: z.enum(['refused', 'passed-on', 'interim', 'final']), title: z.string(), text: z.string(), legalBasis: z.string(), at: moment,
    from: z.object({ agency: z.string(), person: z.string(), post: z.string(), phone: z.string(), email: z.string() }).nullable(),
  })),
  published: z.object({ title: z.string(), content: z.string(), answer: z.string(), at: moment }).nullable(),
  timeline: z.array(z.object({ at: moment, title: z.string(), text: z.string().nullable(), by: z.string().nullable() })),
  mayAskFurther: z.boolean(),
}).meta({ id: 'Enquiry' })
export const enquiryForm = z.object({ kind: enquiryKind, form }).meta({ id: 'EnquiryForm' })
export const asking = z.strictObject({ kind: enquiryKind, answers, reference: reference.optional(), language: z.enum(['vi', 'en']).default('vi').meta({ description: 'In which the asker is written to' }) }).meta({ id: 'Asking' })
export const askingFurther = z.strictObject({ content: z.string().max(5000), reference: reference.optional() }).meta({ id: 'AskingFurther' })
export const asked = z.object({ code, kind: enquiryKind, state: z.enum(enquiryStates), thread: code, reference: reference.nullable() }).meta({ id: 'Asked' })
export const publishedList = z.object({ items: z.array(z.object({ code, kind: enquiryKind, title: z.string(), content: z.string(), answer: z.string(), at: moment })), total: z.int(), nextPage: z.int().nullable() }).meta({ id: 'PublishedAnswers' })

export const taskSummary = z.object({
  id: z.string(), dossier: code.meta({ description: 'The dossier’s code, or the number of a question or feedback' }), procedure: z.string().meta({ description: 'The procedure’s id; of no dossier: question, feedback' }), step: z.string(), form: z.string(), role: z.enum(roles), unit, isMine: z.boolean().meta({ description: 'It was given to this system by name, or taken by it' }), isTaken: z.boolean().meta({ description: 'A colleague has taken it: it is taken over before it is completed' }),
  openedAt: moment, due: moment.nullable(), standing: z.enum(['on-time', 'soon', 'overdue', 'paused']), pass: z.int().meta({ description: 'The how-manieth time the dossier stands at the step' }),
  sentBack: z.object({ by: z.string(), remark: z.string() }).nullable(),
}).meta({ id: 'TaskSummary' })
export const taskList = z.object({ items: z.array(taskSummary), next }).meta({ id: 'TaskList' })
export const task = taskSummary.extend({
  amendments: z.int().meta({ description: 'To be sent along with the answers: whoever decides must have seen the applicant’s latest change' }), form: z.string(), answerForm: form,
  question: z.object({ text: z.string(), due: moment }).nullable().meta({ description: 'What a consulted agency is asked' }),
  record: dossier.nullable().meta({ description: 'The dossier; null where only a question is asked about it, or there is none' }),
  enquiry: enquiry.nullable().meta({ description: 'The question or feedback; null when the task is of a dossier' }),
}).meta({ id: 'Task' })
const checkedDocument = z.strictObject({
  item: z.string().max(100), valid: z.boolean(), kind: z.enum(checkedKinds).nullable(), count: z.int().min(1).max(99).default(1), remark: z.string().max(300).default(''),
}).meta({ id: 'CheckedDocument', description: 'What was found of one paper of the published list' })
export const completion = z.strictObject({
  answers, amendments: z.int().min(0),
  documents: z.array(checkedDocument).max(100).optional().meta({ description: 'The published list as it was checked, at reception and appraisal; papers that are left out stay as they are' }),
}).meta({ id: 'Completion' })
export const claim = z.strictObject({ claim: z.enum(['take', 'release']) }).meta({ id: 'Claim' })
export const completed = z.object({ task: z.string(), dossier: code }).meta({ id: 'Completed' })

export const webhookEvent = z.enum(keysOf<WebhookEvent>(webhookEvents))
export const subscription = z.strictObject({
  address: z.string().max(500).meta({ description: 'https, to a public address', examples: ['https://motcua.example.gov.vn/webhooks'] }),
  events: z.array(webhookEvent).min(1).max(10),
}).meta({ id: 'Subscription' })
export const webhook = z.object({ address: z.string(), events: z.array(webhookEvent) }).meta({ id: 'Webhook' })
export const newWebhook = webhook.extend({ secret: z.string().meta({ description: 'The key that signs (Standard Webhooks); told once' }) }).meta({ id: 'NewWebhook' })

/** What is sent to a webhook; it names nobody. */
export const webhookMessage = z.object({
  type: webhookEvent, timestamp: z.iso.datetime(),
  data: z.object({
    code, reference: reference.nullable(), revision: z.int().meta({ description: 'Rises with every act on the dossier: a message with a lower one came late' }), state: z.enum(dossierStates), nationalStatus: z.int(),
  }),
}).meta({ id: 'WebhookMessage' })

export type DossierAnswer = z.infer<typeof dossier>
export type DossierSummaryAnswer = z.infer<typeof dossierSummary>
export type EnquiryAnswer = z.infer<typeof enquiry>
export type EnquirySummaryAnswer = z.infer<typeof enquirySummary>
export type ProcedureAnswer = z.infer<typeof procedure>
export type ProcedureSummaryAnswer = z.infer<typeof procedureSummary>
export type TaskAnswer = z.infer<typeof task>
export type TaskSummaryAnswer = z.infer<typeof taskSummary>
export type PostingAnswer = z.infer<typeof posting>
