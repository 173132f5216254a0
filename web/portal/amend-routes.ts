import { Router, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { mayAct } from '../../processes/law/dossier-states.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import { amendDossier } from '../amend-dossier.ts'
import { askedAtAmending } from '../asked-at-amending.ts'
import { say } from '../messages/routes.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { languageOf } from '../view/render.ts'
import { isComplete, readApplication, showApplication } from './filing-form.ts'
import { offeredHere } from './offered-documents.ts'
import { applicantActor, ownDossier } from './own-dossier.ts'

/** The applicant changes the declaration and the papers until they are received (requirement C4); what was typed is kept as a draft. */
export function amendRoutes(deps: Deps, limits: Limits): Router {
  const { drafts, files, now } = deps
  const router = Router()

  async function pageOf(dossier: Dossier, req: Request, res: Response) {
    const procedure = procedureOf(dossier)
    const language = languageOf(res)
    const href = `/ho-so/${dossier.code}`
    return {
      asked: { ...await askedAtAmending(dossier, language, deps), offered: await offeredHere(req, now(), deps) },
      page: { procedure: { name: procedure.name[language], href: `/thu-tuc/${procedure.id}` }, action: `${href}/sua`, amends: { code: dossier.code, href } },
    }
  }

  async function draftOf(req: Request, { code }: Dossier) {
    const id = req.session.drafts?.[code]
    const draft = id ? await drafts.find(id) : null
    return draft?.filedAs ? null : draft
  }

  function tooLate(req: Request, res: Response, { code }: Dossier): void {
    req.session.flash = { tone: 'info', text: say('amend.too-late', languageOf(res)) }
    res.redirect(303, `/ho-so/${code}`)
  }

  router.get('/ho-so/:code/sua', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    if (!mayAct('applicant', 'amend', dossier.state)) { tooLate(req, res, dossier); return }
    const { asked, page } = await pageOf(dossier, req, res)
    showApplication(res, asked, await draftOf(req, dossier) ?? { values: dossier.application, papers: dossier.papers }, page, deps)
  })

  router.post('/ho-so/:code/sua', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    await limits.spend('file', addressKey(req))
    const before = await draftOf(req, dossier)
    const { asked, page } = await pageOf(dossier, req, res)
    const posted = await readApplication(req, asked, (before ?? dossier).papers.map(({ item, file, reused }) => ({ item, file, ...(reused && { reused }) })), deps)
    if (!mayAct('applicant', 'amend', dossier.state)) {
      await files.drop(posted.filled.papers.map(({ file }) => file.id))
      tooLate(req, res, dossier)
      return
    }
    if (!isComplete(posted)) {
      if (before) await drafts.change(before.id, posted.filled)
      else req.session.drafts = { ...req.session.drafts, [dossier.code]: await drafts.keep({ procedure: dossier.procedure, ...posted.filled }) }
      showApplication(res, asked, posted.filled, page, deps, posted)
      return
    }
    try {
      await amendDossier(dossier.code, { values: posted.values, papers: posted.filled.papers }, applicantActor(req), deps)
      if (before) await drafts.filed(before.id, dossier.code)
      req.session.flash = { tone: 'success', text: say('amend.done', asked.language) }
      res.redirect(303, `/ho-so/${dossier.code}`)
    } catch (error) {
      if (!(error instanceof ActNotAllowed)) throw error
      tooLate(req, res, dossier)
    }
  })

  return router
}
