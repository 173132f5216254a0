import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { procedures } from '../../processes/catalogue.ts'
import { dossierStates } from '../../processes/law/dossier-states.ts'
import { onlineServiceFor } from '../../processes/procedure.ts'
import { listedItems } from '../documents.ts'
import { fileDossier } from '../file-dossier.ts'
import { sayApi } from '../messages/api.ts'
import { partiesOf } from '../parties.ts'
import { createApplicationForms } from '../portal/application-forms.ts'
import { applicationFaults } from '../portal/filing-form.ts'
import { splitUnits } from '../portal/filing-units.ts'
import { fileFaults, unknownAnswers } from './answer-faults.ts'
import { operation } from './operation.ts'
import { ofDossier, readableDossier } from './own-dossier.ts'
import { pageOf, paging, readCursor } from './paging.ts'
import { moment, presentRecord, presentSummary } from './present.ts'
import { faultsAt, wrongInput } from './problems.ts'
import { dossier as dossierShape, dossierList, filed, filing } from './schemas.ts'

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

const cursorShape = z.tuple([z.int().min(0), z.string().max(60)])

export const listDossiers = operation({
  id: 'listDossiers', method: 'get', path: '/v1/dossiers', scope: 'dossiers:read',
  summary: { vi: 'Các hồ sơ do hệ thống này nộp, mới nhất trước', en: 'The dossiers that this system filed, the latest first' },
  query: z.strictObject({
    ...paging, state: z.enum(dossierStates).optional(),
  }),
  answers: { 200: { description: { vi: 'Một trang', en: 'A page' }, schema: dossierList } },
  async handle({ query: { limit, cursor, state }, client, language }, deps) {
    const after = readCursor(cursorShape, cursor, language)
    const found = await deps.dossiers.filedBy(client.id, { after: after && { filedAt: Temporal.Instant.fromEpochMilliseconds(after[0]), code: after[1] }, states: state ? [state] : null, most: limit + 1 })
    const { shown, next } = pageOf(found, limit, ({ filedAt, code }) => [filedAt.epochMilliseconds, code])
    return { status: 200, body: { items: await Promise.all(shown.map((each) => presentSummary(each, language, deps))), next } }
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
