import { buffer } from 'node:stream/consumers'
import { Router, urlencoded, type Request, type Response } from 'express'
import QRCode from 'qrcode'
import { z } from 'zod'
import { knownAnswers } from '../account/known-answers.ts'
import { citizenOf } from '../account/signed-in.ts'
import { HttpProblem } from '../problem.ts'
import { thumbnail } from '../../config/pictures/photograph.ts'
import type { Deps } from '../../config/wire.ts'
import type { Form } from '../../processes/form.ts'
import { inForce } from '../../processes/law/dated.ts'
import { qrPayload } from '../../processes/law/dossier-code.ts'
import { collectedAt, formatDong } from '../../processes/law/fees.ts'
import { inPersonStep, onlineLevels } from '../../processes/law/online-levels.ts'
import { feeFor, feeOf, limitFor, onlineServiceFor, type Procedure } from '../../processes/procedure.ts'
import type { Draft } from '../../store/drafts.ts'
import { feeText } from '../fee-text.ts'
import { fileDossier } from '../file-dossier.ts'
import { documentFields } from '../documents.ts'
import { limitText } from '../limit-text.ts'
import { partiesOf } from '../parties.ts'
import { say } from '../messages/routes.ts'
import { tellUpload } from '../messages/uploads.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { sendFile } from '../send-file.ts'
import { ownerIn, requireCsrf } from '../session.ts'
import { readBody } from '../read-body.ts'
import { answerGroups } from '../view/answers.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { createApplicationForms } from './application-forms.ts'
import { splitUnits } from './filing-units.ts'
import { isComplete, mayBeSent, readApplication, showApplication, typedAndRead } from './filing-form.ts'
import { owns, remember } from './look-up-routes.ts'
import { offeredHere } from './offered-documents.ts'

