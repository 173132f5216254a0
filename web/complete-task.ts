import type { Deps } from '../config/wire.ts'
import { engineVariables, type Form } from '../processes/form.ts'
import type { Answers, Paper } from '../store/dossiers.ts'
import type { Actor } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'

export interface Completion {
  readonly task: Task
  readonly by: Actor
  readonly answers: Answers
  /** The form that was answered: its fields marked for the engine are all that leaves the database. */
  readonly form: Form
  readonly papers?: readonly Omit<Paper, 'at'>[]
}

/**
 * Completes a user task: answers, papers, audit event and the command to the engine in one transaction.
 * @throws TaskNotOpen when somebody else was quicker, ActNotAllowed when the dossier is closed
 */
export async function completeTask({ task, by, answers, form, papers = [] }: Completion, deps: Deps): Promise<void> {
  const { transactions, tasks, dossiers, files, outbox, now } = deps
  const at = now()
  const variables = engineVariables(form, answers)
  const name = by.kind === 'staff' ? by.name : ''
  const key = task.consultation ? `${task.form}@${task.consultation}` : task.form
  await transactions.run(async () => {
    await tasks.complete(task.id, name, at)
    const details = { form: task.form, element: task.elementId, process: task.process, ...variables }
    await dossiers.act(task.dossier, { act: 'complete-task', by, at, details, ...(by.kind === 'staff' && { onBehalfOf: task.unit ?? 'applicant' }) }, (dossier) => ({
      answers: { ...dossier.answers, [key]: { values: answers, by: name, at } },
      papers: [...dossier.papers, ...papers.map((paper) => ({ ...paper, at }))],
    }))
    await files.assign(papers.map(({ file }) => file.id), task.dossier)
    await outbox.add(task.dossier, { kind: 'complete-job', jobKey: task.id, variables })
  })
}

