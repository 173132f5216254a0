import { Router, urlencoded } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { findProcedure } from '../../processes/catalogue.ts'
import { allQuestions, readAnswers, type Form } from '../../processes/form.ts'
import type { Language } from '../../processes/text.ts'
import type { Posting } from '../../store/postings.ts'
import { errorTexts } from '../form-errors.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { recordObjection } from '../record-objection.ts'
import { csrfToken, requireCsrf } from '../session.ts'
import { answerGroups } from '../view/answers.ts'
import { formView } from '../view/form-fields.ts'
import type { PostingModel } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'

/** What somebody who objects is asked: who they are, for the agency only, and what they have to say. */
const objectionForm: Pick<Form, 'components'> = {
  components: [
    { type: 'textfield', key: 'objectorName', label: 'Họ và tên', validate: { required: true, maxLength: 100 }, properties: { 'label:en': 'Your name' } },
    { type: 'textfield', key: 'objectorContact', label: 'Điện thoại hoặc địa chỉ để liên hệ', validate: { required: true, maxLength: 200 }, properties: { 'label:en': 'Telephone or address' } },
    { type: 'textarea', key: 'objection', label: 'Ý kiến về nội dung niêm yết', validate: { required: true, maxLength: 3000 }, properties: { 'label:en': 'What you object to' } },
  ],
}

const answers = z.object({ objectorName: z.string(), objectorContact: z.string(), objection: z.string() })

/** What is posted publicly now, with nobody's name, and the form to object to it (requirement J8). The address says nothing about the dossier. */
export function postingRoutes(deps: Deps, limits: Limits): Router {
  const { postings, bundles, agencies } = deps
  const router = Router()

  async function show({ id, procedure, bundleVersion, unit, facts, from, until, state }: Posting, language: Language): Promise<PostingModel> {
    const { applicationForm, name } = findProcedure(procedure)
    const form = (await bundles.get(procedure, bundleVersion)).forms[applicationForm]
    const agency = await agencies.get(unit)
    const components = form ? allQuestions(form.components).filter(({ key }) => key in facts).map(({ conditional: _, ...question }) => question) : []
    return {
      procedure: name[language], agency: agency.name[language], address: agency.address, from, until, open: state === 'open', href: `/niem-yet/${id}`,
      answers: answerGroups({ components } as Pick<Form, 'components'>, { values: facts, language }),
    }
  }

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
    const { values, faults } = readAnswers(objectionForm, posted)
    if (faults.length > 0) {
      const { fields, errors } = formView(objectionForm, { language, values: posted, errors: errorTexts(objectionForm, faults, language) })
      render(res, 'portal/posting', { posting: await show(posting, language), action: req.path, sections: [{ fields }], errors })
      return
    }
    const { objectorName: name, objectorContact: contact, objection: text } = answers.parse(values)
    await limits.spend('objection', addressKey(req))
    const kept = await recordObjection(posting.id, { name, contact, text }, null, deps)
    req.session.flash = { tone: kept ? 'success' : 'info', text: translator(language)(kept ? 'posting.sent' : 'posting.over') }
    res.redirect(303, req.path)
  })

  return router
}
