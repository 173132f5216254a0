import { ScanProblem } from '../../config/print/scan.ts'
import { z } from 'zod'
import { digitisationRefusal, digitisationRefusals, type ScanData } from '../../processes/law/digitisation.ts'
import { scanForm } from '../../processes/paper-forms.ts'
import { reusableDocuments } from '../../store/reusable-documents.ts'
import { digitisingRole, roleFor } from '../access.ts'
import { digitise, listedFor, NotDigitised } from '../digitise.ts'
import { documentFacts, documentName } from '../documents.ts'
import { say } from '../messages/routes.ts'
import { readScan, scanOf } from '../read-scan.ts'
import { reuseDocument } from '../reuse-document.ts'
import { refuseFaults } from './carry-out.ts'
import { operation } from './operation.ts'
import { ofDossier } from './own-dossier.ts'
import { presentForm } from './procedures.ts'
import { ApiProblem, refuse, wrongInput } from './problems.ts'
import { acted, code, digitisable, reusableList, reuse, scanned, withAnswers } from './schemas.ts'
import { servedDossier } from './served-dossier.ts'

export const listDigitisable = operation({
  id: 'listDigitisable', method: 'get', path: '/v1/dossiers/{code}/scans', scope: 'papers:digitise', params: ofDossier,
  summary: { vi: 'Giấy tờ cần số hóa, và dữ liệu của một bản số hóa (BT 17.1)', en: 'The papers that are to be digitised, and the data of a scan (BT 17.1)' },
  answers: { 200: { description: { vi: 'Giấy tờ và biểu mẫu', en: 'The papers and the form' }, schema: digitisable } },
  problems: [404],
  async handle(call, deps) {
    const { language, account } = call
    const dossier = await servedDossier(call, deps)
    if (!digitisingRole(account, dossier)) throw refuse(403, 'no-role', language)
    const items = listedFor(dossier).map((each) => {
      const refusal = digitisationRefusal(each, dossier)
      return { item: each.id, name: each.name[language], isScanned: dossier.papers.some(({ item, scan }) => item === each.id && scan !== undefined), refusal: refusal && digitisationRefusals[refusal][language] }
    })
    return { status: 200, body: { items, form: presentForm(scanForm, language) } }
  },
})

export const postScan = operation({
  id: 'addScan', method: 'post', path: '/v1/dossiers/{code}/scans/{item}', scope: 'papers:digitise', key: 'needed', body: 'json-with-files', bodyShape: withAnswers,
  params: z.strictObject({ code, item: z.string().max(100) }),
  summary: { vi: 'Số hóa một giấy tờ: bản quét và dữ liệu của nó; đơn vị ký số (BT 15.6, 17.1)', en: 'Digitise a paper: its scan and its data; the unit signs (BT 15.6, 17.1)' },
  description: { vi: 'Tệp: “documents.<mã giấy tờ>”, một PDF hoặc các ảnh theo thứ tự trang.', en: 'Files: “documents.<item>”, one PDF, or pictures in the order of the pages.' },
  answers: { 201: { description: { vi: 'Đã số hóa', en: 'Digitised' }, schema: scanned } },
  problems: [404, 409, 413, 415],
  async handle(call, deps) {
    const { params: { item }, body, files, language, account, actor, request } = call
    const dossier = await servedDossier(call, deps)
    const role = digitisingRole(account, dossier)
    if (!role) throw refuse(403, 'no-role', language)
    const listed = listedFor(dossier).find(({ id }) => id === item)
    if (!listed) throw refuse(404, 'no-such', language)
    const refusal = digitisationRefusal(listed, dossier)
    if (refusal) throw new ApiProblem(409, digitisationRefusals[refusal][language])
    const { values, errors } = readScan(body.answers, language)
    refuseFaults(call, { form: scanForm, errors, items: [item] })
    const pdf = files.papers.length === 0 ? null : await scanOf(files.papers, deps)
    if (pdf === null || pdf instanceof ScanProblem) throw wrongInput([{ pointer: `#/documents/${item}`, detail: say(pdf === null ? 'scan.missing' : `scan.${pdf.why}`, language) }], language)
    await digitise(dossier.code, { id: request, item, data: values as unknown as ScanData, pdf, unit: account.unit, by: actor(role) }, deps).catch((error: unknown) => {
      throw error instanceof NotDigitised ? new ApiProblem(409, digitisationRefusals[error.why][language]) : error
    })
    const { state, papers } = await deps.dossiers.get(dossier.code)
    const added = papers.find(({ scan }) => scan?.id === request)
    if (!added) throw new Error('the scan is gone')
    return { status: 201, body: { code: dossier.code, state, paper: { item, ...added.file, signedBy: added.scan?.signedBy ?? null } } }
  },
})

export const listReusable = operation({
  id: 'listReusablePapers', method: 'get', path: '/v1/dossiers/{code}/reusable-papers', scope: 'papers:digitise', params: ofDossier,
  summary: { vi: 'Giấy tờ trong kho của người nộp dùng được cho hồ sơ (BT 15.6b)', en: 'Papers of the applicant’s document store that serve the dossier (BT 15.6b)' },
  answers: { 200: { description: { vi: 'Giấy tờ', en: 'The papers' }, schema: reusableList } },
  problems: [404],
  async handle(call, deps) {
    const { language, account } = call
    const dossier = await servedDossier(call, deps)
    if (!roleFor(account, 'reuse-document', dossier)) throw refuse(403, 'no-role', language)
    const items = (await reusableDocuments(dossier, deps.now(), deps)).map(({ item, document }) => ({
      item: item.id, document: document.id, name: documentName(document, language), abstract: document.abstract, facts: documentFacts(document, language),
    }))
    return { status: 200, body: { items } }
  },
})

export const postReuse = operation({
  id: 'reusePaper', method: 'post', path: '/v1/dossiers/{code}/reusable-papers', scope: 'papers:digitise', key: 'taken', body: 'json', bodyShape: reuse, params: ofDossier,
  summary: { vi: 'Chuyển một giấy tờ từ kho của người nộp vào hồ sơ (BT 15.6b)', en: 'Put a paper of the applicant’s document store with the dossier (BT 15.6b)' },
  answers: { 200: { description: { vi: 'Đã chuyển vào hồ sơ', en: 'It is with the dossier' }, schema: acted } },
  problems: [404, 409, 413, 415],
  async handle(call, deps) {
    const { body, language, account, actor, keep } = call
    const dossier = await servedDossier(call, deps)
    const role = roleFor(account, 'reuse-document', dossier)
    if (!role) throw refuse(403, 'no-role', language)
    const isThere = dossier.papers.some(({ item, reused }) => item === body.item && reused?.document === body.document)
    const isInStore = (await reusableDocuments(dossier, deps.now(), deps)).some(({ item, document }) => item.id === body.item && document.id === body.document)
    if (!isThere && !isInStore) throw refuse(409, 'not-in-store', language)
    return deps.transactions.run(async () => {
      await reuseDocument(dossier.code, body, actor(role), deps)
      return keep({ status: 200, body: { code: dossier.code, state: dossier.state } })
    })
  },
})
