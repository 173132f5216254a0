import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { contactOf } from '../../processes/law/contact.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { endSession, requireCsrf } from '../session.ts'
import { passkeysWork } from '../webauthn.ts'
import { languageOf, render } from '../view/render.ts'
import { evenly } from './evenly.ts'
import { accountForm, errorLinks, inputField } from './fields.ts'
import { safeNext, signedIn, signInHere } from './signed-in.ts'
import { sendCode, spendCode } from './send-code.ts'
import { wordsOf } from './words.ts'

const text = (max: number) => z.string().max(max).default('')

/** Coming in by password or by code, and going out (requirement B1). Each way answers alike and as late, whether there is an account or not. */
export function citizenSignInRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, notifier, env, identityProvider, now } = deps
  const router = Router()

  function show(res: Response, { contact = '', next }: { contact?: string, next: unknown }, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const onward = safeNext(next)
    const fields = [
      inputField({ name: 'contact', label: t('account.contact'), value: contact, autocomplete: 'username webauthn', maxlength: 254 }, errors),
      inputField({ name: 'password', label: t('account.password'), type: 'password', autocomplete: 'current-password', maxlength: 200 }, errors),
    ]
    const query = onward === '/tai-khoan' ? '' : `?next=${encodeURIComponent(onward)}`
    render(res, 'portal/account-sign-in', {
      fields, errors: errorLinks(fields, errors), next: onward, query, passkeys: passkeysWork(env),
      ...(identityProvider && { provider: { name: identityProvider.name, href: `/dang-nhap/dinh-danh${query}` } }),
    })
  }

  router.get('/dang-nhap', (req, res) => {
    if (signedIn(res)) { res.redirect(303, safeNext(req.query['next'])); return }
    show(res, { next: req.query['next'] })
  })

  router.post('/dang-nhap', accountForm, requireCsrf, async (req, res) => {
    const { contact: typed, password, next } = readBody(z.object({ contact: text(254), password: text(200), next: text(300) }), req)
    const contact = contactOf(typed)
    const name = contact?.address ?? typed.trim().toLowerCase()
    const attempts = `citizen ${name} from ${addressKey(req)}`
    await limits.spend('signIn', attempts)
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    await limits.spend('signInTotal', `citizen ${name}`)
    const citizen = await evenly(async () => {
      const found = await citizens.authenticate(contact, password)
      if (found.right) return found.citizen
      if (found.citizen) await citizens.noteFailedSignIn(found.citizen.id, 'password', now())
      return null
    })
    if (!citizen) { show(res, { contact: typed, next }, { contact: wordsOf(res)('account.wrong') }); return }
    await limits.giveBack('signInTotal', `address ${addressKey(req)}`)
    await limits.forgive('signIn', attempts)
    await signInHere(req, citizen, 'password', deps)
    res.redirect(303, safeNext(next))
  })

  function showAsk(res: Response, { contact = '', next }: { contact?: string, next: unknown }, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const fields = [inputField({ name: 'contact', label: t('account.contact'), hint: t('account.contact-hint'), value: contact, autocomplete: 'username', maxlength: 254 }, errors)]
    render(res, 'portal/account-form', {
      title: t('account.by-code'), lead: t('account.by-code-lead'), action: '/dang-nhap/ma', next: safeNext(next), fields, submit: t('account.send-code'), errors: errorLinks(fields, errors),
      back: { href: '/dang-nhap', label: t('account.sign-in') }, links: [],
    })
  }

  router.get('/dang-nhap/ma', (req, res) => { showAsk(res, { next: req.query['next'] }) })

  router.post('/dang-nhap/ma', accountForm, requireCsrf, async (req, res) => {
    const { contact: typed, next } = readBody(z.object({ contact: text(254), next: text(300) }), req)
    const [t, contact] = [wordsOf(res), contactOf(typed)]
    if (!contact || !notifier.channels.includes(contact.channel)) {
      showAsk(res, { contact: typed, next }, { contact: t(contact ? `account.no-${contact.channel}` : 'account.contact-wrong') })
      return
    }
    await evenly(async () => {
      await spendCode(req, contact.address, limits)
      const citizen = await citizens.withContact(contact)
      await sendCode(req, {
        purpose: 'sign-in', words: citizen ? 'sign-in' : 'sign-in-unknown', contact, language: languageOf(res), about: citizen ? { citizen: citizen.id } : {}, next: safeNext(next),
      }, deps)
    })
    res.redirect(303, '/xac-nhan')
  })

  router.post('/dang-xuat', accountForm, requireCsrf, async (req: Request, res: Response) => {
    const here = signedIn(res)
    if (here) await citizens.endSession(here.citizen.id, here.session.id, now())
    await endSession(req)
    res.redirect(303, '/')
  })

  return router
}
