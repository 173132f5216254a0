import type { Form, FormComponent } from '../../processes/form.ts'
import { formatDateInput } from './date-input.ts'
import { choices, localised, type FormInput } from './form-fields.ts'
import type { AnswerGroup, AnswerRow } from './models.ts'
import { isShown, shownIf } from './shown-if.ts'
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
  const { language, changeHref } = input
  const values = shownValues(form, input.values)
  const t = translator(language)
  const groups: { heading?: string, rows: AnswerRow[] }[] = []

  function lines(component: FormComponent, value: unknown): readonly string[] {
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
      const hide = component.conditional?.hide
      if (hide && !isShown(shownIf(hide), values)) continue
      if (component.type === 'group') {
        const heading = localised(component, 'label', language)
        const group = { ...(heading && { heading }), rows: [] }
        groups.push(group)
        collect(component.components, group.rows)
      } else if (component.type !== 'text') {
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

/** The answers of the fields that apply: one that is hidden has no answer, on which others may depend in turn. */
function shownValues(form: Pick<Form, 'components'>, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const values = { ...given }
  const drop = (components: readonly FormComponent[], hiddenAbove: boolean): boolean => components.map((component) => {
    const hide = component.conditional?.hide
    const hidden = hiddenAbove || (hide !== undefined && !isShown(shownIf(hide), values))
    if (component.type === 'group') return drop(component.components, hidden)
    if (component.type === 'text' || !hidden || values[component.key] === undefined) return false
    values[component.key] = undefined
    return true
  }).some(Boolean)
  while (drop(form.components, false)) { /* until nothing more goes */ }
  return values
}
