import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { json, Router, type Request } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { AlreadyTaken } from '../../store/citizens.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { accountForm } from './fields.ts'
import { here, requireFresh, requireSignedIn } from './require-signed-in.ts'
import { browserName, safeNext, signInHere } from './signed-in.ts'
import { tellChanged } from './tell-changed.ts'
import { wordsOf } from './words.ts'

/** How long a challenge may be signed, in ms. */
const patience = 5 * 60_000

/** Keys of one account: enough for every device of a family. */
const mostPasskeys = 10

const base64url = z.string().max(10_000).regex(/^[\w-]+$/)
const registration = z.object({
  id: base64url, rawId: base64url, type: z.literal('public-key'), authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(), clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url, transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).max(10).optional() }),
})
const assertion = z.object({
  id: base64url, rawId: base64url, type: z.literal('public-key'), authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(), clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.optional() }),
})

/**
 * Passkeys (WebAuthn): the key is asked for without a name, so that nobody learns by it who has an account; the device asks for finger, face or
 * PIN. A challenge is signed once, in the browser that it was made for.
 */
export function passkeyRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, env, now, log } = deps
  const router = Router()
  const origin = env.PUBLIC_ORIGIN
  const site = new URL(origin).hostname
  const body = json({ limit: '50kb' })

  const keep = (req: Request, value: string) => { req.session.challenge = { value, at: Date.now() } }
  function take(req: Request): string {
    const { challenge } = req.session
    delete req.session.challenge
    if (!challenge || Date.now() - challenge.at > patience) throw new HttpProblem(403)
    return challenge.value
  }

  router.post('/dang-nhap/khoa/lua-chon', body, requireCsrf, async (req, res) => {
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    const options = await generateAuthenticationOptions({ rpID: site, userVerification: 'required' })
    keep(req, options.challenge)
    res.json(options)
  })

  router.post('/dang-nhap/khoa', body, requireCsrf, async (req, res) => {
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    const expectedChallenge = take(req)
    const { response, next } = readBody(z.object({ response: assertion, next: z.string().max(300).default('') }), req)
    const citizen = await citizens.withPasskey(response.id)
    const key = citizen?.passkeys.find(({ id }) => id === response.id)
    if (!citizen || !key) throw new HttpProblem(403)
    const right = await verifyAuthenticationResponse({
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'], expectedChallenge, expectedOrigin: origin, expectedRPID: site, requireUserVerification: true,
      credential: { id: key.id, publicKey: new Uint8Array(key.publicKey), counter: key.counter },
    }).catch((error: unknown) => { log.info({ error: (error as Error).name }, 'a passkey was refused'); return null })
    if (!right?.verified || !await citizens.countPasskey(key.id, right.authenticationInfo.newCounter)) {
      await citizens.noteFailedSignIn(citizen.id, 'passkey', now())
      throw new HttpProblem(403)
    }
    await signInHere(req, citizen, 'passkey', deps)
    await saved(req)
    res.json({ href: safeNext(next) })
  })

  router.post('/tai-khoan/khoa/lua-chon', requireSignedIn, body, requireCsrf, requireFresh(deps), async (req, res) => {
    const { citizen } = here(res)
    const options = await generateRegistrationOptions({
      rpID: site, rpName: 'Một Cửa', userID: new TextEncoder().encode(citizen.id), userName: citizen.mail ?? citizen.phone ?? citizen.name, userDisplayName: citizen.name,
      excludeCredentials: citizen.passkeys.map(({ id }) => ({ id })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    keep(req, options.challenge)
    res.json(options)
  })

  router.post('/tai-khoan/khoa', requireSignedIn, body, requireCsrf, requireFresh(deps), async (req, res) => {
    const { citizen } = here(res)
    const expectedChallenge = take(req)
    const { response, next } = readBody(z.object({ response: registration, next: z.string().max(300).default('') }), req)
    if (citizen.passkeys.length >= mostPasskeys) throw new HttpProblem(409)
    const made = await verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'], expectedChallenge, expectedOrigin: origin, expectedRPID: site, requireUserVerification: true,
    }).catch((error: unknown) => { log.info({ error: (error as Error).name }, 'a passkey was refused'); return null })
    if (!made?.verified) throw new HttpProblem(422)
    const { id, publicKey, counter } = made.registrationInfo.credential
    try {
      await citizens.addPasskey(citizen.id, { id, publicKey, counter, transports: response.response.transports ?? [], name: browserName(req.get('user-agent') ?? ''), addedAt: now() })
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

/** Before an answer that is no redirect: the browser's next request must find the session as it is now. */
const saved = (req: Request) => new Promise<void>((resolve, reject) => { req.session.save((error: unknown) => { if (error) reject(error as Error); else resolve() }) })