/** Filing: the form with its papers, a look at all of it, and the confirmation. What was typed is kept as a draft of this browser. */
export function filingRoutes(deps: Deps, limits: Limits): Router {
  const { drafts, dossiers, agencies, files, env, now } = deps
  const router = Router()

  const { formOf, askedOf } = createApplicationForms(deps)

  /** What cannot be filed online says why and where it is filed instead (requirement J4). */
  async function refuse(res: Response, procedure: Procedure, status = 200): Promise<boolean> {
    const online = onlineServiceFor(procedure, now())
    if (online.level !== 'information') return false
    const language = languageOf(res)
    render(res, 'portal/not-online', {
      procedure: link(procedure, language), level: onlineLevels[online.level].name[language], why: online.why[language],
      places: (await agencies.ofKind('one-stop')).map(({ name, address, phone }) => ({ name: name[language], address, phone })),
    }, { status })
    return true
  }

  function pageOf(req: Request, procedure: Procedure, language: PageLocals['language']) {
    const inPerson = inPersonStep(onlineServiceFor(procedure, now()))
    return { procedure: link(procedure, language), action: req.path, draftsHref: '/ban-nhap', ...(inPerson && { inPerson: inPerson[language] }) }
  }

  /** The draft that this browser is at, or else the last one of the same owner. */
  async function draftOf(req: Request, procedure: Procedure): Promise<Draft | null> {
    const id = req.session.drafts?.[procedure.id]
    const draft = id ? await drafts.find(id) : null
    if (draft && !draft.filedAs) return draft
    const last = (await drafts.of(ownerIn(req))).find((each) => each.procedure === procedure.id && !each.deleted)
    if (last) req.session.drafts = { ...req.session.drafts, [procedure.id]: last.id }
    return last ?? null
  }

  async function keep(req: Request, procedure: Procedure, before: Draft | null, kept: Parameters<typeof drafts.change>[1]): Promise<void> {
    if (before) { await drafts.change(before.id, kept); return }
    const id = await drafts.keep({ procedure: procedure.id, papers: [], ...kept, owner: ownerIn(req) })
    req.session.drafts = { ...req.session.drafts, [procedure.id]: id }
  }

  /** What is typed is kept by itself while somebody writes; papers are left to the forms that are sent. */
  router.post('/nop-ho-so/:procedure/nhap', urlencoded({ extended: false, limit: '300kb', parameterLimit: 500 }), requireCsrf, async (req, res) => {
    const { procedure, form } = await formOf(req.params['procedure'])
    await limits.spend('autosave', addressKey(req))
    await keep(req, procedure, await draftOf(req, procedure), { values: typedAndRead(form, readBody(z.record(z.string(), z.unknown()), req)) })
    res.sendStatus(204)
  })

  router.get('/nop-ho-so/:procedure', async (req, res) => {
    const { procedure, form } = await formOf(req.params.procedure)
    const language = languageOf(res)
    if (await refuse(res, procedure)) return
    const filled = await draftOf(req, procedure) ?? { values: knownAnswers(form, citizenOf(req)), papers: [] }
    showApplication(res, { procedure, form, language, at: now(), offered: await offeredHere(req, now(), deps) }, filled, pageOf(req, procedure, language), deps)
  })

  router.post('/nop-ho-so/:procedure', async (req, res) => {
    const { procedure, form } = await formOf(req.params.procedure)
    const asked = { ...await askedOf({ procedure, form, language: languageOf(res) }), offered: await offeredHere(req, now(), deps) }
    if (await refuse(res, procedure, 403)) return
    await limits.spend('file', addressKey(req))
    const before = await draftOf(req, procedure)
    const posted = await readApplication(req, asked, before?.papers ?? [], deps)
    const complete = isComplete(posted)
    const kept = complete ? { values: posted.values, papers: posted.filled.papers } : posted.filled
    await keep(req, procedure, before, kept)
    if (posted.saving && Object.keys(posted.fileErrors).length === 0) {
      req.session.flash = { tone: 'success', text: tellUpload('draft.saved', asked.language) }
      res.redirect(303, '/ban-nhap')
      return
    }
    if (complete) res.redirect(303, `/nop-ho-so/${procedure.id}/kiem-tra`)
    else showApplication(res, asked, posted.filled, pageOf(req, procedure, asked.language), deps, posted)
  })

  /** A file that waits in this browser's draft, whole or as a small picture of it. */
  async function fileOf(req: Request, procedure: Procedure) {
    const draft = await draftOf(req, procedure)
    const paper = draft?.papers.find(({ file, reused }) => file.id === req.params['file'] && !reused)
    return paper ? files.unowned(paper.file.id) : null
  }

  router.get('/nop-ho-so/:procedure/tep/:file', async (req, res) => {
    const { procedure } = await formOf(req.params.procedure)
    await sendFile(res, await fileOf(req, procedure))
  })

  router.get('/nop-ho-so/:procedure/tep/:file/nho', async (req, res) => {
    const { procedure } = await formOf(req.params.procedure)
    const found = await fileOf(req, procedure)
    if (found?.file.type !== 'image/jpeg') throw new HttpProblem(404)
    res.type('image/jpeg').set('Cache-Control', 'private, no-store').send(await thumbnail(await buffer(found.content)))
  })

  router.get('/nop-ho-so/:procedure/kiem-tra', async (req, res) => {
    const { procedure, form } = await formOf(req.params.procedure)
    const draft = await draftOf(req, procedure)
    if (!draft) { res.redirect(303, `/nop-ho-so/${procedure.id}`); return }
    showSummary(res, procedure, form, draft, [])
  })

  router.post('/nop-ho-so/:procedure/kiem-tra', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const { procedure, bundle, form } = await formOf(req.params.procedure)
    const language = languageOf(res)
    const draftId = req.session.drafts?.[procedure.id]
    const draft = draftId ? await drafts.find(draftId) : null
    if (!draft) { res.redirect(303, `/nop-ho-so/${procedure.id}`); return }
    if (!draft.filedAs && await refuse(res, procedure, 403)) return
    const values = draft.filedAs ? draft.values : await mayBeSent(draft, await askedOf({ procedure, form, language }), deps)
    if (!values) { res.redirect(303, `/nop-ho-so/${procedure.id}`); return }
    if (!draft.filedAs && readBody(z.object({ declaration: z.string().optional() }), req).declaration !== 'yes') {
      showSummary(res, procedure, form, draft, [{ text: say('summary.declaration', language), href: '#field-declaration' }])
      return
    }
    const { application, chosen } = splitUnits(values)
    const parties = await partiesOf(procedure, deps, draft.filedAs ? {} : chosen)
    const account = citizenOf(req)
    const code = await fileDossier({ draft: { ...draft, values: application }, bundleVersion: bundle.version, parties, language, ...(account && { account }) }, deps)
    remember(req, code)
    res.redirect(303, `/nop-ho-so/${procedure.id}/da-nop/${code}`)
  })

  router.get('/nop-ho-so/:procedure/da-nop/:code', async (req, res) => {
    const { procedure } = await formOf(req.params.procedure)
    const { code } = req.params
    if (!owns(req, code)) { res.redirect(303, '/ho-so'); return }
    const language = languageOf(res)
    res.set('Cache-Control', 'private, no-store')
    const dossier = await dossiers.get(code)
    const answerBy = (await dossiers.due(dossier))?.due ?? dossier.filedAt
    const fee = feeOf(procedure, dossier.application, dossier.filedAt, dossier.channel)
    const payFirst = fee.amount > 0 && fee.due !== null && collectedAt(fee.due, { channel: dossier.channel, payableOnline: deps.pay !== null }) === 'before-reception'
    render(res, 'portal/filed', {
      procedure: link(procedure, language), code, filedAt: dossier.filedAt, answerBy, dossierHref: `/ho-so/${code}`,
      ...(payFirst && { payFirst: formatDong(fee.amount, language) }),
      qr: await QRCode.toDataURL(qrPayload(code, env.PUBLIC_ORIGIN), { margin: 1, width: 220 }),
    })
  })

  function showSummary(res: Parameters<typeof render>[0], procedure: Procedure, form: Form, draft: Draft, errors: { text: string, href: string }[]) {
    const language = languageOf(res)
    const items = documentFields(procedure, draft.values, draft.papers, language, now()).filter(({ required, files: attached }) => required || attached.length > 0)
    const fee = feeFor(procedure, draft.values, now())
    render(res, 'portal/file-summary', {
      procedure: link(procedure, language), action: `/nop-ho-so/${procedure.id}/kiem-tra`, backHref: `/nop-ho-so/${procedure.id}`, errors,
      answers: answerGroups(form, { values: draft.values, language, changeHref: `/nop-ho-so/${procedure.id}` }),
      fee: feeText(fee, inForce(procedure.fees, now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()), language),
      limit: say('limit.from-reception', language, { limit: limitText(limitFor(procedure, draft.values, now()), language) }),
      documents: items.map(({ label, files: attached }) => ({ name: label, files: attached.map(({ remove, ...file }) => ({ ...file, ...(remove !== undefined && preview(procedure, draft, remove)) })) })),
    })
  }

  return router
}

/** Where who files may open a paper before sending it; a picture is shown small beside its name. */
function preview({ id }: Pick<Procedure, 'id'>, { papers }: Pick<Draft, 'papers'>, fileId: string): { href?: string, picture?: string } {
  const paper = papers.find(({ file, reused }) => file.id === fileId && !reused)
  if (!paper) return {}
  const href = `/nop-ho-so/${id}/tep/${fileId}`
  return { href, ...(paper.file.type === 'image/jpeg' && { picture: `${href}/nho` }) }
}

const link = ({ id, name }: Pick<Procedure, 'id' | 'name'>, language: PageLocals['language']) =>
  ({ name: name[language], href: `/thu-tuc/${id}` })
