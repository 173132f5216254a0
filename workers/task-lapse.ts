import { z } from 'zod'
import { defineWorker } from './worker.ts'

/**
 * The applicant has not answered within the time that the law gives: the step ends with `lapsed`, and the diagram says what follows
 * (P5: NĐ 217/2026, refused; P9: NĐ 46/2026 art. 16, not passed). Answered, or no longer needed, meanwhile: nothing.
 */
export const taskLapse = defineWorker({
  type: 'task.lapse',
  label: { vi: 'Hết thời hạn trả lời của người nộp', en: 'End the time for the applicant’s answer' },
  reads: z.object({ dossier: z.string(), task: z.string() }),
  async handle({ dossier: code, task: id }, { dossiers, tasks, outbox, now }) {
    const task = await tasks.lapse(id)
    if (!task) return
    const details = { form: task.form, element: task.elementId, process: task.process, due: task.due?.toString() }
    await dossiers.act(code, { act: 'lapse', by: { kind: 'system' }, at: now(), details }, () => ({}))
    await outbox.add(code, { kind: 'complete-job', jobKey: id, variables: { lapsed: true } })
  },
})
