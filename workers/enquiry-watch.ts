import { tellEnquiry } from './tell-enquiry.ts'
import { momentText, type TellDeps } from '../config/notify/tell.ts'
import type { Deps } from '../config/wire.ts'
import { nextEnquiryMoment } from '../processes/law/enquiry-moments.ts'
import { isMomentOf } from '../processes/law/moments.ts'
import { overdueWords } from '../processes/shared/enquiry-notices.ts'
import { runningEnquiryClock } from '../store/enquiries.ts'

type WatchDeps = TellDeps & Pick<Deps, 'enquiries'>

/** What the deadline watch waits for next over a question or feedback; null when no clock runs any more. */
export async function nextMomentOfEnquiry(code: string, { enquiries, agencies }: Pick<Deps, 'enquiries' | 'agencies'>) {
  const enquiry = await enquiries.get(code)
  const clock = runningEnquiryClock(enquiry)
  const due = (await enquiries.due(enquiry))?.due
  const started = clock?.events.at(-1)?.at
  if (!clock || !due || !started) return null
  const { calendar, reminders } = await agencies.get(clock.unit)
  return { next: nextEnquiryMoment({ due, clockStart: started, calendar, state: enquiry.state, done: enquiry.momentsDone, remindWorkingDays: reminders.remindWorkingDays }) }
}

/** Reminds who answers, or tells the unit's leader and the one-stop head that it is overdue (requirement H3); nothing when the due date has moved. */
export async function noteEnquiryMoment(code: string, act: 'remind' | 'mark-overdue', momentKey: string, deps: WatchDeps): Promise<void> {
  const before = await deps.enquiries.get(code)
  const due = (await deps.enquiries.due(before))?.due
  const clock = runningEnquiryClock(before)
  if (!due || !clock || !isMomentOf(momentKey, due) || (before.state !== 'received' && before.state !== 'answering')) return
  const enquiry = await deps.enquiries.act(code, { act, by: { kind: 'system' }, at: deps.now(), details: { due: due.toString(), step: before.state } },
    ({ momentsDone }) => ({ momentsDone: [...momentsDone, momentKey] }))
  const facts = { due: momentText(due, 'vi', await deps.agencies.get(clock.unit)), step: overdueWords[before.state].vi }
  if (act === 'remind') {
    await tellEnquiry('case-officer', 'dueSoon', enquiry, facts, deps)
    return
  }
  if (before.state === 'answering') for (const person of ['case-officer', 'leader'] as const) await tellEnquiry(person, 'overdue', enquiry, facts, deps)
  await tellEnquiry('one-stop-head', 'overdue', enquiry, facts, deps)
}
