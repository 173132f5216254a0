import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { Dossier, Paper } from '../../store/dossiers.ts'
import { amendDossier } from '../amend-dossier.ts'
import { listedItems } from '../documents.ts'
import { askedAtAmending } from '../asked-at-amending.ts'
import { applicationFaults } from '../portal/filing-form.ts'
import { findProcedure } from '../../processes/catalogue.ts'
import { paperOfReceipt } from '../present-receipt.ts'
import { paperOfSlip, sendPaper, slipFileName } from '../present-slip.ts'
import { copyForApplicant } from '../result-copy.ts'
import { sendFile } from '../send-file.ts'
import { fileFaults, unknownAnswers } from './answer-faults.ts'
import { operation, type Call } from './operation.ts'
import { ofDossier, ownDossier, readableDossier } from './own-dossier.ts'
import { openPapers } from './present.ts'
import { faultsAt, refuse, wrongInput } from './problems.ts'
import { acted, code, papersAdded, withAnswers } from './schemas.ts'

/** Files of one dossier that the applicant's side may hand in, as on the portal. */
const mostPapers = 40

const ofFile = z.strictObject({ code, file: z.string().max(100) })
const pdf = ['application/pdf']
const taken = ['application/pdf', 'image/jpeg', 'image/png']

/** The papers that are the applicant's to change: what the house scanned is not. */
const handedIn = ({ papers }: Dossier) => papers.filter(({ scan }) => !scan).map(({ at: _, ...paper }: Paper) => paper)

type AmendCall = Pick<Call<{ code: string }, unknown, unknown>, 'language' | 'actor' | 'keep'>

/** Changes what was filed and answers, in one transaction: two changes at once follow each other. */
function amend<Answer extends Parameters<AmendCall['keep']>[0]>(
  dossier: Dossier, { actor, keep }: AmendCall, deps: Deps, change: (now: Dossier) => { values: Dossier['application'], papers: ReturnType<typeof handedIn> }, answer: (after: Dossier) => Answer,
): Promise<Answer> {
  return deps.transactions.run(async () => {
    await amendDossier(dossier.code, change(await deps.dossiers.get(dossier.code)), actor('applicant'), deps)
    return await keep(answer(await deps.dossiers.get(dossier.code))) as Answer
  })
}

export const postPapers = operation({
  id: 'addPapers', method: 'post', path: '/v1/dossiers/{code}/papers', scope: 'papers:write', key: 'taken', body: 'files', params: ofDossier,
  query: z.strictObject({ item: z.string().max(100).optional(), name: z.string().max(200).optional() }),
  summary: { vi: 'Thêm giấy tờ vào hồ sơ chưa được tiếp nhận', en: 'Add papers to a dossier that is not received yet' },
  description: {
    vi: 'multipart/form-data với các tệp “documents.<mã giấy tờ>”; hoặc chính tệp là nội dung, “item” và “name” ở địa chỉ. Loại tệp được xét theo nội dung: PDF, JPG, PNG (TH 8.2, TN 10.2).',
    en: 'multipart/form-data with files “documents.<item>”; or the file itself as the body, `item` and `name` in the address. What a file is, its content says: PDF, JPG, PNG (TH 8.2, TN 10.2).',
  },
  answers: { 201: { description: { vi: 'Đã thêm', en: 'Added' }, schema: papersAdded } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { files, language } = call
    const dossier = await ownDossier(call, deps)
    const faults = fileFaults(files, listedItems(findProcedure(dossier.procedure), dossier.filedAt, dossier.channel).map(({ id }) => id), language)
    if (faults.length > 0) throw wrongInput(faults, language)
    if (files.papers.length === 0) throw refuse(422, 'no-file', language)
    if (dossier.papers.length + files.papers.length > mostPapers) throw refuse(413, 'too-many-files', language)
    return amend(dossier, call, deps, (now) => ({ values: now.application, papers: [...handedIn(now), ...files.papers] }), ({ state }) => ({
      status: 201, body: { code: dossier.code, state, papers: files.papers.map(({ item, file }) => ({ item, ...file })) },
    }))
  },
})

/** What would be wrong with the dossier after a change. */
async function faultsAfter(dossier: Dossier, { values, papers }: { values: Dossier['application'], papers: ReturnType<typeof handedIn> }, language: Call<never, never, never>['language'], deps: Deps) {
  const asked = await askedAtAmending(dossier, language, deps)
  const { values: read, fieldErrors, documentErrors } = await applicationFaults({ values, papers }, asked, deps)
  return { values: read, faults: [...unknownAnswers(asked.form, values, language), ...faultsAt('answers', fieldErrors), ...(dossier.channel === 'online' ? faultsAt('documents', documentErrors) : [])] }
}

