import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { Request } from 'express'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import type { Passkey } from '../store/passkey.ts'
import { browserName } from './account/signed-in.ts'
import { HttpProblem } from './problem.ts'

/** How long a challenge may be signed, in ms. */
const patience = 5 * 60_000

export const base64url = z.string().max(10_000).regex(/^[\w-]+$/)
export const registration = z.object({
  id: base64url, rawId: base64url, type: z.literal('public-key'), authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(), clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url, transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).max(10).optional() }),
})
export const assertion = z.object({
  id: base64url, rawId: base64url, type: z.literal('public-key'), authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(), clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.optional() }),
})

/** Passkeys are made for a name: where the portal has only a number as its address, browsers refuse them. */
export const passkeysWork = ({ PUBLIC_ORIGIN }: Pick<Deps['env'], 'PUBLIC_ORIGIN'>): boolean => isIP(new URL(PUBLIC_ORIGIN).hostname.replace(/^\[|\]$/g, '')) === 0

/** Of whom a key is made, as the device shows them. */
interface KeyOwner { readonly id: string, readonly name: string, readonly displayName: string }

/**
 * The ceremonies of WebAuthn, for citizens and staff alike. A challenge is signed once, in the browser that it was made for; the device asks for
 * finger, face or PIN.
 */
export function createCeremonies({ env: { PUBLIC_ORIGIN: origin }, now, log }: Pick<Deps, 'env' | 'now' | 'log'>) {
  const site = new URL(origin).hostname
  const expected = { expectedOrigin: origin, expectedRPID: site, requireUserVerification: true }
  const refused = (error: unknown) => { log.info({ error: (error as Error).name }, 'a passkey was refused'); return null }

  return {
    /** What a device is asked to sign; one of `keys` when they are named, else any that it has for this site. */
    async ask(req: Request, keys: readonly Passkey[] = []) {
      const options = await generateAuthenticationOptions({ rpID: site, userVerification: 'required', ...(keys.length > 0 && { allowCredentials: keys.map(({ id }) => ({ id })) }) })
      req.session.challenge = { value: options.challenge, at: Date.now() }
      return options
    },

    /** What a device is asked to make a key of. */
    async offer(req: Request, { id, name, displayName }: KeyOwner, keys: readonly Passkey[]) {
      const options = await generateRegistrationOptions({
        rpID: site, rpName: 'Một Cửa', userID: new TextEncoder().encode(id), userName: name, userDisplayName: displayName,
        excludeCredentials: keys.map((key) => ({ id: key.id })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      req.session.challenge = { value: options.challenge, at: Date.now() }
      return options
    },

    /** The challenge of this browser, which is used up by it. @throws HttpProblem 403 when there is none, or it is too old */
    take(req: Request): string {
      const { challenge } = req.session
      delete req.session.challenge
      if (!challenge || Date.now() - challenge.at > patience) throw new HttpProblem(403)
      return challenge.value
    },

    /** How often the key was used when the signature is its own; null when it is not. */
    async signedBy({ id, publicKey, counter }: Passkey, response: z.infer<typeof assertion>, expectedChallenge: string): Promise<number | null> {
      const right = await verifyAuthenticationResponse({
        ...expected, expectedChallenge, response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'], credential: { id, publicKey: new Uint8Array(publicKey), counter },
      }).catch(refused)
      return right?.verified ? right.authenticationInfo.newCounter : null
    },

    /** The key that a device has made. @throws HttpProblem 422 */
    async made(req: Request, response: z.infer<typeof registration>, expectedChallenge: string): Promise<Passkey> {
      const made = await verifyRegistrationResponse({ ...expected, expectedChallenge, response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'] }).catch(refused)
      if (!made?.verified) throw new HttpProblem(422)
      const { id, publicKey, counter } = made.registrationInfo.credential
      return { id, publicKey, counter, transports: response.response.transports ?? [], name: browserName(req.get('user-agent') ?? ''), addedAt: now() }
    },
  }
}

/** Before an answer that is no redirect: the browser's next request must find the session as it is now. */
export const saved = (req: Request) => new Promise<void>((resolve, reject) => { req.session.save((error: unknown) => { if (error) reject(error as Error); else resolve() }) })
