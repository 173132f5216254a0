import type { Language } from '../../processes/text.ts'
import { formatDateInput } from '../../processes/date-input.ts'
import type { AttachmentComponent, Form, FormComponent } from '../../processes/form.ts'
import { shownIf } from './shown-if.ts'
import { translator } from './translate.ts'

/** An error with the field it belongs to; `href` is absent for errors of the page as a whole. */
export interface ErrorLink {
  text: string
  href?: string
}

export interface OptionView {
  id: string
  value: string
  label: string
  chosen: boolean
}

/** A block of an explaining text. */
export type TextBlock = { heading: string } | { paragraph: string } | { items: readonly string[] }

interface Field {
  /** `field-<name>`; for choices the id of the first one, so that an error can link to it. */
  id: string
  name: string
  label: string
  hint?: string
  error?: string
  required: boolean
  /** The ids of hint, condition and error, for aria-describedby. */
  describedBy?: string
  /** For people without scripts: when the field is to be filled in. */
  onlyIf?: string
  /** For the script: the condition as JSON, see shown-if.ts. */
  shownIf?: string
}

export interface InputView extends Field {
  partial: 'fields/input'
  value: string
  type: 'text' | 'email' | 'tel' | 'password'
  inputmode?: 'numeric' | 'decimal'
  autocomplete?: string
  /** How long an answer is expected, as a width class of govuk-frontend. */
  width: '5' | '10' | '20' | 'full'
  prefix?: string
  suffix?: string
  maxlength?: number
  spellcheck: boolean
}

export interface TextareaView extends Field {
  partial: 'fields/textarea'
  value: string
  rows: number
  maxlength?: number
  autocomplete?: string
}

export interface SelectView extends Field {
  partial: 'fields/select'
  options: readonly OptionView[]
  /** Nothing is chosen yet. */
  empty: boolean
}

export interface ChoiceView extends Field {
  partial: 'fields/radios' | 'fields/checkboxes'
  options: readonly OptionView[]
  inline: boolean
}

/** A single box to tick. */
export interface CheckboxView extends Field {
  partial: 'fields/checkbox'
  chosen: boolean
}

export interface TextView {
  partial: 'fields/text'
  blocks: readonly TextBlock[]
  onlyIf?: string
  shownIf?: string
}

export interface GroupView {
  partial: 'fields/group'
  label?: string
  hint?: string
  onlyIf?: string
  shownIf?: string
  fields: readonly FieldView[]
}

export type FieldView = InputView | TextareaView | SelectView | ChoiceView | CheckboxView | TextView | GroupView

export interface FormView {
  fields: readonly FieldView[]
  /** For the error summary, in the order of the fields. Errors of unknown names come last, without a link. */
  errors: readonly ErrorLink[]
}

/** Choices that are known only now, by the name of the list (`properties.options` of a component). */
export type RuntimeOptions = Readonly<Record<string, readonly { value: string, label: string }[]>>

export interface FormInput {
  /** What was typed or stored, by key; kept as it is, right or wrong. */
  values?: Readonly<Record<string, unknown>>
  /** What is wrong, by key, in the reader's language. */
  errors?: Readonly<Record<string, string>>
  language: Language
  options?: RuntimeOptions
}

/** A text of a component: Vietnamese in place, English in its properties (`label:en`; see processes/form.ts). */
export function localised(component: FormComponent, name: 'label' | 'description' | 'text', language: Language): string | undefined {
  const own = name === 'text' ? component.type === 'text' ? component.text : undefined : component[name]
  return (language === 'en' ? component.properties?.[`${name}:en`] : undefined) || own || undefined
}

/** The choices of a component in the reader's language. */
export function choices(
  component: FormComponent, { language, options }: Pick<FormInput, 'language' | 'options'>,
): readonly { value: string, label: string }[] {
  const { options: named, 'values:en': english } = component.properties ?? {}
  if (named) return options?.[named] ?? []
  if (!('values' in component)) return []
  const labels = language === 'en' && english ? JSON.parse(english) as Readonly<Record<string, string>> : {}
  return (component.values ?? []).map(({ value, label }) => ({ value, label: labels[value] ?? label }))
}

