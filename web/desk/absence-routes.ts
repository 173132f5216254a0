import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers } from '../../processes/form.ts'
import { passesOn, unitHeads, type AbsenceFault } from '../../processes/law/absences.ts'
import { dayOf } from '../../processes/procedure.ts'
import { AbsenceRefused, type KeptAbsence } from '../../store/absences.ts'
import type { Account } from '../../store/accounts.ts'
import { wordsOf } from '../account/words.ts'
import { errorTexts } from '../form-errors.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { absenceForm } from './settings-forms.ts'

/** Beside which field a fault is told. */
const fieldOf: Readonly<Record<AbsenceFault | 'lacks-role', string>> = {
  'order': 'until', 'past': 'until', 'overlaps': 'from', 'is-substitute': 'from', 'self': 'substitute', 'substitute-away': 'substitute', 'lacks-role': 'substitute',
}

const written = (day: string) => day.split('-').toReversed().join('/')

/**
 * Who is away, from when until when, and who does their work meanwhile (requirements B5, B6; TN 18.5): said by oneself, or by a head of the unit,
 * who may also name somebody without the role. It begins and ends by itself.
 */
export function absenceRoutes({ absences, accounts, now }: Deps): Router {
  const router = Router()
  const today = () => dayOf(now()).toString()

  /** In which role of their own somebody decides for the unit. */
  const headOf = ({ roles, ownRoles = roles }: Account) => ownRoles.find((role) => unitHeads.includes(role)) ?? null
  const doing = (account: Account) => ({ by: staff(account, headOf(account) ?? account.roles[0] ?? 'reception-clerk'), at: now() })
  const mayEnd = (account: Account, { person, unit }: KeptAbsence) => unit === account.unit && (person === account.username || headOf(account) !== null)

  async function colleagues({ unit }: Account): Promise<Account[]> {
    return (await accounts.ofUnit(unit)).filter(({ active, roles }) => active && roles.some(passesOn))
  }

  async function optionsFor(account: Account) {
    const people = (await colleagues(account)).map(({ username, name }) => ({ value: username, label: name }))
    return { people: headOf(account) ? people : people.filter(({ value }) => value === account.username), colleagues: people }
  }

  async function show(res: Response, values: Readonly<Record<string, unknown>>, faults: Readonly<Record<string, string>> = {}) {
    const [t, language, account] = [wordsOf(res), languageOf(res), accountOf(res)]
    const names = new Map((await accounts.ofUnit(account.unit)).map(({ username, name }) => [username, name]))
    const { fields, errors } = formView(absenceForm, { values, errors: faults, language, options: await optionsFor(account) })
    const head = [t('absence.person'), t('absence.days'), t('absence.substitute'), t('absence.undo')]
    render(res, 'desk/board', {
      above: t('absence.above'), title: t('absence.title'), backHref: '/desk', backLabel: t('task.to-queue'), errors, paragraphs: [t('absence.lead')],
      form: { method: 'post', action: '/desk/absences', sections: [{ fields }], submit: t('absence.save'), errors },
      tables: [{
        caption: t('absence.all'), head, empty: t('absence.none'),
        rows: (await absences.ofUnit(account.unit, today())).map((each) => ({
          cells: [
            { text: names.get(each.person) ?? each.person }, { text: `${written(each.from)} – ${written(each.until)}` }, { text: names.get(each.substitute) ?? each.substitute },
            mayEnd(account, each) ? { text: t('absence.undo'), href: `/desk/absences/${each.id}` } : { text: '' },
          ].map((cell, index) => ({ ...cell, label: head[index] ?? '' })),
        })),
      }],
    })
  }

  router.get('/absences', async (_req, res) => { await show(res, { person: accountOf(res).username, from: today() }) })

  router.post('/absences', deskForm, requireCsrf, async (req, res) => {
    const [t, account] = [wordsOf(res), accountOf(res)]
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const { values, faults } = readAnswers(absenceForm, posted, await optionsFor(account))
    if (faults.length > 0) { await show(res, posted, errorTexts(absenceForm, faults, languageOf(res))); return }
    const [person, substitute, from, until] = ['person', 'substitute', 'from', 'until'].map((name) => String(values[name])) as [string, string, string, string]
    const refuse = (fault: keyof typeof fieldOf) => show(res, posted, { [fieldOf[fault]]: t(`absence.fault-${fault}`) })
    const [away, other] = await Promise.all([accounts.find(person), accounts.find(substitute)])
    if (!headOf(account) && away?.roles.filter(passesOn).some((role) => other?.roles.includes(role) !== true)) { await refuse('lacks-role'); return }
    try {
      await absences.add({ person, substitute, unit: account.unit, from, until }, today(), doing(account))
    } catch (error) {
      if (!(error instanceof AbsenceRefused)) throw error
      await refuse(error.fault)
      return
    }
    req.session.flash = { tone: 'success', text: t('absence.saved', { name: other?.name ?? '', from: written(from), until: written(until) }) }
    res.redirect(303, '/desk/absences')
  })

  async function absenceFor(id: unknown, res: Response): Promise<KeptAbsence> {
    const found = await absences.find(String(id))
    if (!found) throw new HttpProblem(404)
    if (!mayEnd(accountOf(res), found)) throw new HttpProblem(403)
    return found
  }

  router.get('/absences/:absence', async (req, res) => {
    const [t, absence] = [wordsOf(res), await absenceFor(req.params.absence, res)]
    const [person, substitute] = await Promise.all([accounts.find(absence.person), accounts.find(absence.substitute)])
    render(res, 'desk/board', {
      above: t('absence.title'), title: t('absence.undo-title', { name: person?.name ?? '' }), backHref: '/desk/absences', backLabel: t('absence.title'), errors: [], tables: [],
      paragraphs: [t('absence.undo-lead', { name: substitute?.name ?? '', from: written(absence.from), until: written(absence.until) })],
      form: { method: 'post', action: `/desk/absences/${absence.id}`, sections: [], submit: t('absence.undo'), errors: [] },
    })
  })

  router.post('/absences/:absence', deskForm, requireCsrf, async (req, res) => {
    const { id } = await absenceFor(req.params['absence'], res)
    await absences.end(id, today(), doing(accountOf(res)))
    req.session.flash = { tone: 'success', text: wordsOf(res)('absence.undone') }
    res.redirect(303, '/desk/absences')
  })

  return router
}
