import { z } from 'zod'
import { place, unitAt } from './places.ts'
import { defineWorker } from './worker.ts'

const header = z.object({ from: place.default('receiving'), to: place.default('deciding') })

/**
 * The dossier passes from one place to another, after reception to the deciding agency unless the headers say otherwise: at once when it is
 * electronic (BT 45/2023 art. 16.1), to an agency of another level by that level's unit and back (art. 17.7; requirement F7). Each hand-over
 * is an event of its own, from which the control sheet derives.
 */
export const dossierTransfer = defineWorker({
  type: 'dossier.transfer',
  label: { vi: 'Chuyển hồ sơ', en: 'Pass the dossier on' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, { dossiers, now }, job) {
    const { from, to } = header.parse(job.headers)
    const dossier = await dossiers.get(code)
    const details = { from: unitAt(from, dossier), to: unitAt(to, dossier) }
    if (details.from !== details.to) await dossiers.act(code, { act: 'transfer', by: { kind: 'system' }, at: now(), details }, () => ({}))
  },
})
