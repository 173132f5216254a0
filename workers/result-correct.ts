import { z } from 'zod'
import { answersOf } from './answers.ts'
import { keepResult } from './keep-result.ts'
import { printResult } from './print-result.ts'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

const review = z.object({
  correctionOutcome: z.enum(['corrected', 'replaced', 'revoked']), correctionFault: z.enum(['agency', 'applicant']),
  correctionNumber: z.string().optional(), correctionText: z.string(),
})

/**
 * A result was wrong: it is corrected, replaced under a new number, or revoked; the one before stays beside it. The applicant is told, and
 * pays nothing where the agency erred (BT 45/2023 art. 21.1).
 */
export const resultCorrect = defineWorker({
  type: 'result.correct',
  label: { vi: 'Sửa, thay thế hoặc thu hồi kết quả', en: 'Correct, replace or revoke a result' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const before = await deps.dossiers.get(code)
    const { values, by, at } = answersOf(before, 'correction-review', review)
    const { correctionOutcome: outcome, correctionFault: fault, correctionNumber, correctionText: text } = values
    const { result: wrong } = before
    if (!wrong) throw new Error(`Dossier ${code} has no result to correct`)
    const right = { ...wrong, number: outcome === 'replaced' ? correctionNumber ?? wrong.number : wrong.number, at }
    const copy = await printResult({ ...before, result: right }, { decidedIn: 'correction-review', leader: by, correction: { outcome, text, before: wrong.number } }, deps)
    const dossier = await deps.dossiers.act(code, { act: 'correct-result', by: { kind: 'system' }, at, details: { outcome, fault, text } }, ({ corrections }) =>
      ({ corrections: [...corrections, { outcome, fault, text, by, at, before: wrong }], result: { ...right, copy } }))
    await keepResult(dossier, deps)
    await tell('applicant', 'resultCorrected', dossier, { text, free: fault === 'agency', revoked: outcome === 'revoked', replaced: outcome === 'replaced' }, deps)
    return { onPaper: dossier.delivery !== 'online' && outcome !== 'revoked' }
  },
})