/** What a browser can fill in by itself, by the key of the field (HTML autofill names; WCAG 1.3.5). */
const autocompletes: Readonly<Record<string, string>> = {
  name: 'name', fullName: 'name', dateOfBirth: 'bday', birthDate: 'bday', phone: 'tel', email: 'email',
  address: 'street-address', residence: 'street-address', permanentAddress: 'street-address',
}

function typed(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function chosenOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(typed)
  return value === undefined || value === null || value === '' ? [] : [typed(value)]
}

const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === 'on' || value === 'yes'

/** The blocks of a form-js text: headings, lists, paragraphs. Marks inside a line are dropped; nothing of it is HTML. */
export function textBlocks(markdown: string): readonly TextBlock[] {
  return markdown.split(/\n\s*\n|\n(?=#)|(?<=^#[^\n]*)\n/m).map((block) => block.trim()).filter(Boolean).map((block) => {
    const plain = block.replace(/\*\*|__|`/g, '')
    if (plain.startsWith('#')) return { heading: plain.replace(/^#+\s*/, '') }
    const lines = plain.split('\n').map((line) => line.trim())
    if (lines.every((line) => /^[-*]\s/.test(line))) return { items: lines.map((line) => line.replace(/^[-*]\s+/, '')) }
    return { paragraph: lines.join(' ') }
  })
}

/** Files have a place of their own on the page, after the fields. */
const shown = (components: readonly FormComponent[]) =>
  components.filter((component): component is Exclude<FormComponent, AttachmentComponent> => component.type !== 'filepicker')

/** Fields by key, through all groups. */
function byKey(components: readonly FormComponent[]): Map<string, FormComponent> {
  const found = new Map<string, FormComponent>()
  for (const component of components) {
    if (component.type === 'group') for (const [key, inner] of byKey(component.components)) found.set(key, inner)
    else if (component.type !== 'text' && component.type !== 'filepicker') found.set(component.key, component)
  }
  return found
}

/**
 * A form-js form as the partial `form-fields` shows it: every field with its label, what was typed, and what is wrong with it.
 * Hidden fields are shown with a remark and get hidden by the script, so that the form works without.
 */
export function formView(form: Pick<Form, 'components'>, input: FormInput): FormView {
  const { language } = input
  const values = input.values ?? {}
  const errors = input.errors ?? {}
  const t = translator(language)
  const fieldsByKey = byKey(form.components)
  const links: ErrorLink[] = []

  /** Both renderings of a condition; nothing when there is none, or when it is too rich for the browser. */
  function condition(component: FormComponent): Pick<Field, 'onlyIf' | 'shownIf'> {
    const hide = component.conditional?.hide
    const found = hide ? shownIf(hide) : null
    if (!found) return {}
    const comparisons = 'all' in found ? found.all : found.any
    const words = comparisons.map(({ field, values: wanted, not }) => {
      const other = fieldsByKey.get(field)
      const label = (other && localised(other, 'label', language)) ?? field
      if (other?.type === 'checkbox') return t((wanted.includes('true') !== not) ? 'form.ticked' : 'form.not-ticked', { label })
      const named = wanted.map((value) => (other && choices(other, input).find((choice) => choice.value === value)?.label) ?? value)
      const answer = named.map((name) => t('form.quoted', { name })).join(` ${t('form.or')} `)
      if (named.every((name) => name === '')) return t(not ? 'form.answered' : 'form.not-answered', { label })
      return t(not ? 'form.is-not' : 'form.is', { label, answer })
    })
    return {
      onlyIf: t('form.only-if', { condition: words.join(` ${t('all' in found ? 'form.and' : 'form.or')} `) }),
      shownIf: JSON.stringify(found),
    }
  }

  function view(component: Exclude<FormComponent, AttachmentComponent>): FieldView {
    if (component.type === 'group') {
      const label = localised(component, 'label', language)
      const hint = localised(component, 'description', language)
      return {
        partial: 'fields/group', ...(label && { label }), ...(hint && { hint }), ...condition(component),
        fields: shown(component.components).map(view),
      }
    }
    if (component.type === 'text') {
      return { partial: 'fields/text', blocks: textBlocks(localised(component, 'text', language) ?? ''), ...condition(component) }
    }

    const name = component.key
    const id = `field-${name}`
    const label = localised(component, 'label', language) ?? name
    const isDate = component.type === 'datetime'
    const hint = [localised(component, 'description', language), isDate ? t('form.date-hint') : undefined].filter(Boolean).join(' ')
    const error = errors[name]
    const when = condition(component)
    if (error) links.push({ text: error, href: `#${id}` })
    const describedBy = [hint && `${id}-hint`, when.onlyIf && `${id}-only-if`, error && `${id}-error`].filter(Boolean).join(' ')
    const validate = component.validate ?? {}
    const field: Field = {
      id, name, label, ...(hint && { hint }), ...(error && { error }), ...(describedBy && { describedBy }), ...when,
      required: validate.required === true,
    }
    const given = name in values ? values[name] : component.defaultValue
    const autocomplete = autocompletes[name]
    const options = (): OptionView[] => {
      const chosen = new Set(chosenOf(given))
      return choices(component, input).map((choice, at) => ({
        ...choice, id: at === 0 ? id : `${id}-${at + 1}`, chosen: chosen.has(choice.value),
      }))
    }
    const maxlength = validate.maxLength

    switch (component.type) {
      case 'textarea':
        return {
          ...field, partial: 'fields/textarea', value: typed(given), rows: 4,
          ...(maxlength && { maxlength }), ...(autocomplete && { autocomplete }),
        }
      case 'select': {
        const all = options()
        return { ...field, partial: 'fields/select', options: all, empty: !all.some(({ chosen }) => chosen) }
      }
      case 'radio':
      case 'checklist': {
        const all = options()
        return {
          ...field, partial: component.type === 'radio' ? 'fields/radios' : 'fields/checkboxes', options: all,
          inline: component.type === 'radio' && all.length === 2 && all.every((option) => option.label.length <= 12),
        }
      }
      case 'checkbox':
        return { ...field, partial: 'fields/checkbox', chosen: isTrue(given) }
      case 'datetime':
        return {
          ...field, partial: 'fields/input', type: 'text', value: formatDateInput(typed(given)), inputmode: 'numeric', width: '10',
          spellcheck: false, ...(autocomplete && { autocomplete }),
        }
      case 'number':
        return {
          ...field, partial: 'fields/input', type: 'text', value: typed(given), spellcheck: false,
          inputmode: component.decimalDigits ? 'decimal' : 'numeric', width: '5',
          ...(component.appearance?.suffixAdorner && { suffix: component.appearance.suffixAdorner }),
          ...(component.appearance?.prefixAdorner && { prefix: component.appearance.prefixAdorner }),
        }
      case 'textfield': {
        const type = autocomplete === 'email' || validate.validationType === 'email' ? 'email'
          : autocomplete === 'tel' || validate.validationType === 'phone' ? 'tel' : 'text'
        const digits = type === 'text' && validate.pattern !== undefined && /^\^?(\\d|\[0-9\])/.test(validate.pattern)
        return {
          ...field, partial: 'fields/input', type, value: typed(given),
          width: type === 'tel' || digits || (maxlength !== undefined && maxlength <= 20) ? '20' : 'full',
          spellcheck: false, ...(digits && { inputmode: 'numeric' }), ...(maxlength && { maxlength }), ...(autocomplete && { autocomplete }),
          ...(component.appearance?.suffixAdorner && { suffix: component.appearance.suffixAdorner }),
          ...(component.appearance?.prefixAdorner && { prefix: component.appearance.prefixAdorner }),
        }
      }
    }
  }

  const fields = shown(form.components).map(view)
  const rest = Object.entries(errors).filter(([key]) => !links.some(({ href }) => href === `#field-${key}`))
  return { fields, errors: [...links, ...rest.map(([, text]) => ({ text }))] }
}
