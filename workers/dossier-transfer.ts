import { z } from 'zod'
import { unitAt } from './places.ts'
import { from, to } from './settings.ts'
import { defineWorker } from './worker.ts'
import { paperTransferDue } from '../processes/law/transfer.ts'
import { isElectronic } from '../processes/procedure.ts'

const header = z.object({ from: from.default('receiving'), to: to.default('deciding') })

/**
 * The dossier passes from one place to another, after reception to the deciding agency unless the headers say otherwise: at once when it is
 * electronic (BT 45/2023 art. 16.1; requirement E1), to an agency of another level by that level's unit and back (art. 17.7; requirement F7).
 * Each hand-over is an event of its own, from which the control sheet derives. What was received on paper waits for a hand-over list, due
 * the same working day or at the start of the next one (arts. 16.2-16.3; requirement E2).
 */
export const dossierTransfer = defineWorker({
  type: 'dossier.transfer',
  label: { vi: 'Chuyển hồ sơ', en: 'Pass the dossier on' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, { dossiers, agencies, handOverLists, now }, job) {
    const places = header.parse(job.headers)
    const dossier = await dossiers.get(code)
    const [giving, taking, at] = [unitAt(places.from, dossier), unitAt(places.to, dossier), now()]
    if (giving === taking) return
    await dossiers.act(code, { act: 'transfer', by: { kind: 'system' }, at, details: { from: giving, to: taking } }, () => ({}))
    if (isElectronic(dossier.channel) || places.from !== 'receiving') return
    await handOverLists.expect({ dossier: code, from: giving, to: taking, due: paperTransferDue(dossier.receivedAt ?? at, (await agencies.get(giving)).calendar) })
  },
})
