import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { findProcedure, procedureOf } from '../../processes/catalogue.ts'
import { authorisedName } from '../../processes/law/authorisation.ts'
import { isClosed, mayAct, mayWithdraw } from '../../processes/law/dossier-states.ts'
import { workingMinutesBetween } from '../../processes/law/working-time.ts'
import { documentsFor } from '../../processes/procedure.ts'
import type { Citizen } from '../../store/citizens.ts'
import { ActNotAllowed, type Dossier, type Paper } from '../../store/dossiers.ts'
import { TaskNotOpen } from '../../store/tasks.ts'
import { mayEndAuthorisation } from '../access.ts'
import { citizenOf } from '../account/signed-in.ts'
import { askedOfApplicant, declaration, formAsked, readAnswer, takeAnswer, type AskedOfApplicant } from '../asked-of-applicant.ts'
import { attachmentFields } from '../attachments.ts'
import { documentFields } from '../documents.ts'
import { say } from '../messages/routes.ts'
import { choicesOf, presentPostal } from '../order-post.ts'
import { presentAhead } from '../present-ahead.ts'
import { presentFees } from '../present-fees.ts'
import { invitationPaper, presentAppointment } from '../present-appointment.ts'
import { presentDossier, stepName } from '../present-dossier.ts'
import { paperOfSlip, paperPage, sendPaper, slipFileName } from '../present-slip.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { requestSlip } from '../request-slip.ts'
import { requestWithdrawal } from '../request-withdrawal.ts'
import { resultSignature } from '../result-signature.ts'
import { copyForApplicant, isResultCopy } from '../result-copy.ts'
import { sendFile } from '../send-file.ts'
import { requireCsrf } from '../session.ts'
import { readForm, type PostedForm } from '../upload.ts'
import { formView } from '../view/form-fields.ts'
import { answerGroups } from '../view/answers.ts'
import type { AnswerGroup, DossierModel } from '../view/models.ts'
import { translator } from '../view/translate.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { sayFigures } from '../messages/figures.ts'
import { applicantActor, openTo, ownDossier } from './own-dossier.ts'
import { ratingAddress } from './rating-routes.ts'

/**
 * Whether a paper of the dossier is opened in this browser. What a clerk took from the document store is, by who has proved to have part in
 * the dossier that it came from: anybody can file under another's number, and must not be handed what the other has.
 */
async function opener(req: Request, papers: readonly Pick<Paper, 'reused'>[], deps: Pick<Deps, 'dossiers' | 'holdings'>): Promise<(paper: Pick<Paper, 'reused'>) => boolean> {
  const open = await openTo(req, papers.flatMap(({ reused }) => reused ? [reused.dossier] : []), deps)
  return ({ reused }) => !reused || open.has(reused.dossier)
}

/** Who filed it for whom is signed in, and that they ended it. */
function authorisationOf(dossier: Dossier, citizen: Citizen | null): Pick<DossierModel, 'authorisation'> {
  const name = authorisedName(dossier.application) || '–'
  if (mayEndAuthorisation(citizen, dossier)) return { authorisation: { name, endHref: `/ho-so/${dossier.code}/uy-quyen` } }
  return dossier.authorisationEnded ? { authorisation: { name } } : {}
}

