import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers } from '../../processes/form.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import { TaskNotOpen, type Task } from '../../store/tasks.ts'
import { isTakenBy, mayDo, takesPart } from '../access.ts'
import { stepPaper } from '../attachments.ts'
import { checkErrors, checkFor, checksDocuments } from '../check-documents.ts'
import { checkEnquiryAnswers } from '../check-enquiry-answers.ts'
import { claimTask, releaseTask } from '../claim-task.ts'
import { completeEnquiryTask } from '../complete-enquiry-task.ts'
import { completeTask } from '../complete-task.ts'
import { enquiryStandingOf, standingOf } from '../desk/standing-of.ts'
import { errorTexts } from '../form-errors.ts'
import { stepName } from '../present-dossier.ts'
import { enquiryOptions } from '../present-enquiry.ts'
import { runtimeOptions } from '../runtime-options.ts'
import { formOfTask, readTaskAnswers } from '../task-answers.ts'
import { carryOut } from './carry-out.ts'
import { operation, type Call } from './operation.ts'
import { pageOf, paging, readCursor } from './paging.ts'
import { moment, presentRecord } from './present.ts'
import { presentEnquiry } from './present-enquiry.ts'
import { presentForm } from './procedures.ts'
import { refuse } from './problems.ts'
import { claim, completed, completion, task as taskShape, taskList, type TaskAnswer, type TaskSummaryAnswer } from './schemas.ts'

const ofTask = z.strictObject({ id: z.string().max(100) })

/** What a task is about; null when it is gone. */
async function matterOf(task: Task, language: Language, deps: Deps) {
  if (isEnquiryCode(task.dossier)) {
    const enquiry = await deps.enquiries.find(task.dossier)
    return enquiry && { enquiry, procedure: enquiry.kind, step: await stepName(task.process, task.elementId, { procedure: task.process }, language, deps), ...await enquiryStandingOf(task, enquiry, deps) }
  }
  const dossier = await deps.dossiers.find(task.dossier)
  return dossier && { dossier, procedure: dossier.procedure, step: await stepName(task.process, task.elementId, dossier, language, deps), ...await standingOf(task, dossier, deps) }
}

async function summary(task: Task, account: Account, language: Language, deps: Deps): Promise<TaskSummaryAnswer | null> {
  const [matter, unit] = await Promise.all([matterOf(task, language, deps), task.unit === null ? null : deps.agencies.find(task.unit)])
  if (!matter || !unit) return null
  const { procedure, step, dueAt, standing } = matter
  return {
    id: task.id, dossier: task.dossier, procedure, step, form: task.form, role: task.role,
    unit: { id: unit.id, name: unit.name[language] }, isMine: task.assignee === account.username, isTaken: isTakenBy(account, task), openedAt: moment(task.createdAt), due: dueAt ? moment(dueAt) : null, standing,
    pass: task.pass, sentBack: task.sentBack,
  }
}

/** The task of the address, when it is the caller's to do. Others are not told apart from none. @throws ApiProblem 404 */
async function taskFor({ params, account, language }: Pick<Call<{ id: string }, unknown, unknown>, 'params' | 'account' | 'language'>, { tasks }: Pick<Deps, 'tasks'>): Promise<Task> {
  const task = await tasks.find(params.id)
  if (!task || !mayDo(account, task)) throw refuse(404, 'no-such', language)
  return task
}

const cursorShape = z.tuple([z.int().nullable(), z.string().max(100)])

export const listTasks = operation({
  id: 'listTasks', method: 'get', path: '/v1/tasks', scope: 'tasks:read', query: z.strictObject(paging),
  summary: { vi: 'Công việc đang mở của các vai trò mà hệ thống giữ, theo thời hạn của từng bước', en: 'The open tasks of the roles that the system holds, in the order of the steps’ limits' },
  answers: { 200: { description: { vi: 'Một trang', en: 'A page' }, schema: taskList } },
  async handle({ query: { limit, cursor }, account, language }, deps) {
    const after = readCursor(cursorShape, cursor, language)
    const open = await deps.tasks.pageFor(account, { after: after && { due: after[0] === null ? null : Temporal.Instant.fromEpochMilliseconds(after[0]), id: after[1] }, most: limit + 1 })
    const { shown, next } = pageOf(open, limit, ({ due, id }) => [due?.epochMilliseconds ?? null, id])
    const items = (await Promise.all(shown.map((each) => summary(each, account, language, deps)))).filter((each) => each !== null)
    return { status: 200, body: { items, next } }
  },
})

