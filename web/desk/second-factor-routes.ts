import { json, Router, type Request, type RequestHandler, type Response } from 'express'
import QRCode from 'qrcode'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { hasSecondFactor, type SecondFactors } from '../../store/second-factors.ts'
import { errorLinks, inputField } from '../account/fields.ts'
import { wordsOf } from '../account/words.ts'
import { HttpProblem } from '../problem.ts'
import type { Limits } from '../rate-limits.ts'
import { deskForm, readBody } from '../read-body.ts'
import { renew, requireCsrf } from '../session.ts'
import { render } from '../view/render.ts'
import { base64url, createCeremonies, passkeysWork, registration, saved } from '../webauthn.ts'
import { accountOf, staff } from './account-of.ts'
import { isFreshlySignedIn, needsSecondFactor } from './enter.ts'

const page = '/desk/second-factor'

/** Keys of one account: a telephone, a token in the drawer, a computer or two. */
const mostPasskeys = 6

const factorsOf = ({ locals }: Response): SecondFactors => (locals as { secondFactors: SecondFactors }).secondFactors

/** What has a second factor is changed only soon after it was given. */
const requireFresh: RequestHandler = (req, res, next) => {
  if (!hasSecondFactor(factorsOf(res)) || isFreshlySignedIn(req)) { next(); return }
  req.session.flash = { tone: 'info', text: wordsOf(res)('account.sign-in-again') }
  res.redirect(303, `/desk/sign-in?next=${page}`)
}

/** A member of staff sets up their second factor: an authenticator app or passkeys, with recovery codes for the day they are lost (requirement B2). */
export function secondFactorRoutes(deps: Deps, limits: Limits): Router {
  const { secondFactors, env, now } = deps
  const router = Router()
  const ceremonies = createCeremonies(deps)
  const doing = (res: Response) => ({ by: staff(accountOf(res), accountOf(res).roles[0] ?? 'reception-clerk'), at: now() })

  router.get('/second-factor', async (_req, res) => {
    const factors = factorsOf(res)
    render(res, 'desk/second-factor', {
      isSetUp: hasSecondFactor(factors), isNeeded: await needsSecondFactor(accountOf(res), deps), recoveryCodesLeft: factors.recoveryCodesLeft, passkeysOffered: passkeysWork(env),
      ...(factors.appSince && { appSince: factors.appSince }), passkeys: factors.passkeys.map(({ id, name, addedAt }) => ({ id, name, addedAt })),
    })
  })

  async function showApp(res: Response, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const { secret, uri } = await secondFactors.offerApp(accountOf(res).username)
    const fields = [inputField({ name: 'code', label: t('second.app-code'), hint: t('second.app-code-hint'), width: '10', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 10 }, errors)]
    render(res, 'desk/second-factor-app', {
      action: `${page}/app`, backHref: page, picture: await QRCode.toDataURL(uri, { margin: 2, width: 232 }), secret: secret.match(/.{1,4}/g)?.join(' ') ?? secret, fields, errors: errorLinks(fields, errors),
    })
  }

  router.get('/second-factor/app', requireFresh, (_req, res) => showApp(res))

  router.post('/second-factor/app', deskForm, requireCsrf, requireFresh, async (req, res) => {
    const { username } = accountOf(res)
    const { code } = readBody(z.object({ code: z.string().max(50).default('') }), req)
    await limits.spend('secondFactor', username)
    if (!await secondFactors.confirmApp(username, code, doing(res))) {
      await showApp(res, { code: wordsOf(res)('second.app-wrong') })
      return
    }
    await limits.forgive('secondFactor', username)
    await added(req, res)
  })

  /** The first one comes with recovery codes; other browsers, which gave the password only, are out. */
  async function added(req: Request, res: Response): Promise<void> {
    const before = factorsOf(res)
    req.session.second = { epoch: before.epoch }
    await renew(req)
    req.session.flash = { tone: 'success', text: wordsOf(res)('second.added') }
    if (hasSecondFactor(before) && before.recoveryCodesLeft > 0) { res.redirect(303, page); return }
    delete req.session.flash
    await showCodes(res)
  }

  async function showCodes(res: Response): Promise<void> {
    render(res, 'desk/recovery-codes', { codes: await secondFactors.makeRecoveryCodes(accountOf(res).username, doing(res)), onward: '/desk' })
  }

  router.post('/second-factor/recovery-codes', deskForm, requireCsrf, requireFresh, async (_req, res) => {
    if (!hasSecondFactor(factorsOf(res))) throw new HttpProblem(403)
    await showCodes(res)
  })

  router.post('/second-factor/remove', deskForm, requireCsrf, requireFresh, async (req, res) => {
    const { what } = readBody(z.object({ what: z.union([z.literal('app'), base64url]) }), req)
    if (await secondFactors.remove(accountOf(res).username, what === 'app' ? { app: true } : { passkey: what }, doing(res))) {
      req.session.flash = { tone: 'success', text: wordsOf(res)('second.removed') }
    }
    if (!hasSecondFactor(await secondFactors.of(accountOf(res).username))) delete req.session.second
    res.redirect(303, page)
  })

  const body = json({ limit: '50kb' })

  router.post('/second-factor/passkey/options', body, requireCsrf, requireFresh, async (req, res) => {
    const { username, name } = accountOf(res)
    res.json(await ceremonies.offer(req, { id: username, name: username, displayName: name }, factorsOf(res).passkeys))
  })

  router.post('/second-factor/passkey', body, requireCsrf, requireFresh, async (req, res) => {
    const { username } = accountOf(res)
    const challenge = ceremonies.take(req)
    const { response } = readBody(z.object({ response: registration }), req)
    const before = factorsOf(res)
    if (before.passkeys.length >= mostPasskeys || !await secondFactors.addPasskey(username, await ceremonies.made(req, response, challenge), doing(res))) throw new HttpProblem(409)
    req.session.second = { epoch: before.epoch }
    await renew(req)
    req.session.flash = { tone: 'success', text: wordsOf(res)('second.added') }
    await saved(req)
    res.json({ href: before.recoveryCodesLeft > 0 ? page : `${page}/recovery-codes` })
  })

  /** After a passkey, which scripts have made: the codes are made by a press of their own. */
  router.get('/second-factor/recovery-codes', (_req, res) => {
    if (!hasSecondFactor(factorsOf(res))) { res.redirect(303, page); return }
    const t = wordsOf(res)
    render(res, 'portal/account-form', {
      title: t('second.recovery-codes'), lead: t('second.recovery-codes-lead'), action: `${page}/recovery-codes`, fields: [], submit: t('second.make-codes'), errors: [], links: [{ href: page, text: t('second.not-now') }],
    }, { layout: 'desk' })
  })

  return router
}
