import { z } from 'zod'
import { defineWorker } from './worker.ts'

/** The electronic dossier passes to the deciding agency at once after reception (BT 45/2023 art. 16.1). */
export const dossierTransfer = defineWorker({
  type: 'dossier.transfer',
  label: { vi: 'Chuyển hồ sơ đến cơ quan giải quyết', en: 'Transfer to the deciding agency' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, { dossiers, now }) {
    const { units: { receiving, deciding } } = await dossiers.get(code)
    await dossiers.act(code, { act: 'transfer', by: { kind: 'system' }, at: now(), details: { from: receiving, to: deciding } }, () => ({}))
  },
})