export const getTask = operation({
  id: 'getTask', method: 'get', path: '/v1/tasks/{id}', scope: 'tasks:read', params: ofTask,
  summary: { vi: 'Một công việc: biểu mẫu phải trả lời, và hồ sơ hoặc câu hỏi, phản ánh', en: 'A task: the form to be answered, and its dossier, or the question or feedback' },
  answers: { 200: { description: { vi: 'Công việc', en: 'The task' }, schema: taskShape } },
  problems: [404, 409],
  async handle(call, deps) {
    const { account, language } = call
    const task = await taskFor(call, deps)
    if (task.state !== 'open') throw refuse(409, 'task-done', language)
    const [shown, form, matter] = [await summary(task, account, language, deps), await formOfTask(task, deps), await matterOf(task, language, deps)]
    if (!shown || !matter) throw refuse(404, 'no-such', language)
    const consultation = task.consultation ? await deps.consultations.get(task.consultation) : null
    const about = 'enquiry' in matter
      ? { amendments: 0, options: await enquiryOptions(language, deps), record: null, enquiry: await presentEnquiry(matter.enquiry, 'staff', language, deps) }
      : {
          amendments: matter.dossier.amendments, options: await runtimeOptions(form, matter.dossier, task, language, deps), enquiry: null,
          record: takesPart(account, matter.dossier) ? await presentRecord(matter.dossier, 'staff', language, deps) : null,
        }
    const { options, ...rest } = about
    const body: TaskAnswer = { ...shown, ...rest, answerForm: presentForm(form, language, options), question: consultation && { text: consultation.question, due: moment(consultation.due) } }
    return { status: 200, body }
  },
})

type Completing = Call<{ id: string }, unknown, z.infer<typeof completion>>

const done = ({ id, dossier }: Task) => ({ status: 200, body: { task: id, dossier } })

async function completeDossierTask(task: Task, call: Completing, deps: Deps) {
  const { body, files, language, actor } = call
  const [form, dossier] = [await formOfTask(task, deps), await deps.dossiers.get(task.dossier)]
  const { values, errors, fileErrors } = await readTaskAnswers({ task, form, dossier }, { fields: body.answers, ...files }, language, deps)
  const { documents } = body
  const checked = documents && checksDocuments(task, dossier) ? checkFor(dossier).map((each) => documents.find(({ item }) => item === each.item) ?? each) : null
  const wrong = { ...checkErrors(dossier, { items: checked, answers: values }, language), ...errors }
  return carryOut(call, { form, errors: wrong, fileErrors }, deps, async () => {
    const papers = files.papers.map(({ item, file }) => ({ item: stepPaper(task.form, item), file }))
    await completeTask({ task, by: actor(task.role), answers: values, form, amendmentsSeen: body.amendments, papers, checked }, deps)
    return done(task)
  })
}

async function answerEnquiry(task: Task, call: Completing, deps: Deps) {
  const { body, language, actor } = call
  const [form, enquiry] = [await formOfTask(task, deps), await deps.enquiries.get(task.dossier)]
  const { values, faults } = readAnswers(form, body.answers, await enquiryOptions(language, deps))
  const errors = { ...errorTexts(form, faults, language), ...(faults.length === 0 && checkEnquiryAnswers(task, values, enquiry, language)) }
  return carryOut(call, { form, errors }, deps, async () => {
    await completeEnquiryTask({ task, by: actor(task.role), answers: values, form }, deps)
    return done(task)
  })
}

export const postCompletion = operation({
  id: 'completeTask', method: 'post', path: '/v1/tasks/{id}/complete', scope: 'tasks:complete', key: 'taken', body: 'json-with-files', bodyShape: completion, params: ofTask,
  summary: { vi: 'Hoàn thành một công việc của vai trò mà hệ thống giữ', en: 'Complete a task of a role that the system holds' },
  description: {
    vi: 'Cùng biểu mẫu và quy tắc như ở bàn làm việc. “amendments” là số lần người nộp đã sửa mà hệ thống đã thấy: khác đi thì 409; với câu hỏi, phản ánh là 0. Tệp của bước: “documents.<ô>”.',
    en: 'By the same form and rules as at the desk. `amendments` is how many changes of the applicant the system has seen: 409 when there are others; 0 for questions and feedback. Files of the step: “documents.<field>”.',
  },
  answers: { 200: { description: { vi: 'Đã xong', en: 'Completed' }, schema: completed } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const task = await taskFor(call, deps)
    if (task.state !== 'open') throw new TaskNotOpen(task)
    if (isTakenBy(call.account, task)) throw refuse(409, 'task-taken', call.language)
    return isEnquiryCode(task.dossier) ? answerEnquiry(task, call, deps) : completeDossierTask(task, call, deps)
  },
})

export const putClaim = operation({
  id: 'claimTask', method: 'put', path: '/v1/tasks/{id}/claim', scope: 'tasks:complete', body: 'json', bodyShape: claim, params: ofTask,
  summary: { vi: 'Nhận một công việc của đơn vị, nhận thay đồng nghiệp, hoặc để lại', en: 'Take a task of the unit, take it over from a colleague, or leave it' },
  description: { vi: 'Công việc của hồ sơ; câu hỏi, phản ánh không nhận riêng.', en: 'Tasks of dossiers; those of questions and feedback are not taken.' },
  answers: { 200: { description: { vi: 'Đã nhận hoặc để lại', en: 'Taken, or left' }, schema: completed } },
  problems: [404, 409, 413, 415],
  async handle(call, deps) {
    const { body, language, actor } = call
    const task = await taskFor(call, deps)
    const change = body.claim === 'take' ? claimTask : releaseTask
    if (task.state !== 'open' || isEnquiryCode(task.dossier) || !await change(task, actor(task.role), deps)) throw refuse(409, 'claim-late', language)
    return done(task)
  },
})
