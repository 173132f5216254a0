import { randomInt } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers } from '../../processes/form.ts'
import { roles, type Role } from '../../processes/law/roles.ts'
import { plainWords } from '../../processes/plain-words.ts'
import type { Account } from '../../store/accounts.ts'
import type { Agency } from '../../store/agencies.ts'
import { wordsOf } from '../account/words.ts'
import { errorTexts } from '../form-errors.ts'
import { tellOversight } from '../messages/oversight.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { accountForm, newAccountForm } from './settings-forms.ts'

/** Letters and digits that are not taken for one another when they are read out. */
const legible = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to begin with, such as 'k7wp-3mzt-hq2x'; its owner replaces it at the first sign-in. */
const firstPassword = (): string => Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => legible[randomInt(legible.length)] ?? '').join('')).join('-')

const heldRoles = (chosen: unknown): Role[] => roles.filter((role) => Array.isArray(chosen) && chosen.includes(role))

/** Accounts of the staff: issued, changed and withdrawn by the administrator (TH 27/2019 arts. 2.2, 20.2; requirements B2, B6). */
export function accountRoutes({ agencies, accounts, now }: Deps): Router {
  const router = Router()
  const actorOf = (res: Response) => staff(accountOf(res), 'administrator')
  const words = (res: Response) => (key: Parameters<typeof tellOversight>[0], params: Parameters<typeof tellOversight>[2] = {}) => tellOversight(key, languageOf(res), params)

  router.use('/accounts', (_req, res, next) => {
    if (!accountOf(res).roles.includes('administrator')) throw new HttpProblem(403)
    next()
  })

  async function unitOf(id: unknown): Promise<Agency> {
    const agency = typeof id === 'string' ? await agencies.find(id) : null
    if (!agency) throw new HttpProblem(404)
    return agency
  }

  function showNew(res: Response, unit: Agency, values: Readonly<Record<string, unknown>> = {}, faults: Readonly<Record<string, string>> = {}) {
    const [language, t] = [languageOf(res), words(res)]
    const { fields, errors } = formView(newAccountForm, { values, errors: faults, language })
    render(res, 'desk/board', {
      above: unit.name[language], title: t('account-new.title'), backHref: `/desk/agencies/${unit.id}`, backLabel: t('settings.to-agency'), paragraphs: [t('account-new.lead', { unit: unit.id })], errors, tables: [],
      form: { method: 'post', action: `/desk/accounts/new?unit=${unit.id}`, sections: [{ fields }], submit: t('account-new.submit'), errors },
    })
  }

  /** Tells the administrator a password, this once. */
  function showPassword(res: Response, { username, name, unit }: Pick<Account, 'username' | 'name' | 'unit'>, password: string) {
    const t = words(res)
    render(res, 'desk/board', {
      above: username, title: name, backHref: `/desk/agencies/${unit}`, backLabel: t('settings.to-agency'), errors: [], tables: [],
      verdict: { good: true, lines: [t('account-new.password', { username, password }), t('account-new.password-once')] },
    })
  }

  router.get('/accounts/new', async (req, res) => { showNew(res, await unitOf(req.query['unit'])) })

  router.post('/accounts/new', deskForm, requireCsrf, async (req, res) => {
    const [unit, language, t] = [await unitOf(req.query['unit']), languageOf(res), words(res)]
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const { values, faults } = readAnswers(newAccountForm, posted)
    const errors = errorTexts(newAccountForm, faults, language)
    const name = String(values['name'] ?? '').trim().replace(/\s+/g, ' ')
    const wanted = String(values['username'] ?? '').trim().toLowerCase() || `${plainWords(name).replaceAll(' ', '')}.${unit.id}`
    if (!errors['name'] && !new RegExp(`^[a-z]{2,60}\\d{0,2}\\.${unit.id}$`).test(wanted)) errors['username'] = t('account-new.form', { unit: unit.id })
    if (Object.keys(errors).length > 0) { showNew(res, unit, posted, errors); return }
    const account = { username: wanted, name, unit: unit.id, roles: heldRoles(values['roles']) }
    const password = firstPassword()
    if (!await accounts.create(account, password, { by: actorOf(res), at: now() }, { mustChange: true })) {
      showNew(res, unit, { ...posted, username: wanted }, { username: t('account-new.taken', { username: wanted }) })
      return
    }
    showPassword(res, account, password)
  })

  async function accountIn(req: Request): Promise<Account> {
    const account = await accounts.find(String(req.params['username']))
    if (!account) throw new HttpProblem(404)
    return account
  }

  async function show(res: Response, account: Account, values: Readonly<Record<string, unknown>>, faults: Readonly<Record<string, string>> = {}) {
    const [language, t] = [languageOf(res), words(res)]
    const options = { agencies: (await agencies.all()).map(({ id, name }) => ({ value: id, label: name[language] })) }
    const { fields, errors } = formView(accountForm, { values, errors: faults, language, options })
    render(res, 'desk/board', {
      above: account.username, title: account.name, backHref: `/desk/agencies/${account.unit}`, backLabel: t('settings.to-agency'), errors, tables: [],
      links: [{ text: wordsOf(res)('second.title'), href: `/desk/accounts/${account.username}/second-factor` }, { text: t('audit.log-of', { subject: account.name }), href: `/desk/audit/log?subject=${encodeURIComponent(`account/${account.username}`)}` }],
      form: { method: 'post', action: `/desk/accounts/${account.username}`, sections: [{ fields }], submit: t('settings.save'), other: { name: 'reset', text: t('account-new.reset') }, errors },
    })
  }

  router.get('/accounts/:username', async (req, res) => {
    const account = await accountIn(req)
    await show(res, account, { unit: account.unit, roles: account.roles, active: account.active ? 'yes' : 'no' })
  })

  router.post('/accounts/:username', deskForm, requireCsrf, async (req, res) => {
    const [account, language] = [await accountIn(req), languageOf(res)]
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const doing = { by: actorOf(res), at: now() }
    if (posted['reset'] === 'yes') {
      const password = firstPassword()
      await accounts.setPassword(account.username, password, doing, { mustChange: true })
      showPassword(res, account, password)
      return
    }
    const options = { agencies: (await agencies.all()).map(({ id, name }) => ({ value: id, label: name[language] })) }
    const { values, faults } = readAnswers(accountForm, posted, options)
    if (faults.length > 0) { await show(res, account, posted, errorTexts(accountForm, faults, language)); return }
    await accounts.change(account.username, { unit: String(values['unit']), roles: heldRoles(values['roles']), active: values['active'] === 'yes' }, doing)
    req.session.flash = { tone: 'success', text: words(res)('settings.account-saved') }
    res.redirect(303, `/desk/agencies/${String(values['unit'])}`)
  })

  return router
}
