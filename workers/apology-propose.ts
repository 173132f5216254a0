import { z } from 'zod'
import { defineWorker } from './worker.ts'

/**
 * The dossier may be late: has the apology drafted, by its officer when one is assigned, while there is still a day for it.
 * Where the one new appointment has been given before, none is drafted (BT 45/2023 art. 17.9).
 */
export const apologyPropose = defineWorker({
  type: 'apology.propose',
  label: { vi: 'Đề xuất phiếu xin lỗi', en: 'Propose an apology' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, { dossiers, outbox, now }) {
    if ((await dossiers.get(code)).state !== 'settling') return // decided, or the applicant's turn, a moment ago
    const dossier = await dossiers.act(code, { act: 'propose-apology', by: { kind: 'system' }, at: now() },
      ({ momentsDone }) => ({ momentsDone: [...momentsDone, momentKey] }))
    if (dossier.appointments > 0) return
    await outbox.add(code, {
      kind: 'publish-message', name: 'apology.needed', correlationKey: code, messageId: `apology ${code} ${momentKey}`,
      variables: { dossier: code, officer: dossier.answers['assignment']?.values['officer'] ?? null },
    })
  },
})
