import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { runningClock } from '../store/dossiers.ts'
import { movedDueDate } from '../store/moved-due-dates.ts'

/** Dossiers that are looked at in one transaction. */
const batch = 20

/**
 * Counts a batch of open dossiers anew after a calendar has changed (requirement J9): whose due date moves is told, with the people at
 * work, and its watch is woken. A clock that began after the change was promised by the new calendar: nobody is told.
 * The change notes how far it has come, in the same transaction.
 */
export const calendarApplyChange = defineWorker({
  type: 'calendar.apply-change',
  label: { vi: 'Tính lại thời hạn theo lịch mới', en: 'Count due dates by the new calendar' },
  reads: z.object({ change: z.string() }),
  async handle({ change: id }, deps) {
    const { calendarChanges, agencies, dossiers, outbox, now } = deps
    const change = await calendarChanges.get(id)
    if (change.reached === null) return { more: false }
    const agency = await agencies.get(change.agency)
    const page = await dossiers.openAt(agency.id, change.reached, batch)
    let { moved } = change
    for (const before of page) {
      const move = movedDueDate(before, agency, change.before, change.after)
      const began = runningClock(before)?.events.findLast(({ type }) => type === 'start' || type === 'restart')?.at
      if (!move || !began || Temporal.Instant.compare(began, change.at) > 0) continue
      const at = now()
      const isLate = (due: Temporal.Instant) => Temporal.Instant.compare(due, at) < 0
      const dossier = await dossiers.act(before.code, {
        act: 'move-due-date', by: { kind: 'system' }, at, onBehalfOf: agency.id,
        details: { from: move.from.toString(), to: move.to.toString(), cause: change.cause, change: id, wasOverdue: isLate(move.from), isOverdue: isLate(move.to) },
      }, () => ({}))
      const facts = { oldDue: momentText(move.from, dossier.language, agency), due: momentText(move.to, dossier.language, agency), cause: change.cause }
      await tell('applicant', 'dueMoved', dossier, facts, deps)
      await tell(dossier.state === 'filed' ? 'reception-clerk' : 'case-officer', 'dueMoved', dossier, facts, deps)
      await wakeWatch(dossier.code, outbox)
      moved++
    }
    const more = page.length === batch
    await calendarChanges.advance(id, { moved, reached: more ? page.at(-1)?.code ?? null : null })
    return { more }
  },
})
