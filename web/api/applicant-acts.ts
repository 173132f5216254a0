import type { Deps } from '../../config/wire.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { findProcedure } from '../../processes/catalogue.ts'
import { readAnswers } from '../../processes/form.ts'
import { mayAct } from '../../processes/law/dossier-states.ts'
import { isSameNumber } from '../../processes/law/identity-number.ts'
import { isAuthorisedNow } from '../access.ts'
import { askedOfApplicant, formAsked, readAnswer, takeAnswer } from '../asked-of-applicant.ts'
import { beginPayment } from '../begin-payment.ts'
import { listedItems } from '../documents.ts'
import { endAuthorisation } from '../end-authorisation.ts'
import { errorTexts } from '../form-errors.ts'
import { choicesOf, orderPost } from '../order-post.ts'
import { sayApi } from '../messages/api.ts'
import { orderForm, orderOf } from '../portal/post-routes.ts'
import { report } from '../report-error.ts'
import { readReport, reportForm } from '../report-page.ts'
import { requestSlip } from '../request-slip.ts'
import { requestWithdrawal } from '../request-withdrawal.ts'
import { carryOut } from './carry-out.ts'
import { operation } from './operation.ts'
import { ofDossier, ownDossier } from './own-dossier.ts'
import { moment } from './present.ts'
import { refuse, wrongInput } from './problems.ts'
import { acted, authorisationEnd, payment, slipGiven, withAnswers, withReason } from './schemas.ts'

const standing = async ({ code }: Pick<Dossier, 'code'>, { dossiers }: Pick<Deps, 'dossiers'>) => ({ code, state: (await dossiers.get(code)).state })

export const postAnswer = operation({
  id: 'answerAsApplicant', method: 'post', path: '/v1/dossiers/{code}/answer', scope: 'dossiers:file', key: 'taken', body: 'json-with-files', bodyShape: withAnswers, params: ofDossier,
  summary: { vi: 'Trả lời điều đang được yêu cầu ở người nộp: bổ sung, xác nhận, khắc phục', en: 'Answer what is asked of the applicant now: a completion, a confirmation, a remedy' },
  description: {
    vi: 'Điều được yêu cầu và biểu mẫu ở “asked” của hồ sơ. Tệp: “documents.<mã giấy tờ>”.',
    en: 'What is asked, and its form, stand in the dossier’s `asked`. Files: “documents.<item>”.',
  },
  answers: { 200: { description: { vi: 'Đã nhận', en: 'Taken' }, schema: acted } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { body, files, language, actor } = call
    const dossier = await ownDossier(call, deps)
    const asked = await askedOfApplicant(dossier, deps)
    if (!asked) throw refuse(409, 'not-asked', language)
    const { values, errors, documentErrors } = readAnswer(asked, dossier, { fields: body.answers, ...files }, language)
    const items = listedItems(findProcedure(dossier.procedure), dossier.filedAt, dossier.channel).map(({ id }) => id)
    return carryOut(call, { form: formAsked(asked), errors, fileErrors: documentErrors, items }, deps, async () => {
      await takeAnswer(asked, values, files.papers, actor('applicant'), deps)
      return { status: 200, body: await standing(dossier, deps) }
    })
  },
})

export const postWithdrawal = operation({
  id: 'requestWithdrawal', method: 'post', path: '/v1/dossiers/{code}/withdrawal', scope: 'dossiers:file', key: 'taken', body: 'json', bodyShape: withReason, params: ofDossier,
  summary: { vi: 'Đề nghị dừng giải quyết (NĐ 118/2025, Điều 21)', en: 'Ask for the settlement to be stopped (NĐ 118/2025 art. 21)' },
  description: { vi: 'Việc có dừng được hay không được trả lời sau; xem trạng thái hồ sơ.', en: 'Whether it comes in time is answered later; see the dossier’s state.' },
  answers: { 202: { description: { vi: 'Đã ghi nhận đề nghị', en: 'The request was recorded' }, schema: acted } },
  problems: [404, 409, 415],
  async handle(call, deps) {
    const dossier = await ownDossier(call, deps)
    return deps.transactions.run(async () => {
      await requestWithdrawal(dossier.code, call.body.reason, deps, call.actor('applicant'))
      return call.keep({ status: 202, body: await standing(dossier, deps) })
    })
  },
})

export const postCorrectionRequest = operation({
  id: 'requestCorrection', method: 'post', path: '/v1/dossiers/{code}/correction-request', scope: 'dossiers:file', key: 'taken', body: 'json', bodyShape: withAnswers, params: ofDossier,
  summary: { vi: 'Báo sai sót trong kết quả', en: 'Report an error in the result' },
  answers: { 202: { description: { vi: 'Đã ghi nhận', en: 'Recorded' }, schema: acted } },
  problems: [404, 409, 415, 422],
  async handle(call, deps) {
    const { body, language, actor } = call
    const dossier = await ownDossier(call, deps)
    if (!mayAct('applicant', 'request-correction', dossier.state)) throw refuse(409, 'not-now', language)
    const form = await reportForm('correction-request', deps)
    const { values, errors } = readReport(form, body.answers, language)
    return carryOut(call, { form, errors }, deps, async () => {
      await report(dossier.code, 'correction-request', values, actor('applicant'), deps)
      return { status: 202, body: await standing(dossier, deps) }
    })
  },
})

