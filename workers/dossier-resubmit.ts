import { z } from 'zod'
import { answersOf } from './answers.ts'
import { stage } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

const header = z.object({ stage })

/** The applicant has completed the dossier: the clock starts again from zero (BT 45/2023 art. 17.4; at reception art. 15.2). */
export const dossierResubmit = defineWorker({
  type: 'dossier.resubmit',
  label: { vi: 'Nhận bổ sung', en: 'Take in the completed dossier' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, { dossiers, outbox }, job) {
    const { stage } = header.parse(job.headers)
    const { at } = answersOf(await dossiers.get(code), 'completion', z.unknown())
    await dossiers.act(code, { act: 'resubmit', by: { kind: 'system' }, at, details: { stage } }, ({ clocks }) => {
      const clock = clocks[stage]
      if (!clock) throw new Error(`Dossier ${code} has no clock of ${stage}`)
      const basis = stage === 'reception' ? 'BT 45/2023, 15.2' : 'BT 45/2023, 17.4'
      return {
        state: stage === 'reception' ? 'filed' : 'settling',
        clocks: { ...clocks, [stage]: { ...clock, events: [...clock.events, { type: 'restart', at, cause: 'completed', basis }] } },
      }
    })
    await wakeWatch(code, outbox)
  },
})
