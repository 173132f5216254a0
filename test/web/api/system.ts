import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { openApi } from '../../../web/api/open-api.ts'
import { newClientId, scopes, type Client, type Scope } from '../../../store/clients.ts'
import type { House } from '../../house.ts'

export interface Problem { type: string, title: string, status: number, detail: string, errors?: { pointer: string, detail: string }[] }

export interface ApiAnswer<Body = Record<string, unknown>> { status: number, headers: Headers, body: Body, bytes: Buffer }

type Files = readonly (readonly [item: string, name: string, content: Buffer])[]

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

const document = openApi('http://motcua.test', 'en') as { paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema?: unknown }> }> }>> }
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(document, 'api')
const part = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')

/** Holds an answer to the description of the interface: its status is described, and its body has the shape that is described. */
export function holdToDescription(method: string, url: string, { status, headers, body }: ApiAnswer): void {
  const path = Object.keys(document.paths).find((each) => new RegExp(`^${each.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(url))
  const operation = path === undefined ? undefined : document.paths[path]?.[method.toLowerCase()]
  if (path === undefined || !operation) return // no operation: what is refused there is not described
  const described = operation.responses[String(status)]
  assert.ok(described, `${method} ${path} answers ${String(status)}, which is not described`)
  const type = (headers.get('content-type') ?? '').split(';')[0] ?? ''
  if (!described.content) return
  assert.ok(described.content[type], `${method} ${path} ${String(status)} answers ${type}, which is not described`)
  if (!type.endsWith('json')) return
  const validate = ajv.compile({ $ref: `api#/paths/${part(path)}/${method.toLowerCase()}/responses/${String(status)}/content/${part(type)}/schema` })
  assert.ok(validate(body), `${method} ${path} ${String(status)}: ${ajv.errorsText(validate.errors)}`)
}

/** Another agency's system that uses the interface, each answer held to its description. */
export class System {
  readonly #address: string
  readonly client: Client
  readonly secret: string
  token = ''

  private constructor(address: string, client: Client, secret: string) {
    this.#address = address
    this.client = client
    this.secret = secret
  }

  /** Registered by the administrator, with a token of its own. */
  static async register(house: House, address: string, { name = 'Hệ thống của Bộ', unit = null, roles = [], scopes: granted = scopes, validUntil = null }: Partial<Pick<Client, 'name' | 'unit' | 'roles' | 'scopes' | 'validUntil'>> = {}): Promise<System> {
    const client: Client = { id: newClientId(), name, unit, roles, scopes: granted, validFrom: '2020-01-01', validUntil, active: true, webhook: null }
    const { active: _, webhook: __, ...given } = client
    const secret = await house.deps.clients.register(given, { by: house.actor('administrator', 'ttpvhcc'), at: house.deps.now() })
    const system = new System(address, client, secret ?? assert.fail('registered twice'))
    const answer = await system.askToken()
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    system.token = String(answer.body['access_token'])
    return system
  }

  async askToken({ scope, secret = this.secret, grant = 'client_credentials' }: { scope?: Scope, secret?: string, grant?: string } = {}): Promise<ApiAnswer> {
    return this.send('POST', '/v1/oauth/token', {
      headers: { authorization: `Basic ${Buffer.from(`${this.client.id}:${secret}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: grant, ...(scope && { scope }) }).toString(),
    })
  }

  async send(method: string, path: string, { headers = {}, body }: { headers?: Record<string, string>, body?: string | FormData | Buffer } = {}): Promise<ApiAnswer> {
    const answer = await fetch(`${this.#address}/api${path}`, { method, headers: { 'accept-language': 'vi', ...headers }, ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }) })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isJson = (answer.headers.get('content-type') ?? '').split(';')[0]?.endsWith('json')
    const found = { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(bytes.toString()) : {}) as Record<string, unknown>, bytes }
    holdToDescription(method, path.split('?')[0] ?? '', found)
    return found
  }

  get<Body = Record<string, unknown>>(path: string): Promise<ApiAnswer<Body>> {
    return this.send('GET', path, { headers: { authorization: `Bearer ${this.token}` } }) as Promise<ApiAnswer<Body>>
  }

  /** Sends JSON. */
  async act<Body = Record<string, unknown>>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, { key, headers = {} }: { key?: string, headers?: Record<string, string> } = {}): Promise<ApiAnswer<Body>> {
    return await this.send(method, path, {
      headers: { 'authorization': `Bearer ${this.token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }) as ApiAnswer<Body>
  }

  /** Sends a form with files, and JSON beside them. */
  async upload<Body = Record<string, unknown>>(path: string, files: Files, body?: unknown, { key }: { key?: string } = {}): Promise<ApiAnswer<Body>> {
    const form = new FormData()
    if (body !== undefined) form.append('body', JSON.stringify(body))
    for (const [item, name, content] of files) form.append(`documents.${item}`, new Blob([new Uint8Array(content)]), name)
    return await this.send('POST', path, { headers: { authorization: `Bearer ${this.token}`, ...(key && { 'idempotency-key': key }) }, body: form }) as ApiAnswer<Body>
  }
}

export const newKey = () => `test-${randomUUID()}`

/** An application for a judicial record by somebody of a poor household, who pays nothing. */
export const declared = {
  certificateKind: 'number-1', purpose: 'Xin việc làm', copies: 1, name: 'Lò Văn Páo', sex: 'male', dateOfBirth: '1988-05-17', placeOfBirth: 'Huyện Quan Sơn, tỉnh Thanh Hóa',
  nationality: 'vietnamese', identityNumber: '038188045671', identityIssuedOn: '2021-08-10', identityIssuedBy: 'Cục Cảnh sát QLHC về TTXH', address: 'Bản Bôn, xã Quan Sơn, tỉnh Thanh Hóa',
  phone: '0968112233', email: 'pao@example.org', notifyBy: 'portal', residences: 'Từ năm 2004: Bản Bôn, xã Quan Sơn', severalPlaces: 'no', conviction: 'no', onBehalf: 'self', feeClass: 'poor', delivery: 'online',
}
export const filingOf = (answers: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({ procedure: 'judicial-record', answers: { ...declared, ...answers }, declaration: true, ...more })
/** The papers that are asked for with it, before July 2026. */
export const papersAsked: Files = [['identity', 'can-cuoc.pdf', pdf], ['fee-exemption', 'ho-ngheo.pdf', pdf]]

export interface Told { readonly path: string, readonly headers: IncomingHttpHeaders, readonly body: string }

/** The other system's own server, which is told what happens. */
export async function startReceiver() {
  const told: Told[] = []
  let answers: (each: Told) => number = () => 204
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const each = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() }
      told.push(each)
      const status = answers(each)
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${String(port)}/webhooks`, told, port,
    answerWith(how: (each: Told) => number) { answers = how },
    close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => { resolve() }) }),
  }
}
