import { randomBytes } from 'node:crypto'
import OAuth2Server from '@node-oauth/oauth2-server'
import { Router, urlencoded, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import { isUsable, scopes, type Client, type Scope } from '../../store/clients.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { refuse } from './problems.ts'

/** How long a token opens, in seconds. */
const lifetime = 600

const isScope = (value: string): value is Scope => (scopes as readonly string[]).includes(value)

type OAuthDeps = Pick<Deps, 'clients' | 'accessTokens' | 'now'>

const day = ({ now }: Pick<Deps, 'now'>) => now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()

/** OAuth 2 client credentials (RFC 6749 section 4.4) over our clients: what the library asks about them. */
function modelOf({ clients, accessTokens, now }: OAuthDeps): OAuth2Server.ClientCredentialsModel {
  return {
    generateAccessToken: () => Promise.resolve(randomBytes(32).toString('base64url')),

    /** The library asks without a secret for some grants, which nobody has here. */
    async getClient(id, secret) {
      if (typeof id !== 'string' || typeof secret !== 'string') return null
      const client = await clients.authenticate(id, secret, now())
      return client && isUsable(client, day({ now })) ? { id: client.id, grants: ['client_credentials'], accessTokenLifetime: lifetime } : null
    },

    getUserFromClient: ({ id }) => Promise.resolve({ id }),

    /** What is asked for, as far as the client may have it all; everything that it may have when nothing is asked for. */
    async validateScope(_user, { id }, asked) {
      const { scopes: granted } = await clients.get(id)
      if (!asked || asked.length === 0) return [...granted]
      return asked.every((each) => isScope(each) && granted.includes(each)) ? [...new Set(asked)] : false
    },

    async saveToken({ accessToken, accessTokenExpiresAt, scope }, client, user) {
      if (!accessTokenExpiresAt) throw new Error('a token without an end')
      const granted = (scope ?? []).filter(isScope)
      await accessTokens.keep(accessToken, { client: client.id, scopes: granted, expiresAt: accessTokenExpiresAt })
      return { accessToken, accessTokenExpiresAt, scope: granted, client, user }
    },

    async getAccessToken(token) {
      const found = await accessTokens.find(token)
      const client = found && await clients.find(found.client)
      if (!found || !client || !isUsable(client, day({ now }))) return null
      // What was taken from the client since is taken from its tokens too.
      const scope = found.scopes.filter((each) => client.scopes.includes(each))
      return { accessToken: token, accessTokenExpiresAt: found.expiresAt, scope, client: { id: client.id, grants: [] }, user: { client } }
    },
  }
}

/** Who calls the interface, and with which scopes. */
export interface Caller { readonly client: Client, readonly scopes: readonly string[] }

/** The token endpoint, and the check of tokens. */
export function createOAuth(deps: OAuthDeps, limits: Limits) {
  const server = new OAuth2Server({ model: modelOf(deps) })
  const router = Router()

  router.post('/v1/oauth/token', urlencoded({ extended: false, limit: '10kb', parameterLimit: 20 }), async (req, res) => {
    await spend(limits, 'token', addressKey(req), res)
    const body: unknown = req.body ?? {}
    const answer = new OAuth2Server.Response()
    try {
      await server.token(new OAuth2Server.Request({ headers: headersOf(req), method: req.method, query: {}, body }), answer)
    } catch (error) {
      if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) throw error
      // The answer of RFC 6749 section 5.2, which the library leaves empty when the request is no form at all.
      if (!answer.body || Object.keys(answer.body as object).length === 0) answer.body = { error: error.name, error_description: error.message }
      answer.status = error.name === 'invalid_client' ? 401 : error.code
      if (answer.status === 401) res.set('WWW-Authenticate', 'Basic realm="motcua", charset="UTF-8"')
    }
    res.set({ 'Cache-Control': 'no-store', 'Pragma': 'no-cache' }).status(answer.status ?? 500).json(answer.body)
  })

  return {
    router,

    /**
     * Whoever the token belongs to.
     * @throws ApiProblem 401 without a token that holds, 403 when it does not reach; WWW-Authenticate says which (RFC 6750)
     */
    async authenticate(req: Request, res: Response, scope: Scope): Promise<Caller> {
      const { language } = res.locals as { language: Language }
      const challenge = (words = '') => { res.set('WWW-Authenticate', `Bearer realm="motcua"${words}`) }
      const token = await server.authenticate(new OAuth2Server.Request({ headers: headersOf(req), method: req.method, query: {}, body: {} }), new OAuth2Server.Response())
        .catch((error: unknown) => {
          if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) throw error
          const missing = error instanceof OAuth2Server.UnauthorizedRequestError
          challenge(missing ? '' : ', error="invalid_token"')
          throw refuse(401, missing ? 'token-missing' : 'token-invalid', language)
        })
      const { client } = token.user as { client: Client }
      const granted = Array.isArray(token.scope) ? token.scope : []
      if (!granted.includes(scope)) {
        challenge(`, error="insufficient_scope", scope="${scope}"`)
        throw refuse(403, 'scope-missing', language, { scope })
      }
      return { client, scopes: granted }
    },
  }
}

export type OAuth = ReturnType<typeof createOAuth>

const headersOf = ({ headers }: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => typeof value === 'string' ? [[name, value]] : []))

/** Spends a share of a limit; the refusal says when to come again. */
export async function spend(limits: Limits, what: Parameters<Limits['spend']>[0], key: string, res: Response): Promise<void> {
  try {
    await limits.spend(what, key)
  } catch (error) {
    const { retryAfter } = error as { retryAfter?: number }
    if (retryAfter === undefined) throw error
    res.set('Retry-After', String(retryAfter))
    throw refuse(429, 'too-many', (res.locals as { language: Language }).language)
  }
}
