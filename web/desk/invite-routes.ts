import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { contactOf } from '../../processes/law/contact.ts'
import { kindOfNumber } from '../../processes/law/identity-number.ts'
import { mayFileForOthers } from '../access.ts'
import { accountForm, errorLinks, inputField } from '../account/fields.ts'
import { inviteApplicant } from '../account/invite.ts'
import { wordsOf } from '../account/words.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf } from './account-of.ts'

const text = (max: number) => z.string().max(max).default('')
const shape = z.object({ name: text(200), identityNumber: text(40), contact: text(254), checked: text(10) })

/**
 * A clerk opens an account for somebody who stands at the counter with their identity paper, or has the number of an account that they have
 * proved (BT 45/2023 art. 15.6a; requirement B3): the person takes it over with the code that they are sent.
 */
export function inviteRoutes(deps: Deps): Router {
  const { agencies, notifier, transactions } = deps
  const router = Router()

  function show(res: Response, values: Partial<z.infer<typeof shape>>, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const fields = [
      inputField({ name: 'identityNumber', label: t('account.number'), value: values.identityNumber ?? '', width: '20', maxlength: 40, autocomplete: 'off' }, errors),
      inputField({ name: 'name', label: t('account.name'), hint: t('account.name-hint'), value: values.name ?? '', maxlength: 200, autocomplete: 'off' }, errors),
      inputField({ name: 'contact', label: t('account.contact'), value: values.contact ?? '', maxlength: 254, autocomplete: 'off' }, errors),
      {
        partial: 'fields/checkbox' as const, id: 'field-checked', name: 'checked', label: t('account.desk-checked'), required: true, chosen: values.checked === 'true',
        ...(errors['checked'] && { error: errors['checked'], describedBy: 'field-checked-error' }),
      },
    ]
    render(res, 'portal/account-form', {
      title: t('account.desk-invite'), lead: t('account.desk-invite-lead'), action: '/desk/invite', fields, submit: t('account.desk-invite-submit'), errors: errorLinks(fields, errors),
      back: { href: '/desk/file', label: t('counter.title') }, links: [],
    }, { layout: 'desk' })
  }

  router.use('/invite', async (_req, res, next) => {
    const account = accountOf(res)
    if (!mayFileForOthers(account, await agencies.find(account.unit))) throw new HttpProblem(403)
    next()
  })

  router.get('/invite', (_req, res) => { show(res, {}) })

  router.post('/invite', accountForm, requireCsrf, async (req, res) => {
    const [t, given] = [wordsOf(res), readBody(shape, req)]
    const contact = contactOf(given.contact)
    const errors = {
      ...(!kindOfNumber(given.identityNumber) && { identityNumber: t('account.desk-number-wrong') }),
      ...(given.name.trim().length < 2 && { name: t('account.name-missing') }),
      ...(!contact ? { contact: t('account.contact-wrong') } : !notifier.channels.includes(contact.channel) && { contact: t(`account.no-${contact.channel}`) }),
      ...(given.checked !== 'true' && { checked: t('account.desk-checked-missing') }),
    }
    if (Object.keys(errors).length > 0) { show(res, given, errors); return }
    const { also, told } = await inviteApplicant({
      application: { name: given.name.trim().normalize('NFC'), identityNumber: given.identityNumber, email: given.contact, phone: '' }, account: accountOf(res), identityChecked: true,
    }, deps)
    if (also) await transactions.run(() => also(null))
    req.session.flash = { tone: also ? 'success' : 'info', text: told(languageOf(res)) }
    res.redirect(303, '/desk/invite')
  })

  return router
}
