import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import { mayRead, roleFor } from '../access.ts'
import { say } from '../messages/routes.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { report, type Report } from '../report-error.ts'
import { readReport, reportForm, reportPage } from '../report-page.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

/** What is reported, by the last part of its address, and the act that it is. */
export const reportsAtDesk = {
  correction: { kind: 'correction-request', act: 'request-correction' },
  loss: { kind: 'loss-report', act: 'record-loss' },
} as const satisfies Record<string, { kind: Report, act: string }>

/** Staff report a wrong result, or papers that were lost (requirement G5; BT 45/2023 art. 21). */
export function reportRoutes(deps: Deps): Router {
  const { dossiers } = deps
  const router = Router()
  const at = (code: string, what: string) => ({ action: `/desk/dossiers/${code}/${what}`, backHref: `/desk/dossiers/${code}` })

  for (const [what, { kind, act }] of Object.entries(reportsAtDesk)) {
    const address = `/dossiers/:code/${what}`

    async function reportable(req: Request, res: Response): Promise<Dossier> {
      const dossier = await dossiers.find(String(req.params['code']))
      if (!dossier) throw new HttpProblem(404)
      if (!mayRead(accountOf(res), dossier)) throw new HttpProblem(403)
      return dossier
    }

    router.get(address, async (req, res) => {
      const dossier = await reportable(req, res)
      if (!roleFor(accountOf(res), act, dossier)) throw new HttpProblem(403)
      render(res, 'portal/report', reportPage(kind, await reportForm(kind, deps), dossier, at(dossier.code, what), languageOf(res)), { layout: 'desk' })
    })

    router.post(address, urlencoded({ extended: false }), requireCsrf, async (req, res) => {
      const dossier = await reportable(req, res)
      const account = accountOf(res)
      const language = languageOf(res)
      const role = roleFor(account, act, dossier)
      if (!role) throw new HttpProblem(403)
      const form = await reportForm(kind, deps)
      const posted = readBody(z.record(z.string(), z.unknown()), req)
      const { values, errors } = readReport(form, posted, language)
      if (Object.keys(errors).length > 0) {
        render(res, 'portal/report', reportPage(kind, form, dossier, at(dossier.code, what), language, { values: posted, errors }), { layout: 'desk' })
        return
      }
      try {
        await report(dossier.code, kind, values, staff(account, role), deps)
        req.session.flash = { tone: 'success', text: say(`${kind}.sent`, language) }
      } catch (error) {
        if (!(error instanceof ActNotAllowed)) throw error
        req.session.flash = { tone: 'info', text: say('report.not-now', language) }
      }
      res.redirect(303, `/desk/dossiers/${dossier.code}`)
    })
  }

  return router
}
