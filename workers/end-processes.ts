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
