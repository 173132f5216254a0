import { z } from 'zod'
import { tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

/** Too late to stop: a decision exists, the applicant is told (NĐ 118/2025 art. 21). */
export const withdrawalDecline = defineWorker({
  type: 'withdrawal.decline',
  label: { vi: 'Báo không dừng được', en: 'Decline to stop' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const dossier = await deps.dossiers.act(code, { act: 'decline-withdrawal', by: { kind: 'system' }, at: deps.now() }, () => ({}))
    await tell('applicant', 'withdrawalDeclined', dossier, {}, deps)
  },
})
