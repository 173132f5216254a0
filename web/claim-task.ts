import type { Deps } from '../config/wire.ts'
import { holderOf, type Worker } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'

/**
 * Takes a task of the unit, or takes it over from a colleague who had: the others see who works on it. False when somebody was quicker, or
 * the task is no longer open.
 */
export function claimTask(task: Task, by: Worker, deps: Pick<Deps, 'transactions' | 'tasks' | 'dossiers' | 'now'>): Promise<boolean> {
  return change(task, 'claim-task', by, deps, () => deps.tasks.claim(task.id, { by: holderOf(by), from: task.assignee }))
}

/** Leaves a task that one had taken. */
export function releaseTask(task: Task, by: Worker, deps: Pick<Deps, 'transactions' | 'tasks' | 'dossiers' | 'now'>): Promise<boolean> {
  return change(task, 'release-task', by, deps, () => deps.tasks.release(task.id, holderOf(by)))
}

function change(
  { dossier, elementId, process, assignee }: Task, act: 'claim-task' | 'release-task', by: Worker,
  { transactions, dossiers, now }: Pick<Deps, 'transactions' | 'dossiers' | 'now'>, move: () => Promise<Task | null>,
): Promise<boolean> {
  return transactions.run(async () => {
    if (!await move()) return false
    const from = act === 'claim-task' && assignee ? { from: assignee } : {}
    await dossiers.act(dossier, { act, by, at: now(), details: { process, element: elementId, ...from } }, () => ({}))
    return true
  })
}
