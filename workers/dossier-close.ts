import { z } from 'zod'
import { endProcesses } from './end-processes.ts'
import { defineWorker } from './worker.ts'

/** The result has been returned: the dossier is closed (TN 13.3; BT 45/2023 art. 18.5). */
export const dossierClose = defineWorker({
  type: 'dossier.close',
  label: { vi: 'Kết thúc hồ sơ', en: 'Close the dossier' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const at = deps.now()
    await deps.dossiers.act(code, { act: 'close', by: { kind: 'system' }, at }, () => ({ state: 'returned', closedAt: at }))
    await endProcesses(code, ['consultation', 'apology'], deps)
  },
})
