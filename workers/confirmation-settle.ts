import type { Temporal } from 'temporal-polyfill'
import { momentText, tell } from '../config/notify/tell.ts'
import { wakeWatch } from './watch.ts'
import type { Deps } from '../config/wire.ts'

export type Confirmation = 'confirmed' | 'correction' | 'silent'

/** The draft is confirmed, to be corrected, or taken as agreed: the clock runs on, and so does the procedure. */
export async function settleConfirmation(
  code: string, { confirmation, awaitedBy, at, text }: { confirmation: Confirmation, awaitedBy: string, at: Temporal.Instant, text: string }, deps: Deps,
): Promise<void> {
  const before = await deps.dossiers.get(code)
  const pause = before.clocks.settlement?.events.at(-1)
  if (deps.dossiers.isClosed(before) || pause?.type !== 'pause' || pause.cause !== 'confirmation') return // withdrawn a moment ago
  const basis = pause.basis ?? ''
  const act = confirmation === 'silent' ? 'take-as-agreed' as const : 'record-confirmation' as const
  const dossier = await deps.dossiers.act(code, { act, by: { kind: 'system' }, at, details: { confirmation, basis, ...(text && { text }) } }, ({ clocks }) => {
    if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
    return { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, { type: 'resume', at, cause: 'confirmation', basis }] } } }
  })
  const due = (await deps.dossiers.due(dossier))?.due
  if (confirmation === 'silent' && due) {
    await tell('applicant', 'takenAsAgreed', dossier, { basis, due: momentText(due, dossier.language, await deps.agencies.get(dossier.units.deciding)) }, deps)
  }
  await deps.outbox.add(code, { kind: 'complete-job', jobKey: awaitedBy, variables: { confirmation } })
  await wakeWatch(code, deps.outbox)
}