export const postReceipt = operation({
  id: 'requestReceipt', method: 'post', path: '/v1/dossiers/{code}/receipt', scope: 'dossiers:file', key: 'taken', params: ofDossier,
  summary: { vi: 'Xin giấy tiếp nhận của thủ tục giải quyết trong ngày (BT 15.4)', en: 'Ask for form 01 of a same-day procedure (BT 15.4)' },
  answers: { 200: { description: { vi: 'Phiếu đã cấp', en: 'The slip' }, schema: slipGiven } },
  problems: [404, 409],
  async handle(call, deps) {
    const dossier = await ownDossier(call, deps)
    return deps.transactions.run(async () => {
      const slip = await requestSlip(dossier.code, call.actor('applicant'), deps)
      return call.keep({ status: 200, body: { ...await standing(dossier, deps), slip: slip.id } })
    })
  },
})

export const postPayment = operation({
  id: 'beginPayment', method: 'post', path: '/v1/dossiers/{code}/payment', scope: 'dossiers:file', key: 'taken', params: ofDossier,
  summary: { vi: 'Mở lệnh nộp tiền trực tuyến: địa chỉ để người nộp thanh toán', en: 'Begin a payment online: the address at which the applicant pays' },
  description: { vi: 'Số tiền lấy từ sổ phí. Chỉ báo có của đơn vị thanh toán được ghi sổ.', en: 'The amount comes from the ledger. Only the provider’s own call is booked.' },
  answers: { 201: { description: { vi: 'Lệnh', en: 'The order' }, schema: payment } },
  problems: [404, 409],
  async handle(call, deps) {
    const dossier = await ownDossier(call, deps)
    const order = await beginPayment(dossier, { ip: call.ip, language: call.language }, deps)
    if (!order) throw refuse(409, 'nothing-owed', call.language)
    return call.keep({ status: 201, body: { address: order.address, amount: order.amount, expiresAt: moment(order.expiresAt) } })
  },
})

export const putPostalOrder = operation({
  id: 'orderPost', method: 'put', path: '/v1/dossiers/{code}/postal-order', scope: 'dossiers:file', body: 'json', bodyShape: withAnswers, params: ofDossier,
  summary: { vi: 'Đăng ký bưu chính công ích đến nhận giấy tờ, mang kết quả đến (BT 13.2)', en: 'Order the public post to fetch papers and bring the result (BT 13.2)' },
  description: { vi: 'Chỉ những gì còn đăng ký được theo trạng thái hồ sơ: “pickUp…”, “bring…”, như trên cổng.', en: 'Only what can still be ordered: `pickUp…`, `bring…`, as on the portal.' },
  answers: { 200: { description: { vi: 'Đã đăng ký', en: 'Ordered' }, schema: acted } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { body, language, actor } = call
    const dossier = await ownDossier(call, deps)
    const open = choicesOf(dossier)
    if (!open.pickUp && !open.delivery) throw refuse(409, 'not-now', language)
    const form = orderForm(open)
    const { values, faults } = readAnswers(form, body.answers)
    return carryOut(call, { form, errors: errorTexts(form, faults, language) }, deps, async () => {
      await orderPost(dossier.code, orderOf(values), actor('applicant'), deps)
      return { status: 200, body: await standing(dossier, deps) }
    })
  },
})

export const postAuthorisationEnd = operation({
  id: 'endAuthorisation', method: 'post', path: '/v1/dossiers/{code}/authorisation-end', scope: 'authorisations:end', key: 'taken', body: 'json', bodyShape: authorisationEnd, params: ofDossier,
  summary: { vi: 'Người ủy quyền chấm dứt ủy quyền về hồ sơ (TN 11.1b, BT 15.6a)', en: 'The authoriser ends what they authorised another to do with the dossier (TN 11.1b, BT 15.6a)' },
  description: {
    vi: 'Chỉ hệ thống đã xác thực số định danh của người ủy quyền, như trên cổng chỉ tài khoản đã xác thực; người được ủy quyền không mở được hồ sơ nữa.',
    en: 'Only by a system that has proved the authoriser’s number, as on the portal only by an account whose number is proved; who was authorised opens the dossier no more.',
  },
  answers: { 200: { description: { vi: 'Đã chấm dứt', en: 'Ended' }, schema: acted } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { body, language, actor, keep } = call
    const dossier = await ownDossier(call, deps)
    if (!isSameNumber(body.identityNumber, dossier.applicant.identityNumber)) throw wrongInput([{ pointer: '#/identityNumber', detail: sayApi('other-number', language) }], language)
    if (!isAuthorisedNow(dossier)) throw refuse(409, 'not-authorised', language)
    return deps.transactions.run(async () => {
      await endAuthorisation(dossier.code, actor('applicant'), deps)
      return keep({ status: 200, body: await standing(dossier, deps) })
    })
  },
})
