import { z } from 'zod'
import { momentText, tell } from './tell.ts'
import { defineWorker } from './worker.ts'

/** Urges the officer before the due date, at the moments that the agency configured (BT 45/2023 art. 6.3b). */
export const deadlineRemind = defineWorker({
  type: 'deadline.remind',
  label: { vi: 'Nhắc việc sắp đến hạn', en: 'Remind before the due date' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, deps) {
    const { dossiers, agencies, now } = deps
    const before = await dossiers.get(code)
    const due = (await dossiers.due(before))?.due
    if (!due) return
    const dossier = await dossiers.act(code, { act: 'remind', by: { kind: 'system' }, at: now(), details: { due: due.toString() } },
      ({ momentsDone }) => ({ momentsDone: [...momentsDone, momentKey] }))
    await tell('case-officer', 'dueSoon', dossier, { due: momentText(due, 'vi', await agencies.get(dossier.units.deciding)) }, deps)
  },
})
