import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { appointmentRefusal } from '../processes/law/appointments.ts'
import { completionRequestRefusal } from '../processes/law/completion-requests.ts'
import { refusalTexts, type RefusalReason } from '../processes/law/refusal.ts'
import { endOfWorkingDay, isWorkingDay } from '../processes/law/working-time.ts'
import type { Language } from '../processes/text.ts'
import type { Answers, Dossier } from '../store/dossiers.ts'
import type { Task } from '../store/tasks.ts'

/** What the law does not allow in well-formed answers to a task, by field: the same rules that the workers hold to. */
export async function checkTaskAnswers(
  { form }: Pick<Task, 'form'>, answers: Answers, dossier: Dossier, language: Language, deps: Pick<Deps, 'dossiers' | 'agencies'>,
): Promise<Record<string, string>> {
  const refuse = (field: string, reason: RefusalReason | null) => reason ? { [field]: refusalTexts[reason][language] } : {}
  switch (form) {
    case 'reception':
      return answers['receptionOutcome'] === 'incomplete'
        ? refuse('receptionOutcome', completionRequestRefusal(dossier.completionRequests, 'reception')) : {}
    case 'appraisal':
      return answers['appraisalOutcome'] === 'incomplete'
        ? refuse('appraisalOutcome', completionRequestRefusal(dossier.completionRequests, 'settlement')) : {}
    case 'apology-draft':
      return answers['apologyOutcome'] === 'late' ? refuse('newDate', await newDateRefusal(String(answers['newDate']), dossier, deps)) : {}
    default:
      return {}
  }
}

async function newDateRefusal(newDate: string, dossier: Dossier, { dossiers, agencies }: Pick<Deps, 'dossiers' | 'agencies'>): Promise<RefusalReason | null> {
  const { calendar } = await agencies.get(dossier.units.deciding)
  const day = Temporal.PlainDate.from(newDate)
  const due = (await dossiers.due(dossier))?.due ?? null
  if (!isWorkingDay(day, calendar)) return 'appointment-on-day-off'
  return appointmentRefusal({ given: dossier.appointments, due, to: endOfWorkingDay(day, calendar), calendar })
}
