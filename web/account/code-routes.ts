import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { languages } from '../../processes/text.ts'
import { isSameNumber, personKinds } from '../../processes/law/identity-number.ts'
import { AlreadyTaken, type Citizen } from '../../store/citizens.ts'
import { codeRules } from '../../store/one-time-codes.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { render } from '../view/render.ts'
import { evenly } from './evenly.ts'
import { accountForm, errorLinks, inputField } from './fields.ts'
import { safeNext, signedIn, signInHere } from './signed-in.ts'
import { tellChanged } from './tell-changed.ts'
import { wordsOf } from './words.ts'

const contactShape = z.object({ channel: z.enum(['mail', 'sms']), address: z.string() })
const registrationShape = z.object({ kind: z.enum(personKinds), name: z.string(), identityNumber: z.string(), contact: contactShape, language: z.enum(languages) })
const ofCitizen = z.object({ citizen: z.string() })

/** Where a one-time code is entered, whatever it was sent for: to register, to sign in, to confirm a contact, to add a dossier. */
export function codeRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, oneTimeCodes, holdings, dossiers, transactions, events, now } = deps
  const router = Router()

  const startOf = { 'register': '/dang-ky', 'sign-in': '/dang-nhap/ma', 'contact': '/tai-khoan/thong-tin', 'claim': '/tai-khoan/them-ho-so', 'invitation': '/' } as const

  function show(req: Request, res: Response, errors: Readonly<Record<string, string>> = {}) {
    const [t, pending] = [wordsOf(res), req.session.code]
    if (!pending) { res.redirect(303, '/dang-nhap'); return }
    const fields = [inputField({ name: 'code', label: t('account.code'), hint: t('account.code-hint', { minutes: codeRules.minutes }), autocomplete: 'one-time-code', inputmode: 'numeric', width: '10', maxlength: 12 }, errors)]
    render(res, 'portal/account-form', {
      title: t('account.code-title'), lead: pending.to === '' ? t('account.code-sent-dossier') : t('account.code-sent', { to: pending.to }), action: '/xac-nhan', fields,
      submit: t('account.continue'), errors: errorLinks(fields, errors), links: [{ href: startOf[pending.purpose], text: t('account.code-again') }],
    })
  }

  router.get('/xac-nhan', (req, res) => { show(req, res) })

  router.post('/xac-nhan', accountForm, requireCsrf, async (req, res) => {
    const [t, pending] = [wordsOf(res), req.session.code]
    const { code } = readBody(z.object({ code: z.string().max(40).default('') }), req)
    if (!pending) { res.redirect(303, '/dang-nhap'); return }
    if (!/^\D*(\d\D*){6}$/.test(code)) { show(req, res, { code: t('account.code-form') }); return }
    await limits.spend('codeTry', addressKey(req))
    const about = await evenly(() => oneTimeCodes.redeem(pending.id, pending.purpose, code, now()), 200)
    if (about === 'wrong' || about === 'spent') { show(req, res, { code: t(`account.code-${about}`) }); return }
    delete req.session.code
    switch (pending.purpose) {
      case 'register': await register(req, res, about, pending.next); return
      case 'sign-in': await signIn(req, res, about, pending.next); return
      case 'contact': await setContact(req, res, about); return
      case 'claim': await claim(req, res, about); return
      case 'invitation': throw new HttpProblem(404)
    }
  })

  /** Whoever gave the code is reached there: the account of the contact is theirs. */
  async function register(req: Request, res: Response, about: unknown, next?: string) {
    const existing = ofCitizen.safeParse(about)
    if (existing.success) { await signIn(req, res, about, next); return }
    const { contact, ...person } = registrationShape.parse(about)
    const citizen = await citizens.register({ ...person, contact }, now()).catch((error: unknown) => {
      if (error instanceof AlreadyTaken) return citizens.withContact(contact) // two codes for one contact, one after the other
      throw error
    })
    if (!citizen) throw new HttpProblem(404)
    await signInHere(req, citizen, 'registration', deps)
    res.redirect(303, `/tai-khoan/mat-khau?next=${encodeURIComponent(safeNext(next))}`)
  }

  async function signIn(req: Request, res: Response, about: unknown, next?: string) {
    const named = ofCitizen.safeParse(about)
    const citizen = named.success ? await citizens.find(named.data.citizen) : null
    if (!citizen) { res.redirect(303, '/dang-nhap'); return }
    await signInHere(req, citizen, 'code', deps)
    res.redirect(303, safeNext(next))
  }

  /** The code was sent for an account: it counts only where that one is signed in. */
  function same(res: Response, about: unknown): Citizen {
    const here = signedIn(res)
    if (here?.citizen.id !== ofCitizen.parse(about).citizen) throw new HttpProblem(403)
    return here.citizen
  }

  async function setContact(req: Request, res: Response, about: unknown) {
    const citizen = same(res, about)
    const { contact } = z.object({ contact: contactShape }).parse(about)
    try {
      await citizens.setContact(citizen.id, contact, now())
      await tellChanged(citizen, 'contact', deps)
      req.session.flash = { tone: 'success', text: wordsOf(res)('account.contact-saved') }
    } catch (error) {
      if (!(error instanceof AlreadyTaken)) throw error
      req.session.flash = { tone: 'info', text: wordsOf(res)('account.contact-not-saved') }
    }
    res.redirect(303, '/tai-khoan/thong-tin')
  }

  async function claim(req: Request, res: Response, about: unknown) {
    const citizen = same(res, about)
    const { dossier: code } = z.object({ dossier: z.string() }).parse(about)
    await transactions.run(async () => {
      const { applicant, authorisationEnded } = await dossiers.get(code)
      if (authorisationEnded) throw new HttpProblem(403)
      const part = isSameNumber(applicant.identityNumber, citizen.identityNumber) ? 'applicant' : 'filer'
      await holdings.add({ dossier: code, citizen: citizen.id, part, since: now() })
      await events.note({ subject: `citizen/${citizen.id}`, act: 'add-dossier', by: citizens.byThemself(citizen.id), at: now(), details: { dossier: code } })
    })
    req.session.flash = { tone: 'success', text: wordsOf(res)('account.claimed', { code }) }
    res.redirect(303, '/tai-khoan')
  }

  return router
}
