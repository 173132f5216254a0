import { Router, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { NotProved, type ProvedIdentity } from '../../config/identity-provider.ts'
import { isSameNumber, kindOfNumber, plainNumber } from '../../processes/law/identity-number.ts'
import { AlreadyTaken, type Citizen } from '../../store/citizens.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { endSession, requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { accountForm } from './fields.ts'
import { requireSignedIn } from './require-signed-in.ts'
import { safeNext, signedIn, signInHere } from './signed-in.ts'
import { tellChanged } from './tell-changed.ts'
import { wordsOf } from './words.ts'

const back = '/dang-nhap/dinh-danh/tro-ve'

/**
 * Sign-in through the national identity provider (requirement B1; TN art. 4.3). What it says of a person's number is proved. An account that
 * merely claims the number is never joined to it: somebody else may have opened that one. It is joined only where it is signed in, on the
 * person's word, and the numbers are the same.
 */
export function identityRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, identityProvider, env, now, log } = deps
  const router = Router()
  if (!identityProvider) return router
  const provider = identityProvider

  async function begin(req: Request, intent: 'sign-in' | 'prove', next: string): Promise<string> {
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    const { href, ...errand } = await provider.begin(env.PUBLIC_ORIGIN + back).catch((error: unknown) => {
      log.warn({ error: (error as Error).message }, 'the identity provider does not answer')
      throw new HttpProblem(503)
    })
    req.session.identity = { ...errand, intent, next }
    return href
  }

  router.get('/dang-nhap/dinh-danh', async (req, res) => {
    if (signedIn(res)) { res.redirect(303, '/tai-khoan'); return }
    res.redirect(303, await begin(req, 'sign-in', safeNext(req.query['next'])))
  })

  router.post('/tai-khoan/xac-thuc', requireSignedIn, accountForm, requireCsrf, async (req, res) => {
    // A page between: a form that is answered with a redirect to another site is refused by the browser (form-action).
    render(res, 'portal/account-leave', { provider: provider.name, href: await begin(req, 'prove', '/tai-khoan/thong-tin'), backHref: '/tai-khoan/thong-tin' })
  })

  router.get(back, async (req, res) => {
    const errand = req.session.identity
    delete req.session.identity
    const proved = errand && await provider.finish(new URL(req.originalUrl, env.PUBLIC_ORIGIN), errand).catch((error: unknown) => {
      if (!(error instanceof NotProved)) throw error
      log.info({ error: error.message }, 'an answer of the identity provider was refused')
      return null
    })
    if (!proved || !kindOfNumber(proved.identityNumber)) { fail(req, res, errand?.intent === 'prove' ? '/tai-khoan/thong-tin' : '/dang-nhap'); return }
    if (errand.intent === 'prove') await prove(req, res, proved)
    else await signIn(req, res, proved, safeNext(errand.next))
  })

  function fail(req: Request, res: Response, to: string) {
    req.session.flash = { tone: 'info', text: wordsOf(res)('account.provider-failed', { provider: provider.name }) }
    res.redirect(303, to)
  }

  /** Who is known by the provider's own name, or by the number that was proved otherwise; else a new account. */
  async function accountOf({ subject, identityNumber, name }: ProvedIdentity, res: Response): Promise<Citizen | null> {
    const known = await citizens.withSubject(subject)
    if (known) return isSameNumber(known.identityNumber, identityNumber) ? known : null
    const proof = { how: 'national-provider', at: now() } as const
    const owner = await citizens.withProvedNumber(identityNumber)
    if (owner) {
      if (owner.linked) return null // another person of the provider has this number: somebody has to look at that
      await citizens.prove(owner.id, proof, { subject })
      return owner
    }
    return citizens.register({ kind: kindOfNumber(identityNumber) ?? 'citizen', identityNumber: plainNumber(identityNumber), name: name ?? '', language: languageOf(res), contact: null, proof, subject }, now())
      .catch((error: unknown) => { if (error instanceof AlreadyTaken) return citizens.withSubject(subject); throw error })
  }

  async function signIn(req: Request, res: Response, proved: ProvedIdentity, next: string) {
    const citizen = await accountOf(proved, res)
    if (!citizen) { fail(req, res, '/dang-nhap'); return }
    if (signedIn(res)) await endSession(req) // two windows: whoever was signed in meanwhile is not mixed up with who came back
    await signInHere(req, citizen, 'national-provider', deps)
    res.redirect(303, next)
  }

  async function prove(req: Request, res: Response, { identityNumber, name, subject }: ProvedIdentity) {
    const t = wordsOf(res)
    const citizen = signedIn(res)?.citizen
    if (!citizen) { res.redirect(303, '/dang-nhap'); return }
    try {
      if (!isSameNumber(citizen.identityNumber, identityNumber)) throw new AlreadyTaken('another number')
      await citizens.prove(citizen.id, { how: 'national-provider', at: now() }, { subject, ...(name && { name }) })
      await tellChanged(citizen, 'proved', deps)
      req.session.flash = { tone: 'success', text: t('account.proved-now') }
    } catch (error) {
      if (!(error instanceof AlreadyTaken)) throw error
      req.session.flash = { tone: 'info', text: t('account.proved-not', { provider: provider.name }) }
    }
    res.redirect(303, '/tai-khoan/thong-tin')
  }

  return router
}
