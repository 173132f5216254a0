import { Router, urlencoded } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { mayAct } from '../../processes/law/dossier-states.ts'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { say } from '../messages/routes.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { report } from '../report-error.ts'
import { readReport, reportForm, reportPage } from '../report-page.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { applicantActor, ownDossier } from './own-dossier.ts'

const kind = 'correction-request'

/** Who received a result reports an error in it (requirement G5; BT 45/2023 art. 21.1). */
export function correctionRoutes(deps: Deps, limits: Limits): Router {
  const router = Router()
  const at = (code: string) => ({ action: `/ho-so/${code}/sai-sot`, backHref: `/ho-so/${code}` })

  router.get('/ho-so/:code/sai-sot', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    if (!mayAct('applicant', 'request-correction', dossier.state)) { res.redirect(303, `/ho-so/${dossier.code}`); return }
    render(res, 'portal/report', reportPage(kind, await reportForm(kind, deps), dossier, at(dossier.code), languageOf(res)))
  })

  router.post('/ho-so/:code/sai-sot', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const language = languageOf(res)
    await limits.spend('file', addressKey(req))
    const form = await reportForm(kind, deps)
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const { values, errors } = readReport(form, posted, language)
    if (Object.keys(errors).length > 0) {
      render(res, 'portal/report', reportPage(kind, form, dossier, at(dossier.code), language, { values: posted, errors }))
      return
    }
    try {
      await report(dossier.code, kind, values, applicantActor(req), deps)
      req.session.flash = { tone: 'success', text: say('correction-request.sent', language) }
    } catch (error) {
      if (!(error instanceof ActNotAllowed)) throw error
      req.session.flash = { tone: 'info', text: say('report.not-now', language) }
    }
    res.redirect(303, `/ho-so/${dossier.code}`)
  })

  return router
}
