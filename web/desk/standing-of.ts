import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { workingMinutesBetween } from '../../processes/law/working-time.ts'
import type { Dossier } from '../../store/dossiers.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import type { Task } from '../../store/tasks.ts'
import type { DueStanding } from '../view/models.ts'

/** How a step stands: by its own limit, its consultation's or the dossier's, whichever comes first. */
export async function standingOf(
  task: Task, dossier: Dossier, { dossiers, consultations, agencies, now }: Pick<Deps, 'dossiers' | 'consultations' | 'agencies' | 'now'>,
): Promise<{ dueAt?: Temporal.Instant, minutesLeft?: number, standing: DueStanding }> {
  const [due, consultation] = await Promise.all([dossiers.due(dossier), task.consultation ? consultations.get(task.consultation) : null])
  if (due?.paused) return { standing: 'paused' }
  const dueAt = [task.due, due?.due, consultation?.due].filter((each) => each instanceof Temporal.Instant).sort((a, b) => Temporal.Instant.compare(a, b))[0]
  if (!dueAt) return { standing: 'on-time' }
  const { calendar } = await agencies.get(task.unit ?? dossier.units.deciding)
  const minutesLeft = Math.round(workingMinutesBetween(now(), dueAt, calendar))
  return { dueAt, minutesLeft, standing: Temporal.Instant.compare(dueAt, now()) < 0 ? 'overdue' : minutesLeft <= 240 ? 'soon' : 'on-time' }
}

/** How a step of a question or feedback stands: by its own limit or the whole one's, whichever comes first. */
export async function enquiryStandingOf(
  task: Task, enquiry: Enquiry, { enquiries, agencies, now }: Pick<Deps, 'enquiries' | 'agencies' | 'now'>,
): Promise<{ dueAt?: Temporal.Instant, minutesLeft?: number, standing: DueStanding }> {
  const due = (await enquiries.due(enquiry))?.due
  const dueAt = [task.due, due].filter((each) => each instanceof Temporal.Instant).sort((a, b) => Temporal.Instant.compare(a, b))[0]
  if (!dueAt) return { standing: 'on-time' }
  const { calendar } = await agencies.get(task.unit ?? enquiry.units.receiving)
  const minutesLeft = Math.round(workingMinutesBetween(now(), dueAt, calendar))
  return { dueAt, minutesLeft, standing: Temporal.Instant.compare(dueAt, now()) < 0 ? 'overdue' : minutesLeft <= 60 ? 'soon' : 'on-time' }
}
