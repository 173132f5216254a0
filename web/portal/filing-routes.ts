import { Router, urlencoded, type Request } from 'express'
import QRCode from 'qrcode'
import { z } from 'zod'
import { HttpProblem } from '../problem.ts'
import type { Deps } from '../../config/wire.ts'
import { findProcedure, procedures } from '../../processes/catalogue.ts'
import { allQuestions, readAnswers, type Form } from '../../processes/form.ts'
import { qrPayload } from '../../processes/law/dossier-code.ts'
import { formatDong } from '../../processes/law/fees.ts'
import { brokenRules, feeFor, limitFor, type Application, type Procedure } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import type { Bundle } from '../../store/bundles.ts'
import type { Draft } from '../../store/drafts.ts'
import { fileDossier } from '../file-dossier.ts'
import { missingDocuments, documentFields, rejectedFiles } from '../documents.ts'
import { errorTexts } from '../form-errors.ts'
import { limitText } from '../limit-text.ts'
import { partiesOf } from '../parties.ts'
import { say } from '../messages/routes.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { requireCsrf } from '../session.ts'
import { readBody } from '../read-body.ts'
import { readForm } from '../upload.ts'
import { answerGroups } from '../view/answers.ts'
import { formView } from '../view/form-fields.ts'
import { render, type PageLocals } from '../view/render.ts'
import { owns, remember } from './look-up-routes.ts'

/** Files of one application, over all its documents. */
const mostPapers = 40