/** What applicants see of their dossier, and what they may do: complete it, withdraw it, read its slips and files. */
export function dossierRoutes(deps: Deps, limits: Limits): Router {
  const { tasks, bundles, files, agencies } = deps
  const router = Router()

  async function show(res: Response, dossier: Dossier, retry?: { posted: PostedForm, errors: Record<string, string>, documentErrors: Record<string, string> }) {
    const language = languageOf(res)
    const { code } = dossier
    const open = await tasks.openOf(code)
    const mine = await askedOfApplicant(dossier, deps)
    const procedure = procedureOf(dossier)
    const mayOpen = await opener(res.req, dossier.papers, deps)
    const presented = await presentDossier(dossier, {
      language, side: 'applicant', fileHref: (id) => `/ho-so/${code}/tep/${id}`, slipHref: (id) => `/ho-so/${code}/phieu/${encodeURIComponent(id)}`, mayOpen,
    }, deps)
    const underWay = open.filter(({ unit, process }) => unit !== null && process !== 'apology')
    const appointment = await presentAppointment(dossier, deps)
    const returning = await agencies.get(dossier.units.returning)
    const fees = await presentFees(dossier, language, { receipt: (receipt) => `/ho-so/${code}/bien-lai/${receipt}`, pay: `/ho-so/${code}/nop-phi` }, deps)
    const model: DossierModel = {
      code, procedure: { name: procedure.name[language], href: `/thu-tuc/${procedure.id}` }, state: dossier.state, applicant: dossier.applicant.name,
      filedAt: dossier.filedAt, timeline: presented.timeline, ...(presented.joint && { joint: presented.joint }), slips: presented.slips, answers: presented.answers, documents: presented.documents,
      ...(fees && { fees }), ...(presented.due && { due: presented.due }), ...(presented.ended && { ended: presented.ended }),
      where: await Promise.all(underWay.map(async ({ process, elementId, createdAt, unit }) => {
        const agency = await agencies.get(unit ?? dossier.units.deciding)
        return {
          step: await stepName(process, elementId, dossier, language, deps), since: createdAt, unit: agency.name[language],
          minutes: Math.round(workingMinutesBetween(createdAt, deps.now(), agency.calendar)),
        }
      })),
      ahead: presentAhead(dossier, (await bundles.get(dossier.procedure, dossier.bundleVersion)).steps, await deps.events.of(code), open, language),
      ...(mine && { asked: await asked(dossier, mine, language, retry) }),
      ...(presented.receiptToAskFor && { askReceipt: `/ho-so/${code}/giay-tiep-nhan` }),
      ...(presented.apology && { apology: presented.apology }),
      ...(appointment && { appointment }), ...postalOf(dossier),
      ...(dossier.result && (dossier.state === 'decided' || dossier.state === 'returned') && {
        result: {
          text: resultText(dossier, language), ...await copyView(dossier, language),
          ...(dossier.state === 'decided' && dossier.delivery === 'counter'
            && { pickUp: say('result.pick-up', language, { place: `${returning.name[language]}, ${returning.address}` }) }),
          ...(dossier.delivery === 'post' && { pickUp: posted(dossier, language) }),
        },
      }),
      ...authorisationOf(dossier, citizenOf(res.req)),
      ...(mayAct('applicant', 'amend', dossier.state) && { amendHref: `/ho-so/${code}/sua` }),
      ...(mayAct('applicant', 'request-correction', dossier.state) && { correctionHref: `/ho-so/${code}/sai-sot` }),
      ...(dossier.corrections.length > 0 && {
        corrections: dossier.corrections.map(({ outcome, text, at }) => ({ text, at, kind: translator(language)(`correction.${outcome}`) })),
      }),
      ...(isClosed(dossier.state) && !(await deps.ratings.isRated(code)) && { rate: { href: ratingAddress(code), title: sayFigures('rate-title', language), text: sayFigures('rate-invite', language), link: sayFigures('rate-open', language) } }),
      ...(mayWithdraw(dossier.state) && { withdrawHref: `/ho-so/${code}/rut` }),
    }
    render(res, 'portal/dossier', model)
  }

  /** What was ordered of the post, and whether something can be. */
  function postalOf(dossier: Dossier): Pick<DossierModel, 'postal'> {
    const order = presentPostal(dossier)
    const open = Object.values(choicesOf(dossier)).some(Boolean)
    return order || open ? { postal: { ...(order && { order }), ...(open && { href: `/ho-so/${dossier.code}/buu-chinh` }) } } : {}
  }

  /** The electronic copy, with whose signature it bears. */
  async function copyView(dossier: Dossier, language: PageLocals['language']) {
    const copy = await copyForApplicant(dossier, deps)
    if (!copy) return { files: [] }
    const { file: { id, name, size } } = copy
    const { text: signature, isAltered } = await resultSignature(dossier.code, copy, language, deps)
    return { files: [{ name, size, href: `/ho-so/${dossier.code}/tep/${id}` }], signature, ...(isAltered && { altered: true }) }
  }

  /** Whether the result is in the post, and under which number. */
  function posted({ answers }: Dossier, language: PageLocals['language']): string {
    const number = answers['hand-over']?.values['trackingNumber']
    return typeof number === 'string' ? say('result.posted', language, { number }) : say('result.by-post', language)
  }

  function resultText({ result, corrections }: Dossier, language: PageLocals['language']): string {
    if (!result) return ''
    if (corrections.at(-1)?.outcome === 'revoked') return say('result.revoked', language, { number: result.number ?? '' })
    return result.granted ? say('result.granted', language, { number: result.number ?? '' }) : say('result.not-granted', language, { reason: result.reason })
  }

  /** The draft of a result: what was declared, and what the officer writes otherwise. */
  async function draftOf(dossier: Dossier, language: PageLocals['language']): Promise<AnswerGroup[]> {
    const bundle = await bundles.get(dossier.procedure, dossier.bundleVersion)
    const form = bundle.forms[findProcedure(dossier.procedure).applicationForm]
    const changes = dossier.answers['appraisal']?.values['draftChanges']
    return [
      ...typeof changes === 'string' && changes !== '' ? [{ heading: say('confirmation.changes', language), rows: [{ label: say('confirmation.changes', language), lines: [changes] }] }] : [],
      ...form ? answerGroups(form, { values: dossier.application, language }) : [],
    ]
  }

  async function asked(
    dossier: Dossier, { task, form, reason: requestedWhy, missingItems }: AskedOfApplicant, language: PageLocals['language'],
    retry?: { posted: PostedForm, errors: Record<string, string>, documentErrors: Record<string, string> },
  ): Promise<NonNullable<DossierModel['asked']>> {
    const draft = task.form === 'confirmation-answer' ? await draftOf(dossier, language) : undefined
    const reason = draft ? say('confirmation.reason', language) : requestedWhy
    const procedure = procedureOf(dossier)
    const listed = documentsFor(procedure, dossier.application, dossier.receivedAt ?? dossier.filedAt, dossier.channel)
    const toCorrect = missingItems.includes(declaration)
    const { fields, errors } = formView(formAsked({ form, missingItems }), { values: retry?.posted.fields ?? {}, errors: retry?.errors ?? {}, language })
    const documents = task.form !== 'completion' ? attachmentFields(form, language, retry?.documentErrors) : documentFields(procedure, dossier.application, [], language, dossier.filedAt, retry?.documentErrors ?? {}, dossier.channel)
      .filter(({ item }) => missingItems.length === 0 || missingItems.includes(item))
      .map(({ when: _, ...field }) => ({ ...field, required: missingItems.includes(field.item) }))
    return {
      reason, ...(draft && { draft }), declaration: toCorrect, ...(task.due && { deadline: task.due }),
      items: missingItems.map((id) => id === declaration ? say('completion.the-declaration', language) : listed.find((document) => document.id === id)?.name[language] ?? id),
      action: `/ho-so/${dossier.code}/bo-sung`, sections: [{ fields }], documents,
      errors: [...documents.flatMap(({ item, error }) => error ? [{ text: error, href: `#field-documents.${item}` }] : []), ...errors],
    }
  }

  router.get('/ho-so/:code', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (dossier) await show(res, dossier)
  })

  router.post('/ho-so/:code/bo-sung', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const language = languageOf(res)
    await limits.spend('file', addressKey(req))
    const mine = await askedOfApplicant(dossier, deps)
    if (!mine) {
      req.session.flash = { tone: 'info', text: say('dossier.nothing-asked', language) }
      res.redirect(303, `/ho-so/${dossier.code}`)
      return
    }
    const posted = await readForm(req, deps) // not before: files that nobody asked for are not taken
    const { values, errors, documentErrors } = readAnswer(mine, dossier, posted, language)
    if (Object.keys({ ...errors, ...documentErrors }).length > 0) {
      await show(res, dossier, { posted, errors, documentErrors })
      return
    }
    try {
      await takeAnswer(mine, values, posted.papers, applicantActor(req), deps)
      req.session.flash = { tone: 'success', text: say('dossier.completed', language) }
    } catch (error) {
      if (!(error instanceof TaskNotOpen || error instanceof ActNotAllowed)) throw error
      req.session.flash = { tone: 'info', text: say('dossier.nothing-asked', language) }
    }
    res.redirect(303, `/ho-so/${dossier.code}`)
  })

  router.get('/ho-so/:code/rut', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    if (!mayWithdraw(dossier.state)) { res.redirect(303, `/ho-so/${dossier.code}`); return }
    const language = languageOf(res)
    const procedure = procedureOf(dossier)
    render(res, 'portal/withdraw', {
      code: dossier.code, procedure: { name: procedure.name[language], href: `/thu-tuc/${procedure.id}` }, action: `/ho-so/${dossier.code}/rut`,
      backHref: `/ho-so/${dossier.code}`, values: {}, errors: [],
    })
  })

  router.post('/ho-so/:code/rut', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const language = languageOf(res)
    const { reason } = readBody(z.object({ reason: z.string().max(10_000).default('') }), req)
    try {
      await requestWithdrawal(dossier.code, reason.trim(), deps, applicantActor(req))
      req.session.flash = { tone: 'info', text: say('withdraw.sent', language) }
    } catch (error) {
      if (!(error instanceof ActNotAllowed)) throw error
      req.session.flash = { tone: 'info', text: say('withdraw.too-late', language) }
    }
    res.redirect(303, `/ho-so/${dossier.code}`)
  })

  router.get('/ho-so/:code/giay-moi', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (dossier) render(res, 'portal/slip', await paperPage(await invitationPaper(dossier, deps), `/ho-so/${dossier.code}/giay-moi`, `/ho-so/${dossier.code}`))
  })

  router.get('/ho-so/:code/giay-moi.pdf', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    await limits.spend('paper', addressKey(req))
    await sendPaper(res, await invitationPaper(dossier, deps), `giay-moi-${dossier.code}`)
  })

  router.post('/ho-so/:code/giay-tiep-nhan', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const language = languageOf(res)
    try {
      const slip = await requestSlip(dossier.code, applicantActor(req), deps)
      res.redirect(303, `/ho-so/${dossier.code}/phieu/${encodeURIComponent(slip.id)}`)
    } catch (error) {
      if (!(error instanceof ActNotAllowed)) throw error
      req.session.flash = { tone: 'info', text: say('slip.not-received', language) }
      res.redirect(303, `/ho-so/${dossier.code}`)
    }
  })

  router.get('/ho-so/:code/phieu/:slip.pdf', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    await limits.spend('paper', addressKey(req))
    const { slip, paper } = await paperOfSlip(req.params.slip, dossier.code, deps)
    await sendPaper(res, paper, slipFileName(slip))
  })

  router.get('/ho-so/:code/phieu/:slip', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const { paper } = await paperOfSlip(req.params.slip, dossier.code, deps)
    render(res, 'portal/slip', await paperPage(paper, `/ho-so/${dossier.code}/phieu/${encodeURIComponent(req.params.slip)}`, `/ho-so/${dossier.code}`))
  })

  router.get('/ho-so/:code/tep/:file', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    if (isResultCopy(dossier, req.params.file) && !(await copyForApplicant(dossier, deps))) throw new HttpProblem(403)
    const asked = dossier.papers.filter(({ file }) => file.id === req.params.file)
    if (!asked.every(await opener(req, asked, deps))) throw new HttpProblem(403)
    await sendFile(res, await files.find(req.params.file, dossier.code))
  })

  return router
}
