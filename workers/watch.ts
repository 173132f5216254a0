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
