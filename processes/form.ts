import { evaluate } from 'feelin'
import { parseDateInput } from './date-input.ts'

/*
 * The part of form-js' schema that our forms use. Labels are in Vietnamese; English stands in the component's properties
 * (`label:en`, `description:en`, `text:en`, and `values:en`: a JSON object from value to label), which form-js' editor keeps.
 */

export interface FormProperties {
  readonly [name: string]: string | undefined
  /** 'variable': the answer goes to the engine too, because the diagram decides on it. Nothing else leaves the database. */
  readonly engine?: string
  /** The choices are known only when the form is shown. */
  readonly options?: string
}

interface Component {
  readonly id?: string
  readonly label?: string
  readonly description?: string
  /** FEEL over the form's answers: when true the component does not apply. */
  readonly conditional?: { readonly hide?: string }
  readonly properties?: FormProperties
  readonly appearance?: { readonly prefixAdorner?: string, readonly suffixAdorner?: string }
}

interface Question extends Component {
  readonly key: string
  readonly defaultValue?: unknown
  readonly validate?: {
    readonly required?: boolean, readonly minLength?: number, readonly maxLength?: number, readonly pattern?: string
    readonly min?: number, readonly max?: number, readonly validationType?: string
  }
}

interface Choices { readonly values?: readonly { readonly value: string, readonly label: string }[] }

export type QuestionComponent =
  | Question & { readonly type: 'textfield' | 'textarea' }
  | Question & { readonly type: 'number', readonly decimalDigits?: number }
  | Question & { readonly type: 'checkbox' }
  | Question & { readonly type: 'datetime', readonly subtype?: string }
  | Question & Choices & { readonly type: 'select' | 'radio' | 'checklist' }

/** A place for the files that a step hands in: they are kept beside the answers, not among them. */
export interface AttachmentComponent extends Component {
  readonly type: 'filepicker'
  readonly key: string
  readonly validate?: { readonly required?: boolean }
}

export type FormComponent =
  | QuestionComponent
  | AttachmentComponent
  | Component & { readonly type: 'text', readonly text: string }
  | Component & { readonly type: 'group', readonly components: readonly FormComponent[] }

export interface Form {
  readonly id: string
  readonly schemaVersion?: number
  readonly components: readonly FormComponent[]
}

/** What is wrong with an answer; the words are in web/form-errors.ts. */
export type AnswerFaultCode =
  | 'required' | 'too-short' | 'too-long' | 'pattern' | 'not-a-number' | 'too-small' | 'too-large' | 'not-a-date' | 'not-a-choice' | 'email' | 'phone'

export interface AnswerFault { readonly key: string, readonly code: AnswerFaultCode, readonly params: Readonly<Record<string, string | number>> }

export type AnswerValues = Readonly<Record<string, unknown>>

/** The questions of a form that apply under the given answers, through all groups. */
export function questionsOf(components: readonly FormComponent[], answers: AnswerValues): QuestionComponent[] {
  return components.flatMap((component) => {
    if (isHidden(component, answers) || component.type === 'text' || component.type === 'filepicker') return []
    return component.type === 'group' ? questionsOf(component.components, answers) : [component]
  })
}

/** FEEL knows no undefined: what was not answered is null. */
function isHidden({ conditional }: FormComponent, answers: AnswerValues): boolean {
  if (!conditional?.hide) return false
  const { value } = evaluate(conditional.hide.replace(/^=/, ''), { ...answers })
  return value === true
}

/** Every question of a form, whether it applies or not. */
export function allQuestions(components: readonly FormComponent[]): QuestionComponent[] {
  return components.flatMap((component) =>
    component.type === 'text' || component.type === 'filepicker' ? []
      : component.type === 'group' ? allQuestions(component.components) : [component])
}

/** The places for files of a form, through all groups; under given answers those that apply. */
export function attachmentsOf(components: readonly FormComponent[], answers?: AnswerValues): AttachmentComponent[] {
  return components.flatMap((component) => {
    if (answers && isHidden(component, answers)) return []
    return component.type === 'group' ? attachmentsOf(component.components, answers) : component.type === 'filepicker' ? [component] : []
  })
}

/**
 * Reads what was posted to a form: texts trimmed and in NFC, numbers, dates ('YYYY-MM-DD') and lists as such. Answers to
 * questions that do not apply, and fields that the form does not have, are dropped.
 * @param options the choices known at run time, by the name of the list
 */
