import { z } from 'zod'
import { answersOf } from './answers.ts'
import { endProcesses } from './end-processes.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

const appraisal = z.object({ appraisalOutcome: z.string(), reason: z.string().optional() })

/** The decision is signed: recorded as the dossier's result, granted or refused with its reason (BT 45/2023 arts. 17.2, 17.8). */
export const resultRecord = defineWorker({
  type: 'result.record',
  label: { vi: 'Ghi nhận kết quả', en: 'Record the result' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const before = await deps.dossiers.get(code)
    const { values } = answersOf(before, 'appraisal', appraisal)
    const { at } = answersOf(before, 'signature', z.unknown())
    const granted = values.appraisalOutcome === 'eligible'
    await deps.dossiers.act(code, { act: 'record-result', by: { kind: 'system' }, at, details: { granted } }, () => ({
      state: 'decided', decidedAt: at, result: { granted, reason: granted ? '' : values.reason ?? '', number: null, at },
    }))
    await endProcesses(code, ['apology'], deps)
    await wakeWatch(code, deps.outbox)
  },
})
