import { z } from 'zod'
import { momentText, tell } from './tell.ts'
import { defineWorker } from './worker.ts'

/** Notes that the due date has passed and urges the officer, the leader and the one-stop head (BT 45/2023 art. 6.3b). */
export const deadlineMarkOverdue = defineWorker({
  type: 'deadline.mark-overdue',
  label: { vi: 'Ghi nhận quá hạn', en: 'Mark overdue' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, deps) {
    const { dossiers, agencies, now } = deps
    const before = await dossiers.get(code)
    const due = (await dossiers.due(before))?.due
    if (!due) return
    const dossier = await dossiers.act(code, { act: 'mark-overdue', by: { kind: 'system' }, at: now(), details: { due: due.toString() } },
      ({ momentsDone }) => ({ momentsDone: [...momentsDone, momentKey] }))
    const facts = { due: momentText(due, 'vi', await agencies.get(dossier.units.deciding)) }
    for (const person of ['case-officer', 'leader', 'one-stop-head'] as const) await tell(person, 'overdue', dossier, facts, deps)
  },
})
