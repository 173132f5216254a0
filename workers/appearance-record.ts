import { z } from 'zod'
import { answersOf } from './answers.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

const appeared = z.object({ appearance: z.enum(['signed', 'another-day', 'not-free']) })

/** The parties have come, or not all of them: a clock that stood for it runs on (Law on Civil Status 2014, art. 18.1). */
export const appearanceRecord = defineWorker({
  type: 'appearance.record',
  label: { vi: 'Ghi nhận việc có mặt', en: 'Record the appearance' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, { dossiers, outbox }) {
    const { values, at } = answersOf(await dossiers.get(code), 'appearance', appeared)
    await dossiers.act(code, { act: 'record-appearance', by: { kind: 'system' }, at, details: { ...values } }, ({ clocks }) => {
      const last = clocks.settlement?.events.at(-1)
      if (!clocks.settlement || last?.type !== 'pause' || last.cause !== 'appearance') return {}
      const resume = { type: 'resume' as const, at, cause: 'appearance', basis: last.basis }
      return { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, resume] } } }
    })
    await wakeWatch(code, outbox)
  },
})
