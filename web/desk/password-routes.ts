import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { unitHeads } from '../../processes/law/absences.ts'
import { errorLinks, inputField } from '../account/fields.ts'
import { wordsOf } from '../account/words.ts'
import { passwordFault } from '../password-rules.ts'
import type { Limits } from '../rate-limits.ts'
import { deskForm, readBody } from '../read-body.ts'
import { renew, requireCsrf } from '../session.ts'
import { render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

const text = z.string().max(200).default('')

/** Staff choose a password of their own; it ends what is signed in elsewhere (TH 27/2019 art. 20.2; requirement B2). */
export function passwordRoutes({ accounts, now }: Deps, limits: Limits): Router {
  const router = Router()

  function show(res: Response, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const fields = [
      inputField({ name: 'current', label: t('account.password-current'), type: 'password', autocomplete: 'current-password', maxlength: 200 }, errors),
      inputField({ name: 'password', label: t('account.password-new'), hint: t('account.password-hint'), type: 'password', autocomplete: 'new-password', maxlength: 200 }, errors),
      inputField({ name: 'again', label: t('account.password-again'), type: 'password', autocomplete: 'new-password', maxlength: 200 }, errors),
    ]
    render(res, 'portal/account-form', {
      title: t('account.password-change'), lead: t('account.password-lead'), action: '/desk/password', fields, submit: t('account.password-save'), errors: errorLinks(fields, errors), links: [{ href: '/desk/second-factor', text: t('second.title') }, { href: '/desk/absences', text: t('absence.title') }, ...accountOf(res).roles.some((role) => unitHeads.includes(role)) ? [{ href: '/desk/participation', text: t('part.title') }] : []],
    }, { layout: 'desk' })
  }

  router.get('/password', (_req, res) => { show(res) })

  router.post('/password', deskForm, requireCsrf, async (req, res) => {
    const [t, account] = [wordsOf(res), accountOf(res)]
    const { current, password, again } = readBody(z.object({ current: text, password: text, again: text }), req)
    await limits.spend('signIn', `password of ${account.username}`)
    const fault = password === current ? 'easy' : passwordFault(password, [account.username.split('.')[0], account.name])
    const errors: Record<string, string> = {
      ...(!await accounts.authenticate(account.username, current) && { current: t('account.password-not-right') }),
      ...(fault ? { password: t(`account.password-${fault}`) } : password !== again && { again: t('account.password-differs') }),
    }
    if (Object.keys(errors).length > 0) { show(res, errors); return }
    await limits.forgive('signIn', `password of ${account.username}`)
    await accounts.setPassword(account.username, password, { by: staff(account, account.roles[0] ?? 'reception-clerk'), at: now() })
    const signIn = await accounts.authenticate(account.username, password)
    req.session.generation = signIn?.generation ?? 0
    await renew(req)
    req.session.flash = { tone: 'success', text: t('account.password-saved') }
    res.redirect(303, '/desk')
  })

  return router
}
