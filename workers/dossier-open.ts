import { z } from 'zod'
import { defineWorker } from './worker.ts'
import { startWatch } from './watch.ts'
import { chargeFee } from '../store/charge-fee.ts'

/**
 * First step of every procedure: ties the instance to its dossier and starts the deadline watch beside it.
 * An instance that is not needed ends here: one beyond the first (a start message sent again after its id was forgotten), or
 * the first of a dossier that was withdrawn at once.
 */
export const dossierOpen = defineWorker({
  type: 'dossier.open',
  label: { vi: 'Mở hồ sơ', en: 'Open dossier' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps, { processInstanceKey }) {
    const { dossiers, outbox, now } = deps
    const dossier = await dossiers.get(code)
    const first = dossier.processInstanceKey ?? processInstanceKey
    if (first !== processInstanceKey || dossiers.isClosed(dossier)) {
      await outbox.add(code, { kind: 'cancel-instance', processInstanceKey })
      return
    }
    const at = now()
    const opened = await dossiers.act(code, { act: 'open', by: { kind: 'system' }, at }, () => ({ processInstanceKey }))
    await chargeFee(opened, 'before-reception', at, deps.fees)
    await startWatch({ dossier: code, watch: code, subject: 'dossier' }, outbox)
  },
})
