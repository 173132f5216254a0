import { z } from 'zod'
import { answersOf } from './answers.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

const answer = z.object({ opinion: z.string(), text: z.string().default('') })

/** Keeps a consulted agency's answer, also a late one; the last answer lets the procedure go on (BT 45/2023 art. 17.5b). */
export const consultationRecordAnswer = defineWorker({
  type: 'consultation.record-answer',
  label: { vi: 'Ghi nhận ý kiến trả lời', en: 'Record the answer' },
  reads: z.object({ dossier: z.string(), consultation: z.string() }),
  async handle({ dossier: code, consultation: id }, { dossiers, consultations, outbox }) {
    const dossier = await dossiers.get(code)
    const { values, by, at } = answersOf(dossier, `consultation-answer@${id}`, answer)
    const { agency, state, awaitedBy } = await consultations.get(id)
    const details = { consultation: id, agency, opinion: values.opinion, late: state === 'unanswered' }
    // Closed a moment ago, while the answer was on its way: it is kept, but no act on the dossier any more.
    if (!dossiers.isClosed(dossier)) await dossiers.act(code, { act: 'record-opinion', by: { kind: 'system' }, at, details }, () => ({}))
    await consultations.answer(id, { ...values, by, at })
    if (await consultations.allSettled(awaitedBy)) await outbox.add(code, { kind: 'complete-job', jobKey: awaitedBy, variables: {} })
    await wakeWatch(code, outbox, id)
  },
})
