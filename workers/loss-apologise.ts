import { z } from 'zod'
import { answersOf } from './answers.ts'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

/** Papers of a dossier were lost or damaged while it was being settled: the applicant is told, with an apology (BT 45/2023 art. 21.2). */
export const lossApologise = defineWorker({
  type: 'loss.apologise',
  label: { vi: 'Xin lỗi vì mất, hư hỏng hồ sơ', en: 'Apologise for a loss' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const before = await deps.dossiers.get(code)
    const { values } = answersOf(before, 'loss-report', z.object({ lost: z.string() }))
    const dossier = await deps.dossiers.act(code, { act: 'apologise-loss', by: { kind: 'system' }, at: deps.now(), details: { lost: values.lost } }, () => ({}))
    await tell('applicant', 'papersLost', dossier, { lost: values.lost }, deps)
  },
})
