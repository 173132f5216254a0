import { allQuestions, type AnswerFault, type Form, type QuestionComponent } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import { say } from './messages/routes.ts'
import { localised } from './view/form-fields.ts'

/** The words for what is wrong with the answers to a form, by field; the first fault of a field counts. */
export function errorTexts(form: Pick<Form, 'components'>, faults: readonly AnswerFault[], language: Language): Record<string, string> {
  const questions = allQuestions(form.components)
  return Object.fromEntries(faults.toReversed().map(({ key, code, params }) => {
    const question = questions.find((each) => each.key === key)
    return [key, say(code === 'required' ? required(question) : `fault.${code}`, language, { label: (question && localised(question, 'label', language)) ?? key, ...params })]
  }))
}

/** How an answer is given decides how it is asked for. */
function required(question: QuestionComponent | undefined) {
  switch (question?.type) {
    case 'radio': case 'select': case 'checklist': return 'fault.choose'
    case 'checkbox': return 'fault.tick'
    default: return 'fault.required'
  }
}
