import type { Deps } from '../config/wire.ts'
import { readAnswers, type Form } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import type { Answers, Dossier } from '../store/dossiers.ts'
import type { Task } from '../store/tasks.ts'
import { attachmentErrors } from './attachments.ts'
import { checkTaskAnswers } from './check-task-answers.ts'
import { errorTexts } from './form-errors.ts'
import { runtimeOptions } from './runtime-options.ts'
import type { PostedForm } from './upload.ts'

/** The form of a task, as its diagram knew it. */
export async function formOfTask({ process, processVersion, form }: Task, { bundles }: Pick<Deps, 'bundles'>): Promise<Form> {
  const found = (await bundles.get(process, processVersion)).forms[form]
  if (!found) throw new Error(`No form ${form} in ${process} version ${String(processVersion)}`)
  return found
}

/** Reads what somebody answered to a task, and says what is wrong with it: in the answers and by the law, and in the files, by field. */
export async function readTaskAnswers(
  { task, form, dossier }: { task: Task, form: Form, dossier: Dossier }, posted: Pick<PostedForm, 'papers' | 'rejected'> & { readonly fields: Answers }, language: Language, deps: Deps,
): Promise<{ values: Answers, errors: Record<string, string>, fileErrors: Record<string, string> }> {
  const { values, faults } = readAnswers(form, posted.fields, await runtimeOptions(form, dossier, task, language, deps))
  return {
    values,
    errors: { ...errorTexts(form, faults, language), ...(faults.length === 0 && await checkTaskAnswers(task, values, dossier, language, deps)) },
    fileErrors: attachmentErrors(form, values, posted, language),
  }
}
