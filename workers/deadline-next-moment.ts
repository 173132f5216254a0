import { z } from 'zod'
import { nextMomentOfEnquiry } from './enquiry-watch.ts'
import { defineWorker } from './worker.ts'
import { settingsOf } from '../processes/law/agency-settings.ts'
import { nextMoment, partMoment } from '../processes/law/moments.ts'
import { runningClock } from '../store/dossiers.ts'

const watched = z.object({ dossier: z.string(), watch: z.string(), subject: z.enum(['dossier', 'consultation', 'posting', 'part', 'enquiry']) })

/** A timer needs a date also when there is nothing to wait for: then only a change of the ledger wakes the watch. */
const never = '2999-12-31T00:00:00Z'

/** Tells the deadline watch what to wait for next: the due date is computed from the ledger each time, never kept. */
export const deadlineNextMoment = defineWorker({
  type: 'deadline.next-moment',
  label: { vi: 'Tính thời điểm theo dõi kế tiếp', en: 'Compute the next moment to watch' },
  reads: watched,
  async handle({ dossier: code, watch, subject }, deps) {
    if (subject === 'enquiry') {
      const watched = await nextMomentOfEnquiry(code, deps)
      return { watching: watched !== null, moment: watched?.next?.moment ?? 'none', momentAt: watched?.next?.at.toString() ?? never, momentKey: watched?.next?.key ?? '' }
    }
    const { dossiers, consultations, postings, tasks, agencies, now } = deps
    const dossier = await dossiers.get(code)
    if (subject === 'consultation') {
      const { state, due } = await consultations.get(watch)
      return { watching: state === 'open' && !dossiers.isClosed(dossier), moment: 'close-consultation', momentAt: due.toString(), momentKey: '' }
    }
    if (subject === 'posting') {
      const posting = await postings.find(watch)
      return { watching: posting?.state === 'open', moment: 'close-posting', momentAt: posting?.until.toString() ?? never, momentKey: '' }
    }
    if (subject === 'part') {
      const task = await tasks.find(watch)
      if (task?.state !== 'open' || !task.unit || !task.due) return { watching: false, moment: 'none', momentAt: never, momentKey: '' }
      const { calendar, reminders } = await agencies.get(task.unit)
      const next = partMoment({ task: watch, due: task.due, begun: task.createdAt, calendar, done: dossier.momentsDone, settings: reminders })
      return { watching: next !== null, moment: 'urge-part', momentAt: next?.at.toString() ?? never, momentKey: next?.key ?? '' }
    }
    const clock = runningClock(dossier)
    if (!clock) return { watching: false, moment: 'none', momentAt: never, momentKey: '' }
    const due = (await dossiers.due(dossier))?.due
    const started = clock.events.findLast(({ type }) => type === 'start' || type === 'restart' || type === 'appoint')?.at
    if (!due || !started) return { watching: true, moment: 'none', momentAt: never, momentKey: '' }
    const agency = await agencies.get(clock.unit)
    const at = now()
    const { reminders } = settingsOf(agency, at.toZonedDateTimeISO(agency.calendar.timeZone).toPlainDate())
    const next = nextMoment({ due, clockStart: started, calendar: agency.calendar, state: dossier.state, done: dossier.momentsDone, settings: reminders, now: at })
    return {
      watching: true, moment: next?.moment ?? 'none', momentAt: next?.at.toString() ?? never, momentKey: next?.key ?? '',
    }
  },
})
