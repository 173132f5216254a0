import { attachmentsOf, type AnswerValues, type Form } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import { say } from './messages/routes.ts'
import { rejectedFiles } from './documents.ts'
import { acceptedTypes, largestFile } from './take-file.ts'
import type { PostedForm } from './upload.ts'
import { localised } from './view/form-fields.ts'
import type { FileFieldView } from './view/models.ts'

/** What a paper of a dossier is called that came with a step, not from the published list: `<form>.<field>`. */
export const stepPaper = (form: string, field: string) => `${form}.${field}`

/** The places for files of a step's form, such as the signed minutes of a verification. */
export function attachmentFields(form: Pick<Form, 'components'>, language: Language, errors: Readonly<Record<string, string>> = {}): FileFieldView[] {
  return attachmentsOf(form.components).map((component) => {
    const hint = localised(component, 'description', language)
    const error = errors[component.key]
    return {
      item: component.key, label: localised(component, 'label', language) ?? component.key, ...(hint && { hint }),
      required: component.validate?.required ?? false, accept: acceptedTypes, maxBytes: largestFile, files: [], ...(error && { error }),
    }
  })
}

/** What is wrong with the files that were handed in, by field: not taken, or missing where the answers make them needed. */
export function attachmentErrors(
  form: Pick<Form, 'components'>, answers: AnswerValues, { papers, rejected }: Pick<PostedForm, 'papers' | 'rejected'>, language: Language,
): Record<string, string> {
  const missing = attachmentsOf(form.components, answers)
    .filter(({ key, validate }) => validate?.required && !papers.some(({ item }) => item === key))
    .map((component) => [component.key, say('document.missing', language, { name: localised(component, 'label', language) ?? component.key })])
  return { ...Object.fromEntries(missing) as Record<string, string>, ...rejectedFiles(rejected, language) }
}
