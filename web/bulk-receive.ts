import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import type { Form } from '../processes/form.ts'
import { amiss, wanting } from '../processes/law/document-check.ts'
import type { Language } from '../processes/text.ts'
import type { Account } from '../store/accounts.ts'
import { ActNotAllowed, type Answers, type Dossier } from '../store/dossiers.ts'
import type { Actor } from '../store/events.ts'
import { TaskNotOpen, type Task } from '../store/tasks.ts'
import { isTakenBy, mayDo } from './access.ts'
import { Amended, completeTask } from './complete-task.ts'
import { listedFor } from './digitise.ts'
import { sayBulk } from './messages/bulk.ts'
import { formOfTask, readTaskAnswers } from './task-answers.ts'

/** A dossier at reception as somebody saw it: another is to be looked at again before it is received. */
export const seenOf = ({ amendments, papers, handedIn, state, documentCheck }: Dossier, { assignee }: Pick<Task, 'assignee'>): string =>
  [amendments, papers.length, handedIn.length, state, assignee ?? '', documentCheck?.at.epochMilliseconds ?? ''].join('.')

/** What is left to be judged of the papers: nobody ticked the list yet, or not since a paper came, or a paper is not ticked. */
function leftOf(dossier: Dossier, language: Language): string | null {
  const { documentCheck, papers } = dossier
  const listed = listedFor(dossier)
  if (!documentCheck) return listed.length === 0 ? null : sayBulk('refused.unchecked', language)
  if (papers.some(({ at }) => Temporal.Instant.compare(at, documentCheck.at) > 0)) return sayBulk('refused.new-paper', language)
  const found = new Set([...wanting(listed, documentCheck.items), ...amiss(documentCheck.items)].map(({ item }) => item))
  return found.size === 0 ? null : sayBulk('refused.documents', language, { names: listed.filter(({ id }) => found.has(id)).map(({ name }) => name[language]).join('; ') })
}

interface Ready { readonly task: Task, readonly dossier: Dossier, readonly form: Form, readonly answers: Answers, readonly seen: string }

/** A dossier that is received with others, or why it must be looked at by itself. */
export type Receivable = { readonly ready: Ready } | { readonly why: string, readonly task: Task | null, readonly dossier: Dossier | null }

/**
 * Whether a dossier may be received without anything being judged of it alone: it is at reception, nobody else works on it, the published list
 * was looked through and every paper ticked, and its form asks no more than whether it is received.
 */
export async function receivable(id: string, account: Account, language: Language, deps: Deps): Promise<Receivable> {
  const task = await deps.tasks.find(id)
  if (!task || !mayDo(account, task)) return { why: sayBulk('refused.forbidden', language), task: null, dossier: null }
  const dossier = await deps.dossiers.find(task.dossier)
  const refuse = (why: string): Receivable => ({ why, task, dossier })
  if (!dossier || task.form !== 'reception') return refuse(sayBulk('refused.not-reception', language))
  if (task.state !== 'open') return refuse(sayBulk('refused.gone', language))
  if (isTakenBy(account, task)) return refuse(sayBulk('refused.taken', language, { name: (await deps.accounts.find(task.assignee ?? ''))?.name ?? task.assignee ?? '' }))
  const left = leftOf(dossier, language)
  if (left !== null) return refuse(left)
  const form = await formOfTask(task, deps)
  const { values, errors, fileErrors } = await readTaskAnswers({ task, form, dossier }, { fields: { receptionOutcome: 'received' }, papers: [], rejected: [] }, language, deps)
  const [error] = Object.values({ ...errors, ...fileErrors })
  return error === undefined ? { ready: { task, dossier, form, answers: values, seen: seenOf(dossier, task) } } : refuse(error)
}

/** Receives a dossier as it was seen, in a transaction of its own, as its own page would; null, or why not. */
export async function receiveSeen(id: string, seen: string, { account, by }: { account: Account, by: (task: Task) => Actor }, language: Language, deps: Deps): Promise<{ dossier: Dossier | null, why: string | null }> {
  const found = await receivable(id, account, language, deps)
  if ('why' in found) return { dossier: found.dossier, why: found.why }
  const { task, dossier, form, answers } = found.ready
  const refuse = (key: 'refused.changed' | 'refused.gone' | 'refused.closed') => ({ dossier, why: sayBulk(key, language) })
  if (found.ready.seen !== seen) return refuse('refused.changed')
  try {
    await completeTask({ task, by: by(task), answers, form, amendmentsSeen: dossier.amendments }, deps)
    return { dossier, why: null }
  } catch (error) {
    if (error instanceof Amended) return refuse('refused.changed')
    if (error instanceof TaskNotOpen) return refuse('refused.gone')
    if (error instanceof ActNotAllowed) return refuse('refused.closed')
    throw error
  }
}
