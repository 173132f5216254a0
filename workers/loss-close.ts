import { z } from 'zod'
import { answersOf } from './answers.ts'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

/** What became of lost papers, and who answers for them (BT 45/2023 art. 21.2). */
export const lossClose = defineWorker({
  type: 'loss.close',
  label: { vi: 'Ghi nhận đã khắc phục việc mất hồ sơ', en: 'Record how a loss was remedied' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const { values, at } = answersOf(await deps.dossiers.get(code), 'loss-remedy', z.object({ responsible: z.string(), remedy: z.string() }))
    const dossier = await deps.dossiers.act(code, { act: 'remedy-loss', by: { kind: 'system' }, at, details: values }, () => ({}))
    await tell('applicant', 'lossRemedied', dossier, { remedy: values.remedy }, deps)
  },
})
