import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { settleConfirmation } from './confirmation-settle.ts'
import { defineWorker } from './worker.ts'

const answer = z.object({ confirmationAnswer: z.enum(['confirmed', 'correction']), correction: z.string().default('') })

/**
 * No answer about the draft in time: the applicant is taken to agree (requirement J5). An answer that was given in the very moment in which
 * the time ran out counts all the same.
 */
export const confirmationTakeAsAgreed = defineWorker({
  type: 'confirmation.take-as-agreed',
  label: { vi: 'Coi là đồng ý với dự thảo', en: 'Take the draft as agreed' },
  reads: z.object({ dossier: z.string(), awaitedBy: z.string() }),
  async handle({ dossier: code, awaitedBy }, deps) {
    await deps.tasks.withdraw(code, { of: ['confirmation'] })
    const { answers, clocks } = await deps.dossiers.get(code)
    const asked = clocks.settlement?.events.at(-1)
    const given = answers['confirmation-answer']
    const answered = asked && given && Temporal.Instant.compare(given.at, asked.at) >= 0 ? { at: given.at, values: answer.parse(given.values) } : null
    await settleConfirmation(code, {
      confirmation: answered?.values.confirmationAnswer ?? 'silent', awaitedBy, at: answered?.at ?? deps.now(), text: answered?.values.correction ?? '',
    }, deps)
  },
})
