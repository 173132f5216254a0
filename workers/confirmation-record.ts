import { z } from 'zod'
import { answersOf } from './answers.ts'
import { settleConfirmation } from './confirmation-settle.ts'
import { defineWorker } from './worker.ts'

const answer = z.object({ confirmationAnswer: z.enum(['confirmed', 'correction']), correction: z.string().default('') })

/** The applicant has confirmed the draft, or wants it corrected (requirement J5). */
export const confirmationRecord = defineWorker({
  type: 'confirmation.record',
  label: { vi: 'Ghi nhận trả lời về dự thảo', en: 'Record the answer about the draft' },
  reads: z.object({ dossier: z.string(), awaitedBy: z.string() }),
  async handle({ dossier: code, awaitedBy }, deps) {
    const { values, at } = answersOf(await deps.dossiers.get(code), 'confirmation-answer', answer)
    await settleConfirmation(code, { confirmation: values.confirmationAnswer, awaitedBy, at, text: values.correction }, deps)
  },
})
