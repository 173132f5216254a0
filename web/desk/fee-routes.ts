import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { feeSubjects, formatDong, refundGrounds, refundRefusals, type RefundGround } from '../../processes/law/fees.ts'
import type { Account } from '../../store/accounts.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { NoRefund, NotOwed } from '../../store/fees.ts'
import { cashierRole, mayRead, refundRole } from '../access.ts'
import { say } from '../messages/routes.ts'
import { amountOf, presentFees, presentLedger } from '../present-fees.ts'
import { paperOfReceipt } from '../present-receipt.ts'
import { paperPage, sendPaper } from '../present-slip.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { takeCash } from '../take-payment.ts'
import type { ErrorLink } from '../view/form-fields.ts'
import type { CashView } from '../view/models.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

/** What is owed, as a button for the clerk: nothing to type, so nothing to mistype. */
export async function cashView(dossier: Dossier, account: Account, language: PageLocals['language'], { feeLedger }: Pick<Deps, 'feeLedger'>): Promise<CashView | undefined> {
  if (!cashierRole(account, dossier)) return undefined
  for (const subject of feeSubjects) {
    const { owed } = await feeLedger.balanceOf(dossier.code, subject)
    if (owed > 0) return { action: `/desk/dossiers/${dossier.code}/cash`, subject, amount: owed, text: formatDong(owed, language) }
  }
  return undefined
}

/** Money at the desk: cash, refunds, the ledger of a dossier and its receipts. */
export function feeRoutes(deps: Deps): Router {
  const { fees, feeLedger, dossiers, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '10kb' })

  async function readable(req: Request, res: Response): Promise<Dossier> {
    const dossier = await dossiers.find(String(req.params['code']))
    if (!dossier) throw new HttpProblem(404)
    if (!mayRead(accountOf(res), dossier)) throw new HttpProblem(403)
    return dossier
  }

  async function show(res: Response, dossier: Dossier, { errors = [], values = {} }: { errors?: ErrorLink[], values?: Readonly<Record<string, string>> } = {}) {
    const language = languageOf(res)
    const account = accountOf(res)
    const { code } = dossier
    const view = await presentFees(dossier, language, { receipt: (receipt) => `/desk/dossiers/${code}/receipts/${receipt}` }, deps)
    const cash = await cashView(dossier, account, language, deps)
    const approves = refundRole(account, dossier) !== null
    render(res, 'desk/fees', {
      code, procedure: { name: procedureOf(dossier).name[language], href: `/thu-tuc/${dossier.procedure}` }, dossierHref: `/desk/dossiers/${code}`,
      ...(view && { fees: view }), ...(cash && { cash }), errors, values, ledger: presentLedger(await feeLedger.of(code), language),
      requests: (await fees.openRefunds(code)).map((request, place) => ({
        key: request.key, amount: formatDong(amountOf(request), language), ground: refundGrounds[request.details['ground'] as RefundGround][language],
        basis: String(request.details['basis'] ?? ''), at: request.at, ...(typeof request.details['reason'] === 'string' && { reason: request.details['reason'] }),
        ...(approves && place === 0 && { action: `/desk/dossiers/${code}/refunds` }), // one after the other
      })),
      approves, ...(refundRole(account, dossier) === 'one-stop-head' && { refundAction: `/desk/dossiers/${code}/refunds/new` }),
    })
  }

  router.get('/dossiers/:code/fees', async (req, res) => { await show(res, await readable(req, res)) })

  router.post('/dossiers/:code/cash', body, requireCsrf, async (req, res) => {
    const dossier = await readable(req, res)
    const language = languageOf(res)
    const account = accountOf(res)
    const role = cashierRole(account, dossier)
    if (!role) throw new HttpProblem(403)
    const { subject, seen } = readBody(z.object({ subject: z.enum(feeSubjects), seen: z.coerce.number().int() }), req)
    try {
      // The movements so far name this payment, so that a second press is the same.
      const { receipt } = await takeCash(dossier.code, { subject, amount: seen, key: `${dossier.code} ${String((await feeLedger.of(dossier.code)).length)}`, unit: account.unit }, staff(account, role), deps)
      req.session.flash = { tone: 'success', text: say('payment.cash-taken', language, { amount: formatDong(seen, language), receipt: receipt ?? '' }) }
    } catch (error) {
      if (!(error instanceof NotOwed)) throw error
      req.session.flash = { tone: 'info', text: say('payment.changed', language, { amount: formatDong(error.owed, language) }) }
    }
    res.redirect(303, `/desk/dossiers/${dossier.code}`)
  })

  router.post('/dossiers/:code/refunds', body, requireCsrf, async (req, res) => {
    const dossier = await readable(req, res)
    const language = languageOf(res)
    const account = accountOf(res)
    const role = refundRole(account, dossier)
    if (!role) throw new HttpProblem(403)
    const { key, decision, voucher, reason, how } = readBody(z.object({
      key: z.string().max(300), decision: z.enum(['pay', 'decline']), voucher: z.string().max(60).default(''), reason: z.string().max(1_000).default(''),
      how: z.enum(['cash', 'online']).default('cash'),
    }), req)
    const missing = decision === 'pay' ? voucher.trim() === '' && { text: say('refund.voucher', language), href: '#field-voucher' }
      : reason.trim() === '' && { text: say('refund.reason', language), href: '#field-reason' }
    if (missing) {
      await show(res, dossier, { errors: [missing], values: { voucher, reason } })
      return
    }
    const done = await fees.decideRefund(dossier.code, key, decision === 'pay' ? { paid: how, voucher: voucher.trim() } : { declined: reason.trim() },
      { by: staff(account, role), at: now() })
    req.session.flash = { tone: done ? 'success' : 'info', text: say(done ? 'refund.decided' : 'refund.decided-before', language) }
    res.redirect(303, `/desk/dossiers/${dossier.code}/fees`)
  })

  /** The agency states that it did not complete the service, such as for a dossier that it lost (TQ 12.5c). */
  router.post('/dossiers/:code/refunds/new', body, requireCsrf, async (req, res) => {
    const dossier = await readable(req, res)
    const language = languageOf(res)
    const account = accountOf(res)
    if (refundRole(account, dossier) !== 'one-stop-head') throw new HttpProblem(403)
    const { failure } = readBody(z.object({ failure: z.string().max(1_000).default('') }), req)
    if (failure.trim() === '') {
      await show(res, dossier, { errors: [{ text: say('refund.reason', language), href: '#field-failure' }], values: { failure } })
      return
    }
    try {
      await fees.requestRefund(dossier.code, 'fee', { reason: failure.trim(), agencyFailed: true },
        { by: staff(account, 'one-stop-head'), at: now() })
      res.redirect(303, `/desk/dossiers/${dossier.code}/fees`)
    } catch (error) {
      if (!(error instanceof NoRefund)) throw error
      await show(res, dossier, { errors: [{ text: refundRefusals[error.refusal][language], href: '#field-failure' }], values: { failure } })
    }
  })

  router.get('/dossiers/:code/receipts/:receipt.pdf', async (req, res) => {
    const dossier = await readable(req, res)
    await sendPaper(res, await paperOfReceipt(req.params.receipt, dossier, deps), `bien-lai-${req.params.receipt}`)
  })

  router.get('/dossiers/:code/receipts/:receipt', async (req, res) => {
    const dossier = await readable(req, res)
    const [{ receipt }, back] = [req.params, `/desk/dossiers/${dossier.code}`]
    render(res, 'portal/slip', await paperPage(await paperOfReceipt(receipt, dossier, deps), `${back}/receipts/${receipt}`, back), { layout: 'desk' })
  })

  return router
}
