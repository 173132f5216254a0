import type { Temporal } from 'temporal-polyfill'
import type { Outbox } from '../store/outbox.ts'

export { wakeWatch } from '../store/wake-watch.ts'

/** What a deadline watch watches: a dossier, a consultation, a posting or an agency's part of it, or a question or feedback, whose number then stands as `dossier`. `watch` is its id and correlation key. */
export interface Watch { readonly dossier: string, readonly watch: string, readonly subject: 'dossier' | 'consultation' | 'posting' | 'part' | 'enquiry' }

/** Starts the process that runs beside what is watched until it is closed. */
export function startWatch(watch: Watch, outbox: Outbox): Promise<void> {
  return outbox.add(watch.dossier, {
    kind: 'publish-message', name: 'deadline-watch.start', correlationKey: watch.watch, messageId: `watch ${watch.watch}`, variables: { ...watch },
  })
}

/** Starts the wait for an applicant's answer that the law gives a time for; over when the task is done, or the time is. */
export function startTaskWatch({ dossier, task, at }: { readonly dossier: string, readonly task: string, readonly at: Temporal.Instant }, outbox: Outbox): Promise<void> {
  return outbox.add(dossier, {
    kind: 'publish-message', name: 'task-watch.start', correlationKey: task, messageId: `task-watch ${task}`, variables: { dossier, task, answerBy: at.toString() },
  })
}
