import { momentText, type TellDeps } from '../config/notify/tell.ts'
import type { Deps } from '../config/wire.ts'
import { isMomentOf } from '../processes/law/moments.ts'
import { runningClock, type Dossier } from '../store/dossiers.ts'

/**
 * Notes that a moment of the deadline watch has had its effect, so that it is not taken again for the same due date.
 * @returns the dossier and its due date in words, and the unit that is late; null when no clock runs any more, or the due date has moved, a moment ago
 */
export async function noteMoment(
  code: string, act: 'remind' | 'mark-overdue' | 'escalate', momentKey: string, { dossiers, agencies, now }: TellDeps & Pick<Deps, 'dossiers'>,
): Promise<{ dossier: Dossier, due: string, unit: string } | null> {
  const before = await dossiers.get(code)
  const due = (await dossiers.due(before))?.due
  const clock = runningClock(before)
  if (!due || !clock || !isMomentOf(momentKey, due)) return null
  const dossier = await dossiers.act(code, { act, by: { kind: 'system' }, at: now(), details: { due: due.toString() } },
    ({ momentsDone }) => ({ momentsDone: [...momentsDone, momentKey] }))
  const agency = await agencies.get(clock.unit)
  return { dossier, due: momentText(due, before.language, agency), unit: agency.name[before.language] }
}
