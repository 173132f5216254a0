import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { appointmentOf } from './appointment-of.ts'
import { openEnquiryTask } from './enquiry-task.ts'
import { place, unitAt } from './places.ts'
import { startTaskWatch, startWatch } from './watch.ts'
import { defineWorker, parked, userTaskType, type JobFacts } from './worker.ts'
import { reachConsulted } from '../config/notify/consultation-link.ts'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { isClosed, outlasting } from '../processes/law/dossier-states.ts'
import { parseLimit, type Limit } from '../processes/law/limit.ts'
import { roles, type Role } from '../processes/law/roles.ts'
import { periodFor } from '../processes/procedure.ts'
import type { Dossier } from '../store/dossiers.ts'
import { nameOf, type DossierEvent } from '../store/events.ts'
import { placeOf } from '../store/task-places.ts'
import type { NewTask } from '../store/tasks.ts'

const header = z.object({
  'io.camunda.zeebe:formKey': z.string(),
  'io.camunda.zeebe:candidateGroups': z.string().transform((text) => z.tuple([z.enum(roles)]).parse(JSON.parse(text))[0]),
  'io.camunda.zeebe:assignee': z.string().optional(),
  unit: z.union([z.literal('consulted'), place]).optional(),
  limit: z.string().transform(parseLimit).optional(),
  within: z.string().optional(),
  starts: z.literal('appointment').optional(),
})

/**
 * The step's own limit: the procedure's period that its header `within` names, else the `limit:<dossier's limit>` for this case, such as
 * 'limit:15 calendar-day', else `limit`; null when it has none (requirement F13).
 */
function stepLimit({ procedure, receivedAt, filedAt, clocks: { settlement } }: Dossier, headers: Readonly<Record<string, string>>): Limit | null {
  const { within } = headers
  if (within !== undefined) return periodFor(findProcedure(procedure), within, receivedAt ?? filedAt)
  const ofCase = settlement && headers[`limit:${String(settlement.limit.amount)} ${settlement.limit.unit}`]
  const text = ofCase || headers['limit']
  return text ? parseLimit(text) : null
}

/** The dossier was closed, or the apology overtaken by the decision, a moment before this step began: nobody needs to do it. */
const isOver = ({ state }: Pick<Dossier, 'state'>, process: string) =>
  (isClosed(state) && !outlasting.includes(process)) || (process === 'apology' && state !== 'settling')

/** The how-manieth time this is at the step, and who sent the dossier back to it: the last to answer 'back' (requirement J7). */
function passOf({ bpmnProcessId, elementId }: JobFacts, events: readonly DossierEvent[]): Pick<NewTask, 'pass' | 'sentBack'> {
  const done = events.filter(({ act, details }) => act === 'complete-task' && details['process'] === bpmnProcessId)
  const pass = done.filter(({ details }) => details['element'] === elementId).length + 1
  const before = done.at(-1)
  if (pass === 1 || !before || !Object.values(before.details).includes('back')) return { pass, sentBack: null }
  const { remark = '' } = z.object({ remark: z.string().optional() }).parse(before.details['step'] ?? {})
  return { pass, sentBack: { by: nameOf(before.by), remark } }
}

/** The officer to whom a dossier was assigned, unless their unit has ended since: then anybody of its successor does it (requirement J2). */
async function stillThere(username: string | null, { accounts, agencies }: Pick<Deps, 'accounts' | 'agencies'>): Promise<string | null> {
  const account = username === null ? null : await accounts.find(username)
  return account && (await agencies.succession()).currentOf(account.unit) !== account.unit ? null : username
}

/** Turns a user task of a diagram into a task that a person finds on the desk, or the applicant on the portal. */
export const userTask = defineWorker({
  type: userTaskType,
  label: { vi: 'Công việc của người', en: 'User task' },
  reads: z.object({ dossier: z.string().default(''), enquiry: z.string().optional(), agency: z.string().optional(), consultation: z.string().optional(), answerBy: z.string().optional() }),
  async handle({ dossier: code, enquiry, agency, consultation, answerBy }, deps, job) {
    const { dossiers, agencies, consultations, tasks, events, outbox, now } = deps
    const { unit: at, limit: ownLimit, starts, ...headers } = header.parse(job.headers)
    const role: Role = headers['io.camunda.zeebe:candidateGroups']
    if (enquiry !== undefined) {
      await openEnquiryTask(enquiry, { form: headers['io.camunda.zeebe:formKey'], role, place: at, limit: ownLimit, assignee: headers['io.camunda.zeebe:assignee'] ?? null }, job, deps)
      return parked
    }
    const dossier = await dossiers.get(code)
    if (isOver(dossier, job.bpmnProcessId)) {
      if (job.bpmnProcessId !== dossier.procedure) await outbox.add(code, { kind: 'cancel-instance', processInstanceKey: job.processInstanceKey })
      return parked
    }
    const unit = role === 'applicant' || !at ? null : at === 'consulted' ? agency ?? null : unitAt(at, dossier)
    const assignee = await stillThere(headers['io.camunda.zeebe:assignee'] ?? null, deps)
    const createdAt = now()
    const limit = stepLimit(dossier, job.headers)
    let due = role === 'applicant' && answerBy ? Temporal.Instant.from(answerBy) : null
    if (limit && (unit || role === 'applicant')) {
      const { calendar } = await agencies.get(unit ?? dossier.units.deciding)
      const begins = starts === 'appointment' ? appointmentOf(dossier, calendar)?.at ?? createdAt : createdAt
      due = explainDueDate({ calendar, limit, events: [{ type: 'start', at: begins }] }).due
    }
    if (due && limit && role === 'applicant') await startTaskWatch({ dossier: code, task: job.key, at: due }, outbox)
    await tasks.open({
      id: job.key, dossier: code, consultation: consultation ?? null, process: job.bpmnProcessId,
      processVersion: job.processDefinitionVersion, processInstanceKey: job.processInstanceKey, elementId: job.elementId,
      form: headers['io.camunda.zeebe:formKey'], role, unit, assignee, createdAt, due,
      place: { ...await placeOf(dossier, agencies), answerBy: consultation ? (await consultations.get(consultation)).due : null },
      ...passOf(job, await events.of(code)),
    })
    if (consultation !== undefined && role === 'consulted-agency') await reachConsulted(await deps.consultations.get(consultation), deps)
    if (due && at?.startsWith('partner:')) await startWatch({ dossier: code, watch: job.key, subject: 'part' }, outbox)
    return parked
  },
})
