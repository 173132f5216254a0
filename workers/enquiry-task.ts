import type { Temporal } from 'temporal-polyfill'
import type { JobFacts } from './worker.ts'
import type { Deps } from '../config/wire.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { isEnquiryClosed } from '../processes/law/enquiries.ts'
import type { Limit } from '../processes/law/limit.ts'
import type { Role } from '../processes/law/roles.ts'

interface Step { readonly form: string, readonly role: Role, readonly place: string | undefined, readonly limit: Limit | undefined, readonly assignee: string | null }

/** Opens the task of a question's or feedback's step: it lies in the same queues as those of dossiers. */
export async function openEnquiryTask(
  code: string, { form, role, place, limit, assignee }: Step, job: JobFacts, { enquiries, agencies, tasks, now }: Pick<Deps, 'enquiries' | 'agencies' | 'tasks' | 'now'>,
): Promise<void> {
  const enquiry = await enquiries.get(code)
  const { state, units, kind } = enquiry
  if (isEnquiryClosed(state)) return
  const unit = place === 'receiving' ? units.receiving : units.deciding
  const createdAt = now()
  let due: Temporal.Instant | null = null
  if (unit && limit) due = explainDueDate({ calendar: (await agencies.get(unit)).calendar, limit, events: [{ type: 'start', at: createdAt }] }).due
  await tasks.open({
    id: job.key, dossier: code, consultation: null, process: job.bpmnProcessId, processVersion: job.processDefinitionVersion,
    processInstanceKey: job.processInstanceKey, elementId: job.elementId, form, role, unit, assignee, createdAt, due, pass: 1, sentBack: null,
    place: { procedure: kind, channel: null, due: (await enquiries.due(enquiry))?.due ?? null, isPaused: false },
  })
}
