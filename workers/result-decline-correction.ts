import { z } from 'zod'
import { answersOf } from './answers.ts'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

/** The result was looked at again and is right: it stands, and who asked is told why (BT 45/2023 art. 21.1). */
export const resultDeclineCorrection = defineWorker({
  type: 'result.decline-correction',
  label: { vi: 'Giữ nguyên kết quả', en: 'Let the result stand' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const { values, at } = answersOf(await deps.dossiers.get(code), 'correction-review', z.object({ correctionText: z.string() }))
    const details = { reason: values.correctionText }
    const dossier = await deps.dossiers.act(code, { act: 'decline-correction', by: { kind: 'system' }, at, details }, () => ({}))
    await tell('applicant', 'correctionDeclined', dossier, details, deps)
  },
})
