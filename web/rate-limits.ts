import { isIPv6 } from 'node:net'
import type { Request, RequestHandler } from 'express'
import { RateLimiterMongo, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Deps } from '../config/wire.ts'
import { sendProblem, HttpProblem } from './problem.ts'

/** How often, in how many seconds: kept in MongoDB, so that all web processes count together. */
const rules = {
  api: { points: 3000, duration: 60 },
  /** Tokens asked for from one address, and requests of one system with a token. */
  token: { points: 60, duration: 300 },
  client: { points: 1200, duration: 60 },
  /** Of one account from one address, so that nobody can lock a clerk out from elsewhere. */
  signIn: { points: 10, duration: 300 },
  /** Of one account from everywhere, and from one address for all accounts. */
  signInTotal: { points: 200, duration: 3600 },
  /** Second factors of one account: in a quarter of an hour, and in a day. */
  secondFactor: { points: 6, duration: 900 },
  secondFactorDay: { points: 40, duration: 24 * 3600 },
  /** One-time codes: asked for from one address, sent to one contact or for one dossier, sent in all; and guesses from one address. */
  codeAddress: { points: 60, duration: 3600 },
  codeContact: { points: 5, duration: 3600 },
  codeTotal: { points: 3000, duration: 3600 },
  codeTry: { points: 60, duration: 600 },
  /** Downloads of all that an account has. */
  download: { points: 10, duration: 3600 },
  lookUp: { points: 15, duration: 300 },
  file: { points: 60, duration: 600 },
  /** Forms that keep themselves while somebody writes. */
  autosave: { points: 400, duration: 600 },
  /** Files sent in pieces, by their beginning. */
  upload: { points: 300, duration: 600 },
  /** Papers printed as PDF for the portal: each takes as much computing as many pages. */
  paper: { points: 120, duration: 600 },
  /** Questions and feedback from one address: confirmed by a script's work, by a typed code; and each confirmation. */
  ask: { points: 20, duration: 3600 },
  askTyped: { points: 5, duration: 3600 },
  confirmation: { points: 1, duration: 4 * 3600 },
  /** Links by which an agency answers, opened and answered from one address. */
  agencyLink: { points: 120, duration: 600 },
  /** Objections to what is posted, from one address: they stand with the posting for weeks. */
  objection: { points: 10, duration: 24 * 3600 },
  /** A look-up by SMS: of one message, of one number, of all; and guesses at one dossier's digits. */
  smsMessage: { points: 1, duration: 24 * 3600 },
  smsSender: { points: 10, duration: 3600 },
  smsTotal: { points: 2000, duration: 3600 },
  smsGuess: { points: 5, duration: 24 * 3600 },
  /** A look-up by mail: of one sender, of all. */
  mailSender: { points: 5, duration: 24 * 3600 },
  mailTotal: { points: 1000, duration: 3600 },
} as const

export type Limited = keyof typeof rules

export interface Limits {
  /** @throws HttpProblem 429 when `key` has used up its share; `points` is what it costs, usually 1 */
  spend(what: Limited, key: string, points?: number): Promise<void>
  /** Spends, and says whether there was a share left. */
  takes(what: Limited, key: string): Promise<boolean>
  /** Gives the whole share back, after a success. */
  forgive(what: Limited, key: string): Promise<void>
  /** Gives back what a success has spent; failures before it still count. */
  giveBack(what: Limited, key: string): Promise<void>
  /** Counts requests by the caller's address. */
  middleware(what: Limited): RequestHandler
}

/** The caller's address; of IPv6 the /64 network, since one line has as many addresses as it likes. */
export function addressKey({ ip = '' }: Pick<Request, 'ip'>): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip.replace(/^::ffff:/, '')
  const [before = '', after] = ip.replace(/%.*/, '').split('::')
  const [head, tail] = [before, after ?? ''].map((part) => part === '' ? [] : part.split(':')) as [string[], string[]]
  const groups = [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail]
  return `${groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}

export function createLimits({ client, databaseName }: Pick<Deps, 'client' | 'databaseName'>): Limits {
  const limiters = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [
    name, new RateLimiterMongo({ storeClient: client, dbName: databaseName, tableName: 'rateLimits', keyPrefix: name, ...rule }),
  ])) as unknown as Record<Limited, RateLimiterAbstract>

  async function spend(what: Limited, key: string, points = 1) {
    try {
      await limiters[what].consume(key, points)
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new HttpProblem(429, [], Math.ceil(error.msBeforeNext / 1000))
      throw error
    }
  }

  return {
    spend,
    async takes(what, key) {
      try {
        await limiters[what].consume(key)
        return true
      } catch (error) {
        if (error instanceof RateLimiterRes) return false
        throw error
      }
    },
    async forgive(what, key) { await limiters[what].delete(key) },
    async giveBack(what, key) { await limiters[what].reward(key) },
    middleware: (what) => async (req, res, next) => {
      try {
        await spend(what, addressKey(req))
        next()
      } catch (error) {
        if (!(error instanceof HttpProblem) || !req.originalUrl.startsWith('/api/')) throw error
        res.set('Retry-After', String(error.retryAfter ?? 1))
        sendProblem(res, 429, 'Too many requests from this address; try again later.')
      }
    },
  }
}
