import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { attachmentsOf, type Form } from '../../processes/form.ts'
import type { CheckedItem } from '../../processes/law/document-check.ts'
import type { Account } from '../../store/accounts.ts'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { TaskNotOpen, type Task } from '../../store/tasks.ts'
import { isTakenBy, mayDo } from '../access.ts'
import { attachmentFields, stepPaper } from '../attachments.ts'
import { checkDocuments, checkErrors, checksDocuments, proposedRequest, readCheck } from '../check-documents.ts'
import { claimTask, releaseTask } from '../claim-task.ts'
import { Amended, completeTask } from '../complete-task.ts'
import { say } from '../messages/routes.ts'
import { stepName } from '../present-dossier.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { runtimeOptions } from '../runtime-options.ts'
import { requireCsrf } from '../session.ts'
import { formOfTask, readTaskAnswers } from '../task-answers.ts'
import { readForm, type PostedForm } from '../upload.ts'
import { answerGroups } from '../view/answers.ts'
import { formView } from '../view/form-fields.ts'
import type { TaskModel } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staffOn } from './account-of.ts'
import { deskDossier } from './desk-dossier.ts'
import { standingOf } from './standing-of.ts'

/** One task: its dossier beside its form, and what becomes of the answers. */
export function taskRoutes(deps: Deps): Router {
  const { accounts, tasks, dossiers, consultations, files } = deps
  const router = Router()

  async function taskFor(req: Request, res: Response): Promise<Task> {
    const task = await tasks.find(String(req.params['task']))
    if (!task) throw new HttpProblem(404)
    if (!mayDo(accountOf(res), task)) throw new HttpProblem(403)
    return task
  }

  /** Who works on a task, where anybody of the unit may: the person's own to leave, a colleague's to take over. */
  async function claimView(task: Task, account: Account): Promise<TaskModel['claim']> {
    if (task.assignee !== null && !task.claimed) return undefined
    const by = task.assignee === null || task.assignee === account.username ? undefined : (await accounts.find(task.assignee))?.name ?? task.assignee
    return { mine: task.assignee === account.username, action: `/desk/tasks/${task.id}/claim`, ...(by && { by }) }
  }

  async function showTask(res: Response, task: Task, { values, errors = {}, fileErrors = {}, status, refused = false, amended = false, taken = false, checked = null }: {
    values?: Readonly<Record<string, unknown>>, errors?: Readonly<Record<string, string>>, fileErrors?: Readonly<Record<string, string>>, status?: number, refused?: boolean, amended?: boolean
    taken?: boolean, checked?: readonly CheckedItem[] | null
  } = {}) {
    const language = languageOf(res)
    const dossier = await dossiers.get(task.dossier)
    const form = await formOfTask(task, deps)
    const step = await stepName(task.process, task.elementId, dossier, language, deps)
    const options = await runtimeOptions(form, dossier, task, language, deps)
    const open = task.state === 'open' && !refused
    const view = formView(form, { ...(values && { values }), errors: open ? errors : {}, language, options })
    const consultation = task.consultation ? await consultations.get(task.consultation) : null
    const typed = values ? answerGroups(form, { values, language, options }) : []
    const claim = open ? await claimView(task, accountOf(res)) : undefined
    render(res, 'desk/task', {
      step, ...(claim && { claim }), ...(taken && task.assignee && { takeOver: task.assignee, submit: say('task.take-over', language) }), dossier: await deskDossier(dossier, accountOf(res), language, deps, open ? task : undefined, checked), dossierHref: `/desk/dossiers/${dossier.code}`, action: `/desk/tasks/${task.id}`,
      sections: open ? [{ fields: view.fields }] : [], documents: open ? attachmentFields(form, language, fileErrors) : [], queueHref: '/desk', amendments: dossier.amendments,
      errors: [
        ...taken ? [{ text: say('task.taken', language, { name: claim?.by ?? '' }), href: '#claim' }] : [],
        ...amended ? [{ text: say('task.amended', language), href: '#desk-history' }] : [], ...view.errors,
        ...Object.entries(open ? fileErrors : {}).map(([item, text]) => ({ text, href: `#field-documents.${item}` })),
      ],
      ...(await standingOf(task, dossier, deps)),
      ...(open && checksDocuments(task, dossier) && { list: { absent: say('list.absent', language) } }),
      ...(consultation && { question: { text: consultation.question, due: consultation.due } }),
      ...(!open && { conflict: { typed, ...(task.completedBy && task.completedAt && { by: task.completedBy, at: task.completedAt }) } }),
    }, { ...(status !== undefined && { status }) })
  }

  router.get('/tasks/:task', async (req, res) => {
    await showTask(res, await taskFor(req, res))
  })

  router.post('/tasks/:task/claim', deskForm, requireCsrf, async (req, res) => {
    const task = await taskFor(req, res)
    const { claim } = readBody(z.object({ claim: z.enum(['take', 'release']) }), req)
    const by = staffOn(accountOf(res), task)
    const isDone = task.state === 'open' && await (claim === 'take' ? claimTask : releaseTask)(task, by, deps)
    const language = languageOf(res)
    req.session.flash = isDone ? { tone: 'success', text: say(`task.${claim}-done`, language) } : { tone: 'info', text: say('task.claim-late', language) }
    res.redirect(303, claim === 'release' && isDone ? '/desk' : `/desk/tasks/${task.id}`)
  })

  /** A plain form, or one with files: the latter checks its own token, and is not read when the form has no place for files. */
  async function posting(req: Request, form: Form): Promise<Omit<PostedForm, 'fields'> & { fields: Readonly<Record<string, unknown>> }> {
    if (!req.is('multipart/form-data')) return { fields: readBody(z.record(z.string(), z.unknown()), req), papers: [], rejected: [] }
    if (attachmentsOf(form.components).length === 0) throw new HttpProblem(415)
    const places = new Set(attachmentsOf(form.components).map(({ key }) => key))
    const { fields, papers, rejected } = await readForm(req, deps)
    await files.drop(papers.filter(({ item }) => !places.has(item)).map(({ file }) => file.id))
    return { fields, papers: papers.filter(({ item }) => places.has(item)), rejected: rejected.filter(({ item }) => places.has(item)) }
  }

  router.post('/tasks/:task', deskForm, (req, res, next) => { if (req.is('multipart/form-data')) next(); else requireCsrf(req, res, next) }, async (req, res) => {
    const task = await taskFor(req, res)
    const account = accountOf(res)
    const language = languageOf(res)
    const form = await formOfTask(task, deps)
    const { fields: posted, papers, rejected } = await posting(req, form)
    const dossier = await dossiers.get(task.dossier)
    if (task.state !== 'open') {
      await showTask(res, task, { values: posted, status: 409 })
      return
    }
    const checked = checksDocuments(task, dossier) ? readCheck(dossier, posted) : null
    if (checked && posted['saveList'] !== undefined && !isTakenBy(account, task)) {
      await files.drop(papers.map(({ file }) => file.id))
      await checkDocuments(dossier.code, checked, staffOn(account, task), account.unit, deps)
      const { missingItems, reason } = proposedRequest(dossier, checked, language)
      const asks = Object.values(posted).includes('incomplete')
      res.locals['flash'] = { tone: 'success', text: say('list.saved', language) }
      await showTask(res, task, { values: { ...posted, missingItems, ...(asks && !posted['reason'] && { reason }) }, checked })
      return
    }
    const { values, errors: faults, fileErrors } = await readTaskAnswers({ task, form, dossier }, { fields: posted, papers, rejected }, language, deps)
    const errors = { ...checkErrors(dossier, { items: checked, answers: values }, language), ...faults }
    const takesOver = posted['takeOver'] === task.assignee
    if (isTakenBy(account, task) && !(takesOver && await claimTask(task, staffOn(account, task), deps))) {
      await files.drop(papers.map(({ file }) => file.id))
      await showTask(res, await taskFor(req, res), { values: posted, status: 409, taken: true, checked })
      return
    }
    if (Object.keys({ ...errors, ...fileErrors }).length > 0) {
      await files.drop(papers.map(({ file }) => file.id)) // a browser does not offer them again: the person chooses them once more
      await showTask(res, task, { values: posted, errors, fileErrors, checked })
      return
    }
    try {
      await completeTask({
        task, by: staffOn(account, task), answers: values, form, checked, amendmentsSeen: Number(posted['amendments'] ?? 0),
        papers: papers.map(({ item, file }) => ({ item: stepPaper(task.form, item), file })),
      }, deps)
    } catch (error) {
      if (error instanceof Amended) {
        await showTask(res, task, { values: posted, status: 409, amended: true, checked })
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

  return router
}