export const deletePaper = operation({
  id: 'takePaperOut', method: 'delete', path: '/v1/dossiers/{code}/papers/{file}', scope: 'papers:write', params: ofFile,
  summary: { vi: 'Rút một giấy tờ khỏi hồ sơ chưa được tiếp nhận', en: 'Take a paper out of a dossier that is not received yet' },
  answers: { 200: { description: { vi: 'Đã rút', en: 'Taken out' }, schema: acted } },
  problems: [404, 409, 422],
  async handle(call, deps) {
    const { params, language } = call
    const dossier = await ownDossier(call, deps)
    if (!handedIn(dossier).some(({ file }) => file.id === params.file)) throw refuse(404, 'no-such', language)
    const without = (now: Dossier) => handedIn(now).filter(({ file }) => file.id !== params.file)
    const { faults } = await faultsAfter(dossier, { values: dossier.application, papers: without(dossier) }, language, deps)
    if (faults.length > 0) throw wrongInput(faults, language)
    return amend(dossier, call, deps, (now) => ({ values: now.application, papers: without(now) }), ({ state }) => ({ status: 200, body: { code: dossier.code, state } }))
  },
})

export const putApplication = operation({
  id: 'changeApplication', method: 'put', path: '/v1/dossiers/{code}/application', scope: 'dossiers:file', body: 'json', bodyShape: withAnswers, params: ofDossier,
  summary: { vi: 'Sửa tờ khai của hồ sơ chưa được tiếp nhận', en: 'Change the declaration of a dossier that is not received yet' },
  answers: { 200: { description: { vi: 'Đã sửa', en: 'Changed' }, schema: acted } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { body, language } = call
    const dossier = await ownDossier(call, deps)
    const { values, faults } = await faultsAfter(dossier, { values: body.answers, papers: handedIn(dossier) }, language, deps)
    if (faults.length > 0) throw wrongInput(faults, language)
    return amend(dossier, call, deps, (now) => ({ values, papers: handedIn(now) }), ({ state }) => ({ status: 200, body: { code: dossier.code, state } }))
  },
})

export const getPaper = operation({
  id: 'getPaper', method: 'get', path: '/v1/dossiers/{code}/papers/{file}', scope: 'dossiers:read', params: ofFile,
  summary: { vi: 'Tải một giấy tờ của hồ sơ', en: 'Download a paper of the dossier' },
  answers: { 200: { description: { vi: 'Tệp', en: 'The file' }, types: taken } },
  problems: [404],
  async handle(call, deps) {
    const { dossier, side } = await readableDossier(call, deps)
    if (!(await openPapers(dossier, side, deps)).has(call.params.file)) throw refuse(404, 'no-such', call.language)
    const found = await deps.files.find(call.params.file, dossier.code)
    return { send: (res) => sendFile(res, found) }
  },
})

export const getResult = operation({
  id: 'getResult', method: 'get', path: '/v1/dossiers/{code}/result', scope: 'dossiers:read', params: ofDossier,
  summary: { vi: 'Tải bản điện tử có chữ ký số của kết quả', en: 'Download the signed electronic copy of the result' },
  answers: { 200: { description: { vi: 'PDF có chữ ký số', en: 'A signed PDF' }, types: pdf } },
  problems: [403, 404],
  async handle(call, deps) {
    const { dossier, side } = await readableDossier(call, deps)
    const copy = dossier.result?.copy
    if (!copy) throw refuse(404, 'no-result', call.language)
    if (side === 'applicant' && !(await copyForApplicant(dossier, deps))) throw refuse(403, 'fee-owed', call.language)
    const found = await deps.files.find(copy.file.id, dossier.code)
    return { send: (res) => sendFile(res, found) }
  },
})

export const getSlip = operation({
  id: 'getSlip', method: 'get', path: '/v1/dossiers/{code}/slips/{slip}', scope: 'dossiers:read', params: z.strictObject({ code, slip: z.string().max(200) }),
  summary: { vi: 'Tải một phiếu của hồ sơ', en: 'Download a slip of the dossier' },
  answers: { 200: { description: { vi: 'Phiếu', en: 'The slip' }, types: pdf } },
  problems: [404],
  async handle(call, deps) {
    const { dossier } = await readableDossier(call, deps)
    const { slip, paper } = await paperOfSlip(call.params.slip, dossier.code, deps)
    return { send: (res) => sendPaper(res, paper, slipFileName(slip)) }
  },
})

export const getReceipt = operation({
  id: 'getReceipt', method: 'get', path: '/v1/dossiers/{code}/receipts/{number}', scope: 'dossiers:read', params: z.strictObject({ code, number: z.string().max(100) }),
  summary: { vi: 'Tải một biên lai', en: 'Download the receipt of a payment' },
  answers: { 200: { description: { vi: 'Biên lai', en: 'The receipt' }, types: pdf } },
  problems: [404],
  async handle(call, deps) {
    const { dossier } = await readableDossier(call, deps)
    const paper = await paperOfReceipt(call.params.number, dossier, deps)
    return { send: (res) => sendPaper(res, paper, `bien-lai-${call.params.number}`) }
  },
})
