import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedures } from '../../processes/catalogue.ts'
import { readAnswers } from '../../processes/form.ts'
import { passesOn, unitHeads } from '../../processes/law/absences.ts'
import { roleNames, roles, type Role } from '../../processes/law/roles.ts'
import type { Account } from '../../store/accounts.ts'
import { wordsOf } from '../account/words.ts'
import { changeParticipation } from '../change-participation.ts'
import { errorTexts } from '../form-errors.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { boardRow } from '../view/board-table.ts'
import type { BoardCell } from '../view/models.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { participationForm } from './settings-forms.ts'

/** A head of a unit says who does which steps there: per procedure and role, at once, also for running dossiers (requirement B6; TN 18.5). */
export function participationRoutes(deps: Deps): Router {
  const { accounts, events, participation } = deps
  const router = Router()

  const headOf = ({ roles: all, ownRoles = all }: Account) => ownRoles.find((role) => unitHeads.includes(role)) ?? null

  router.use('/participation', (_req, res, next) => {
    if (!headOf(accountOf(res))) throw new HttpProblem(403)
    next()
  })

  async function show(res: Response, values: Readonly<Record<string, unknown>> = {}, faults: Readonly<Record<string, string>> = {}) {
    const [t, language, { unit }] = [wordsOf(res), languageOf(res), accountOf(res)]
    const everybody = await accounts.ofUnit(unit)
    const nameOf = (username: string) => everybody.find((each) => each.username === username)?.name ?? username
    const { fields, errors } = formView(participationForm, { values, errors: faults, language, options: options(everybody, res) })
    const procedureName = (id: unknown) => procedures.find((each) => each.id === id)?.name[language] ?? String(id)
    const roleName = (role: unknown) => roles.includes(role as Role) ? roleNames[role as Role][language] : String(role)
    const rows = (head: readonly string[], all: readonly (readonly BoardCell[])[]) => all.map((cells) => boardRow(head, cells))
    const [nowHead, pastHead] = [[t('part.procedure'), t('part.role'), t('part.people')], [t('part.when'), t('part.who'), t('part.what')]]
    const history = (await events.ofHouse(200, `agency/${unit}`)).filter(({ act }) => act === 'change-participation').slice(0, 30)
    render(res, 'desk/board', {
      above: t('absence.above'), title: t('part.title'), backHref: '/desk', backLabel: t('task.to-queue'), errors, paragraphs: [t('part.lead')],
      form: { method: 'post', action: '/desk/participation', sections: [{ fields }], submit: t('absence.save'), errors },
      tables: [
        { caption: t('part.now'), head: nowHead, empty: t('part.none'), rows: rows(nowHead, (await participation.of(unit)).map(({ procedure, role, people }) => [{ text: procedureName(procedure) }, { text: roleName(role) }, { text: (people ?? []).map(nameOf).join(', ') }])) },
        {
          caption: t('part.history'), head: pastHead, empty: t('part.none'),
          rows: rows(pastHead, history.map(({ at, by, details }) => [
            { at }, { text: by.kind === 'staff' ? by.name : '' },
            { lines: [procedureName(details['procedure']), roleName(details['role']), Array.isArray(details['people']) ? details['people'].map((each) => nameOf(String(each))).join(', ') : t('part.all')] },
          ])),
        },
      ],
    })
  }

  function options(everybody: readonly Account[], res: Response) {
    const language = languageOf(res)
    const people = everybody.filter(({ active, roles: held }) => active && held.some(passesOn))
    return {
      procedures: procedures.map(({ id, name }) => ({ value: id, label: name[language] })),
      roles: roles.filter((role) => passesOn(role) && people.some(({ roles: held }) => held.includes(role))).map((role) => ({ value: role, label: roleNames[role][language] })),
      people: people.map(({ username, name, roles: held }) => ({ value: username, label: `${name} (${held.filter(passesOn).map((role) => roleNames[role][language]).join(', ')})` })),
    }
  }

  router.get('/participation', (_req, res) => show(res))

  router.post('/participation', deskForm, requireCsrf, async (req, res) => {
    const [t, account] = [wordsOf(res), accountOf(res)]
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const everybody = await accounts.ofUnit(account.unit)
    const { values, faults } = readAnswers(participationForm, posted, options(everybody, res))
    if (faults.length > 0) { await show(res, posted, errorTexts(participationForm, faults, languageOf(res))); return }
    const [role, chosen] = [String(values['role']) as Role, Array.isArray(values['people']) ? values['people'].map(String) : []]
    const without = everybody.filter(({ username, roles: held }) => chosen.includes(username) && !held.includes(role))
    if (without.length > 0) { await show(res, posted, { people: t('part.lacks-role', { names: without.map(({ name }) => name).join(', ') }) }); return }
    const released = await changeParticipation({ unit: account.unit, procedure: String(values['procedure']), role, people: chosen.length > 0 ? chosen : null }, staff(account, headOf(account) ?? 'leader'), deps)
    req.session.flash = { tone: 'success', text: t('part.saved', { count: released }) }
    res.redirect(303, '/desk/participation')
  })

  return router
}
