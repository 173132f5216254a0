import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { attachmentsOf, readAnswers, type Form } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import type { Answers, Dossier } from '../store/dossiers.ts'
import type { Actor } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'
import { attachmentErrors, stepPaper } from './attachments.ts'
import { completeTask } from './complete-task.ts'
import { missingDocuments, rejectedFiles } from './documents.ts'
import { errorTexts } from './form-errors.ts'
import { say } from './messages/routes.ts'
import type { PostedForm } from './upload.ts'

/** The electronic declaration among the things that may be asked for; the others are papers of the published list. */
export const declaration = 'application'

/** What the applicant is to do now: the task with its form, and what it asks for. */
export interface AskedOfApplicant {
  readonly task: Task
  readonly form: Form
  readonly reason: string
  readonly missingItems: readonly string[]
}

/** What is asked for: by the last form 02, or by an inspection that found something to be put right (P9). */
function requested({ state, answers }: Dossier, { form }: Pick<Task, 'form'>): { reason: string, missingItems: string[] } {
  const request = form === 'remedy' ? answers['assessment'] : state === 'completion-requested' ? answers['reception'] : answers['appraisal']
  return z.object({ reason: z.string().default(''), missingItems: z.array(z.string()).default([]) }).parse(request?.values ?? {})
}

/** What is asked of the applicant now; null when nothing is. */
export async function askedOfApplicant(dossier: Dossier, { tasks, bundles }: Pick<Deps, 'tasks' | 'bundles'>): Promise<AskedOfApplicant | null> {
  const task = (await tasks.openOf(dossier.code)).find(({ role }) => role === 'applicant')
  if (!task) return null
  const form = (await bundles.get(task.process, task.processVersion)).forms[task.form]
  if (!form) throw new Error(`No form ${task.form}`)
  return { task, form, ...requested(dossier, task) }
}

/** The form as it is when the declaration is to be corrected: the note then says how, and is not to be left out. */
export const formAsked = ({ form, missingItems }: Pick<AskedOfApplicant, 'form' | 'missingItems'>): Pick<Form, 'components'> => missingItems.includes(declaration) ? {
  components: form.components.map((each) => 'key' in each && each.key === 'note' ? { ...each, validate: { ...each.validate, required: true } } : each),
} : form

/** What is handed in as an answer. */
export type HandedInAnswer = Pick<PostedForm, 'papers' | 'rejected'> & { readonly fields: Answers }

/**
 * Reads an answer of the applicant's, and says what is wrong with it. Completion is asked for once: what was asked must be there, or the dossier
 * comes back no better than it was.
 */
export function readAnswer(
  { form, missingItems }: AskedOfApplicant, dossier: Dossier, handedIn: HandedInAnswer, language: Language,
): { values: Answers, errors: Record<string, string>, documentErrors: Record<string, string> } {
  const { values, faults } = readAnswers(form, handedIn.fields)
  const missing = missingDocuments(findProcedure(dossier.procedure), dossier.application, handedIn.papers, language, dossier.filedAt, { asked: missingItems, channel: dossier.channel })
  return {
    values,
    documentErrors: {
      ...Object.fromEntries(Object.entries(missing).filter(([item]) => missingItems.includes(item))), ...rejectedFiles(handedIn.rejected, language),
      ...attachmentErrors(form, values, handedIn, language),
    },
    errors: {
      ...(missingItems.includes(declaration) && values['note'] === undefined && { note: say('completion.declaration', language) }),
      ...errorTexts(form, faults, language),
    },
  }
}

/**
 * Takes an answer that is complete.
 * @throws TaskNotOpen when it was given before, ActNotAllowed when the dossier is closed
 */
export async function takeAnswer({ task, form }: AskedOfApplicant, values: Answers, papers: HandedInAnswer['papers'], by: Actor, deps: Deps): Promise<void> {
  const places = new Set(attachmentsOf(form.components).map(({ key }) => key))
  await completeTask({ task, by, answers: values, form, papers: papers.map(({ item, file }) => ({ item: places.has(item) ? stepPaper(task.form, item) : item, file })) }, deps)
}
