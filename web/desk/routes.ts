import { Router, urlencoded, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { findProcedure } from '../../processes/catalogue.ts'
import { isEnquiryCode, parseEnquiryCode } from '../../processes/law/enquiries.ts'
import { attachmentsOf, readAnswers, type Form } from '../../processes/form.ts'
import { parseDossierCode, parseQrPayload } from '../../processes/law/dossier-code.ts'
import { roleNames, type Role } from '../../processes/law/roles.ts'
import { workingMinutesBetween } from '../../processes/law/working-time.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { Consultation } from '../../store/consultations.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import { TaskNotOpen, type Task } from '../../store/tasks.ts'
import { actingRole, askedOf, digitisingRole, mayDo, mayFileForOthers, mayKeepRegister, mayRead, roleFor } from '../access.ts'
import { attachmentErrors, attachmentFields, stepPaper } from '../attachments.ts'
import { checkTaskAnswers } from '../check-task-answers.ts'
import { Amended, completeTask } from '../complete-task.ts'
import { errorTexts } from '../form-errors.ts'
import { say } from '../messages/routes.ts'
import { presentAsked, readsAsked } from '../present-asked.ts'
import { presentDossier, stepName } from '../present-dossier.ts'
import { presentFees } from '../present-fees.ts'
import { presentPasses } from '../present-passes.ts'
import { presentSteps } from '../present-steps.ts'
import { controlSheetOf } from '../present-papers.ts'
import { paperOfSlip, paperPage, sendPaper, slipFileName } from '../present-slip.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { requestSlip } from '../request-slip.ts'
import { runtimeOptions } from '../runtime-options.ts'
import { sendFile } from '../send-file.ts'
import { readForm, type PostedForm } from '../upload.ts'
import { csrfToken, endSession, renew, requireCsrf } from '../session.ts'
import { answerGroups } from '../view/answers.ts'
import { formView } from '../view/form-fields.ts'
import type { DeskDossier, DueStanding, QueueModel, TaskRow } from '../view/models.ts'
import { render, type PageLocals } from '../view/render.ts'
import { auditRoutes } from './audit-routes.ts'
import { stillOnPaper } from '../digitise.ts'
import { counterRoutes } from './counter-routes.ts'
import { digitiseRoutes } from './digitise-routes.ts'
import { enquiryDeskRoutes, enquiryRow } from './enquiry-routes.ts'
import { cashView, feeRoutes } from './fee-routes.ts'
import { handOverRoutes } from './hand-over-routes.ts'
import { noticeRoutes } from './notice-routes.ts'
import { mayReassign, officerRoutes } from './officer-routes.ts'
import { registerRoutes } from './register-routes.ts'
import { reportRoutes, reportsAtDesk } from './report-routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { reuseRoutes, storeView } from './reuse-routes.ts'

/** Roles that no step of a procedure is given to. */
const withoutTasks: readonly Role[] = ['administrator', 'analyst', 'auditor']

/** The clerks' side: sign in, the queue, one task, one dossier. */
export function deskRoutes(deps: Deps, limits: Limits): Router {
  const { accounts, agencies, events, tasks, dossiers, bundles, consultations, files, notices, handOverLists, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '200kb', parameterLimit: 400 })

  router.get('/sign-in', (req, res) => {
    render(res, 'desk/sign-in', { action: '/desk/sign-in', errors: [], next: safeNext(req.query['next']) })
  })

  router.post('/sign-in', body, requireCsrf, async (req, res) => {
    const { username, password, next } = readBody(z.object({
      username: z.string().max(100).default(''), password: z.string().max(200).default(''), next: z.string().max(500).optional(),
    }), req)
    const name = username.trim().toLowerCase()
    const attempts = `${name} from ${addressKey(req)}`
    await limits.spend('signIn', attempts)
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    await limits.spend('signInTotal', `account ${name}`)
    const account = await accounts.authenticate(name, password)
    if (!account) {
      if (await accounts.find(name)) await events.note({ subject: `account/${name}`, act: 'sign-in-failed', by: { kind: 'system' }, at: now() })
      const { language } = res.locals as PageLocals
      render(res, 'desk/sign-in', {
        action: '/desk/sign-in', username, next: safeNext(next), errors: [{ text: say('sign-in.wrong', language), href: '#field-username' }],
      })
      return
    }
    await events.note({
      subject: `account/${account.username}`, act: 'sign-in', at: now(), onBehalfOf: account.unit,
      by: { kind: 'staff', username: account.username, name: account.name, role: account.roles[0] ?? 'applicant' },
    })
    await limits.giveBack('signInTotal', `address ${addressKey(req)}`)
    await limits.forgive('signIn', attempts)
    await renew(req)
    csrfToken(req)
    req.session.account = account.username
    res.redirect(303, safeNext(next))
  })

  router.post('/sign-out', body, requireCsrf, async (req, res) => {
    await endSession(req)
    res.redirect(303, '/desk/sign-in')
  })

  router.use(async (req, res, next) => {
    const account = req.session.account ? await accounts.find(req.session.account) : null
    if (!account?.active) {
      res.redirect(303, req.method === 'GET' ? `/desk/sign-in?next=${encodeURIComponent(req.originalUrl)}` : '/desk/sign-in')
      return
    }
    const { language } = res.locals as PageLocals
    const agency = await agencies.find(account.unit)
    const unit = agency?.name[language]
    res.locals['account'] = account
    res.locals['user'] = { name: account.name, signOutAction: '/desk/sign-out', ...(unit && { unit }), administers: account.roles.includes('administrator'), audits: account.roles.some((role) => role === 'auditor' || role === 'administrator'), keepsRegister: mayKeepRegister(account, agency), filesForOthers: mayFileForOthers(account, agency), movesPaper: actingRole(account, 'receive-paper', account.unit) !== null } satisfies PageLocals['user']
    res.set('Cache-Control', 'private, no-store')
    next()
  })
  router.use(noticeRoutes(deps), reportRoutes(deps), feeRoutes(deps), enquiryDeskRoutes(deps), registerRoutes(deps), handOverRoutes(deps), auditRoutes(deps), settingsRoutes(deps), officerRoutes(deps), reuseRoutes(deps), counterRoutes(deps), digitiseRoutes(deps))

  const accountOf = (res: Response) => (res.locals as { account: Account }).account
  const languageOf = (res: Response): Language => (res.locals as PageLocals).language

  async function taskFor(req: Request, res: Response): Promise<Task> {
    const task = await tasks.find(String(req.params['task']))
    if (!task) throw new HttpProblem(404)
    if (!mayDo(accountOf(res), task)) throw new HttpProblem(403)
    return task
  }

  async function formOf(task: Task): Promise<Form> {
    const form = (await bundles.get(task.process, task.processVersion)).forms[task.form]
    if (!form) throw new Error(`No form ${task.form} in ${task.process} version ${String(task.processVersion)}`)
    return form
  }

  /** How a step stands: by its own limit, its consultation's or the dossier's, whichever comes first. */
  async function standingOf(task: Task, dossier: Dossier): Promise<{ dueAt?: Temporal.Instant, minutesLeft?: number, standing: DueStanding }> {
    const [due, consultation] = await Promise.all([dossiers.due(dossier), task.consultation ? consultations.get(task.consultation) : null])
    if (due?.paused) return { standing: 'paused' }
    const dueAt = [task.due, due?.due, consultation?.due].filter((each) => each instanceof Temporal.Instant).sort((a, b) => Temporal.Instant.compare(a, b))[0]
    if (!dueAt) return { standing: 'on-time' }
    const { calendar } = await agencies.get(task.unit ?? dossier.units.deciding)
    const minutesLeft = Math.round(workingMinutesBetween(now(), dueAt, calendar))
    return { dueAt, minutesLeft, standing: Temporal.Instant.compare(dueAt, now()) < 0 ? 'overdue' : minutesLeft <= 240 ? 'soon' : 'on-time' }
  }

  /** A dossier by the code that a citizen shows at the counter, typed or scanned. */
  router.get('/dossiers', async (req, res) => {
    const code = typeof req.query['code'] === 'string' ? req.query['code'].slice(0, 200) : ''
    const enquiry = parseEnquiryCode(code)
    if (enquiry && await deps.enquiries.find(enquiry.code)) {
      res.redirect(303, `/desk/enquiries/${enquiry.code}`)
      return
    }
    const parsed = parseDossierCode(code) ?? parseQrPayload(code)
    const dossier = parsed && await dossiers.find(parsed.code)
    if (dossier && (mayRead(accountOf(res), dossier) || askedOf(accountOf(res), await consultations.of(dossier.code)).length > 0)) {
      res.redirect(303, `/desk/dossiers/${dossier.code}`)
      return
    }
    const language = languageOf(res)
    await showQueue(req, res, { code, error: say(parsed ? 'desk.no-such-dossier' : 'look-up.code', language) })
  })

  router.get('/', (req, res) => showQueue(req, res))

  router.post('/notices/:notice/read', body, requireCsrf, async (req, res) => {
    await notices.markRead(String(req.params['notice']), accountOf(res))
    res.redirect(303, '/desk')
  })

  /** Papers of the unit that are to be handed over today, or should have been (BT 45/2023 arts. 16.2-16.3). */
  async function papersDue(account: Account): Promise<Pick<QueueModel, 'papersDue'>> {
    if (!actingRole(account, 'hand-over-paper', account.unit)) return {}
    const { timeZone } = (await agencies.get(account.unit)).calendar
    const endOfToday = now().toZonedDateTimeISO(timeZone).startOfDay().add({ days: 1 }).toInstant()
    const waiting = (await handOverLists.waiting(account.unit)).filter(({ due }) => Temporal.Instant.compare(due, endOfToday) < 0)
    const [first] = waiting
    return first ? { papersDue: { count: waiting.length, due: first.due, standing: Temporal.Instant.compare(now(), first.due) > 0 ? 'overdue' : 'soon', href: '/desk/hand-over' } } : {}
  }

  async function showQueue(req: Request, res: Response, find: { code?: string, error?: string } = {}) {
    const account = accountOf(res)
    const language = languageOf(res)
    const open = await tasks.openFor(account)
    const tab = req.query['tab'] === 'mine' ? 'mine' as const : 'unit' as const
    const mine = open.filter(({ assignee }) => assignee === account.username)
    const rows = await Promise.all((tab === 'mine' ? mine : open).slice(0, 200).map(async (task): Promise<TaskRow | null> => {
      if (isEnquiryCode(task.dossier)) return enquiryRow(task, account, language, deps)
      const dossier = await dossiers.find(task.dossier)
      if (!dossier) return null
      return {
        href: `/desk/tasks/${task.id}`, code: dossier.code, applicant: dossier.applicant.name, procedure: findProcedure(dossier.procedure).name[language],
        step: await stepName(task.process, task.elementId, dossier, language, deps), ...(await standingOf(task, dossier)),
        ...(task.assignee === account.username && { mine: true }), ...(task.pass > 1 && { pass: task.pass }), ...(task.sentBack && { sentBack: task.sentBack }),
      }
    }))
    const shown = rows.filter((row) => row !== null).sort((a, b) => (a.minutesLeft ?? Infinity) - (b.minutesLeft ?? Infinity))
    const count = (wanted: DueStanding) => shown.filter(({ standing }) => standing === wanted).length
    const [overdue, soon] = [count('overdue'), count('soon')]
    const told = await notices.unreadBy(account, 20)
    render(res, 'desk/queue', {
      tab, tabs: { mine: { href: '/desk?tab=mine', count: mine.length }, unit: { href: '/desk', count: open.length } },
      unit: (await agencies.find(account.unit))?.name[language] ?? '', tasks: shown,
      counts: { overdue, soon, rest: shown.length - overdue - soon },
      works: account.roles.some((role) => !withoutTasks.includes(role)), roles: account.roles.map((role) => roleNames[role][language]),
      notices: told.map(({ id, subject, text, at, dossier }) => ({ subject, text, at, href: `/desk/${isEnquiryCode(dossier) ? 'enquiries' : 'dossiers'}/${dossier}`, putAside: `/desk/notices/${id}/read` })),
      find: { action: '/desk/dossiers', ...find }, ...await papersDue(account),
    }, { ...(find.error && { status: 404 }) })
  }

  async function deskDossier(dossier: Dossier, account: Account, language: Language, task?: Task): Promise<DeskDossier> {
    const { code } = dossier
    if (!mayRead(account, dossier)) return presentAsked(dossier, askedOf(account, await consultations.of(code)), language, deps)
    const told = (await notices.of(code)).filter(({ to }) => account.roles.some((role) => role === to))
    const presented = await presentDossier(dossier, {
      language, side: 'staff', fileHref: (id) => `/desk/dossiers/${code}/files/${id}`, slipHref: (id) => `/desk/dossiers/${code}/slips/${encodeURIComponent(id)}`,
    }, deps)
    const [receiving, deciding, returning] = await Promise.all(
      (['receiving', 'deciding', 'returning'] as const).map(async (place) => (await agencies.get(dossier.units[place])).name[language]))
    const passes = await presentPasses(dossier, language, deps)
    return {
      code, procedure: { name: findProcedure(dossier.procedure).name[language], href: `/thu-tuc/${dossier.procedure}` }, state: dossier.state,
      filedAt: dossier.filedAt, ...(dossier.receivedAt && { receivedAt: dossier.receivedAt }),
      units: { receiving: receiving ?? '', deciding: deciding ?? '', returning: returning ?? '' }, answers: presented.answers,
      documents: presented.documents, ...await storeView(dossier, account, language, task?.id, deps), timeline: presented.timeline, ...(presented.joint && { joint: presented.joint }), slips: presented.slips,
      ...(dossier.channel !== 'online' && digitisingRole(account, dossier) && { digitise: { href: `/desk/dossiers/${code}/digitise`, missing: stillOnPaper(dossier).map(({ name }) => name[language]) } }),
      ...(presented.receiptToAskFor && actingRole(account, 'request-slip', dossier.units.receiving) && { askReceipt: `/desk/dossiers/${code}/receipt` }), ...(presented.due && { due: presented.due }),
      ...(presented.ended && { ended: presented.ended }), notices: told.toReversed().map(({ subject, text, at }) => ({ subject, text, at })),
      steps: await presentSteps(dossier, language, deps),
      passes, sentBack: passes.some(({ back }) => back !== undefined),
    }
  }

  async function showTask(res: Response, task: Task, { values, errors = {}, fileErrors = {}, status, refused = false, amended = false }: {
    values?: Readonly<Record<string, unknown>>, errors?: Readonly<Record<string, string>>, fileErrors?: Readonly<Record<string, string>>, status?: number, refused?: boolean, amended?: boolean
  } = {}) {
    const language = languageOf(res)
    const dossier = await dossiers.get(task.dossier)
    const form = await formOf(task)
    const step = await stepName(task.process, task.elementId, dossier, language, deps)
    const options = await runtimeOptions(form, dossier, task, language, deps)
    const open = task.state === 'open' && !refused
    const view = formView(form, { ...(values && { values }), errors: open ? errors : {}, language, options })
    const consultation = task.consultation ? await consultations.get(task.consultation) : null
    const typed = values ? answerGroups(form, { values, language, options }) : []
    render(res, 'desk/task', {
      step, dossier: await deskDossier(dossier, accountOf(res), language, open ? task : undefined), dossierHref: `/desk/dossiers/${dossier.code}`, action: `/desk/tasks/${task.id}`,
      sections: open ? [{ fields: view.fields }] : [], documents: open ? attachmentFields(form, language, fileErrors) : [], queueHref: '/desk', amendments: dossier.amendments,
      errors: [
        ...amended ? [{ text: say('task.amended', language), href: '#desk-history' }] : [], ...view.errors,
        ...Object.entries(open ? fileErrors : {}).map(([item, text]) => ({ text, href: `#field-documents.${item}` })),
      ],
      ...(await standingOf(task, dossier)),
      ...(consultation && { question: { text: consultation.question, due: consultation.due } }),
      ...(!open && { conflict: { typed, ...(task.completedBy && task.completedAt && { by: task.completedBy, at: task.completedAt }) } }),
    }, { ...(status !== undefined && { status }) })
  }

  router.get('/tasks/:task', async (req, res) => {
    await showTask(res, await taskFor(req, res))
  })

  /** A plain form, or one with files: the latter checks its own token, and is not read when the form has no place for files. */
  async function posting(req: Request, form: Form): Promise<Omit<PostedForm, 'fields'> & { fields: Readonly<Record<string, unknown>> }> {
    if (!req.is('multipart/form-data')) return { fields: readBody(z.record(z.string(), z.unknown()), req), papers: [], rejected: [] }
    if (attachmentsOf(form.components).length === 0) throw new HttpProblem(415)
    const places = new Set(attachmentsOf(form.components).map(({ key }) => key))
    const { fields, papers, rejected } = await readForm(req, files)
    await files.drop(papers.filter(({ item }) => !places.has(item)).map(({ file }) => file.id))
    return { fields, papers: papers.filter(({ item }) => places.has(item)), rejected: rejected.filter(({ item }) => places.has(item)) }
  }

  router.post('/tasks/:task', body, (req, res, next) => { if (req.is('multipart/form-data')) next(); else requireCsrf(req, res, next) }, async (req, res) => {
    const task = await taskFor(req, res)
    const account = accountOf(res)
    const language = languageOf(res)
    const form = await formOf(task)
    const { fields: posted, papers, rejected } = await posting(req, form)
    const dossier = await dossiers.get(task.dossier)
    if (task.state !== 'open') {
      await showTask(res, task, { values: posted, status: 409 })
      return
    }
    const { values, faults } = readAnswers(form, posted, await runtimeOptions(form, dossier, task, language, deps))
    const errors = { ...errorTexts(form, faults, language), ...(faults.length === 0 && await checkTaskAnswers(task, values, dossier, language, deps)) }
    const fileErrors = attachmentErrors(form, values, { papers, rejected }, language)
    if (Object.keys({ ...errors, ...fileErrors }).length > 0) {
      await files.drop(papers.map(({ file }) => file.id)) // a browser does not offer them again: the person chooses them once more
      await showTask(res, task, { values: posted, errors, fileErrors })
      return
    }
    try {
      await completeTask({
        task, by: { kind: 'staff', username: account.username, name: account.name, role: task.role }, answers: values, form, amendmentsSeen: Number(posted['amendments'] ?? 0),
        papers: papers.map(({ item, file }) => ({ item: stepPaper(task.form, item), file })),
      }, deps)
    } catch (error) {
      if (error instanceof Amended) {
        await showTask(res, task, { values: posted, status: 409, amended: true })
        return
      }
      if (!(error instanceof TaskNotOpen || error instanceof ActNotAllowed)) throw error
      await showTask(res, error instanceof TaskNotOpen ? error.task : task, { values: posted, status: 409, refused: true })
      return
    }
    const step = await stepName(task.process, task.elementId, dossier, language, deps)
    req.session.flash = { tone: 'success', text: say('task.done', language, { step, code: task.dossier }) }
    res.redirect(303, '/desk')
  })

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
    const open = await Promise.all((await tasks.openOf(dossier.code)).filter(({ unit }) => !asked || unit === account.unit).map(async (task) => ({
      step: await stepName(task.process, task.elementId, dossier, language, deps), since: task.createdAt,
      unit: task.unit ? (await agencies.find(task.unit))?.name[language] ?? '' : dossier.applicant.name,
      ...(mayDo(account, task) && { href: `/desk/tasks/${task.id}` }),
    })))
    const reports = Object.entries(reportsAtDesk).filter(([, { act }]) => roleFor(account, act, dossier))
      .map(([what]) => ({ what, href: `/desk/dossiers/${dossier.code}/${what}` }))
    const fees = asked ? undefined : await presentFees(dossier, language, { receipt: (receipt) => `/desk/dossiers/${dossier.code}/receipts/${receipt}` }, deps)
    const cash = await cashView(dossier, account, language, deps)
    render(res, 'desk/dossier', {
      dossier: await deskDossier(dossier, account, language), open, reports, queueHref: '/desk', feesHref: `/desk/dossiers/${dossier.code}/fees`,
      ...(fees && { fees }), ...(cash && { cash }),
      ...(dossier.receivedAt && !asked && { controlSheetHref: `/desk/dossiers/${dossier.code}/control-sheet` }),
      ...(mayReassign(account, dossier) && { officerHref: `/desk/dossiers/${dossier.code}/officer` }),
      ...(account.roles.some((role) => role === 'auditor' || role === 'administrator') && { logHref: `/desk/audit/log?subject=${dossier.code}` }),
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

  router.get('/dossiers/:code/control-sheet.pdf', async (req, res) => {
    const { code, paper } = await sheetFor(req, res)
    await sendPaper(res, paper, `phieu-kiem-soat-${code}`)
  })

  router.get('/dossiers/:code/control-sheet', async (req, res) => {
    const { code, paper } = await sheetFor(req, res)
    render(res, 'portal/slip', await paperPage(paper, `/desk/dossiers/${code}/control-sheet`, `/desk/dossiers/${code}`), { layout: 'desk' })
  })

  router.post('/dossiers/:code/receipt', body, requireCsrf, async (req, res) => {
    const { code, units: { receiving } } = await readableDossier(req, res)
    const { username, name, ...account } = accountOf(res)
    const role = actingRole({ username, name, ...account }, 'request-slip', receiving)
    if (!role) throw new HttpProblem(403)
    const slip = await requestSlip(code, { kind: 'staff', username, name, role }, deps)
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

/** Only addresses of the desk itself: never a page elsewhere. */
function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/desk(?:[/?][\w\-./?=&%]*)?$/.test(next) ? next : '/desk'
}
