import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { procedureAt, procedures } from '../../processes/catalogue.ts'
import type { Calendar } from '../../processes/law/calendar.ts'
import { enquiryKinds, isEnquiryCode, type EnquiryKind } from '../../processes/law/enquiries.ts'
import { workingMinutesBetween } from '../../processes/law/working-time.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { QueuedTask } from '../../store/task-queue.ts'
import { inPlaceOf, isTakenBy } from '../access.ts'
import { enquiryPlaces } from '../messages/enquiries.ts'
import type { DueStanding, TaskRow } from '../view/models.ts'

/** Working minutes before the due date from which on a task is said to be due soon. */
const soon = 240

const isEnquiryKind = (id: string): id is EnquiryKind => (enquiryKinds as readonly string[]).includes(id)

/** What a queue calls the procedure, or the kind of question, of a task. */
export function procedureName(id: string, language: Language, at: Temporal.Instant): string {
  if (isEnquiryKind(id)) return enquiryPlaces[id].name[language]
  return procedures.some((each) => each.id === id) ? procedureAt(id, at).name[language] : id
}

/** Names the steps of several tasks, reading each process once. */
export function stepNames(language: Language, { bundles }: Pick<Deps, 'bundles'>) {
  const read = new Map<string, ReturnType<Deps['bundles']['names']>>()
  return async (process: string, element: string): Promise<string> => {
    const names = read.get(process) ?? bundles.names(process)
    read.set(process, names)
    return (await names)[element]?.[language] ?? element
  }
}

/** Names people by the names of their accounts, reading each once. */
export async function peopleNamed(usernames: readonly string[], { accounts }: Pick<Deps, 'accounts'>): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all([...new Set(usernames)].map(async (username) => [username, (await accounts.find(username))?.name ?? username] as const)))
}

function standingOf({ dueAt, isPaused }: Pick<QueuedTask, 'dueAt' | 'isPaused'>, now: Temporal.Instant, calendar: Calendar): Pick<TaskRow, 'dueAt' | 'minutesLeft' | 'standing'> {
  if (isPaused) return { standing: 'paused' }
  if (!dueAt) return { standing: 'on-time' }
  const minutesLeft = Math.round(workingMinutesBetween(now, dueAt, calendar))
  const standing: DueStanding = Temporal.Instant.compare(dueAt, now) < 0 ? 'overdue' : minutesLeft <= soon ? 'soon' : 'on-time'
  return { dueAt, minutesLeft, standing }
}

/** Tasks as the rows of a queue: what they are about is read for all of them at once. */
export async function queueRows(
  tasks: readonly QueuedTask[], { account, calendar, language, stepName }: { account: Account, calendar: Calendar, language: Language, stepName: ReturnType<typeof stepNames> }, deps: Deps,
): Promise<TaskRow[]> {
  const codes = tasks.map(({ dossier }) => dossier)
  const [applicants, askers, people] = await Promise.all([
    deps.dossiers.applicantsOf(codes.filter((code) => !isEnquiryCode(code))), deps.enquiries.askersOf(codes.filter(isEnquiryCode)),
    peopleNamed(tasks.flatMap((task) => isTakenBy(account, task) && task.assignee !== null ? [task.assignee] : []), deps),
  ])
  const now = deps.now()
  return Promise.all(tasks.map(async (task) => ({
    id: task.id, href: `/desk/tasks/${task.id}`, code: task.dossier, applicant: applicants.get(task.dossier) ?? askers.get(task.dossier) ?? '',
    procedure: procedureName(task.procedure ?? task.process, language, now), step: await stepName(task.process, task.elementId), ...standingOf(task, now, calendar),
    ...(task.assignee === account.username && { mine: true }), ...(isTakenBy(account, task) && { takenBy: people.get(task.assignee ?? '') ?? '' }),
    ...(inPlaceOf(account, task) && { standsFor: inPlaceOf(account, task)?.name ?? '' }), ...(task.pass > 1 && { pass: task.pass }), ...(task.sentBack && { sentBack: task.sentBack }),
  })))
}
