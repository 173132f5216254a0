import { formatDateInput } from '../../processes/date-input.ts'
import { questionsOf, type Form, type FormComponent, type QuestionComponent } from '../../processes/form.ts'
import { choices, localised, type FormInput } from './form-fields.ts'
import type { AnswerGroup, AnswerRow } from './models.ts'
import { translator } from './translate.ts'

/** What to show of the answers of a form. */
export interface AnswersInput extends Pick<FormInput, 'language' | 'options'> {
  values: Readonly<Record<string, unknown>>
  /** The page where answers can be changed; each row links to its field there. */
  changeHref?: string
}

/**
 * The answers of a form as summary lists: one group for the form and one for each of its groups, in its order. Fields that do not
 * apply are left out; those that were not answered say so.
 */
export function answerGroups(form: Pick<Form, 'components'>, input: AnswersInput): readonly AnswerGroup[] {
  const { language, values, changeHref } = input
  const applying = new Set(questionsOf(form.components, values))
  const t = translator(language)
  const groups: { heading?: string, rows: AnswerRow[] }[] = []

  function lines(component: QuestionComponent, value: unknown): readonly string[] {
    if (component.type === 'checkbox') return [t(value === true || value === 'true' ? 'form.yes' : 'form.no')]
    if (value === undefined || value === null || value === '') return []
    const given = (Array.isArray(value) ? value : [value]).map(String)
    if (component.type === 'datetime') return given.map(formatDateInput)
    if (component.type === 'textarea') return given.flatMap((each) => each.split(/\r?\n/))
    const known = choices(component, input)
    return given.map((each) => known.find((choice) => choice.value === each)?.label ?? each)
  }

  function collect(components: readonly FormComponent[], rows: AnswerRow[]): void {
    for (const component of components) {
      if (component.type === 'group') {
        const heading = localised(component, 'label', language)
        const group = { ...(heading && { heading }), rows: [] }
        groups.push(group)
        collect(component.components, group.rows)
      } else if (component.type !== 'text' && component.type !== 'filepicker' && applying.has(component)) {
        rows.push({
          label: localised(component, 'label', language) ?? component.key,
          lines: lines(component, values[component.key]),
          ...(changeHref && { changeHref: `${changeHref}#field-${component.key}` }),
        })
      }
    }
  }

  const own = { rows: [] }
  groups.push(own)
  collect(form.components, own.rows)
  return groups.filter(({ rows }) => rows.length > 0)
}
