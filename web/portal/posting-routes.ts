import { Router, urlencoded } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import type { Posting } from '../../store/postings.ts'
import { objectionForm, presentPosting, readObjection } from '../present-posting.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { recordObjection } from '../record-objection.ts'
import { csrfToken, requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import type { PostingModel } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'

/** What is posted publicly now, with nobody's name, and the form to object to it (requirement J8). The address says nothing about the dossier. */
export function postingRoutes(deps: Deps, limits: Limits): Router {
  const { postings } = deps
  const router = Router()

  const show = (posting: Posting, language: Language): Promise<PostingModel> => presentPosting(posting, language, deps)

  async function postingOf(id: string): Promise<Posting> {
    const posting = z.uuid().safeParse(id).success ? await postings.find(id) : null
    if (!posting || posting.state === 'withdrawn') throw new HttpProblem(404)
    return posting
  }

  router.get('/niem-yet', async (_req, res) => {
    const language = languageOf(res)
    render(res, 'portal/postings', { postings: await Promise.all((await postings.open(100)).map((each) => show(each, language))) })
  })

  router.get('/niem-yet/:id', async (req, res) => {
    const language = languageOf(res)
    csrfToken(req) // the form needs a session
    const { fields, errors } = formView(objectionForm, { language })
    render(res, 'portal/posting', { posting: await show(await postingOf(req.params.id), language), action: req.path, sections: [{ fields }], errors })
  })

  router.post('/niem-yet/:id', urlencoded({ extended: false, limit: '50kb', parameterLimit: 20 }), requireCsrf, async (req, res) => {
    const language = languageOf(res)
    await limits.spend('file', addressKey(req))
    const posting = await postingOf(String(req.params['id']))
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const read = readObjection(posted, language)
    if ('errors' in read) {
      const { fields, errors } = formView(objectionForm, { language, values: posted, errors: read.errors })
      render(res, 'portal/posting', { posting: await show(posting, language), action: req.path, sections: [{ fields }], errors })
      return
    }
    await limits.spend('objection', addressKey(req))
    const kept = await recordObjection(posting.id, read.objection, null, deps)
    req.session.flash = { tone: kept ? 'success' : 'info', text: translator(language)(kept ? 'posting.sent' : 'posting.over') }
    res.redirect(303, req.path)
  })

  return router
}
