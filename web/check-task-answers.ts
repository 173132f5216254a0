import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { appointmentRefusal } from '../processes/law/appointments.ts'
import type { Calendar } from '../processes/law/calendar.ts'
import { completionRequestRefusal } from '../processes/law/completion-requests.ts'
import { collectedAt } from '../processes/law/fees.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { askAgainRefusal } from '../processes/law/reuse.ts'
import { refusalTexts, type RefusalReason } from '../processes/law/refusal.ts'
import { localMoment, visitRefusal } from '../processes/law/visits.ts'
import { endOfWorkingDay, isWorkingDay } from '../processes/law/working-time.ts'
import { feeOf, limitFor, teamRuleFor } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Answers, Dossier } from '../store/dossiers.ts'
import { reusableDocuments } from '../store/reusable-documents.ts'
import type { Task } from '../store/tasks.ts'

type CheckDeps = Pick<Deps, 'dossiers' | 'agencies' | 'now' | 'feeLedger' | 'pay' | 'personalDocuments'>

/** What the law does not allow in well-formed answers to a task, by field: the same rules that the workers hold to. */
export async function checkTaskAnswers(
  { form }: Pick<Task, 'form'>, answers: Answers, dossier: Dossier, language: Language, deps: CheckDeps,
): Promise<Record<string, string>> {
  const refuse = (field: string, reason: RefusalReason | null) => reason ? { [field]: refusalTexts[reason][language] } : {}
  switch (form) {
    case 'reception':
      if (answers['receptionOutcome'] === 'incomplete') {
        return { ...refuse('receptionOutcome', completionRequestRefusal(dossier.completionRequests, 'reception')), ...refuse('missingItems', await askedAgain(answers, dossier, deps)) }
      }
      return {
        ...(answers['receptionOutcome'] === 'received' && await isPrepaymentMissing(dossier, deps) && refuse('receptionOutcome', 'fee-before-reception')),
        ...(answers['agreedDate'] !== undefined && refuse('agreedDate', await agreedDateRefusal(answers, dossier, deps))),
      }
    case 'hand-over':
      return (await deps.feeLedger.balanceOf(dossier.code)).owed > 0 ? refuse('receivedBy', 'fee-before-return') : {}
    case 'appraisal':
      return answers['appraisalOutcome'] === 'incomplete' ? {
        ...refuse('appraisalOutcome', completionRequestRefusal(dossier.completionRequests, 'settlement')), ...refuse('missingItems', await askedAgain(answers, dossier, deps)),
      } : {}
    case 'apology-draft':
      return answers['apologyOutcome'] === 'late' ? refuse('newDate', await newDateRefusal(String(answers['newDate']), dossier, deps)) : {}
    case 'verification-appointment':
      return refuse('visitAt', await visitProblem(answers, dossier, deps))
    case 'verification-minutes':
      return answers['verificationOutcome'] === 'again' ? {} : refuse('heldAt', await heldProblem(answers, dossier, deps))
    case 'inspection-team':
      return refuse('members', teamProblem(answers, dossier))
    default:
      return {}
  }
}

/** Whether something is asked for that the applicant's document store has. */
async function askedAgain({ missingItems, askAgain }: Answers, dossier: Dossier, deps: Pick<Deps, 'now' | 'personalDocuments'>): Promise<RefusalReason | null> {
  const inStore = await reusableDocuments(dossier, deps.now(), deps)
  return askAgainRefusal(Array.isArray(missingItems) ? missingItems.map(String) : [], inStore.map(({ item }) => item.id), askAgain)
}

/** Whether the fee is to be paid before reception (NĐ 216/2026 for judicial records) and has not been. */
async function isPrepaymentMissing({ code, procedure, application, channel, filedAt }: Dossier, { feeLedger, pay }: Pick<Deps, 'feeLedger' | 'pay'>): Promise<boolean> {
  const { due } = feeOf(findProcedure(procedure), application, filedAt, channel)
  return due !== null && collectedAt(due, { channel, payableOnline: pay !== null }) === 'before-reception' && (await feeLedger.balanceOf(code)).owed > 0
}

const momentIn = (answers: Answers, day: string, time: string, calendar: Calendar) => localMoment(String(answers[day]), String(answers[time]), calendar.timeZone)

async function visitProblem(answers: Answers, dossier: Dossier, { dossiers, agencies, now }: CheckDeps): Promise<RefusalReason | null> {
  const { calendar } = await agencies.get(dossier.units.deciding)
  const due = (await dossiers.due(dossier))?.due ?? null
  return visitRefusal({ at: momentIn(answers, 'visitOn', 'visitAt', calendar), now: now(), due, calendar })
}

async function heldProblem(answers: Answers, dossier: Dossier, { agencies, now }: CheckDeps): Promise<RefusalReason | null> {
  const { calendar } = await agencies.get(dossier.units.deciding)
  return Temporal.Instant.compare(momentIn(answers, 'heldOn', 'heldAt', calendar), now()) > 0 ? 'held-in-the-future' : null
}

/** One member in each line (P9: NĐ 46/2026 art. 16). */
function teamProblem(answers: Answers, dossier: Dossier): RefusalReason | null {
  const rule = teamRuleFor(findProcedure(dossier.procedure), dossier.receivedAt ?? dossier.filedAt)
  const members = String(answers['members']).split('\n').filter((line) => line.trim() !== '').length
  return rule && (members < rule.least || members > rule.most || Number(answers['specialists']) < rule.specialists) ? 'team-size' : null
}

async function newDateRefusal(newDate: string, dossier: Dossier, { dossiers, agencies }: Pick<Deps, 'dossiers' | 'agencies'>): Promise<RefusalReason | null> {
  const { calendar } = await agencies.get(dossier.units.deciding)
  const day = Temporal.PlainDate.from(newDate)
  const due = (await dossiers.due(dossier))?.due ?? null
  if (!isWorkingDay(day, calendar)) return 'appointment-on-day-off'
  return appointmentRefusal({ given: dossier.appointments, due, to: endOfWorkingDay(day, calendar), calendar })
}

/** A time agreed at reception is later than what the law gives by itself, on a working day (NĐ 23/2015/NĐ-CP, art. 21). */
async function agreedDateRefusal(answers: Answers, dossier: Dossier, { agencies, now }: Pick<Deps, 'agencies' | 'now'>): Promise<RefusalReason | null> {
  const { calendar } = await agencies.get(dossier.units.deciding)
  const at = now()
  const day = Temporal.PlainDate.from(String(answers['agreedDate']))
  if (!isWorkingDay(day, calendar)) return 'appointment-on-day-off'
  const { due } = explainDueDate({ calendar, limit: limitFor(findProcedure(dossier.procedure), { ...dossier.application, ...answers }, at), events: [{ type: 'start', at }] })
  const time = answers['agreedTime']
  const to = typeof time === 'string' ? day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: time }).toInstant() : endOfWorkingDay(day, calendar)
  return appointmentRefusal({ given: dossier.appointments, due, to, calendar })
}
