import { Router, urlencoded, } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import { reusableDocuments } from '../../store/reusable-documents.ts'
import { roleFor } from '../access.ts'
import { documentFacts, documentName } from '../documents.ts'
import { say } from '../messages/routes.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { reuseDocument } from '../reuse-document.ts'
import { requireCsrf } from '../session.ts'
import type { DeskDossier } from '../view/models.ts'
import { languageOf } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

const posted = z.object({ item: z.string().max(200), document: z.string().max(200), task: z.string().max(100).optional() })

/** What the applicant's document store has for the dossier's list, for those who may put it there: staff of the dossier's units. */
export async function storeView(
  dossier: Dossier, account: Account, language: Language, task: string | undefined, deps: Pick<Deps, 'personalDocuments' | 'now'>,
): Promise<Pick<DeskDossier, 'store'>> {
  if (!roleFor(account, 'reuse-document', dossier)) return {}
  const found = (await reusableDocuments(dossier, deps.now(), deps))
    .filter(({ item, document }) => !dossier.papers.some((paper) => paper.item === item.id && paper.reused?.document === document.id))
  return found.length === 0 ? {} : {
    store: {
      action: `/desk/dossiers/${dossier.code}/reuse`, ...(task && { task }),
      papers: found.map(({ item, document }) => ({
        item: item.id, itemName: item.name[language], document: document.id, name: documentName(document, language), abstract: document.abstract,
        facts: documentFacts(document, language),
      })),
    },
  }
}

/** One button at the desk takes a paper from the applicant's document store (requirement B4; BT 45/2023 art. 15.6b). */
export function reuseRoutes(deps: Deps): Router {
  const router = Router()

  router.post('/dossiers/:code/reuse', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const dossier = await deps.dossiers.find(String(req.params['code']))
    if (!dossier) throw new HttpProblem(404)
    const account = accountOf(res)
    const role = roleFor(account, 'reuse-document', dossier)
    if (!role) throw new HttpProblem(403)
    const { item, document, task } = readBody(posted, req)
    const language = languageOf(res)
    try {
      await reuseDocument(dossier.code, { item, document }, staff(account, role), deps)
      req.session.flash = { tone: 'success', text: say('reuse.done', language) }
    } catch (error) {
      if (!(error instanceof ActNotAllowed)) throw error
      req.session.flash = { tone: 'info', text: say('reuse.gone', language) }
    }
    res.redirect(303, task && /^\d+$/.test(task) ? `/desk/tasks/${task}` : `/desk/dossiers/${dossier.code}`)
  })

  return router
}
