import { z } from 'zod'
import { appointmentOf } from './appointment-of.ts'
import { momentText, tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

/**
 * A verification is arranged, or arranged anew: time, place, participants and content are kept, and whoever must be there is told by
 * every channel (BT 45/2023 art. 17.3b).
 */
export const verificationInvite = defineWorker({
  type: 'verification.invite',
  label: { vi: 'Báo lịch thẩm tra, xác minh', en: 'Announce the verification' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const { dossiers, agencies, events, now } = deps
    const before = await dossiers.get(code)
    const agency = await agencies.get(before.units.deciding)
    const found = appointmentOf(before, agency.calendar)
    if (!found) throw new Error(`Dossier ${code}: no verification was arranged`)
    const { at, place, participants, content, attendance } = found
    const again = (await events.of(code)).findLast(({ act }) => act === 'miss-verification' || act === 'record-verification')?.act === 'miss-verification'
    const details = { when: at.toString(), place, participants, content, mustAttend: attendance === 'required', again }
    const dossier = await dossiers.act(code, { act: 'arrange-verification', by: { kind: 'system' }, at: now(), details }, () => ({}))
    if (attendance === 'required') {
      await tell('applicant', 'verificationInvited', dossier, { when: momentText(at, dossier.language, agency), place, content, again }, deps)
    }
  },
})
