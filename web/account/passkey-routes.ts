import { json, Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { AlreadyTaken } from '../../store/citizens.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { assertion, base64url, createCeremonies, registration, saved } from '../webauthn.ts'
import { accountForm } from './fields.ts'
import { here, requireFresh, requireSignedIn } from './require-signed-in.ts'
import { safeNext, signInHere } from './signed-in.ts'
import { tellChanged } from './tell-changed.ts'
import { wordsOf } from './words.ts'

/** Keys of one account: enough for every device of a family. */
const mostPasskeys = 10

/** Passkeys of citizens: the key is asked for without a name, so that nobody learns by it who has an account. */
export function passkeyRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, now } = deps
  const router = Router()
  const ceremonies = createCeremonies(deps)
  const body = json({ limit: '50kb' })

  router.post('/dang-nhap/khoa/lua-chon', body, requireCsrf, async (req, res) => {
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    res.json(await ceremonies.ask(req))
  })

  router.post('/dang-nhap/khoa', body, requireCsrf, async (req, res) => {
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    const challenge = ceremonies.take(req)
    const { response, next } = readBody(z.object({ response: assertion, next: z.string().max(300).default('') }), req)
    const citizen = await citizens.withPasskey(response.id)
    const key = citizen?.passkeys.find(({ id }) => id === response.id)
    if (!citizen || !key) throw new HttpProblem(403)
    const count = await ceremonies.signedBy(key, response, challenge)
    if (count === null || !await citizens.countPasskey(key.id, count)) {
      await citizens.noteFailedSignIn(citizen.id, 'passkey', now())
      throw new HttpProblem(403)
    }
    await signInHere(req, citizen, 'passkey', deps)
    await saved(req)
    res.json({ href: safeNext(next) })
  })

  router.post('/tai-khoan/khoa/lua-chon', requireSignedIn, body, requireCsrf, requireFresh(deps), async (req, res) => {
    const { citizen } = here(res)
    res.json(await ceremonies.offer(req, { id: citizen.id, name: citizen.mail ?? citizen.phone ?? citizen.name, displayName: citizen.name }, citizen.passkeys))
  })

  router.post('/tai-khoan/khoa', requireSignedIn, body, requireCsrf, requireFresh(deps), async (req, res) => {
    const { citizen } = here(res)
    const challenge = ceremonies.take(req)
    const { response, next } = readBody(z.object({ response: registration, next: z.string().max(300).default('') }), req)
    if (citizen.passkeys.length >= mostPasskeys) throw new HttpProblem(409)
    try {
      await citizens.addPasskey(citizen.id, await ceremonies.made(req, response, challenge))
    } catch (error) {
      throw error instanceof AlreadyTaken ? new HttpProblem(409) : error
    }
    await tellChanged(citizen, 'passkey', deps)
    req.session.flash = { tone: 'success', text: wordsOf(res)('account.passkey-added') }
    await saved(req)
    res.json({ href: next === '' ? '/tai-khoan/thong-tin' : safeNext(next) })
  })

  router.post('/tai-khoan/khoa/xoa', requireSignedIn, accountForm, requireCsrf, requireFresh(deps), async (req, res) => {
    const { passkey } = readBody(z.object({ passkey: base64url }), req)
    if (await citizens.removePasskey(here(res).citizen.id, passkey, now())) req.session.flash = { tone: 'success', text: wordsOf(res)('account.passkey-removed') }
    res.redirect(303, '/tai-khoan/thong-tin')
  })

  return router
}
