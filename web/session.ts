import { randomBytes } from 'node:crypto'
import MongoStore from 'connect-mongo'
import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import session, { type SessionData } from 'express-session'
import type { Deps } from '../config/wire.ts'
import type { CodePurpose } from '../store/one-time-codes.ts'

declare module 'express-session' {
  interface SessionData {
    /** The username of the member of staff who is signed in. */
    account: string
    /** By which of that account's passwords, counted. */
    generation: number
    /** Since when, by this machine's clock. */
    signedInAt: number
    /** The second factor that was given with it, by the state of the account's factors (store/second-factors.ts). */
    second: { epoch: number }
    /** Whose password was right, while the second factor is waited for. */
    half: { account: string, generation: number, way: 'password' | 'provider', next: string, at: number }
    /** The citizen who is signed in, and by which session of theirs (store/citizen-sessions.ts). */
    citizen: { id: string, session: string }
    /** The one-time code that was sent last from here, and where to go when it is right. */
    code: { id: string, purpose: CodePurpose, to: string, next?: string }
    /** The challenge that a passkey is to sign. */
    challenge: { value: string, at: number }
    /** What the national identity provider is to answer to. */
    identity: { state: string, nonce: string, verifier: string, intent: 'sign-in' | 'prove', next?: string }
    /** Codes of the dossiers whose applicant this browser has proved to be. */
    dossiers: string[]
    /** The drafts that were begun here, by procedure. */
    drafts: Record<string, string>
    /** Names this browser where its drafts and unfinished uploads are kept; a secret of the session. */
    visitor: string
    language: 'vi' | 'en'
    /** The secret of the question or feedback that was sent last from here, for the page that shows it once. */
    secret: { code: string, secret: string }
    /** A message about what was just done; shown once. */
    flash: { tone: 'success' | 'info', text: string }
  }
}

const twelveHours = 12 * 3600 * 1000

/** Sessions are kept in MongoDB, so that any number of web processes share them. */
export async function sessions({ env, settings, client, databaseName }: Pick<Deps, 'env' | 'settings' | 'client' | 'databaseName'>): Promise<RequestHandler> {
  const secret = env.SESSION_SECRET ?? await settings.getOrMake('session-secret', () => randomBytes(32).toString('hex'))
  const secure = env.PUBLIC_ORIGIN.startsWith('https:')
  return session({
    name: secure ? '__Host-motcua' : 'motcua',
    secret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: twelveHours },
    store: MongoStore.create({ client: client as never, dbName: databaseName, collectionName: 'sessions', ttl: twelveHours / 1000, touchAfter: 600 }),
  })
}

/**
 * Saves the session before a redirect is sent: express-session sends the headers first, and a browser that follows them at once
 * would find the session as it was, not signed in or without its draft.
 */
export const saveBeforeRedirect: RequestHandler = (req, res, next) => {
  const redirect = res.redirect.bind(res) as (...args: unknown[]) => void
  res.redirect = (...args: unknown[]) => {
    req.session.save((error: unknown) => { if (error) next(error); else redirect(...args) })
  }
  next()
}

const { generateToken, csrfSynchronisedProtection, isRequestValid } = csrfSync({
  getTokenFromRequest: (req: Request) => (req.body as Record<string, string> | undefined)?._csrf ?? req.get('x-csrf-token'),
})

/** The token for this session's forms. The page with the form names the browser too: files that it sends side by side must not each do so. */
export function csrfToken(req: Request): string {
  browserIn(req)
  return generateToken(req)
}

/** Refuses a form that our own page did not send; multipart forms are checked by upload.ts, before any file is stored. */
export const requireCsrf: RequestHandler = csrfSynchronisedProtection

/** Whether the token that came with the request is this session's. */
export function isCsrfTokenValid(req: Request, token: unknown): boolean {
  const body: unknown = req.body
  req.body = { _csrf: token }
  try {
    return isRequestValid(req)
  } finally {
    req.body = body
  }
}

/** This browser, as its session alone can name it: whose unfinished uploads these are. */
export function browserIn(req: Request): string {
  req.session.visitor ??= randomBytes(18).toString('base64url')
  return `session:${req.session.visitor}`
}

/** As whose the drafts of an account are kept. */
export const accountOwner = (id: string): string => `citizen:${id}`

/** Whose drafts these are: the account's that is signed in, or else this browser's. */
export const ownerIn = (req: Request): string => req.session.citizen ? accountOwner(req.session.citizen.id) : browserIn(req)

/** Gives the browser a new session id when its rights grow, so that an id known from before is worth nothing. */
export function renew(req: Request): Promise<void> {
  const { language, visitor, drafts, dossiers, account, generation, signedInAt, second, citizen } = req.session
  return regenerate(req, {
    ...(language && { language }), ...(visitor && { visitor }), ...(drafts && { drafts }), ...(dossiers && { dossiers }), ...(account && { account, generation: generation ?? 0, ...(signedInAt !== undefined && { signedInAt }), ...(second && { second }) }), ...(citizen && { citizen }),
  })
}

/** Ends all that this browser may see and do; the computer may stand at a counter. Only the language stays. */
export function endSession(req: Request): Promise<void> {
  const { language } = req.session
  return regenerate(req, { ...(language && { language }) })
}

function regenerate(req: Request, kept: Partial<SessionData>): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((error: unknown) => {
      if (error) { reject(error as Error); return }
      Object.assign(req.session, kept)
      resolve()
    })
  })
}
