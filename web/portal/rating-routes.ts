import { Router, urlencoded } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { isClosed } from '../../processes/law/dossier-states.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { AlreadyRated } from '../../store/ratings.ts'
import { sayFigures } from '../messages/figures.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { ratingAnswers, ratingForm } from '../rating-form.ts'
import { readBody } from '../read-body.ts'
import { readReport } from '../report-page.ts'
import { requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import type { ReportModel } from '../view/models.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { ownDossier } from './own-dossier.ts'

export const ratingAddress = (code: string): string => `/ho-so/${code}/danh-gia`

/** Whoever has proved to be the applicant rates the service on a closed dossier, once (TQ 9.2, TN 7.5, BT 5.1d; requirement A6). */
export function ratingRoutes(deps: Deps, limits: Limits): Router {
  const { ratings, now } = deps
  const router = Router()

  function page({ code, procedure, filedAt }: Dossier, language: PageLocals['language'], posted?: { values: Readonly<Record<string, unknown>>, errors: Record<string, string> }): ReportModel {
    const { fields, errors } = formView(ratingForm, { values: posted?.values ?? {}, errors: posted?.errors ?? {}, language })
    return {
      code, procedure: { name: procedureOf({ procedure, filedAt }).name[language], href: `/thu-tuc/${procedure}` }, action: ratingAddress(code), backHref: `/ho-so/${code}`,
      heading: sayFigures('rate-title', language), lead: sayFigures('rate-lead', language), submit: sayFigures('rate-submit', language), sections: [{ fields }], errors,
    }
  }

  /** Why it cannot be rated now; null when it can. */
  async function refusal({ code, state }: Dossier): Promise<'rate-not-yet' | 'rate-again' | null> {
    if (!isClosed(state)) return 'rate-not-yet'
    return await ratings.isRated(code) ? 'rate-again' : null
  }

  router.get('/ho-so/:code/danh-gia', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const language = languageOf(res)
    const no = await refusal(dossier)
    if (no) {
      req.session.flash = { tone: 'info', text: sayFigures(no, language) }
      res.redirect(303, `/ho-so/${dossier.code}`)
      return
    }
    render(res, 'portal/report', page(dossier, language))
  })

  router.post('/ho-so/:code/danh-gia', urlencoded({ extended: false, limit: '50kb', parameterLimit: 20 }), requireCsrf, async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const language = languageOf(res)
    await limits.spend('file', addressKey(req))
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const { values, errors } = readReport(ratingForm, posted, language)
    const no = await refusal(dossier)
    if (!no && Object.keys(errors).length > 0) {
      render(res, 'portal/report', page(dossier, language, { values: posted, errors }))
      return
    }
    try {
      if (no) throw new AlreadyRated(no)
      const { remark, ...given } = ratingAnswers.parse(values)
      await ratings.give(dossier.code, { ...given, remark: remark.normalize('NFC').trim(), agency: dossier.units.deciding, procedure: dossier.procedure }, now())
      req.session.flash = { tone: 'success', text: sayFigures('rate-sent', language) }
    } catch (error) {
      if (!(error instanceof AlreadyRated)) throw error
      req.session.flash = { tone: 'info', text: sayFigures(no ?? 'rate-again', language) }
    }
    res.redirect(303, `/ho-so/${dossier.code}`)
  })

  return router
}
