import { z } from 'zod'
import { appearanceOf } from './appearance.ts'
import { momentText, tell } from '../config/notify/tell.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'

/**
 * Those who must come in person are told when and where (BT 45/2023 art. 17.3b; Law on Civil Status 2014, art. 18.1). On a later day the
 * settlement clock stands until they have come: it is their turn, as with form 02 (our reading).
 */
export const appearanceInvite = defineWorker({
  type: 'appearance.invite',
  label: { vi: 'Mời đến có mặt', en: 'Invite to appear in person' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const before = await deps.dossiers.get(code)
    const agency = await deps.agencies.get(before.units.deciding)
    const { when, place } = appearanceOf(before, agency.calendar)
    const at = deps.now()
    const dayOf = (moment: typeof at) => moment.toZonedDateTimeISO(agency.calendar.timeZone).toPlainDate()
    const later = !dayOf(when).equals(dayOf(at))
    const dossier = await deps.dossiers.act(code, { act: 'invite', by: { kind: 'system' }, at, details: { when: when.toString(), place } }, ({ clocks }) => {
      if (!clocks.settlement) throw new Error(`Dossier ${code} has no clock of settlement`)
      const pause = { type: 'pause' as const, at, cause: 'appearance', basis: 'BT 45/2023, 17.3' }
      return later ? { clocks: { ...clocks, settlement: { ...clocks.settlement, events: [...clocks.settlement.events, pause] } } } : {}
    })
    await tell('applicant', 'invited', dossier, { when: momentText(when, dossier.language, agency), place }, deps)
    await wakeWatch(code, deps.outbox)
  },
})
