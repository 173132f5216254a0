import { json, Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { SignIn } from '../../store/accounts.ts'
import { errorLinks, inputField } from '../account/fields.ts'
import { wordsOf } from '../account/words.ts'
import { HttpProblem } from '../problem.ts'
import type { Limits } from '../rate-limits.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { render } from '../view/render.ts'
import { assertion, createCeremonies, passkeysWork, saved } from '../webauthn.ts'
import { staff } from './account-of.ts'
import { halfSignedIn, safeNext, signInStaff, type SecondWay } from './enter.ts'

const page = '/desk/sign-in/second'

/** The second step of a sign-in: a code of the app, a recovery code, or a passkey (requirement B2). Every try is counted before it is looked at. */
export function secondStepRoutes(deps: Deps, limits: Limits): Router {
  const { secondFactors, events, env, now } = deps
  const router = Router()
  const ceremonies = createCeremonies(deps)
  const body = json({ limit: '50kb' })

  async function show(res: Response, { account }: SignIn, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const { passkeys, appSince } = await secondFactors.of(account.username)
    const fields = [inputField({
      name: 'code', label: t(appSince ? 'second.code' : 'second.recovery-code'), hint: t(appSince ? 'second.code-hint' : 'second.recovery-hint'), width: '20', autocomplete: 'one-time-code', maxlength: 20,
    }, errors)]
    render(res, 'desk/second-step', { action: page, fields, errors: errorLinks(fields, errors), passkeys: passkeys.length > 0 && passkeysWork(env) })
  }

  /** The tries of one account, wherever they come from: who tries has the password. @throws HttpProblem 429 */
  async function spend(username: string) {
    await limits.spend('secondFactor', username)
    await limits.spend('secondFactorDay', username)
  }

  async function finish(req: Request, signIn: SignIn, way: SecondWay): Promise<string> {
    const { username } = signIn.account
    await limits.forgive('secondFactor', username)
    await limits.forgive('secondFactorDay', username)
    const { half } = req.session
    const { epoch, recoveryCodesLeft } = await secondFactors.of(username)
    await signInStaff(req, signIn, { way: half?.way ?? 'password', second: { way, epoch } }, deps)
    if (way === 'recovery') {
      await events.note({ subject: `account/${username}`, act: 'use-recovery-code', at: now(), by: staff(signIn.account, signIn.account.roles[0] ?? 'applicant'), details: { left: recoveryCodesLeft } })
      if (req.res) req.session.flash = { tone: 'info', text: wordsOf(req.res)('second.recovery-used', { left: recoveryCodesLeft }) }
    }
    return safeNext(half?.next)
  }

  const refuse = (username: string) => events.note({ subject: `account/${username}`, act: 'second-factor-failed', by: { kind: 'system' }, at: now() })

  router.get('/sign-in/second', async (req, res) => {
    const signIn = await halfSignedIn(req, deps)
    if (!signIn) { res.redirect(303, '/desk/sign-in'); return }
    await show(res, signIn)
  })

  router.post('/sign-in/second', deskForm, requireCsrf, async (req, res) => {
    const signIn = await halfSignedIn(req, deps)
    if (!signIn) { res.redirect(303, '/desk/sign-in'); return }
    const { username } = signIn.account
    const { code } = readBody(z.object({ code: z.string().max(50).default('') }), req)
    await spend(username)
    const way = await secondFactors.take(username, code, now())
    if (!way) {
      await refuse(username)
      await show(res, signIn, { code: wordsOf(res)('second.code-wrong') })
      return
    }
    res.redirect(303, await finish(req, signIn, way))
  })

  router.post('/sign-in/second/passkey/options', body, requireCsrf, async (req, res) => {
    const signIn = await halfSignedIn(req, deps)
    if (!signIn) throw new HttpProblem(403)
    const { passkeys } = await secondFactors.of(signIn.account.username)
    if (passkeys.length === 0) throw new HttpProblem(403)
    res.json(await ceremonies.ask(req, passkeys))
  })

  router.post('/sign-in/second/passkey', body, requireCsrf, async (req, res) => {
    const signIn = await halfSignedIn(req, deps)
    if (!signIn) throw new HttpProblem(403)
    const { username } = signIn.account
    await spend(username)
    const challenge = ceremonies.take(req)
    const { response } = readBody(z.object({ response: assertion }), req)
    const key = (await secondFactors.of(username)).passkeys.find(({ id }) => id === response.id)
    const count = key ? await ceremonies.signedBy(key, response, challenge) : null
    if (!key || count === null || !await secondFactors.countPasskey(key.id, count)) {
      await refuse(username)
      throw new HttpProblem(403)
    }
    const href = await finish(req, signIn, 'passkey')
    await saved(req)
    res.json({ href })
  })

  return router
}
