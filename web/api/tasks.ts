import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import { attachmentsOf } from '../../processes/form.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import { TaskNotOpen, type Task } from '../../store/tasks.ts'
import { isTakenBy, mayDo, mayRead } from '../access.ts'
import { stepPaper } from '../attachments.ts'
import { claimTask, releaseTask } from '../claim-task.ts'
import { completeTask } from '../complete-task.ts'
import { standingOf } from '../desk/standing-of.ts'
import { stepName } from '../present-dossier.ts'
import { runtimeOptions } from '../runtime-options.ts'
import { formOfTask, readTaskAnswers } from '../task-answers.ts'
import { fileFaults, unknownAnswers } from './dossiers.ts'
import { operation, type Call } from './operation.ts'
import { moment, presentRecord } from './present.ts'
import { presentForm } from './procedures.ts'
import { faultsAt, refuse, wrongInput } from './problems.ts'
import { claim, completed, completion, task as taskShape, taskList, type TaskAnswer, type TaskSummaryAnswer } from './schemas.ts'

const ofTask = z.strictObject({ id: z.string().max(100) })

async function summary(task: Task, account: Account, language: Language, deps: Deps): Promise<TaskSummaryAnswer | null> {
  const dossier = await deps.dossiers.find(task.dossier)
  const unit = task.unit === null ? null : await deps.agencies.find(task.unit)
  if (!dossier || !unit) return null
  const { dueAt, standing } = await standingOf(task, dossier, deps)
  return {
    id: task.id, dossier: task.dossier, procedure: dossier.procedure, step: await stepName(task.process, task.elementId, dossier, language, deps), form: task.form, role: task.role,
    unit: { id: unit.id, name: unit.name[language] }, isMine: task.assignee === account.username, isTaken: isTakenBy(account, task), openedAt: moment(task.createdAt), due: dueAt ? moment(dueAt) : null, standing,
    pass: task.pass, sentBack: task.sentBack,
  }
}

/** The task of the address, when it is the caller's to do. Others are not told apart from none. @throws ApiProblem 404 */
async function taskFor({ params, account, language }: Pick<Call<{ id: string }, unknown, unknown>, 'params' | 'account' | 'language'>, { tasks }: Pick<Deps, 'tasks'>): Promise<Task> {
  const task = await tasks.find(params.id)
  if (!task || isEnquiryCode(task.dossier) || !mayDo(account, task)) throw refuse(404, 'no-such', language)
  return task
}

export const listTasks = operation({
  id: 'listTasks', method: 'get', path: '/v1/tasks', scope: 'tasks:read',
  summary: { vi: 'Công việc đang mở của các vai trò mà hệ thống giữ, việc đến hạn trước ở trên', en: 'The open tasks of the roles that the system holds, what is due first on top' },
  answers: { 200: { description: { vi: 'Công việc', en: 'The tasks' }, schema: taskList } },
  async handle({ account, language }, deps) {
    const open = (await deps.tasks.openFor(account)).filter(({ dossier }) => !isEnquiryCode(dossier)).slice(0, 200)
    const items = (await Promise.all(open.map((each) => summary(each, account, language, deps)))).filter((each) => each !== null)
    return { status: 200, body: { items } }
  },
})

export const getTask = operation({
  id: 'getTask', method: 'get', path: '/v1/tasks/{id}', scope: 'tasks:read', params: ofTask,
  summary: { vi: 'Một công việc: biểu mẫu phải trả lời và hồ sơ', en: 'A task: the form to be answered, and its dossier' },
  answers: { 200: { description: { vi: 'Công việc', en: 'The task' }, schema: taskShape } },
  problems: [404, 409],
  async handle(call, deps) {
    const { account, language } = call
    const task = await taskFor(call, deps)
    if (task.state !== 'open') throw refuse(409, 'task-done', language)
    const dossier = await deps.dossiers.get(task.dossier)
    const [shown, form] = [await summary(task, account, language, deps), await formOfTask(task, deps)]
    if (!shown) throw refuse(404, 'no-such', language)
    const consultation = task.consultation ? await deps.consultations.get(task.consultation) : null
    const body: TaskAnswer = {
      ...shown, amendments: dossier.amendments, answerForm: presentForm(form, language, await runtimeOptions(form, dossier, task, language, deps)),
      question: consultation && { text: consultation.question, due: moment(consultation.due) },
      record: mayRead(account, dossier) ? await presentRecord(dossier, 'staff', language, deps) : null,
    }
    return { status: 200, body }
  },
})

export const postCompletion = operation({
  id: 'completeTask', method: 'post', path: '/v1/tasks/{id}/complete', scope: 'tasks:complete', key: 'taken', body: 'json-with-files', bodyShape: completion, params: ofTask,
  summary: { vi: 'Hoàn thành một công việc của vai trò mà hệ thống giữ', en: 'Complete a task of a role that the system holds' },
  description: {
    vi: 'Cùng biểu mẫu và quy tắc như ở bàn làm việc. “amendments” là số lần người nộp đã sửa mà hệ thống đã thấy: khác đi thì 409. Tệp của bước: “documents.<ô>”.',
    en: 'By the same form and rules as at the desk. `amendments` is how many changes of the applicant the system has seen: 409 when there are others. Files of the step: “documents.<field>”.',
  },
  answers: { 200: { description: { vi: 'Đã xong', en: 'Completed' }, schema: completed } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { body, files, language, account, actor, keep } = call
    const task = await taskFor(call, deps)
    if (task.state !== 'open') throw new TaskNotOpen(task)
    if (isTakenBy(account, task)) throw refuse(409, 'task-taken', language)
    const form = await formOfTask(task, deps)
    const dossier = await deps.dossiers.get(task.dossier)
    const { values, errors, fileErrors } = await readTaskAnswers({ task, form, dossier }, { fields: body.answers, ...files }, language, deps)
    const faults = [
      ...unknownAnswers(form, body.answers, language), ...faultsAt('answers', errors), ...faultsAt('documents', fileErrors),
      ...fileFaults({ papers: files.papers, rejected: [] }, attachmentsOf(form.components).map(({ key }) => key), language),
    ]
    if (faults.length > 0) throw wrongInput(faults, language)
    return deps.transactions.run(async () => {
      await completeTask({
        task, by: actor(task.role), answers: values, form, amendmentsSeen: body.amendments, papers: files.papers.map(({ item, file }) => ({ item: stepPaper(task.form, item), file })),
      }, deps)
      return keep({ status: 200, body: { task: task.id, dossier: task.dossier } })
    })
  },
})

export const putClaim = operation({
  id: 'claimTask', method: 'put', path: '/v1/tasks/{id}/claim', scope: 'tasks:complete', body: 'json', bodyShape: claim, params: ofTask,
  summary: { vi: 'Nhận một công việc của đơn vị, nhận thay đồng nghiệp, hoặc để lại', en: 'Take a task of the unit, take it over from a colleague, or leave it' },
  answers: { 200: { description: { vi: 'Đã nhận hoặc để lại', en: 'Taken, or left' }, schema: completed } },
  problems: [404, 409, 413, 415],
  async handle(call, deps) {
    const { body, language, actor } = call
    const task = await taskFor(call, deps)
    const by = actor(task.role)
    if (by.kind !== 'client') throw new Error('the interface acts as a client')
    if (task.state !== 'open' || !await (body.claim === 'take' ? claimTask : releaseTask)(task, by, deps)) throw refuse(409, 'claim-late', language)
    return { status: 200, body: { task: task.id, dossier: task.dossier } }
  },
})