export function readAnswers(
  form: Pick<Form, 'components'>, posted: AnswerValues, options: Readonly<Record<string, readonly { value: string }[]>> = {},
): { values: AnswerValues, faults: readonly AnswerFault[] } {
  const typed = Object.fromEntries(allQuestions(form.components).map((question) => [question.key, typedValue(question, posted[question.key])]))
  const faults: AnswerFault[] = []
  const values: Record<string, unknown> = {}
  for (const question of questionsOf(form.components, typed)) {
    const value = typed[question.key]
    const fault = faultOf(question, value, options)
    if (fault) faults.push({ key: question.key, ...fault })
    else if (value !== null) values[question.key] = value
  }
  return { values, faults }
}

const text = (value: unknown): string => typeof value === 'string' || typeof value === 'number' ? String(value).normalize('NFC').replace(/\r\n/g, '\n').trim() : ''

/** The answer in its type; null when there is none. What cannot be read in its type stays as it was typed. */
function typedValue(question: QuestionComponent, posted: unknown): unknown {
  if (question.type === 'checkbox') return posted === true || posted === 'true' || posted === 'on' || posted === 'yes'
  if (question.type === 'checklist') {
    const list = (Array.isArray(posted) ? posted : [posted]).map(text).filter((each) => each !== '')
    return list.length > 0 ? [...new Set(list)] : null
  }
  const typed = text(Array.isArray(posted) ? posted[0] : posted)
  if (typed === '') return null
  if (question.type === 'number') {
    return typedNumber(typed, question.decimalDigits ?? 0) ?? typed
  }
  return question.type === 'datetime' ? parseDateInput(typed) ?? { notADate: typed } : typed
}

/**
 * A number as people write it, with a comma or a point before the decimals; null when it is none. More decimals than were asked for
 * are none either: '1.000' is a thousand in Vietnam, and must not be read as one.
 */
function typedNumber(typed: string, decimalDigits: number): number | null {
  const [, whole, decimals = ''] = /^([+-]?\d{1,15})(?:[.,](\d{1,9}))?$/.exec(typed) ?? []
  return whole && decimals.length <= decimalDigits ? Number(`${whole}.${decimals || '0'}`) : null
}

type Fault = Omit<AnswerFault, 'key'>
const fault = (code: AnswerFaultCode, params: AnswerFault['params'] = {}): Fault => ({ code, params })

function faultOf(question: QuestionComponent, value: unknown, options: Readonly<Record<string, readonly { value: string }[]>>): Fault | null {
  const { validate = {} } = question
  if (value === null || value === false && question.type === 'checkbox') return validate.required ? fault('required') : null
  switch (question.type) {
    case 'checkbox': return null
    case 'datetime': return typeof value === 'string' ? null : fault('not-a-date')
    case 'number': return numberFault(question, value)
    case 'select': case 'radio': case 'checklist': {
      const named = question.properties?.options
      const allowed = named ? options[named] : question.values
      const known = (each: unknown) => allowed?.some((choice) => choice.value === each) ?? true
      return (Array.isArray(value) ? value : [value]).every(known) ? null : fault('not-a-choice')
    }
    default: return textFault(question, String(value))
  }
}

function numberFault({ validate = {} }: QuestionComponent & { type: 'number' }, value: unknown): Fault | null {
  if (typeof value !== 'number') return fault('not-a-number')
  if (validate.min !== undefined && value < validate.min) return fault('too-small', { min: validate.min })
  if (validate.max !== undefined && value > validate.max) return fault('too-large', { max: validate.max })
  return null
}

/** No answer of a form is longer, in characters, unless the form says so. */
const longestText = { textfield: 500, textarea: 10_000 } as const

function textFault({ type, validate = {} }: QuestionComponent & { type: 'textfield' | 'textarea' }, value: string): Fault | null {
  const max = validate.maxLength ?? longestText[type]
  if (value.length > max) return fault('too-long', { max })
  if (validate.minLength !== undefined && value.length < validate.minLength) return fault('too-short', { min: validate.minLength })
  if (validate.validationType === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return fault('email')
  if (validate.validationType === 'phone' && !/^[+\d][\d\s().-]{7,19}$/.test(value)) return fault('phone')
  if (validate.pattern !== undefined && !new RegExp(`^(?:${validate.pattern})$`, 'u').test(value)) return fault('pattern')
  return null
}

/** The answers that the diagram's gateways decide on. */
export function engineVariables(form: Pick<Form, 'components'>, answers: AnswerValues): AnswerValues {
  return Object.fromEntries(allQuestions(form.components)
    .filter(({ key, properties }) => properties?.engine === 'variable' && answers[key] !== undefined)
    .map(({ key }) => [key, answers[key]]))
}
