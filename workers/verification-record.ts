import { z } from 'zod'
import { answersOf } from './answers.ts'
import { defineWorker } from './worker.ts'

const minutes = z.object({
  verificationOutcome: z.enum(['held', 'without-applicant', 'again']), heldOn: z.string().optional(), heldAt: z.string().optional(), present: z.string().optional(),
  found: z.string().optional(), conclusion: z.string().optional(), missedBecause: z.string().optional(), missedReason: z.string().optional(),
})

/**
 * Keeps the minutes of a verification as an event of the audit trail, which nobody can change, with the digests of the signed minutes
 * and photographs (BT 45/2023 art. 17.3b); or that it did not take place and why.
 */
export const verificationRecord = defineWorker({
  type: 'verification.record',
  label: { vi: 'Ghi hồ sơ thẩm tra, xác minh', en: 'Record the verification' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, { dossiers }) {
    const dossier = await dossiers.get(code)
    const { values: { verificationOutcome, ...values }, by, at } = answersOf(dossier, 'verification-minutes', minutes)
    const files = dossier.papers.filter(({ item, at: given }) => item.startsWith('verification-minutes.') && given.equals(at))
      .map(({ file: { id, name, sha256 } }) => ({ id, name, sha256 }))
    const act = verificationOutcome === 'again' ? 'miss-verification' as const : 'record-verification' as const
    await dossiers.act(code, {
      act, by: { kind: 'system' }, at, details: { ...values, by, ...(act === 'record-verification' && { attended: verificationOutcome === 'held', files }) },
    }, () => ({}))
  },
})
