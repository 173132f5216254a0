import { wakeWatch } from './watch.ts'
import type { Deps } from '../config/wire.ts'

/**
 * Ends processes beside the procedure that are no longer needed (an apology being prepared, a consultation): their tasks leave
 * the desks, their instances are cancelled.
 */
export async function endProcesses(
  dossier: string, processes: readonly string[], { tasks, outbox }: Pick<Deps, 'tasks' | 'outbox'>,
): Promise<void> {
  for (const processInstanceKey of await tasks.withdraw(dossier, { of: processes })) {
    await outbox.add(dossier, { kind: 'cancel-instance', processInstanceKey })
  }
}

/** Takes what is posted of a dossier off the portal; its watches end. */
export async function endPostings(dossier: string, { postings, outbox }: Pick<Deps, 'postings' | 'outbox'>): Promise<void> {
  for (const { id, state } of await postings.of(dossier)) {
    if (state !== 'open') continue
    await postings.close(id, 'withdrawn')
    await wakeWatch(dossier, outbox, id)
  }
}

/** Wakes the watches over the parts that agencies still had to do: they look once more, and end. */
export async function endParts(dossier: string, { tasks, outbox }: Pick<Deps, 'tasks' | 'outbox'>): Promise<void> {
  for (const { id, unit, due } of await tasks.openOf(dossier)) {
    if (unit && due) await wakeWatch(dossier, outbox, id)
  }
}
