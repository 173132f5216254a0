import { Router, urlencoded } from 'express'
import type { Deps } from '../../config/wire.ts'
import { beginPayment } from '../begin-payment.ts'
import { say } from '../messages/routes.ts'
import { paperOfReceipt } from '../present-receipt.ts'
import { paperPage, sendPaper } from '../present-slip.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { ownDossier } from './own-dossier.ts'

/** Paying online: to the provider's page and back. What is owed comes from the ledger, never from the browser. */
export function paymentRoutes(deps: Deps, limits: Limits): Router {
  const { pay, paymentAttempts } = deps
  const router = Router()

  router.post('/ho-so/:code/nop-phi', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const language = languageOf(res)
    await limits.spend('file', addressKey(req))
    const order = await beginPayment(dossier, { ip: addressKey(req), language }, deps)
    if (!order) {
      req.session.flash = { tone: 'info', text: say(pay ? 'payment.nothing-owed' : 'payment.counter-only', language) }
      res.redirect(303, `/ho-so/${dossier.code}`)
      return
    }
    res.redirect(303, order.address)
  })

  /** The browser comes back. What it says is shown, not booked: the provider's own call does that. */
  router.get('/thanh-toan/ket-qua', async (req, res) => {
    const language = languageOf(res)
    const word = pay?.read(req.query) ?? null
    const attempt = word && await paymentAttempts.find(word.reference)
    if (!word || !attempt) {
      req.session.flash = { tone: 'info', text: say('payment.not-readable', language) }
      res.redirect(303, '/ho-so')
      return
    }
    if (word.outcome === 'paid') await paymentAttempts.noteReturn(word.reference)
    const paid = (await paymentAttempts.find(word.reference))?.state === 'paid'
    const text = paid ? 'payment.paid' : word.outcome === 'paid' ? 'payment.confirming' : word.outcome === 'cancelled' ? 'payment.cancelled' : 'payment.failed'
    req.session.flash = { tone: paid ? 'success' : 'info', text: say(text, language) }
    res.redirect(303, `/ho-so/${attempt.dossier}`)
  })

  router.get('/ho-so/:code/bien-lai/:receipt.pdf', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    await limits.spend('paper', addressKey(req))
    await sendPaper(res, await paperOfReceipt(req.params.receipt, dossier, deps), `bien-lai-${req.params.receipt}`)
  })

  router.get('/ho-so/:code/bien-lai/:receipt', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const { receipt } = req.params
    render(res, 'portal/slip', await paperPage(await paperOfReceipt(receipt, dossier, deps), `/ho-so/${dossier.code}/bien-lai/${receipt}`, `/ho-so/${dossier.code}`))
  })

  return router
}
