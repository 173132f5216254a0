import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface NationalIdentity { readonly sub: string, readonly identity_number: string, readonly name: string }

export const client = { id: 'mot-cua', secret: 'a-secret-of-the-tests-only' }

/**
 * A real OpenID Connect provider on loopback, in the national one's place: whoever comes is the person that the test says, and has agreed.
 * It insists on PKCE, as it is set up here.
 */
export async function startIdentityProvider(returnTo: string) {
  let person: NationalIdentity | null = null
  const known = new Map<string, NationalIdentity>()
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [returnTo], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], profile: ['name'], identity: ['identity_number'] },
    scopes: ['openid', 'profile', 'identity'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['keys of the tests'] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...known.get(id), sub: id }) }),
  })
  provider.on('server_error', () => undefined)

  async function interact(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { prompt, params } = await provider.interactionDetails(req, res)
    if (!person) { await provider.interactionFinished(req, res, { error: 'access_denied' }); return }
    known.set(person.sub, person)
    if (prompt.name === 'login') { await provider.interactionFinished(req, res, { login: { accountId: person.sub } }); return }
    const grant = new provider.Grant({ accountId: person.sub, clientId: client.id })
    grant.addOIDCScope(String(params['scope']))
    await provider.interactionFinished(req, res, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true })
  }

  const answer = provider.callback()
  server.on('request', (req, res) => {
    if (req.url?.startsWith('/interaction/')) void interact(req, res).catch(() => { res.writeHead(500).end() })
    else void answer(req, res)
  })

  /** Goes through the provider from the address that the portal gave to the address that it sends back to; a browser with cookies of its own. */
  async function visit(href: string): Promise<URL> {
    const jar = new Map<string, string>()
    for (let [address, hops] = [new URL(href), 0]; hops < 10; hops++) {
      if (address.origin !== issuer) return address
      const response = await fetch(address, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } })
      for (const given of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? []
        jar.set(name, value)
      }
      const location = response.headers.get('location')
      if (location === null) throw new Error(`the provider stops with ${String(response.status)}: ${(await response.text()).slice(0, 300)}`)
      address = new URL(location, address)
    }
    throw new Error('the provider sends around in a circle')
  }

  return {
    issuer, visit,
    /** Who comes to the provider from now on; nobody agrees when it is null. */
    is(next: NationalIdentity | null) { person = next },
    close: () => new Promise<void>((resolve) => { server.close(() => { resolve() }); server.closeAllConnections() }),
  }
}
