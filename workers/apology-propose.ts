import { z } from 'zod'
import { defineWorker } from './worker.ts'
import { isMomentOf } from '../processes/law/moments.ts'

/**
 * The dossier may be late: has the apology drafted, by its officer when one is assigned, while there is still a day for it.
 * Where the one new appointment has been given before, none is drafted (BT 45/2023 art. 17.9).
 */
export const apologyPropose = defineWorker({
  type: 'apology.propose',
  label: { vi: 'Đề xuất phiếu xin lỗi', en: 'Propose an apology' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, { dossiers, outbox, now }) {
    const before = await dossiers.get(code)
    const due = (await dossiers.due(before))?.due
    if (before.state !== 'settling' || !due || !isMomentOf(momentKey, due)) return // decided, or the due date has moved, a moment ago
    const dossier = await dossiers.act(code, { act: 'propose-apology', by: { kind: 'system' }, at: now() },
      ({ momentsDone }) => ({ momentsDone: [...momentsDone, momentKey] }))
    if (dossier.appointments > 0) return
    await outbox.add(code, {
      kind: 'publish-message', name: 'apology.needed', correlationKey: code, messageId: `apology ${code} ${momentKey}`,
      variables: { dossier: code, officer: dossier.answers['assignment']?.values['officer'] ?? null },
    })
  },
})
