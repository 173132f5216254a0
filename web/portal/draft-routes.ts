import { Router, urlencoded, type Request } from 'express'
import type { Deps } from '../../config/wire.ts'
import { procedureAt } from '../../processes/catalogue.ts'
import type { ListedDraft } from '../../store/drafts.ts'
import { tellUpload } from '../messages/uploads.ts'
import { ownerIn, requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { createApplicationForms } from './application-forms.ts'
import { whatIsMissing } from './filing-form.ts'

/** What somebody began and has not sent: gone on with, deleted, brought back. A draft that is not theirs is as if it were not there. */
export function draftRoutes(deps: Deps): Router {
  const { drafts, now } = deps
  const { formOf, askedOf } = createApplicationForms(deps)
  const router = Router()
  const body = urlencoded({ extended: false, limit: '10kb' })

  const own = async (req: Request): Promise<ListedDraft | undefined> => (await drafts.of(ownerIn(req))).find(({ id }) => id === req.params['draft'])

  router.get('/ban-nhap', async (req, res) => {
    const language = languageOf(res)
    const listed = await drafts.of(ownerIn(req))
    const nameOf = ({ procedure }: ListedDraft) => procedureAt(procedure, now()).name[language]
    res.set('Cache-Control', 'private, no-store')
    render(res, 'portal/drafts', {
      drafts: await Promise.all(listed.filter(({ deleted }) => !deleted).map(async (draft) => {
        const { procedure, form } = await formOf(draft.procedure)
        return {
          name: nameOf(draft), changedAt: draft.changedAt, files: draft.papers.length, missing: whatIsMissing(draft, await askedOf({ procedure, form, language })),
          continueHref: `/ban-nhap/${draft.id}`, deleteAction: `/ban-nhap/${draft.id}/xoa`,
        }
      })),
      deleted: listed.filter(({ deleted }) => deleted).map((draft) => ({ name: nameOf(draft), restoreAction: `/ban-nhap/${draft.id}/khoi-phuc` })),
    })
  })

  router.get('/ban-nhap/:draft', async (req, res) => {
    const draft = await own(req)
    if (!draft || draft.deleted) {
      req.session.flash = { tone: 'info', text: tellUpload('draft.gone', languageOf(res)) }
      res.redirect(303, '/ban-nhap')
      return
    }
    req.session.drafts = { ...req.session.drafts, [draft.procedure]: draft.id }
    res.redirect(303, `/nop-ho-so/${draft.procedure}`)
  })

  for (const [path, done] of [['xoa', 'draft.deleted'], ['khoi-phuc', 'draft.restored']] as const) {
    router.post(`/ban-nhap/:draft/${path}`, body, requireCsrf, async (req, res) => {
      const draft = await own(req)
      if (draft) await (path === 'xoa' ? drafts.remove(draft.id, ownerIn(req)) : drafts.restore(draft.id, ownerIn(req)))
      req.session.flash = { tone: draft ? 'success' : 'info', text: tellUpload(draft ? done : 'draft.gone', languageOf(res)) }
      res.redirect(303, '/ban-nhap')
    })
  }

  return router
}
