import { z } from 'zod'
import { proposeApology } from './propose-apology.ts'
import { defineWorker } from './worker.ts'
import { isMomentOf } from '../processes/law/moments.ts'

/** The dossier may be late: has the apology drafted while there is still a day for it (BT 45/2023 art. 17.9). */
export const apologyPropose = defineWorker({
  type: 'apology.propose',
  label: { vi: 'Đề xuất phiếu xin lỗi', en: 'Propose an apology' },
  reads: z.object({ dossier: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, momentKey }, deps) {
    const dossier = await deps.dossiers.get(code)
    const due = (await deps.dossiers.due(dossier))?.due
    if (dossier.state !== 'settling' || !due || !isMomentOf(momentKey, due)) return // decided, or the due date has moved, a moment ago
    await proposeApology(code, due, deps.now(), deps)
  },
})
