import { z } from 'zod'
import { answersOf } from './answers.ts'
import { place, unitAt } from './places.ts'
import { defineWorker } from './worker.ts'

const header = z.object({ from: place, to: place.default('deciding'), form: z.string() })
/** A part that is not done says why: its form asks for the reason only then. */
const answer = z.object({ reason: z.string().optional() })

/**
 * An agency of a joint procedure hands the dossier back to the lead agency: its part done, or refused with a reason, which the lead
 * agency has to deal with (BT 45/2023 art. 17.6-17.7; requirements F6, F7).
 */
export const partReturn = defineWorker({
  type: 'part.return',
  label: { vi: 'Nhận lại phần việc của cơ quan phối hợp', en: 'Take back an agency’s part' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, { dossiers }, job) {
    const { from, to, form } = header.parse(job.headers)
    const dossier = await dossiers.get(code)
    const { values: { reason }, at } = answersOf(dossier, form, answer)
    const agency = unitAt(from, dossier)
    const by = { kind: 'system' } as const
    await dossiers.act(code, { act: reason ? 'reject-part' : 'complete-part', by, at, details: { agency, form, ...(reason && { reason }) } }, () => ({}))
    await dossiers.act(code, { act: 'transfer', by, at, details: { from: agency, to: unitAt(to, dossier) } }, () => ({}))
  },
})
