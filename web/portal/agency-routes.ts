import { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import { agenciesModel, agencyModel } from '../present-agencies.ts'
import { HttpProblem } from '../problem.ts'
import { languageOf, render } from '../view/render.ts'

/** The agencies of the province, and each one's own page (requirements A1, A11; TQ 8.1a, BT 7.7, TH 13.1). */
export function agencyRoutes({ agencies, now }: Pick<Deps, 'agencies' | 'now'>): Router {
  const router = Router()

  router.get('/co-quan', async (_req, res) => {
    render(res, 'portal/agencies', agenciesModel(await agencies.all(), languageOf(res), now()))
  })

  router.get('/co-quan/:agency', async (req, res) => {
    const agency = await agencies.find(req.params.agency)
    if (!agency) throw new HttpProblem(404)
    const [successor, deciding] = await Promise.all([agency.successor ? agencies.find(agency.successor) : null, agencies.ofKind('deciding')])
    render(res, 'portal/agency', agencyModel(agency, { successor, decided: new Set(deciding.flatMap(({ decides }) => decides)) }, languageOf(res), now()))
  })

  return router
}
