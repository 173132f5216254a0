import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { openEnquiryTask } from './enquiry-task.ts'
import { place, unitAt } from './places.ts'
import { startWatch } from './watch.ts'
import { defineWorker, parked, userTaskType } from './worker.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { isClosed, outlasting } from '../processes/law/dossier-states.ts'
import { parseLimit } from '../processes/law/limit.ts'
import { roles, type Role } from '../processes/law/roles.ts'
import type { Dossier } from '../store/dossiers.ts'

const header = z.object({
  'io.camunda.zeebe:formKey': z.string(),
  'io.camunda.zeebe:candidateGroups': z.string().transform((text) => z.tuple([z.enum(roles)]).parse(JSON.parse(text))[0]),
  'io.camunda.zeebe:assignee': z.string().optional(),
  unit: z.union([z.literal('consulted'), place]).optional(),
  limit: z.string().transform(parseLimit).optional(),
})

/** The dossier was closed, or the apology overtaken by the decision, a moment before this step began: nobody needs to do it. */
const isOver = ({ state }: Pick<Dossier, 'state'>, process: string) =>
  (isClosed(state) && !outlasting.includes(process)) || (process === 'apology' && state !== 'settling')

/** Turns a user task of a diagram into a task that a person finds on the desk, or the applicant on the portal. */
export const userTask = defineWorker({
  type: userTaskType,
  label: { vi: 'Công việc của người', en: 'User task' },
  reads: z.object({ dossier: z.string().default(''), enquiry: z.string().optional(), agency: z.string().optional(), consultation: z.string().optional() }),
  async handle({ dossier: code, enquiry, agency, consultation }, deps, job) {
    const { dossiers, agencies, tasks, outbox, now } = deps
    const { unit: at, limit, ...headers } = header.parse(job.headers)
    const role: Role = headers['io.camunda.zeebe:candidateGroups']
    if (enquiry !== undefined) {
      await openEnquiryTask(enquiry, { form: headers['io.camunda.zeebe:formKey'], role, place: at, limit, assignee: headers['io.camunda.zeebe:assignee'] ?? null }, job, deps)
      return parked
    }
    const dossier = await dossiers.get(code)
    if (isOver(dossier, job.bpmnProcessId)) {
      if (job.bpmnProcessId !== dossier.procedure) await outbox.add(code, { kind: 'cancel-instance', processInstanceKey: job.processInstanceKey })
      return parked
    }
    const unit = role === 'applicant' || !at ? null : at === 'consulted' ? agency ?? null : unitAt(at, dossier)
    const createdAt = now()
    let due: Temporal.Instant | null = null
    if (unit && limit) {
      const { calendar } = await agencies.get(unit)
      due = explainDueDate({ calendar, limit, events: [{ type: 'start', at: createdAt }] }).due
    }
    await tasks.open({
      id: job.key, dossier: code, consultation: consultation ?? null, process: job.bpmnProcessId,
      processVersion: job.processDefinitionVersion, processInstanceKey: job.processInstanceKey, elementId: job.elementId,
      form: headers['io.camunda.zeebe:formKey'], role, unit, assignee: headers['io.camunda.zeebe:assignee'] ?? null, createdAt, due,
    })
    if (due && at?.startsWith('partner:')) await startWatch({ dossier: code, watch: job.key, subject: 'part' }, outbox)
    return parked
  },
})