/** What was typed into the form's own fields, right or wrong; other fields are none of ours. */
const typedInto = (form: Form, posted: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(allQuestions(form.components).flatMap(({ key }) => posted[key] === undefined ? [] : [[key, posted[key]]]))

/** Filing: the form with its papers, a look at all of it, and the confirmation. What was typed is kept as a draft of this browser. */
export function filingRoutes(deps: Deps, limits: Limits): Router {
  const { drafts, bundles, files, dossiers, env, now } = deps
  const router = Router()

  async function formOf(id: unknown): Promise<{ procedure: Procedure, bundle: Bundle, form: Form }> {
    const procedure = procedures.find((each) => each.id === id)
    const bundle = procedure && await bundles.latest(procedure.id)
    const form = bundle?.forms[procedure?.applicationForm ?? '']
    if (!procedure || !bundle || !form) throw new HttpProblem(404)
    return { procedure, bundle, form }
  }

  async function draftOf(req: Request, procedure: Procedure): Promise<Draft | null> {
    const id = req.session.drafts?.[procedure.id]
    const draft = id ? await drafts.find(id) : null
    return draft?.filedAs ? null : draft
  }

  router.get('/nop-ho-so/:procedure', async (req, res) => {
    const { procedure, form } = await formOf(req.params.procedure)
    const { language } = res.locals as PageLocals
    const draft = await draftOf(req, procedure)
    const { fields, errors } = formView(form, { values: draft?.values ?? {}, language })
    render(res, 'portal/file', {
      procedure: link(procedure, language), action: req.path, sections: [{ fields }], errors,
      documents: documentFields(procedure, draft?.values ?? {}, draft?.papers ?? [], language, now()),
    })
  })

  router.post('/nop-ho-so/:procedure', async (req, res) => {
    const { procedure, form } = await formOf(req.params.procedure)
    const { language } = res.locals as PageLocals
    await limits.spend('file', addressKey(req))
    const posted = await readForm(req, files)
    const before = await draftOf(req, procedure)
    const kept = (before?.papers ?? []).filter(({ file }) => file.id !== posted.fields['remove'])
    const papers = [...kept, ...posted.papers]
    if (papers.length > mostPapers) {
      await files.drop(posted.papers.map(({ file }) => file.id))
      throw new HttpProblem(413)
    }
    const { values, faults } = readAnswers(form, posted.fields)
    const typed = { ...typedInto(form, posted.fields), ...values }

    if (before) await drafts.change(before.id, { values: typed, papers })
    else {
      const id = await drafts.keep({ procedure: procedure.id, values: typed, papers })
      req.session.drafts = { ...req.session.drafts, [procedure.id]: id }
    }

    const fieldErrors = { ...ruleErrors(procedure, values, language), ...errorTexts(form, faults, language) }
    const documentErrors = { ...missingDocuments(procedure, values, papers, language, now()), ...rejectedFiles(posted.rejected, language) }
    const removing = typeof posted.fields['remove'] === 'string'
    if (!removing && Object.keys({ ...fieldErrors, ...documentErrors }).length === 0) {
      if (before || req.session.drafts?.[procedure.id]) await drafts.change(req.session.drafts?.[procedure.id] ?? '', { values, papers })
      res.redirect(303, `/nop-ho-so/${procedure.id}/kiem-tra`)
      return
    }
    const { fields, errors } = formView(form, { values: typed, errors: removing ? {} : fieldErrors, language })
    const documents = documentFields(procedure, values, papers, language, now(), removing ? {} : documentErrors)
    render(res, 'portal/file', {
      procedure: link(procedure, language), action: req.path, sections: [{ fields }], documents,
      errors: removing ? [] : [...errors, ...documents.flatMap(({ item, error }) => error ? [{ text: error, href: `#field-documents.${item}` }] : [])],
    })
  })

  router.get('/nop-ho-so/:procedure/kiem-tra', async (req, res) => {
    const { procedure, form } = await formOf(req.params.procedure)
    const draft = await draftOf(req, procedure)
    if (!draft) { res.redirect(303, `/nop-ho-so/${procedure.id}`); return }
    showSummary(res, procedure, form, draft, [])
  })

  router.post('/nop-ho-so/:procedure/kiem-tra', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const { procedure, bundle, form } = await formOf(req.params.procedure)
    const { language } = res.locals as PageLocals
    const draftId = req.session.drafts?.[procedure.id]
    const draft = draftId ? await drafts.find(draftId) : null
    if (!draft) { res.redirect(303, `/nop-ho-so/${procedure.id}`); return }
    const { values, faults } = readAnswers(form, draft.values)
    const complete = faults.length === 0
      && brokenRules(procedure, values).length === 0
      && Object.keys(missingDocuments(procedure, values, draft.papers, language, now())).length === 0
    if (!draft.filedAs && !complete) { res.redirect(303, `/nop-ho-so/${procedure.id}`); return }
    if (!draft.filedAs && readBody(z.object({ declaration: z.string().optional() }), req).declaration !== 'yes') {
      showSummary(res, procedure, form, draft, [{ text: say('summary.declaration', language), href: '#field-declaration' }])
      return
    }
    const code = await fileDossier({ draft: { ...draft, values }, bundleVersion: bundle.version, parties: await partiesOf(procedure, deps), language }, deps)
    remember(req, code)
    res.redirect(303, `/nop-ho-so/${procedure.id}/da-nop/${code}`)
  })

  router.get('/nop-ho-so/:procedure/da-nop/:code', async (req, res) => {
    const { procedure } = await formOf(req.params.procedure)
    const { code } = req.params
    if (!owns(req, code)) { res.redirect(303, '/ho-so'); return }
    const { language } = res.locals as PageLocals
    res.set('Cache-Control', 'private, no-store')
    const dossier = await dossiers.get(code)
    const answerBy = (await dossiers.due(dossier))?.due ?? dossier.filedAt
    render(res, 'portal/filed', {
      procedure: link(procedure, language), code, filedAt: dossier.filedAt, answerBy, dossierHref: `/ho-so/${code}`,
      qr: await QRCode.toDataURL(qrPayload(code, env.PUBLIC_ORIGIN), { margin: 1, width: 220 }),
    })
  })

  function showSummary(res: Parameters<typeof render>[0], procedure: Procedure, form: Form, draft: Draft, errors: { text: string, href: string }[]) {
    const { language } = res.locals as PageLocals
    const items = documentFields(procedure, draft.values, draft.papers, language, now()).filter(({ required, files: attached }) => required || attached.length > 0)
    const fee = feeFor(procedure, draft.values, now())
    render(res, 'portal/file-summary', {
      procedure: link(procedure, language), action: `/nop-ho-so/${procedure.id}/kiem-tra`, backHref: `/nop-ho-so/${procedure.id}`, errors,
      answers: answerGroups(form, { values: draft.values, language, changeHref: `/nop-ho-so/${procedure.id}` }),
      fee: fee === 0 ? say('fee.none', language) : formatDong(fee, language),
      limit: say('limit.from-reception', language, { limit: limitText(limitFor(procedure, draft.values, now()), language) }),
      documents: items.map(({ label, files: attached }) => ({ name: label, files: attached.map(({ name, size }) => ({ name, size })) })),
    })
  }

  return router
}

const ruleErrors = (procedure: Procedure, values: Application, language: Language) =>
  Object.fromEntries(brokenRules(procedure, values).map(({ field, words }) => [field, words[language]]))

const link = ({ id }: Pick<Procedure, 'id'>, language: PageLocals['language']) =>
  ({ name: findProcedure(id).name[language], href: `/thu-tuc/${id}` })
