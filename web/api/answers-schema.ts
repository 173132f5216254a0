import type { Form, FormComponent, QuestionComponent } from '../../processes/form.ts'
import type { Language } from '../../processes/text.ts'
import { choices, localised, type RuntimeOptions } from '../view/form-fields.ts'

type JsonSchema = Record<string, unknown>

interface Asked { readonly question: QuestionComponent, readonly hiddenWhen: readonly string[] }

/** Every question, with the FEEL conditions of it and its groups under which it does not apply. */
function asked(components: readonly FormComponent[], above: readonly string[] = []): Asked[] {
  return components.flatMap((component): Asked[] => {
    const hiddenWhen = [...above, ...component.conditional?.hide ? [component.conditional.hide] : []]
    if (component.type === 'group') return asked(component.components, hiddenWhen)
    return component.type === 'text' || component.type === 'filepicker' ? [] : [{ question: component, hiddenWhen }]
  })
}

function typeOf(question: QuestionComponent, language: Language, options: RuntimeOptions): JsonSchema {
  const { validate = {} } = question
  const oneOf = { oneOf: 'values' in question || question.properties?.options ? choices(question, { language, options }).map(({ value, label }) => ({ const: value, title: label })) : undefined }
  switch (question.type) {
    case 'checkbox': return { type: 'boolean', ...(validate.required && { const: true }) }
    case 'number': return { type: 'number', ...(validate.min !== undefined && { minimum: validate.min }), ...(validate.max !== undefined && { maximum: validate.max }), multipleOf: 1 / 10 ** (question.decimalDigits ?? 0) }
    case 'datetime': return { type: 'string', format: 'date' }
    case 'select': case 'radio': return { type: 'string', ...oneOf }
    case 'checklist': return { type: 'array', uniqueItems: true, ...(validate.required && { minItems: 1 }), items: { type: 'string', ...oneOf } }
    default: return {
      type: 'string', maxLength: validate.maxLength ?? (question.type === 'textarea' ? 10_000 : 500), ...((validate.minLength !== undefined || validate.required) && { minLength: validate.minLength ?? 1 }),
      ...(validate.pattern !== undefined && { pattern: `^(?:${validate.pattern})$` }), ...(validate.validationType === 'email' && { format: 'email' }),
    }
  }
}

/**
 * The answers that a form takes, as JSON Schema: for programs that do not read forms. A question that applies only in some cases says when it does
 * not (`x-hidden-when`, FEEL over the answers); whether it is needed then the form says.
 */
export function answersSchema(form: Pick<Form, 'components'>, language: Language, options: RuntimeOptions = {}): JsonSchema {
  const questions = asked(form.components)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', additionalProperties: false,
    properties: Object.fromEntries(questions.map(({ question, hiddenWhen }) => {
      const [title, description] = [localised(question, 'label', language), localised(question, 'description', language)]
      return [question.key, {
        ...(title && { title }), ...(description && { description }), ...typeOf(question, language, options),
        ...(hiddenWhen.length > 0 && { 'x-hidden-when': hiddenWhen, ...(question.validate?.required && { 'x-required-when-shown': true }) }),
      }]
    })),
    required: questions.filter(({ question, hiddenWhen }) => question.validate?.required && hiddenWhen.length === 0).map(({ question }) => question.key),
  }
}
