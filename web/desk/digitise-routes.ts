import { Router, type Request, type Response } from 'express'
import { ScanProblem } from '../../config/print/scan.ts'
import { SigningUnavailable } from '../../config/sign/signing-key.ts'
import type { Deps } from '../../config/wire.ts'
import { findProcedure, procedureOf } from '../../processes/catalogue.ts'
import { digitisationRefusal, digitisationRefusals, typeCodeOf, type ScanData } from '../../processes/law/digitisation.ts'
import { scanForm } from '../../processes/paper-forms.ts'
import type { DocumentItem } from '../../processes/procedure.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import { newDraftId, type Draft } from '../../store/drafts.ts'
import { digitisingRole, mayRead } from '../access.ts'
import { digitise, listedFor, NotDigitised } from '../digitise.ts'
import { rejectedFiles } from '../documents.ts'
import { say } from '../messages/routes.ts'
import { handedText } from '../present-scan.ts'
import { HttpProblem } from '../problem.ts'
import { readScan, scanOf } from '../read-scan.ts'
import { acceptedTypes, largestFile } from '../take-file.ts'
import { readForm } from '../upload.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

type Typed = Pick<Draft, 'values' | 'papers'>

/** The papers of a dossier are scanned, described and signed (BT 45/2023 arts. 15.6, 17.1; requirement D8). */
export function digitiseRoutes(deps: Deps): Router {
  const { dossiers, drafts, files, agencies } = deps
  const router = Router()

  async function dossierFor(req: Request, res: Response) {
    const dossier = await dossiers.find(String(req.params['code']))
    if (!dossier) throw new HttpProblem(404)
    const account = accountOf(res)
    const role = digitisingRole(account, dossier)
    if (!role || !mayRead(account, dossier)) throw new HttpProblem(403)
    return { dossier, account, role }
  }

  async function paperFor(req: Request, res: Response) {
    const found = await dossierFor(req, res)
    const item = listedFor(found.dossier).find(({ id }) => id === req.params['item'])
    const formId = String(req.params['form'] ?? '')
    if (!item || formId && !/^[\w-]{24}$/.test(formId)) throw new HttpProblem(404)
    if (digitisationRefusal(item, found.dossier)) throw new HttpProblem(403)
    const draft = formId ? await drafts.find(formId) : null
    if (draft && (draft.keptBy !== found.account.username || draft.procedure !== found.dossier.procedure)) throw new HttpProblem(404)
    return { ...found, item, formId, draft, action: `${listHref(found.dossier)}/${item.id}/${formId}` }
  }

  const listHref = ({ code }: Pick<Dossier, 'code'>) => `/desk/dossiers/${code}/digitise`

  router.get('/dossiers/:code/digitise', async (req, res) => {
    const { dossier, account } = await dossierFor(req, res)
    const language = languageOf(res)
    const unit = (await agencies.get(account.unit)).name[language]
    render(res, 'desk/digitise', {
      code: dossier.code, procedure: procedureOf(dossier).name[language], dossierHref: `/desk/dossiers/${dossier.code}`, unit,
      papers: listedFor(dossier).map((item) => {
        const refusal = digitisationRefusal(item, dossier)
        const handed = dossier.handedIn.find(({ item: id }) => id === item.id)
        const scans = dossier.papers.filter(({ item: id, scan }) => id === item.id && scan)
        return {
          name: item.name[language], ...(handed && { handed: handedText(handed, language) }), scans: scans.map(({ file, at, scan }) => ({ name: file.name, href: `/desk/dossiers/${dossier.code}/files/${file.id}`, at, by: scan?.by ?? '', isSigned: scan?.signedBy !== null })),
          ...(refusal ? { refusal: digitisationRefusals[refusal][language] } : { href: `${listHref(dossier)}/${item.id}` }),
        }
      }),
    })
  })

  router.get('/dossiers/:code/digitise/:item', async (req, res) => {
    const { action } = await paperFor(req, res)
    res.redirect(303, `${action}${newDraftId()}`)
  })

  router.get('/dossiers/:code/digitise/:item/:form', async (req, res) => {
    const { dossier, item, draft, action } = await paperFor(req, res)
    if (draft?.filedAs) { res.redirect(303, listHref(dossier)); return }
    show(res, dossier, item, action, draft ?? { values: prefilled(dossier, item), papers: [] })
  })

  router.post('/dossiers/:code/digitise/:item/:form', async (req, res) => {
    const { dossier, account, role, item, formId, draft, action } = await paperFor(req, res)
    const language = languageOf(res)
    const posted = await readForm(req, deps)
    const isOurs = ({ item: id }: { item: string }) => id === item.id
    const isLate = draft !== null && draft.filedAs !== null
    await files.drop(posted.papers.filter((paper) => isLate || !isOurs(paper)).map(({ file }) => file.id))
    if (isLate) { done(req, res, dossier, item, false); return }
    const stays = (draft?.papers ?? []).filter(({ file }) => file.id !== posted.fields['remove'])
    const papers = [...stays, ...posted.papers.filter((paper) => isOurs(paper) && !stays.some(({ file }) => file.id === paper.file.id))]
    const { values, typed, errors } = readScan(posted.fields, language)
    const kept: Typed = { values: { ...typed, ...values }, papers }
    if (draft) await drafts.change(formId, kept)
    else await drafts.keep({ procedure: dossier.procedure, ...kept, keptBy: account.username }, formId)
    if (typeof posted.fields['remove'] === 'string') { show(res, dossier, item, action, kept); return }

    const scan = papers.length === 0 ? null : await scanOf(papers, deps)
    const fileError = rejectedFiles(posted.rejected.filter(isOurs), language)[item.id] ?? (scan === null ? say('scan.missing', language) : scan instanceof ScanProblem ? say(`scan.${scan.why}`, language) : undefined)
    if (fileError !== undefined || Object.keys(errors).length > 0 || scan === null || scan instanceof ScanProblem) {
      show(res, dossier, item, action, kept, { errors, ...(fileError !== undefined && { fileError }) })
      return
    }
    try {
      const added = await digitise(dossier.code, {
        id: formId, item: item.id, data: values as unknown as ScanData, pdf: scan, unit: account.unit, by: staff(account, role),
      }, deps)
      await drafts.filed(formId, dossier.code)
      await files.drop(papers.map(({ file }) => file.id)) // what is kept of them is the signed copy
      done(req, res, dossier, item, added)
    } catch (error) {
      if (error instanceof SigningUnavailable) {
        show(res, dossier, item, action, kept, { errors: {}, fileError: say('scan.signing-away', language) })
        return
      }
      if (!(error instanceof ActNotAllowed || error instanceof NotDigitised)) throw error
      req.session.flash = { tone: 'info', text: say('report.not-now', language) }
      res.redirect(303, `/desk/dossiers/${dossier.code}`)
    }
  })

  function done(req: Request, res: Response, dossier: Dossier, item: DocumentItem, added: boolean) {
    const language = languageOf(res)
    req.session.flash = { tone: added ? 'success' : 'info', text: say(added ? 'scan.done' : 'scan.done-before', language, { name: item.name[language] }) }
    res.redirect(303, listHref(dossier))
  }

  function show(res: Response, dossier: Dossier, item: DocumentItem, action: string, { values, papers }: Typed, wrong: { errors?: Record<string, string>, fileError?: string } = {}) {
    const language = languageOf(res)
    const { fields, errors } = formView(scanForm, { values, errors: wrong.errors ?? {}, language })
    const { fileError } = wrong
    render(res, 'desk/digitise-paper', {
      code: dossier.code, name: item.name[language], action, backHref: listHref(dossier), sections: [{ fields }],
      documents: [{
        item: item.id, label: say('scan.file', language), hint: say('scan.file-hint', language), required: true, accept: acceptedTypes, maxBytes: largestFile,
        files: papers.map(({ file }) => ({ name: file.name, size: file.size, remove: file.id })), ...(fileError !== undefined && { error: fileError }),
      }],
      errors: [...(fileError !== undefined ? [{ text: fileError, href: `#field-documents.${item.id}` }] : []), ...errors],
    })
  }

  return router
}

/** What the dossier knows already is not typed again (BT 45/2023 art. 15.5). */
function prefilled(dossier: Dossier, item: DocumentItem): Record<string, unknown> {
  const { name, identityNumber } = dossier.applicant
  const { dateOfBirth } = dossier.application
  const documentName = item.name.vi
  return {
    documentName, typeCode: typeCodeOf(findProcedure(dossier.procedure), listedFor(dossier), item.id), abstract: `${documentName} của ${name}`,
    ...(identityNumber ? { identityNumber } : { holderName: name, ...(typeof dateOfBirth === 'string' && { birthYear: dateOfBirth.slice(0, 4) }) }),
  }
}
