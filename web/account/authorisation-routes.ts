import { Router, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { mayEndAuthorisation } from '../access.ts'
import { endAuthorisation } from '../end-authorisation.ts'
import { HttpProblem } from '../problem.ts'
import { applicantActor, ownDossier } from '../portal/own-dossier.ts'
import { requireCsrf } from '../session.ts'
import { render } from '../view/render.ts'
import { accountForm } from './fields.ts'
import { citizenOf } from './signed-in.ts'
import { wordsOf } from './words.ts'

/**
 * The authoriser controls what was filed for them (TN art. 11.1b; BT 45/2023 art. 15.6a; requirement B3): with a proved number they take the dossier to
 * their own account, and whoever filed it can no longer open it.
 */
export function authorisationRoutes(deps: Deps): Router {
  const router = Router()

  async function own(req: Request, res: Response): Promise<Dossier | null> {
    const dossier = await ownDossier(req, res, deps)
    if (dossier && !mayEndAuthorisation(citizenOf(req), dossier)) throw new HttpProblem(403)
    return dossier
  }

  router.get('/ho-so/:code/uy-quyen', async (req, res) => {
    const dossier = await own(req, res)
    if (!dossier) return
    const t = wordsOf(res)
    render(res, 'portal/account-form', {
      title: t('authorisation.end'), notice: t('authorisation.end-text'), action: `/ho-so/${dossier.code}/uy-quyen`, fields: [], submit: t('authorisation.end'), warning: true, errors: [],
      back: { href: `/ho-so/${dossier.code}`, label: dossier.code }, links: [{ href: `/ho-so/${dossier.code}`, text: t('account.leave-it') }],
    })
  })

  router.post('/ho-so/:code/uy-quyen', accountForm, requireCsrf, async (req, res) => {
    const dossier = await own(req, res)
    if (!dossier) return
    await endAuthorisation(dossier.code, applicantActor(req), deps)
    req.session.flash = { tone: 'success', text: wordsOf(res)('authorisation.ended') }
    res.redirect(303, `/ho-so/${dossier.code}`)
  })

  return router
}
