import * as openid from 'openid-client'
import { z } from 'zod'
import type { Env } from './env.ts'

/** Who somebody is for the national identity provider; `subject` is its own lasting name for them. */
export interface ProvedIdentity { readonly subject: string, readonly identityNumber: string, readonly name: string | null }

/** What belongs to one way to the provider and back; kept in the session, and used once. */
export interface Errand { readonly state: string, readonly nonce: string, readonly verifier: string }

export interface IdentityProvider {
  /** What people call it. */
  readonly name: string
  /** Where to send somebody. @throws when the provider does not answer */
  begin(returnTo: string): Promise<Errand & { href: string }>
  /** Who came back. @throws NotProved when the answer is not the one to this errand, or names no identity number */
  finish(address: URL, errand: Errand): Promise<ProvedIdentity>
}

/** The provider's answer proves nothing. */
export class NotProved extends Error {}

const isLocal = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

type ProviderEnv = Pick<Env, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_IDENTITY_CLAIM' | 'OIDC_SCOPE' | 'OIDC_NAME'>

/**
 * Sign-in through the national identity provider (TN art. 4.3; requirement B1) by OpenID Connect: authorisation code with PKCE, state and
 * nonce. Null when operations have configured none. It is asked for its settings when it is first used, so that the house starts without it.
 */
export function createIdentityProvider({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_IDENTITY_CLAIM, OIDC_SCOPE, OIDC_NAME }: ProviderEnv): IdentityProvider | null {
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null
  const issuer = new URL(OIDC_ISSUER)
  const claims = z.object({ [OIDC_IDENTITY_CLAIM]: z.string().min(1), name: z.string().optional() })
  let known: Promise<openid.Configuration> | null = null

  function configuration(): Promise<openid.Configuration> {
    known ??= openid.discovery(issuer, OIDC_CLIENT_ID ?? '', OIDC_CLIENT_SECRET, undefined, isLocal(issuer) ? { execute: [openid.allowInsecureRequests] } : {}).catch((error: unknown) => {
      known = null // asked again the next time
      throw error
    })
    return known
  }

  return {
    name: OIDC_NAME,
    async begin(returnTo) {
      const verifier = openid.randomPKCECodeVerifier()
      const [state, nonce] = [openid.randomState(), openid.randomNonce()]
      const url = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: returnTo, scope: OIDC_SCOPE, state, nonce, code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      })
      return { href: url.href, state, nonce, verifier }
    },
    async finish(address, { state, nonce, verifier }) {
      const config = await configuration()
      try {
        const tokens = await openid.authorizationCodeGrant(config, address, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
        const subject = tokens.claims()?.sub ?? ''
        const told: Record<string, unknown> = { ...await openid.fetchUserInfo(config, tokens.access_token, subject), ...tokens.claims() }
        const found = claims.parse(told)
        return { subject: `${issuer.href} ${subject}`, identityNumber: String(found[OIDC_IDENTITY_CLAIM]), name: typeof told['name'] === 'string' ? told['name'] : null }
      } catch (error) {
        throw new NotProved(`The identity provider's answer was refused: ${(error as Error).name}`, { cause: error })
      }
    },
  }
}
