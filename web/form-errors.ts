import { allQuestions, type AnswerFault, type Form } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import { say } from './messages/routes.ts'
import { localised } from './view/form-fields.ts'

/** The words for what is wrong with the answers to a form, by field; the first fault of a field counts. */
export function errorTexts(form: Pick<Form, 'components'>, faults: readonly AnswerFault[], language: Language): Record<string, string> {
  const questions = allQuestions(form.components)
  return Object.fromEntries(faults.toReversed().map(({ key, code, params }) => {
    const question = questions.find((each) => each.key === key)
    return [key, say(`fault.${code}`, language, { label: (question && localised(question, 'label', language)) ?? key, ...params })]
  }))
}
