import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers } from '../../processes/form.ts'
import { roleNames, roles } from '../../processes/law/roles.ts'
import { signInRulesOn } from '../../processes/law/sign-in-rules.ts'
import { dayOf } from '../../processes/procedure.ts'
import { hasSecondFactor } from '../../store/second-factors.ts'
import { wordsOf } from '../account/words.ts'
import { errorTexts } from '../form-errors.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { signInRulesForm } from './settings-forms.ts'

/** The administrator says which roles need a second factor, from which day on, and frees whose telephone was lost (requirement B2). */
export function signInRulesRoutes({ accounts, secondFactors, signInRules, now }: Deps): Router {
  const router = Router()
  const doing = (res: Response) => ({ by: staff(accountOf(res), 'administrator'), at: now() })

  router.use(['/sign-in-rules', '/accounts/:username/second-factor'], (_req, res, next) => {
    if (!accountOf(res).roles.includes('administrator')) throw new HttpProblem(403)
    next()
  })

  async function show(res: Response, values: Readonly<Record<string, unknown>>, faults: Readonly<Record<string, string>> = {}) {
    const [t, language] = [wordsOf(res), languageOf(res)]
    const { fields, errors } = formView(signInRulesForm, { values, errors: faults, language })
    const head = [t('rules.from'), t('rules.roles')]
    const cell = (index: number, text: string) => ({ label: head[index] ?? '', text })
    render(res, 'desk/board', {
      above: t('rules.above'), title: t('rules.title'), backHref: '/desk/agencies', backLabel: t('rules.back'), paragraphs: [t('rules.lead')], errors,
      form: { method: 'post', action: '/desk/sign-in-rules', sections: [{ fields }], submit: t('rules.save'), errors },
      tables: [{
        caption: t('rules.all'), head, empty: t('rules.usual'),
        rows: (await signInRules.all()).map(({ from, secondFactor }) => ({
          cells: [cell(0, from ?? t('rules.always')), cell(1, secondFactor.map((role) => roleNames[role][language]).join(', ') || t('rules.nobody'))],
        })),
      }],
    })
  }

  router.get('/sign-in-rules', async (_req, res) => {
    await show(res, { from: dayOf(now()).toString(), roles: signInRulesOn(await signInRules.all(), dayOf(now())).secondFactor })
  })

  router.post('/sign-in-rules', deskForm, requireCsrf, async (req, res) => {
    const [t, posted] = [wordsOf(res), readBody(z.record(z.string(), z.unknown()), req)]
    const { values, faults } = readAnswers(signInRulesForm, posted)
    const errors = { ...errorTexts(signInRulesForm, faults, languageOf(res)) }
    const from = String(values['from'])
    if (!errors['from'] && from < dayOf(now()).toString()) errors['from'] = t('rules.past')
    if (Object.keys(errors).length > 0) { await show(res, posted, errors); return }
    const chosen = values['roles']
    await signInRules.set(from, roles.filter((role) => Array.isArray(chosen) && chosen.includes(role)), doing(res))
    req.session.flash = { tone: 'success', text: t('rules.saved') }
    res.redirect(303, '/desk/sign-in-rules')
  })

  router.get('/accounts/:username/second-factor', async (req, res) => {
    const account = await accounts.find(req.params.username)
    if (!account) throw new HttpProblem(404)
    const t = wordsOf(res)
    const factors = await secondFactors.of(account.username)
    const isSetUp = hasSecondFactor(factors)
    render(res, 'desk/board', {
      above: account.username, title: account.name, backHref: `/desk/accounts/${account.username}`, backLabel: t('second.to-account'), errors: [], tables: [],
      paragraphs: isSetUp ? [
        t('second.of-account', { app: t(factors.appSince ? 'form.yes' : 'form.no'), passkeys: factors.passkeys.length, codes: factors.recoveryCodesLeft }), t('second.reset-lead'),
      ] : [t('second.of-account-none')],
      ...(isSetUp && { form: { method: 'post' as const, action: `/desk/accounts/${account.username}/second-factor`, sections: [], submit: t('second.reset'), errors: [] } }),
    })
  })

  router.post('/accounts/:username/second-factor', deskForm, requireCsrf, async (req, res) => {
    const account = await accounts.find(String(req.params['username']))
    if (!account) throw new HttpProblem(404)
    await secondFactors.reset(account.username, doing(res))
    req.session.flash = { tone: 'success', text: wordsOf(res)('second.reset-done', { name: account.name }) }
    res.redirect(303, `/desk/accounts/${account.username}`)
  })

  return router
}
