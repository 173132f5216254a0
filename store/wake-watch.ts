import { randomUUID } from 'node:crypto'
import type { Outbox } from './outbox.ts'

/** Wakes the watch: the ledger, or the dossier's state, has changed. */
export function wakeWatch(dossier: string, outbox: Outbox, watch = dossier): Promise<void> {
  return outbox.add(dossier, {
    kind: 'publish-message', name: 'deadline-changed', correlationKey: watch, messageId: randomUUID(), variables: {},
  })
}
