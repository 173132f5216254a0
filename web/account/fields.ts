import { urlencoded } from 'express'
import type { ChoiceView, ErrorLink, FieldView, InputView } from '../view/form-fields.ts'

/** Reads the small forms of the account's pages. */
export const accountForm = urlencoded({ extended: false, limit: '20kb', parameterLimit: 40 })

type Errors = Readonly<Record<string, string>>

interface Given extends Partial<Pick<InputView, 'hint' | 'type' | 'value' | 'required' | 'autocomplete' | 'inputmode' | 'width' | 'maxlength'>> {
  readonly name: string
  readonly label: string
}

const describedBy = (id: string, hint: string | undefined, error: string | undefined) => {
  const ids = [...hint ? [`${id}-hint`] : [], ...error ? [`${id}-error`] : []]
  return ids.length > 0 ? { describedBy: ids.join(' ') } : {}
}

/** A line to type in, with what is wrong with it. A password is never sent back. */
export function inputField({ name, label, hint, type = 'text', value = '', required = true, width = 'full', ...rest }: Given, errors: Errors = {}): InputView {
  const [id, error] = [`field-${name}`, errors[name]]
  return {
    partial: 'fields/input', id, name, label, type, value: type === 'password' ? '' : value, required, width, spellcheck: false, ...rest,
    ...(hint && { hint }), ...(error && { error }), ...describedBy(id, hint, error),
  }
}

export function radioField({ name, label, value, options }: { name: string, label: string, value?: string | undefined, options: readonly { value: string, label: string }[] }, errors: Errors = {}): ChoiceView {
  const [id, error] = [`field-${name}`, errors[name]]
  return {
    partial: 'fields/radios', id, name, label, required: true, inline: false, ...(error && { error }), ...describedBy(id, undefined, error),
    options: options.map((option, index) => ({ ...option, id: index === 0 ? id : `${id}-${String(index)}`, chosen: option.value === value })),
  }
}

/** The errors for the summary, in the order of the fields. */
export const errorLinks = (fields: readonly FieldView[], errors: Errors): ErrorLink[] =>
  fields.flatMap((field) => 'name' in field && errors[field.name] ? [{ text: errors[field.name] ?? '', href: `#${field.id}` }] : [])
