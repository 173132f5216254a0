import type { Temporal } from 'temporal-polyfill'
import { wakeWatch } from './watch.ts'
import type { Deps } from '../config/wire.ts'
import { apologyKey } from '../processes/law/moments.ts'

/**
 * Has the apology for a due date drafted, by the dossier's officer when one is assigned; once for a due date, and never when the one new
 * appointment has been given before (BT 45/2023 art. 17.9).
 */
export async function proposeApology(
  code: string, due: Temporal.Instant, at: Temporal.Instant, { dossiers, outbox }: Pick<Deps, 'dossiers' | 'outbox'>,
): Promise<void> {
  const key = apologyKey(due)
  if ((await dossiers.get(code)).momentsDone.includes(key)) return
  const dossier = await dossiers.act(code, { act: 'propose-apology', by: { kind: 'system' }, at }, ({ momentsDone }) => ({ momentsDone: [...momentsDone, key] }))
  await wakeWatch(code, outbox)
  if (dossier.appointments > 0) return
  await outbox.add(code, {
    kind: 'publish-message', name: 'apology.needed', correlationKey: code, messageId: `apology ${code} ${key}`,
    variables: { dossier: code, officer: dossier.answers['assignment']?.values['officer'] ?? null },
  })
}
