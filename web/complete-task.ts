import type { Deps } from '../config/wire.ts'
import { engineVariables, type Form } from '../processes/form.ts'
import type { CheckedItem } from '../processes/law/document-check.ts'
import type { Answers, Paper } from '../store/dossiers.ts'
import { nameOf, type Actor } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'
import { checkDocuments } from './check-documents.ts'

export interface Completion {
  readonly task: Task
  readonly by: Actor
  readonly answers: Answers
  /** The form that was answered: its fields marked for the engine are all that leaves the database. */
  readonly form: Form
  readonly papers?: readonly Omit<Paper, 'at'>[]
  /** The published list, where it was looked through with the step. */
  readonly checked?: readonly CheckedItem[] | null
  /** How many amendments of the applicant the person has seen; when it is told, it must be all of them. */
  readonly amendmentsSeen?: number
  /** The dossier's revision that the person has seen; when it is told, nothing at all may have happened to it since. */
  readonly revisionSeen?: number
}

/** The applicant has changed the dossier since the person looked at it: they must look again before they decide. */
export class Amended extends Error {}

/**
 * Completes a user task: answers, papers, audit event and the command to the engine in one transaction.
 * @throws TaskNotOpen when somebody else was quicker, ActNotAllowed when the dossier is closed, Amended when it has changed since it was looked at
 */
export async function completeTask({ task, by, answers, form, papers = [], checked = null, amendmentsSeen, revisionSeen }: Completion, deps: Deps): Promise<void> {
  const { transactions, tasks, dossiers, files, outbox, now } = deps
  const at = now()
  const variables = engineVariables(form, answers)
  const name = nameOf(by)
  const key = task.consultation ? `${task.form}@${task.consultation}` : task.form
  await transactions.run(async () => {
    await tasks.complete(task.id, name, at)
    if (checked) await checkDocuments(task.dossier, checked, by, task.unit ?? 'applicant', deps)
    const remark = answers['remark']
    // What the control sheet tells of a step: whose it was, since when, until when, the how-manieth time, and why it went back (requirements J7, F11).
    const step = {
      unit: task.unit, since: task.createdAt.toString(), due: task.due?.toString() ?? null, pass: task.pass, ...(typeof remark === 'string' && { remark }),
    }
    const details = { form: task.form, element: task.elementId, process: task.process, step, ...variables }
    const onBehalf = by.kind === 'staff' || by.kind === 'client' || by.kind === 'agency' ? { onBehalfOf: task.unit ?? 'applicant' } : {}
    await dossiers.act(task.dossier, { act: 'complete-task', by, at, details, ...onBehalf }, (dossier) => {
      if ((amendmentsSeen !== undefined && amendmentsSeen !== dossier.amendments) || (revisionSeen !== undefined && revisionSeen !== dossier.revision)) throw new Amended(`Dossier ${dossier.code} was amended`)
      return {
        answers: { ...dossier.answers, [key]: { values: answers, by: name, at } },
        papers: [...dossier.papers, ...papers.map((paper) => ({ ...paper, at }))],
      }
    })
    await files.assign(papers.map(({ file }) => file.id), task.dossier)
    await outbox.add(task.dossier, { kind: 'complete-job', jobKey: task.id, variables })
  })
}

