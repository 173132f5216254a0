import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { enquiryKinds, isEnquiryClosed } from '../../processes/law/enquiries.ts'
import type { Language } from '../../processes/text.ts'
import type { Client } from '../../store/clients.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import { sideOfEnquiry } from '../access.ts'
import { askEnquiry } from '../ask-enquiry.ts'
import { enquiryOptions } from '../present-enquiry.ts'
import { HttpProblem } from '../problem.ts'
import { intakeForm, readAsked, readFurther, sorterOf } from '../read-asked.ts'
import { refuseFaults } from './carry-out.ts'
import { operation } from './operation.ts'
import { ofDossier } from './own-dossier.ts'
import { pageOf, paging, readCursor } from './paging.ts'
import { presentEnquiry, presentEnquirySummary } from './present-enquiry.ts'
import { moment } from './present.ts'
import { presentForm } from './procedures.ts'
import { refuse, wrongInput } from './problems.ts'
import { asked, asking, askingFurther, enquiry as enquiryShape, enquiryForm, enquiryList, publishedList } from './schemas.ts'

/** The question or feedback of the address, when the caller may read it, and as what. @throws ApiProblem 404 */
async function readableEnquiry({ params, client, scopes, language }: { params: { code: string }, client: Client, scopes: readonly string[], language: Language }, { enquiries }: Pick<Deps, 'enquiries'>) {
  const enquiry = await enquiries.find(params.code)
  const side = enquiry && sideOfEnquiry(client, scopes, enquiry)
  if (!enquiry || !side) throw refuse(404, 'no-such', language)
  return { enquiry, side }
}

const kind = z.enum(enquiryKinds)

export const getEnquiryForm = operation({
  id: 'getEnquiryForm', method: 'get', path: '/v1/enquiry-forms/{kind}', scope: 'enquiries:ask', params: z.strictObject({ kind }),
  summary: { vi: 'Biểu mẫu gửi câu hỏi, hoặc phản ánh, kiến nghị', en: 'The form of a question, or of feedback and petitions' },
  answers: { 200: { description: { vi: 'Biểu mẫu', en: 'The form' }, schema: enquiryForm } },
  async handle({ params, language }, deps) {
    return { status: 200, body: { kind: params.kind, form: presentForm(await intakeForm(params.kind, deps), language, await enquiryOptions(language, deps)) } }
  },
})

const sent = (code: string, of: Pick<Enquiry, 'kind' | 'thread'>, reference: string | null) =>
  ({ status: 201, location: `/api/v1/enquiries/${code}`, body: { code, kind: of.kind, state: 'received' as const, thread: of.thread, reference } })

export const postEnquiry = operation({
  id: 'sendEnquiry', method: 'post', path: '/v1/enquiries', scope: 'enquiries:ask', key: 'needed', body: 'json', bodyShape: asking,
  summary: { vi: 'Gửi câu hỏi, hoặc phản ánh, kiến nghị thay cho người hỏi', en: 'Send a question, or feedback and petitions, in the asker’s place' },
  description: { vi: 'Cùng biểu mẫu và quy tắc như trên cổng; không cần mã xác nhận.', en: 'By the same form and rules as on the portal; no confirmation code is needed.' },
  answers: { 201: { description: { vi: 'Đã gửi', en: 'Sent' }, schema: asked } },
  problems: [413, 415],
  async handle(call, deps) {
    const { body, language, actor, keep } = call
    const read = await readAsked(body.kind, body.answers, language, deps)
    refuseFaults(call, { form: await intakeForm(body.kind, deps), errors: read.errors })
    const receiving = await sorterOf(read.asked, deps)
    if (receiving === null) throw new HttpProblem(503)
    const reference = body.reference ?? null
    const answer = (code: string) => sent(code, { kind: body.kind, thread: code }, reference)
    const { code } = await askEnquiry({
      kind: body.kind, asked: read.asked, language: body.language, receiving, client: { by: actor('applicant'), reference }, alongside: async (given) => { await keep(answer(given)) },
    }, deps)
    return answer(code)
  },
})

