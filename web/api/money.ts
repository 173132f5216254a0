import { refundGrounds, refundRefusals, type RefundGround } from '../../processes/law/fees.ts'
import { NoRefund } from '../../store/fees.ts'
import { cashierRole, refundRole } from '../access.ts'
import { amountOf } from '../present-fees.ts'
import { takeCash } from '../take-payment.ts'
import { operation } from './operation.ts'
import { ofDossier } from './own-dossier.ts'
import { moment } from './present.ts'
import { ApiProblem, refuse } from './problems.ts'
import { acted, cash, cashTaken, refundDecision, refundRequest, refundRequests } from './schemas.ts'
import { servedDossier } from './served-dossier.ts'

export const postCash = operation({
  id: 'takeCash', method: 'post', path: '/v1/dossiers/{code}/cash-payments', scope: 'fees:write', key: 'needed', body: 'json', bodyShape: cash, params: ofDossier,
  summary: { vi: 'Ghi nhận tiền mặt đã thu tại quầy, cấp biên lai', en: 'Book cash taken at the counter, with a receipt' },
  description: { vi: 'Đúng số tiền còn phải nộp; khác đi thì 409 và nêu số tiền.', en: 'Exactly what is owed; any other amount is a 409 that says how much.' },
  answers: { 201: { description: { vi: 'Đã thu', en: 'Booked' }, schema: cashTaken } },
  problems: [404, 413, 415],
  async handle(call, deps) {
    const { body: { subject, amount }, language, account, actor, request } = call
    const dossier = await servedDossier(call, deps)
    const role = cashierRole(account, dossier)
    if (!role) throw refuse(403, 'no-role', language)
    const { receipt } = await takeCash(dossier.code, { subject, amount, key: `${dossier.code} ${request}`, unit: account.unit }, actor(role), deps)
    return { status: 201, body: { code: dossier.code, state: (await deps.dossiers.get(dossier.code)).state, amount, receipt: receipt ?? '' } }
  },
})

export const listRefundRequests = operation({
  id: 'listRefundRequests', method: 'get', path: '/v1/dossiers/{code}/refund-requests', scope: 'fees:write', params: ofDossier,
  summary: { vi: 'Yêu cầu hoàn trả chưa được quyết định', en: 'The requests for refunds that are not decided yet' },
  answers: { 200: { description: { vi: 'Yêu cầu', en: 'The requests' }, schema: refundRequests } },
  problems: [404],
  async handle(call, deps) {
    const dossier = await servedDossier(call, deps)
    const items = (await deps.fees.openRefunds(dossier.code)).map((each) => ({
      request: each.key, subject: each.subject, amount: amountOf(each), ground: refundGrounds[each.details['ground'] as RefundGround][call.language], basis: String(each.details['basis'] ?? ''),
      reason: typeof each.details['reason'] === 'string' ? each.details['reason'] : null, at: moment(each.at),
    }))
    return { status: 200, body: { items } }
  },
})

export const postRefundRequest = operation({
  id: 'requestRefund', method: 'post', path: '/v1/dossiers/{code}/refund-requests', scope: 'fees:write', key: 'taken', body: 'json', bodyShape: refundRequest, params: ofDossier,
  summary: { vi: 'Cơ quan nêu rằng dịch vụ không được hoàn thành: đề nghị hoàn trả phí (TQ 12.5c)', en: 'The agency states that it did not complete the service: the fee is to go back (TQ 12.5c)' },
  answers: { 202: { description: { vi: 'Đã ghi nhận', en: 'Recorded' }, schema: acted } },
  problems: [404, 409, 413, 415],
  async handle(call, deps) {
    const { body: { reason }, language, account, actor, keep } = call
    const dossier = await servedDossier(call, deps)
    if (refundRole(account, dossier) !== 'one-stop-head') throw refuse(403, 'no-role', language)
    return deps.transactions.run(async () => {
      await deps.fees.requestRefund(dossier.code, 'fee', { reason, agencyFailed: true }, { by: actor('one-stop-head'), at: deps.now() }).catch((error: unknown) => {
        throw error instanceof NoRefund ? new ApiProblem(409, refundRefusals[error.refusal][language]) : error
      })
      return keep({ status: 202, body: { code: dossier.code, state: dossier.state } })
    })
  },
})

export const postRefundDecision = operation({
  id: 'decideRefund', method: 'post', path: '/v1/dossiers/{code}/refund-decisions', scope: 'fees:write', key: 'taken', body: 'json', bodyShape: refundDecision, params: ofDossier,
  summary: { vi: 'Quyết định về một yêu cầu hoàn trả: chi trả, hoặc không', en: 'Decide upon a request for a refund: pay it, or decline it' },
  answers: { 200: { description: { vi: 'Đã quyết định', en: 'Decided' }, schema: acted } },
  problems: [404, 409, 413, 415],
  async handle(call, deps) {
    const { body, language, account, actor, keep } = call
    const dossier = await servedDossier(call, deps)
    const role = refundRole(account, dossier)
    if (!role) throw refuse(403, 'no-role', language)
    const decision = body.decision === 'pay' ? { paid: body.how, voucher: body.voucher } : { declined: body.reason }
    return deps.transactions.run(async () => {
      if (!await deps.fees.decideRefund(dossier.code, body.request, decision, { by: actor(role), at: deps.now() })) throw refuse(409, 'refund-decided', language)
      return keep({ status: 200, body: { code: dossier.code, state: dossier.state } })
    })
  },
})
