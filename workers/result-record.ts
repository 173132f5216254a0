import { z } from 'zod'
import { answersOf } from './answers.ts'
import { endProcesses } from './end-processes.ts'
import { recordPart, resultOfParts } from './record-part.ts'
import { form, from, part } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import type { Deps } from '../config/wire.ts'
import type { Text } from '../processes/text.ts'

const concluded = z.object({ reason: z.string().optional() }).catchall(z.unknown())

/** The steps that conclude, each with `<form>Outcome`; the one that was answered last counts. An inspection's come after the appraisal (P9). */
const concluding = ['appraisal', 'assessment', 'reassessment'] as const

/** What nobody concluded, because the applicant's time ran out: nothing was completed, or nothing put right. */
const overtaken = {
  'incomplete': { vi: 'Không bổ sung, hoàn thiện hồ sơ đúng thời hạn', en: 'The dossier was not completed in time' },
  'remedy': { vi: 'Không báo cáo kết quả khắc phục đúng thời hạn', en: 'What was found was not put right in time' },
} as const satisfies Record<string, Text>

/**
 * The decision is signed: recorded as the dossier's result, granted or refused with its reason (BT 45/2023 arts. 17.2, 17.8). With a header
 * `part` it is one part of a joint procedure's result; `part="all"`: the last part is there, and with it the dossier is settled (J8).
 */
export const resultRecord = defineWorker({
  type: 'result.record',
  label: { vi: 'Ghi nhận kết quả', en: 'Record the result' },
  reads: z.object({ dossier: z.string() }),
  settings: z.object({ part, form, from }).partial(),
  async handle({ dossier: code }, deps, job) {
    const { part: recorded } = job.headers
    if (recorded !== undefined && recorded !== 'all') {
      await recordPart(code, job, deps)
      return
    }
    const { at, ...result } = recorded === 'all' ? { ...await resultOfParts(code, deps), at: deps.now() } : await decision(code, deps)
    await deps.dossiers.act(code, { act: 'record-result', by: { kind: 'system' }, at, details: { granted: result.granted } }, () => ({
      state: 'decided', decidedAt: at, result: { ...result, at },
    }))
    await endProcesses(code, ['apology'], deps)
    await wakeWatch(code, deps.outbox)
  },
})

/** What the last concluding step found, at the moment of the signature. */
async function decision(code: string, { dossiers }: Pick<Deps, 'dossiers'>) {
  const before = await dossiers.get(code)
  const form = concluding.reduce((last, each) => (before.answers[each]?.at.epochMilliseconds ?? 0) >= (before.answers[last]?.at.epochMilliseconds ?? 0) ? each : last)
  const { values } = answersOf(before, form, concluded)
  const { at } = answersOf(before, 'signature', z.unknown())
  const outcome = String(values[`${form}Outcome`])
  const granted = outcome === 'eligible' || outcome === 'passed'
  const why = outcome === 'incomplete' || outcome === 'remedy' ? `${overtaken[outcome][before.language]}: ${values.reason ?? ''}` : values.reason ?? ''
  return { granted, reason: granted ? '' : why, number: null, at }
}
