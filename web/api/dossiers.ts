import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { procedures } from '../../processes/catalogue.ts'
import { dossierStates } from '../../processes/law/dossier-states.ts'
import type { Form } from '../../processes/form.ts'
import { allQuestions } from '../../processes/form.ts'
import { onlineServiceFor } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import { listedItems } from '../documents.ts'
import { fileDossier } from '../file-dossier.ts'
import { sayApi } from '../messages/api.ts'
import { partiesOf } from '../parties.ts'
import { createApplicationForms } from '../portal/application-forms.ts'
import { applicationFaults } from '../portal/filing-form.ts'
import { splitUnits } from '../portal/filing-units.ts'
import type { Fault } from '../problem.ts'
import type { PostedForm } from '../upload.ts'
import { rejectedFiles } from '../documents.ts'
import { operation } from './operation.ts'
import { ofDossier, readableDossier } from './own-dossier.ts'
import { moment, presentRecord, presentSummary } from './present.ts'
import { faultsAt, pointer, refuse, wrongInput } from './problems.ts'
import { dossier as dossierShape, dossierList, filed, filing } from './schemas.ts'

/** Answers to questions that the form does not have: told, not dropped, since a program asks for something by them. */
export function unknownAnswers(form: Pick<Form, 'components'>, given: Readonly<Record<string, unknown>>, language: Language): Fault[] {
  const known = new Set(allQuestions(form.components).map(({ key }) => key))
  return Object.keys(given).filter((key) => !known.has(key)).map((key) => ({ pointer: pointer(['answers', key]), detail: sayApi('unknown-field', language) }))
}

/** What is wrong with the files themselves: not taken, or for an item that is not on the list. */
export function fileFaults({ papers, rejected }: Pick<PostedForm, 'papers' | 'rejected'>, items: readonly string[], language: Language): Fault[] {
  return [
    ...faultsAt('documents', rejectedFiles(rejected, language)),
    ...[...new Set([...papers, ...rejected].map(({ item }) => item))].filter((item) => !items.includes(item)).map((item) => ({ pointer: pointer(['documents', item]), detail: sayApi('unknown-item', language) })),
  ]
}

export const postDossier = operation({
  id: 'fileDossier', method: 'post', path: '/v1/dossiers', scope: 'dossiers:file', key: 'needed', body: 'json-with-files', bodyShape: filing,
  summary: { vi: 'Nộp hồ sơ thay cho người nộp', en: 'File a dossier in the applicant’s place' },
  description: {
    vi: 'Cùng biểu mẫu, danh mục giấy tờ và quy tắc như trên cổng. Giấy tờ gửi cùng: multipart/form-data với phần “body” là JSON này và các tệp “documents.<mã giấy tờ>”.',
    en: 'By the same form, list of papers and rules as on the portal. With papers: multipart/form-data, whose part “body” is this JSON, and files “documents.<item>”.',
  },
  answers: { 201: { description: { vi: 'Đã nộp', en: 'Filed' }, schema: filed } },
  problems: [409, 413, 415, 422],
  async handle({ body, files, language, actor, keep }, deps) {
    const { formOf, askedOf } = createApplicationForms(deps)
    if (!procedures.some(({ id }) => id === body.procedure)) throw wrongInput([{ pointer: '#/procedure', detail: sayApi('unknown-procedure', language) }], language)
    const { procedure, bundle, form } = await formOf(body.procedure)
    const online = onlineServiceFor(procedure, deps.now())
    if (online.level === 'information') throw wrongInput([{ pointer: '#/procedure', detail: sayApi('not-online', language, { why: online.why[language] }) }], language)
    const papers = files.papers.map(({ item, file }) => ({ item, file }))
    const { values, fieldErrors, documentErrors } = await applicationFaults({ values: body.answers, papers }, await askedOf({ procedure, form, language }), deps)
    const faults = [
      ...unknownAnswers(form, body.answers, language), ...faultsAt('answers', fieldErrors), ...faultsAt('documents', documentErrors),
      ...fileFaults(files, listedItems(procedure, deps.now()).map(({ id }) => id), language),
    ]
    if (faults.length > 0) throw wrongInput(faults, language)
    const { application, chosen } = splitUnits(values)
    const parties = await partiesOf(procedure, deps, chosen)
    const draft = await deps.drafts.find(await deps.drafts.keep({ procedure: procedure.id, values: application, papers }))
    if (!draft) throw new Error('The draft is gone')
    const reference = body.reference ?? null
    const answer = (code: string, filedAt: Temporal.Instant) => ({ status: 201, location: `/api/v1/dossiers/${code}`, body: { code, state: 'filed' as const, reference, filedAt: moment(filedAt) } })
    const code = await fileDossier({
      draft, bundleVersion: bundle.version, parties, language: body.language, by: actor('applicant'), reference, alongside: async (given, at) => { await keep(answer(given, at)) },
    }, deps)
    return answer(code, (await deps.dossiers.get(code)).filedAt)
  },
})

/** Where a page ended, as the caller hands it back: unreadable to whom it does not concern, and of no use beyond their own dossiers. */
const cursorShape = z.tuple([z.int().min(0), z.string().max(60)])
const writeCursor = (at: Temporal.Instant, code: string) => Buffer.from(JSON.stringify([at.epochMilliseconds, code])).toString('base64url')
function readCursor(cursor: string, language: Language) {
  try {
    const [at, code] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { filedAt: Temporal.Instant.fromEpochMilliseconds(at), code }
  } catch {
    throw refuse(400, 'bad-cursor', language)
  }
}

export const listDossiers = operation({
  id: 'listDossiers', method: 'get', path: '/v1/dossiers', scope: 'dossiers:read',
  summary: { vi: 'Các hồ sơ do hệ thống này nộp, mới nhất trước', en: 'The dossiers that this system filed, the latest first' },
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(200).optional(), state: z.enum(dossierStates).optional(),
  }),
  answers: { 200: { description: { vi: 'Một trang', en: 'A page' }, schema: dossierList } },
  async handle({ query: { limit, cursor, state }, client, language }, deps) {
    const found = await deps.dossiers.filedBy(client.id, { after: cursor === undefined ? null : readCursor(cursor, language), states: state ? [state] : null, most: limit + 1 })
    const page = found.slice(0, limit)
    const last = found.length > limit ? page.at(-1) : undefined
    return { status: 200, body: { items: await Promise.all(page.map((each) => presentSummary(each, language, deps))), next: last ? writeCursor(last.filedAt, last.code) : null } }
  },
})

export const getDossier = operation({
  id: 'getDossier', method: 'get', path: '/v1/dossiers/{code}', scope: 'dossiers:read', params: ofDossier,
  summary: { vi: 'Một hồ sơ: trạng thái, ngày hẹn có giải thích, giấy tờ, phiếu, phí, kết quả', en: 'A dossier: status, due date explained, papers, slips, fees, result' },
  description: {
    vi: 'Hồ sơ do hệ thống này nộp; với quyền tasks:read, cả hồ sơ mà đơn vị của nó tham gia giải quyết.',
    en: 'One that this system filed; with the scope tasks:read, also those in which its unit takes part.',
  },
  answers: { 200: { description: { vi: 'Hồ sơ', en: 'The dossier' }, schema: dossierShape } },
  problems: [404],
  async handle(call, deps) {
    const { dossier, side } = await readableDossier(call, deps)
    return { status: 200, body: await presentRecord(dossier, side, call.language, deps) }
  },
})
