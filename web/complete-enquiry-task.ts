import type { Deps } from '../config/wire.ts'
import { engineVariables, type Form } from '../processes/form.ts'
import type { Answers } from '../store/dossiers.ts'
import type { Worker } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'

export interface EnquiryCompletion { readonly task: Task, readonly by: Worker, readonly answers: Answers, readonly form: Form }

/**
 * Completes a step of a question or feedback: answers, audit event and the command to the engine in one transaction.
 * @throws TaskNotOpen when somebody else was quicker, ActNotAllowed when it is closed
 */
export async function completeEnquiryTask({ task, by, answers, form }: EnquiryCompletion, deps: Deps): Promise<void> {
  const { transactions, tasks, enquiries, outbox, now } = deps
  const at = now()
  const variables = engineVariables(form, answers)
  await transactions.run(async () => {
    await tasks.complete(task.id, by.name, at)
    const details = { form: task.form, element: task.elementId, process: task.process, ...variables }
    await enquiries.act(task.dossier, { act: 'complete-task', by, at, details }, (enquiry) => ({ answers: { ...enquiry.answers, [task.form]: { values: answers, by: by.name, at } } }))
    await outbox.add(task.dossier, { kind: 'complete-job', jobKey: task.id, variables })
  })
}
