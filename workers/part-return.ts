import { z } from 'zod'
import { answersOf } from './answers.ts'
import { unitAt } from './places.ts'
import { form, from, to } from './settings.ts'
import { defineWorker } from './worker.ts'

const header = z.object({ from, to: to.default('deciding'), form })
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
  settings: header,
  async handle({ dossier: code }, { dossiers }, job) {
    const places = header.parse(job.headers)
    const dossier = await dossiers.get(code)
    const { values: { reason }, at } = answersOf(dossier, places.form, answer)
    const agency = unitAt(places.from, dossier)
    const by = { kind: 'system' } as const
    await dossiers.act(code, { act: reason ? 'reject-part' : 'complete-part', by, at, details: { agency, form: places.form, ...(reason && { reason }) } }, () => ({}))
    await dossiers.act(code, { act: 'transfer', by, at, details: { from: agency, to: unitAt(places.to, dossier) } }, () => ({}))
  },
})
