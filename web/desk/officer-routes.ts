import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers } from '../../processes/form.ts'
import { mayAct } from '../../processes/law/dossier-states.ts'
import type { Role } from '../../processes/law/roles.ts'
import type { Account } from '../../store/accounts.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import { errorTexts } from '../form-errors.ts'
import { holderNamed, holdersOf } from '../holders.ts'
import { tellOversight } from '../messages/oversight.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { NotAnOfficer, officerOf, reassignOfficer } from '../reassign-officer.ts'
import { requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { officerForm } from './settings-forms.ts'

/** In which role somebody may give a dossier to another officer now; null: not at all (BT 45/2023, art. 17.1). */
export function mayReassign({ unit, roles }: Account, dossier: Dossier): Role | null {
  if (unit !== dossier.units.deciding || officerOf(dossier) === null) return null
  return roles.find((role) => mayAct(role, 'reassign', dossier.state)) ?? null
}

/** Giving a dossier to another officer: by the head of the agency or of the division. */
export function officerRoutes(deps: Deps): Router {
  const { dossiers } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '20kb' })

  async function dossierFor(req: Request, res: Response): Promise<Dossier> {
    const dossier = await dossiers.find(String(req.params['code']))
    if (!dossier) throw new HttpProblem(404)
    const account = accountOf(res)
    if (dossier.units.deciding !== account.unit || !account.roles.some((role) => role === 'leader' || role === 'division-head')) throw new HttpProblem(403)
    return dossier
  }

  async function officersOf(dossier: Dossier) {
    const others = (await holdersOf(dossier.units.deciding, 'case-officer', deps, dossier.procedure)).filter(({ username }) => username !== officerOf(dossier))
    return { officers: others.map(({ username, name }) => ({ value: username, label: name })) }
  }

  async function show(res: Response, dossier: Dossier, values: Readonly<Record<string, unknown>> = {}, faults: Readonly<Record<string, string>> = {}) {
    const language = languageOf(res)
    const t = (key: Parameters<typeof tellOversight>[0], params = {}) => tellOversight(key, language, params)
    const officer = officerOf(dossier)
    const isThere = (await holdersOf(dossier.units.deciding, 'case-officer', deps)).some(({ username }) => username === officer)
    const name = (officer === null ? null : await holderNamed(officer, deps))?.name ?? officer ?? '—'
    const may = mayReassign(accountOf(res), dossier) !== null
    const { fields, errors } = formView(officerForm, { values, errors: faults, language, options: await officersOf(dossier) })
    render(res, 'desk/board', {
      above: dossier.code, title: t('officer.title', { code: dossier.code }), backHref: `/desk/dossiers/${dossier.code}`, backLabel: t('officer.to-dossier'),
      paragraphs: [may ? t('officer.now', { name: isThere ? name : t('officer.gone', { name }) }) : t('officer.closed')], errors, tables: [],
      ...(may && { form: { method: 'post' as const, action: `/desk/dossiers/${dossier.code}/officer`, sections: [{ fields }], submit: t('officer.submit'), errors } }),
    }, may ? {} : { status: 409 })
  }

  router.get('/dossiers/:code/officer', async (req, res) => { await show(res, await dossierFor(req, res)) })

  router.post('/dossiers/:code/officer', body, requireCsrf, async (req, res) => {
    const dossier = await dossierFor(req, res)
    const language = languageOf(res)
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const { values, faults } = readAnswers(officerForm, posted, await officersOf(dossier))
    const account = accountOf(res)
    const role = mayReassign(account, dossier)
    if (faults.length > 0 || !role) {
      await show(res, dossier, posted, errorTexts(officerForm, faults, language))
      return
    }
    const to = String(values['officer'])
    try {
      await reassignOfficer({ code: dossier.code, to, reason: String(values['reason']), by: staff(account, role) }, deps)
    } catch (error) {
      if (!(error instanceof ActNotAllowed || error instanceof NotAnOfficer)) throw error
      await show(res, await dossiers.get(dossier.code), posted)
      return
    }
    req.session.flash = { tone: 'success', text: tellOversight('officer.done', language, { code: dossier.code, name: (await holderNamed(to, deps))?.name ?? to }) }
    res.redirect(303, `/desk/dossiers/${dossier.code}`)
  })

  return router
}
