import type { Request, Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { CitizenSession, SignInWay } from '../../store/citizen-sessions.ts'
import type { Citizen } from '../../store/citizens.ts'
import { csrfToken, endSession, ownerIn, renew } from '../session.ts'

/** The citizen of a request, with the session by which they are signed in. */
export interface SignedIn { readonly citizen: Citizen, readonly session: CitizenSession }

/** Who is signed in, if anybody: set for every page by `loadSignedIn`. */
export const signedIn = ({ locals }: Pick<Response, 'locals'>): SignedIn | null => (locals as { signedIn?: SignedIn }).signedIn ?? null

/** The same, where the request alone is at hand. */
export const citizenOf = (req: Request): Citizen | null => req.res ? signedIn(req.res)?.citizen ?? null : null

/** Looks who is signed in. A session that was ended from elsewhere, or whose account was closed, leaves nothing in this browser. */
export async function loadSignedIn(req: Request, { citizens, citizenSessions, now }: Pick<Deps, 'citizens' | 'citizenSessions' | 'now'>): Promise<SignedIn | null> {
  const named = req.session.citizen
  if (!named) return null
  const session = await citizenSessions.seen(named.session, named.id, now())
  const citizen = session && await citizens.find(named.id)
  if (citizen) return { citizen, session }
  await endSession(req)
  return null
}

/** Signs somebody in: a new session id, so that one planted before is worth nothing, and the language that they chose last. */
export async function signInHere(req: Request, { id, language }: Pick<Citizen, 'id' | 'language'>, way: SignInWay, { citizens, drafts, now }: Pick<Deps, 'citizens' | 'drafts' | 'now'>): Promise<void> {
  const session = await citizens.signIn(id, { way, browser: browserName(req.get('user-agent') ?? '') }, now())
  const begun = Object.values(req.session.drafts ?? {})
  await renew(req)
  csrfToken(req)
  req.session.citizen = { id, session }
  req.session.language = language
  await drafts.give(begun, ownerIn(req)) // what is open in this browser goes on as the account's
}

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux'],
]
const browsers: readonly (readonly [RegExp, string])[] = [
  [/coc_coc/i, 'Cốc Cốc'], [/Edg/, 'Edge'], [/OPR\//, 'Opera'], [/SamsungBrowser/, 'Samsung Internet'], [/Firefox|FxiOS/, 'Firefox'], [/Chrome|CriOS/, 'Chrome'], [/Safari/, 'Safari'],
]

/** A browser and its system in words by which people know it again; no more of it is kept. */
export function browserName(agent: string): string {
  const found = [browsers, systems].flatMap((names) => names.find(([pattern]) => pattern.test(agent))?.[1] ?? [])
  return found.length > 0 ? found.join(', ') : '–'
}

/** How long after a sign-in the account's own locks may be changed, in minutes; later one signs in once more. */
const fresh = 30

/** Whether somebody has signed in lately: a browser that was left open changes no password, contact or key. */
export const isFresh = ({ session }: SignedIn, { now }: Pick<Deps, 'now'>): boolean => Math.abs(now().since(session.startedAt).total('minutes')) <= fresh

/** An address of our own to go on to; anything else is the account's first page. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && next.length <= 300 && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : '/tai-khoan'
}
