import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { useAgent } from 'request-filtering-agent'
import { Webhook } from 'standardwebhooks'
import type { Clients } from '../store/clients.ts'
import type { WebhookCommand } from '../store/outbox.ts'

/** How long another system may take to answer, in ms; well within an outbox entry's lease. */
const patience = 10_000

/** What the other side did not take; `code` is the HTTP status or the system's error code, for logs and lists. */
export class CallRefused extends Error {
  readonly code: string
  /** Whether trying again is in vain. */
  readonly isFinal: boolean
  constructor(code: string, isFinal = false) {
    super(`The webhook was refused: ${code}`)
    this.code = code
    this.isFinal = isFinal
  }
}

/** Networks of the house in which other systems may be called, such as '10.20.0.0/16'. @throws RangeError for what is no network */
export function readNetworks(list: string): readonly string[] {
  return list.split(',').map((each) => each.trim()).filter((each) => each !== '').map((network) => {
    const [address = '', length] = network.split('/')
    const most = isIPv6(address) ? 128 : 32
    if (isIP(address) === 0 || length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= most)) throw new RangeError(`${network} is no network`)
    return length === undefined ? `${address}/${String(most)}` : network
  })
}

/**
 * Whether a system may be called at an address: https to public addresses, by name or number; http only to an address, written in numbers,
 * within the networks that operations have named. What a name stands for is looked at again when it is called.
 */
export function isCallable(address: string, networks: readonly string[]): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return false
  if (url.protocol === 'https:') return true
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return url.protocol === 'http:' && isIP(host) !== 0 && isWithin(host, networks)
}

function isWithin(address: string, networks: readonly string[]): boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [base = '', length] = network.split('/')
    list.addSubnet(base, Number(length), isIPv6(base) ? 'ipv6' : 'ipv4')
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * Tells other systems what happened, signed by the Standard Webhooks scheme. The address is checked when it is connected to, after names
 * have been resolved: nothing inside the house can be reached through it (but for the networks that were named). Redirects are not followed.
 */
export function createWebhooks({ clients, networks }: { clients: Pick<Clients, 'webhookOf'>, networks: readonly string[] }) {
  return {
    networks,

    /** Resolves when the other side has taken it, or wants nothing any more. @throws CallRefused */
    async call({ client, id, payload }: WebhookCommand): Promise<void> {
      const webhook = await clients.webhookOf(client)
      if (!webhook?.events.includes(payload.type)) return
      if (!isCallable(webhook.address, networks)) throw new CallRefused('ADDRESS_NOT_ALLOWED', true)
      const body = JSON.stringify(payload)
      const now = new Date()
      const headers = {
        'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'motcua',
        'webhook-id': id, 'webhook-timestamp': String(Math.floor(now.getTime() / 1000)), 'webhook-signature': new Webhook(webhook.secret).sign(id, now, body),
      }
      const status = await post(webhook.address, body, headers, networks)
      if (status < 200 || status >= 300) throw new CallRefused(`HTTP_${String(status)}`, status === 410)
    },
  }
}

export type Webhooks = ReturnType<typeof createWebhooks>

/** The status of the answer; what else it says is not read. */
function post(address: string, body: string, headers: http.OutgoingHttpHeaders, networks: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const agent = useAgent(address, { allowIPAddressList: [...networks], keepAlive: false })
    const request = (address.startsWith('https:') ? https : http).request(address, { method: 'POST', headers, agent, signal: AbortSignal.timeout(patience) }, (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.destroy()
    })
    request.on('error', (error: NodeJS.ErrnoException) => { reject(new CallRefused(failureOf(error))) })
    request.end(body)
  })
}

/** The filter refuses in words, the system in codes. */
function failureOf({ code, name, message }: NodeJS.ErrnoException): string {
  if (name === 'AbortError' || name === 'TimeoutError') return 'TIMEOUT'
  return /is not allowed/i.test(message) ? 'ADDRESS_NOT_ALLOWED' : code ?? name
}
