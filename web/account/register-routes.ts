import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { contactOf } from '../../processes/law/contact.ts'
import { isNumberOf, numberNames, personKindNames, personKinds, plainNumber, type PersonKind } from '../../processes/law/identity-number.ts'
import { HttpProblem } from '../problem.ts'
import type { Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { evenly } from './evenly.ts'
import { accountForm, errorLinks, inputField, radioField } from './fields.ts'
import { safeNext, signedIn } from './signed-in.ts'
import { sendCode, spendCode } from './send-code.ts'
import { wordsOf } from './words.ts'

const text = (max: number) => z.string().max(max).default('')
const shape = z.object({ kind: text(20), name: text(200), identityNumber: text(40), contact: text(254), next: text(300) })
type Given = Partial<z.infer<typeof shape>>

const isKind = (value: unknown): value is PersonKind => (personKinds as readonly unknown[]).includes(value)

/**
 * Registration (TH 27/2019 art. 8.1; TN art. 4.3; requirement B1): who one is, where one is reached, and a code that shows the latter. Whether
 * the contact has an account already is told in the mail only.
 */
export function registerRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, notifier } = deps
  const router = Router()

  function show(res: Response, values: Given, errors: Readonly<Record<string, string>> = {}) {
    const [t, language] = [wordsOf(res), languageOf(res)]
    const kind = isKind(values.kind) ? values.kind : undefined
    const fields = [
      radioField({ name: 'kind', label: t('account.kind'), value: kind, options: personKinds.map((each) => ({ value: each, label: `${personKindNames[each][language]}: ${numberNames[each][language]}` })) }, errors),
      inputField({ name: 'identityNumber', label: t('account.number'), value: values.identityNumber ?? '', width: '20', maxlength: 40 }, errors),
      inputField({ name: 'name', label: t('account.name'), hint: t('account.name-hint'), value: values.name ?? '', autocomplete: 'name', maxlength: 200 }, errors),
      inputField({ name: 'contact', label: t('account.contact'), hint: t('account.contact-hint'), value: values.contact ?? '', autocomplete: 'username', maxlength: 254 }, errors),
    ]
    render(res, 'portal/account-form', {
      title: t('account.register'), lead: t('account.register-lead'), action: '/dang-ky', next: safeNext(values.next), fields, submit: t('account.send-code'), errors: errorLinks(fields, errors),
      links: [{ href: '/dang-nhap', text: t('account.have-one') }],
    })
  }

  router.get('/dang-ky', (req, res) => {
    if (signedIn(res)) { res.redirect(303, '/tai-khoan'); return }
    if (notifier.channels.length === 0) throw new HttpProblem(503, [wordsOf(res)('account.unavailable')])
    show(res, { kind: 'citizen', next: safeNext(req.query['next']) })
  })

  router.post('/dang-ky', accountForm, requireCsrf, async (req, res) => {
    const [t, given] = [wordsOf(res), readBody(shape, req)]
    const contact = contactOf(given.contact)
    const errors = {
      ...(!isKind(given.kind) ? { kind: t('account.kind-missing') }
      : !isNumberOf(given.kind, given.identityNumber) && { identityNumber: t('account.number-wrong', { what: numberNames[given.kind][languageOf(res)] }) }),
      ...(given.name.trim().length < 2 && { name: t('account.name-missing') }),
      ...(!contact ? { contact: t('account.contact-wrong') } : !notifier.channels.includes(contact.channel) && { contact: t(`account.no-${contact.channel}`) }),
    }
    if (!contact || !isKind(given.kind) || Object.keys(errors).length > 0) { show(res, given, errors); return }
    const { kind } = given
    await evenly(async () => {
      await spendCode(req, contact.address, limits)
      const existing = await citizens.withContact(contact)
      await sendCode(req, {
        purpose: 'register', words: existing ? 'register-again' : 'register', contact, language: languageOf(res), next: safeNext(given.next),
        about: existing ? { citizen: existing.id } : { kind, name: given.name.trim().normalize('NFC'), identityNumber: plainNumber(given.identityNumber), contact, language: languageOf(res) },
      }, deps)
    })
    res.redirect(303, '/xac-nhan')
  })

  return router
}
