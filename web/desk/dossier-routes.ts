import { Router, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Consultation } from '../../store/consultations.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { actingRole, askedOf, mayDo, mayRead, mayReadLog } from '../access.ts'
import { maySendLinks } from '../change-consultation-link.ts'
import { readsAsked } from '../present-asked.ts'
import { stepName } from '../present-dossier.ts'
import { presentFees } from '../present-fees.ts'
import { presentMessages } from '../present-messages.ts'
import { presentPosition } from '../present-position.ts'
import { controlSheetOf } from '../present-papers.ts'
import { paperOfSlip, paperPage, sendPaper, slipFileName } from '../present-slip.ts'
import { HttpProblem } from '../problem.ts'
import { requestSlip } from '../request-slip.ts'
import { sendFile } from '../send-file.ts'
import { sendPrinted } from '../send-printed.ts'
import { deskForm } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { deskDossier } from './desk-dossier.ts'
import { cashView } from './fee-routes.ts'
import { possibleActs } from './possible-acts.ts'

/** One dossier: its page, files, slips and control sheet. */
export function deskDossierRoutes(deps: Deps): Router {
  const { agencies, tasks, dossiers, consultations, files } = deps
  const router = Router()

  async function readableDossier(req: Request, res: Response): Promise<Dossier> {
    const dossier = await dossiers.find(String(req.params['code']))
    if (!dossier) throw new HttpProblem(404)
    if (!mayRead(accountOf(res), dossier)) throw new HttpProblem(403)
    return dossier
  }

  /** A dossier that the reader may read, or is asked about; with what they are asked, else null. */
  async function dossierOrAsked(req: Request, res: Response): Promise<{ dossier: Dossier, asked: Consultation[] | null }> {
    const dossier = await dossiers.find(String(req.params['code']))
    if (!dossier) throw new HttpProblem(404)
    if (mayRead(accountOf(res), dossier)) return { dossier, asked: null }
    const asked = askedOf(accountOf(res), await consultations.of(dossier.code))
    if (asked.length === 0) throw new HttpProblem(403)
    return { dossier, asked }
  }

  router.get('/dossiers/:code', async (req, res) => {
    const { dossier, asked } = await dossierOrAsked(req, res)
    const language = languageOf(res)
    const account = accountOf(res)
    const openTasks = await tasks.openOf(dossier.code)
    const open = await Promise.all(openTasks.filter(({ unit }) => !asked || unit === account.unit).map(async (task) => ({
      step: await stepName(task.process, task.elementId, dossier, language, deps), since: task.createdAt,
      unit: task.unit ? (await agencies.find(task.unit))?.name[language] ?? '' : dossier.applicant.name,
      ...(mayDo(account, task) && { href: `/desk/tasks/${task.id}` }),
    })))
    const [position, messages] = asked ? [undefined, undefined] : await Promise.all([presentPosition(dossier, language, deps), presentMessages(dossier.code, language, deps)])
    const fees = asked ? undefined : await presentFees(dossier, language, { receipt: (receipt) => `/desk/dossiers/${dossier.code}/receipts/${receipt}` }, deps)
    const cash = await cashView(dossier, account, language, deps)
    render(res, 'desk/dossier', {
      dossier: await deskDossier(dossier, account, language, deps), open, possible: possibleActs(account, dossier, openTasks, language), queueHref: '/desk', feesHref: `/desk/dossiers/${dossier.code}/fees`,
      ...(fees && { fees }), ...(cash && { cash }), ...(position && { position }), ...(messages && { messages }),
      ...(dossier.receivedAt && !asked && { controlSheetHref: `/desk/dossiers/${dossier.code}/control-sheet` }),
      ...(!asked && maySendLinks(account, dossier) && (await consultations.of(dossier.code)).length > 0 && { linksHref: `/desk/dossiers/${dossier.code}/consultations` }),
      ...(mayReadLog(account) && { logHref: `/desk/audit/log?subject=${dossier.code}` }),
    })
  })

  router.get('/dossiers/:code/files/:file', async (req, res) => {
    const { dossier, asked } = await dossierOrAsked(req, res)
    if (asked && !readsAsked(asked, dossier).some(({ file }) => file.id === req.params.file)) throw new HttpProblem(403)
    await sendFile(res, await files.find(req.params.file, dossier.code))
  })

  async function sheetFor(req: Request, res: Response) {
    const dossier = await readableDossier(req, res)
    return { code: dossier.code, paper: await controlSheetOf(dossier, deps) }
  }

  router.get('/dossiers/:code/control-sheet.xlsx', async (req, res) => {
    const { code, paper } = await sheetFor(req, res)
    await sendPrinted(res, 'xlsx', paper, `phieu-kiem-soat-${code}`)
  })

  router.get('/dossiers/:code/control-sheet.pdf', async (req, res) => {
    const { code, paper } = await sheetFor(req, res)
    await sendPaper(res, paper, `phieu-kiem-soat-${code}`)
  })

  router.get('/dossiers/:code/control-sheet', async (req, res) => {
    const { code, paper } = await sheetFor(req, res)
    render(res, 'portal/slip', { ...await paperPage(paper, `/desk/dossiers/${code}/control-sheet`, `/desk/dossiers/${code}`), workbookHref: `/desk/dossiers/${code}/control-sheet.xlsx` }, { layout: 'desk' })
  })

  router.post('/dossiers/:code/receipt', deskForm, requireCsrf, async (req, res) => {
    const { code, units: { receiving } } = await readableDossier(req, res)
    const account = accountOf(res)
    const role = actingRole(account, 'request-slip', receiving)
    if (!role) throw new HttpProblem(403)
    const slip = await requestSlip(code, staff(account, role), deps)
    res.redirect(303, `/desk/dossiers/${code}/slips/${encodeURIComponent(slip.id)}`)
  })

  router.get('/dossiers/:code/slips/:slip.pdf', async (req, res) => {
    const { code } = await readableDossier(req, res)
    const { slip, paper } = await paperOfSlip(req.params.slip, code, deps)
    await sendPaper(res, paper, slipFileName(slip))
  })

  router.get('/dossiers/:code/slips/:slip', async (req, res) => {
    const { code } = await readableDossier(req, res)
    const { paper } = await paperOfSlip(req.params.slip, code, deps)
    render(res, 'portal/slip', await paperPage(paper, `/desk/dossiers/${code}/slips/${encodeURIComponent(req.params.slip)}`, `/desk/dossiers/${code}`), { layout: 'desk' })
  })

  return router
}
