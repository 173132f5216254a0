import type { Request, Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { signInRulesOn } from '../../processes/law/sign-in-rules.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Account, SignIn } from '../../store/accounts.ts'
import { hasSecondFactor, type SecondFactors } from '../../store/second-factors.ts'
import { csrfToken, renew } from '../session.ts'
import { staff } from './account-of.ts'

/** By what somebody proved themself beside the password; a provider of single sign-on may have seen to it. */
export type SecondWay = 'app' | 'recovery' | 'passkey' | 'provider'

/** How long the second step may take after the first, in ms. */
const patience = 10 * 60_000

/** How long after a sign-in the account's own locks may be changed, in ms. */
const fresh = 30 * 60_000

/** Only addresses of the desk itself: never a page elsewhere. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/desk(?:[/?][\w\-./?=&%]*)?$/.test(next) ? next : '/desk'
}

/** The first proof was right: in, or on to the second step where there is one. */
export async function enter(req: Request, res: Response, signIn: SignIn, { way, next, second }: { way: 'password' | 'provider', next: string, second?: SecondWay }, deps: Pick<Deps, 'events' | 'secondFactors' | 'now'>): Promise<void> {
  const { account, generation } = signIn
  const factors = await deps.secondFactors.of(account.username)
  if (hasSecondFactor(factors) && !second) {
    delete req.session.account
    delete req.session.second
    await renew(req)
    req.session.half = { account: account.username, generation, way, next, at: Date.now() }
    res.redirect(303, '/desk/sign-in/second')
    return
  }
  await signInStaff(req, signIn, { way, ...(second && { second: { way: second, epoch: factors.epoch } }) }, deps)
  res.redirect(303, next)
}

/** Signs somebody in: a new session id, so that one planted before is worth nothing. */
export async function signInStaff(req: Request, { account, generation }: SignIn, { way, second }: { way: 'password' | 'provider', second?: { way: SecondWay, epoch: number } }, { events, now }: Pick<Deps, 'events' | 'now'>): Promise<void> {
  await events.note({
    subject: `account/${account.username}`, act: 'sign-in', at: now(), onBehalfOf: account.unit, details: { way, ...(second && { second: second.way }) },
    by: staff(account, account.roles[0] ?? 'applicant'),
  })
  delete req.session.second
  await renew(req)
  csrfToken(req)
  Object.assign(req.session, { account: account.username, generation, signedInAt: Date.now(), ...(second && { second: { epoch: second.epoch } }) })
}

/** Who has given the password and not the second factor yet; null when nobody has, or it was too long ago, or the account has changed since. */
export async function halfSignedIn(req: Request, { accounts }: Pick<Deps, 'accounts'>): Promise<SignIn | null> {
  const { half } = req.session
  return half && Date.now() - half.at <= patience ? accounts.signedIn(half.account, half.generation) : null
}

/** Whether the house asks this person for a second factor today (requirement B2). */
export async function needsSecondFactor({ roles }: Pick<Account, 'roles'>, { signInRules, now }: Pick<Deps, 'signInRules' | 'now'>): Promise<boolean> {
  const { secondFactor } = signInRulesOn(await signInRules.all(), dayOf(now()))
  return roles.some((role) => secondFactor.includes(role))
}

/** What a session still lacks: the sign-in as a whole, where a second factor was added or taken away since; or a second factor at all. */
export async function lacking(req: Request, account: Account, factors: SecondFactors, deps: Pick<Deps, 'signInRules' | 'now'>): Promise<'sign-in' | 'second-factor' | null> {
  const { second } = req.session
  if (second) return second.epoch === factors.epoch ? null : 'sign-in'
  if (hasSecondFactor(factors)) return 'sign-in'
  return await needsSecondFactor(account, deps) ? 'second-factor' : null
}

/** Whether somebody has signed in lately: a browser that was left open changes no lock. */
export const isFreshlySignedIn = (req: Request): boolean => Date.now() - (req.session.signedInAt ?? 0) <= fresh