export const postFollowUp = operation({
  id: 'askFurther', method: 'post', path: '/v1/enquiries/{code}/follow-ups', scope: 'enquiries:ask', key: 'needed', body: 'json', bodyShape: askingFurther, params: ofDossier,
  summary: { vi: 'Hỏi thêm sau câu trả lời (TQ 15.2c)', en: 'Ask further after an answer (TQ 15.2c)' },
  answers: { 201: { description: { vi: 'Đã gửi', en: 'Sent' }, schema: asked } },
  problems: [404, 413, 415],
  async handle({ params, body, client, language, actor, keep }, deps) {
    const before = await deps.enquiries.find(params.code)
    if (before?.client?.id !== client.id) throw refuse(404, 'no-such', language)
    const latest = (await deps.enquiries.ofThread(before.thread)).at(-1) ?? before
    if (!isEnquiryClosed(latest.state)) throw refuse(409, 'not-answered', language)
    const { written, error } = readFurther(body.content, language)
    if (error !== undefined) throw wrongInput([{ pointer: '#/content', detail: error }], language)
    const reference = body.reference ?? null
    const answer = (code: string) => sent(code, latest, reference)
    const { code } = await askEnquiry({
      kind: latest.kind, asked: { ...latest.asked, content: written }, language: latest.language, receiving: latest.units.receiving, thread: latest.thread,
      client: { by: actor('applicant'), reference }, alongside: async (given) => { await keep(answer(given)) },
    }, deps)
    return answer(code)
  },
})

const cursorShape = z.tuple([z.int().min(0), z.string().max(60)])

export const listEnquiries = operation({
  id: 'listEnquiries', method: 'get', path: '/v1/enquiries', scope: 'enquiries:read', query: z.strictObject(paging),
  summary: { vi: 'Các câu hỏi, phản ánh do hệ thống này gửi, mới nhất trước', en: 'The questions and feedback that this system sent, the latest first' },
  answers: { 200: { description: { vi: 'Một trang', en: 'A page' }, schema: enquiryList } },
  async handle({ query: { limit, cursor }, client, language }, deps) {
    const after = readCursor(cursorShape, cursor, language)
    const found = await deps.enquiries.askedBy(client.id, { after: after && { askedAt: Temporal.Instant.fromEpochMilliseconds(after[0]), code: after[1] }, most: limit + 1 })
    const { shown, next } = pageOf(found, limit, ({ askedAt, code }) => [askedAt.epochMilliseconds, code])
    return { status: 200, body: { items: shown.map((each) => presentEnquirySummary(each, language)), next } }
  },
})

export const getEnquiry = operation({
  id: 'getEnquiry', method: 'get', path: '/v1/enquiries/{code}', scope: 'enquiries:read', params: ofDossier,
  summary: { vi: 'Một câu hỏi, phản ánh: đang ở đâu, trả lời thế nào', en: 'A question or feedback: where it is, and what was replied' },
  description: {
    vi: 'Do hệ thống này gửi; với quyền tasks:read, cả những gì đơn vị của nó phân loại hoặc trả lời.', en: 'One that this system sent; with the scope tasks:read, also those that its unit sorts or answers.',
  },
  answers: { 200: { description: { vi: 'Câu hỏi, phản ánh', en: 'The question or feedback' }, schema: enquiryShape } },
  problems: [404],
  async handle(call, deps) {
    const { enquiry, side } = await readableEnquiry(call, deps)
    return { status: 200, body: await presentEnquiry(enquiry, side, call.language, deps) }
  },
})

const perPage = 20

export const listPublishedAnswers = operation({
  id: 'listPublishedAnswers', method: 'get', path: '/v1/published-answers', scope: 'enquiries:read',
  query: z.strictObject({ kind, page: z.coerce.number().int().min(1).max(100_000).default(1) }),
  summary: { vi: 'Câu hỏi, phản ánh đã trả lời công khai, mới nhất trước (TQ 15.2c)', en: 'Questions and feedback with their public answers, the latest first (TQ 15.2c)' },
  answers: { 200: { description: { vi: 'Một trang', en: 'A page' }, schema: publishedList } },
  async handle({ query: { kind: asked, page } }, deps) {
    const { total, shown } = await deps.enquiries.publishedOf(asked, { page, perPage })
    return {
      status: 200, body: { items: shown.map(({ code, version: { title, content, answer, at } }) => ({ code, kind: asked, title, content, answer, at: moment(at) })), total, nextPage: page * perPage < total ? page + 1 : null },
    }
  },
})
