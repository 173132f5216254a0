import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers, type Form } from '../../processes/form.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import { ActNotAllowed } from '../../store/dossiers.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import { TaskNotOpen, type Task } from '../../store/tasks.ts'
import { mayDo, mayReadEnquiry } from '../access.ts'
import { checkEnquiryAnswers } from '../check-enquiry-answers.ts'
import { completeEnquiryTask } from '../complete-enquiry-task.ts'
import { errorTexts } from '../form-errors.ts'
import { enquiryPlaces, sayEnquiry } from '../messages/enquiries.ts'
import { askedGroups, enquiryDue, enquiryOptions, enquiryTimeline, enquiryView } from '../present-enquiry.ts'
import { stepName } from '../present-dossier.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { answerGroups } from '../view/answers.ts'
import type { DeskEnquiryModel } from '../view/enquiry-models.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staffOn } from './account-of.ts'
import { enquiryStandingOf } from './standing-of.ts'

const stepNameOf = (task: Pick<Task, 'process' | 'elementId'>, language: Language, deps: Pick<Deps, 'bundles'>) =>
  stepName(task.process, task.elementId, { procedure: task.process }, language, deps)

/** The desk's pages of questions and feedback; tasks of dossiers pass by. */
export function enquiryDeskRoutes(deps: Deps): Router {
  const { enquiries, tasks, agencies, bundles, notices } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '200kb', parameterLimit: 100 })

  async function formOf({ process, processVersion, form: id }: Task): Promise<Form> {
    const form = (await bundles.get(process, processVersion)).forms[id]
    if (!form) throw new Error(`No form ${id} in ${process}`)
    return form
  }

  async function show(res: Response, enquiry: Enquiry, doing: {
    task?: Task, values?: Readonly<Record<string, unknown>>, errors?: Readonly<Record<string, string>>, status?: number, conflict?: DeskEnquiryModel['conflict']
  } = {}) {
    const [language, account] = [languageOf(res), accountOf(res)]
    const { code, kind, units } = enquiry
    const { task, conflict } = doing
    const options = await enquiryOptions(language, deps)
    const form = task && !conflict ? await formOf(task) : null
    const view = form && formView(form, { values: doing.values ?? prefilled(enquiry, form, account), errors: doing.errors ?? {}, language, options })
    const bundle = await bundles.latest(kind)
    const due = await enquiryDue(enquiry, language, deps)
    const deciding = units.deciding && (await agencies.find(units.deciding))?.name[language]
    const open = await Promise.all((await tasks.openOf(code)).map(async (each) => ({
      step: await stepNameOf(each, language, deps), unit: each.unit ? (await agencies.find(each.unit))?.name[language] ?? '' : '', since: each.createdAt,
      ...(mayDo(account, each) && { href: `/desk/tasks/${each.id}` }),
    })))
    const told = (await notices.of(code)).filter(({ to }) => account.roles.some((role) => role === to))
    const answered = Object.entries(enquiry.answers).sort(([, a], [, b]) => Temporal.Instant.compare(b.at, a.at))
    render(res, 'desk/enquiry', {
      kind, name: enquiryPlaces[kind].name[language], code, state: enquiry.state, queueHref: '/desk', thread: (await enquiries.ofThread(enquiry.thread)).map((each) => enquiryView(each, language)),
      answers: await askedGroups(enquiry, language, deps), timeline: await enquiryTimeline(enquiry, language, 'staff', deps), open, receiving: (await agencies.get(units.receiving)).name[language],
      steps: answered.flatMap(([id, { values, by, at }]) => {
        const shown = bundle?.forms[id]
        return shown ? [{ step: stepTitle(id, language), by, at, answers: answerGroups(shown, { values, language, options }) }] : []
      }),
      notices: told.toReversed().map(({ subject, text, at }) => ({ subject, text, at })), ...(due && { due }), ...(deciding && { deciding }), ...(conflict && { conflict }),
      ...(task && view && { work: { step: await stepNameOf(task, language, deps), action: `/desk/tasks/${task.id}`, sections: [{ fields: view.fields }], ...(await enquiryStandingOf(task, enquiry, deps)) } }),
      errors: view?.errors ?? [],
    }, { ...(doing.status !== undefined && { status: doing.status }) })
  }

  /** What was answered at this step before, and what the officer would otherwise copy by hand. */
  const prefilled = ({ answers, asked }: Enquiry, form: Form, account: Account): Readonly<Record<string, unknown>> =>
    form.id.endsWith('-answer') ? { answererName: account.name, publicTitle: asked['title'], publicContent: asked['content'], ...answers[form.id]?.values } : {}

  const taskHandler = (handle: (req: Request, res: Response, task: Task, enquiry: Enquiry) => Promise<void>): RequestHandler => async (req, res, next) => {
    const task = await tasks.find(String(req.params['task']))
    if (!task || !isEnquiryCode(task.dossier)) { next('route'); return }
    if (!mayDo(accountOf(res), task)) throw new HttpProblem(403)
    await handle(req, res, task, await enquiries.get(task.dossier))
  }

  const conflictOf = ({ completedBy, completedAt }: Task): NonNullable<DeskEnquiryModel['conflict']> => completedBy && completedAt ? { by: completedBy, at: completedAt } : {}

  router.get('/tasks/:task', taskHandler(async (_req, res, task, enquiry) => {
    await show(res, enquiry, { task, ...(task.state !== 'open' && { conflict: conflictOf(task) }) })
  }))

  /** The forms of dossiers may hold files: they are none of ours to read. */
  const enquiriesOnly: RequestHandler = async (req, _res, next) => {
    next(isEnquiryCode((await tasks.find(String(req.params['task'])))?.dossier ?? '') ? undefined : 'route')
  }

  router.post('/tasks/:task', enquiriesOnly, body, requireCsrf, taskHandler(async (req, res, task, enquiry) => {
    const [language, account] = [languageOf(res), accountOf(res)]
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    if (task.state !== 'open') { await show(res, enquiry, { task, status: 409, conflict: conflictOf(task) }); return }
    const form = await formOf(task)
    const { values, faults } = readAnswers(form, posted, await enquiryOptions(language, deps))
    const errors = { ...errorTexts(form, faults, language), ...(faults.length === 0 && checkEnquiryAnswers(task, values, enquiry, language)) }
    if (Object.keys(errors).length > 0) { await show(res, enquiry, { task, values: posted, errors }); return }
    try {
      await completeEnquiryTask({ task, by: staffOn(account, task), answers: values, form }, deps)
    } catch (error) {
      if (!(error instanceof TaskNotOpen || error instanceof ActNotAllowed)) throw error
      await show(res, enquiry, { task, status: 409, conflict: error instanceof TaskNotOpen ? conflictOf(error.task) : {} })
      return
    }
    req.session.flash = { tone: 'success', text: sayEnquiry('task.done', language, { step: await stepNameOf(task, language, deps), code: enquiry.code }) }
    res.redirect(303, '/desk')
  }))

  router.get('/enquiries/:code', async (req, res) => {
    const enquiry = await enquiries.find(req.params.code)
    if (!enquiry) throw new HttpProblem(404)
    if (!mayReadEnquiry(accountOf(res), enquiry)) throw new HttpProblem(403)
    await show(res, enquiry)
  })

  return router
}

const stepTitles = {
  sorting: { vi: 'Phân loại', en: 'Sorting' }, answer: { vi: 'Soạn câu trả lời', en: 'Draft of the answer' }, approval: { vi: 'Duyệt câu trả lời', en: 'Approval' },
} as const

function stepTitle(form: string, language: Language): string {
  const step = form.slice(form.indexOf('-') + 1)
  return step in stepTitles ? stepTitles[step as keyof typeof stepTitles][language] : form
}
