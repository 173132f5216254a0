import { allQuestions, type Form, type FormComponent, type QuestionComponent } from '../form.ts'
import { fillText, type Text } from '../text.ts'
import { readFeel } from './feel-names.ts'
import type { Finding } from './finding.ts'

/** What is wrong with a field, and what to do. `{{field}}` is its label, or its key. */
const texts = {
  'form-key': {
    vi: 'Trường "{{field}}": khóa "{{key}}" không hợp lệ. Hãy dùng chữ cái không dấu và chữ số, bắt đầu bằng chữ cái.',
    en: 'The field "{{field}}": "{{key}}" is no key. Use letters without marks and digits, a letter first.',
  },
  'form-key-twice': {
    vi: 'Khóa "{{key}}" dùng cho hai trường, nên một câu trả lời sẽ mất. Hãy đổi khóa của trường "{{field}}".',
    en: 'Two fields have the key "{{key}}", so one answer would be lost. Change that of "{{field}}".',
  },
  'form-condition': {
    vi: 'Trường "{{field}}": điều kiện ẩn viết sai ({{why}}). Hãy sửa biểu thức.',
    en: 'The field "{{field}}": its condition is written wrongly ({{why}}). Correct the expression.',
  },
  'form-condition-key': {
    vi: 'Trường "{{field}}": điều kiện ẩn hỏi "{{why}}", nhưng biểu mẫu không có trường đó. Hãy sửa tên trường.',
    en: 'The field "{{field}}": its condition asks for "{{why}}", which the form does not have. Correct the name.',
  },
  'form-condition-value': {
    vi: 'Trường "{{field}}": điều kiện ẩn so với "{{why}}", nhưng không có lựa chọn đó. Hãy sửa giá trị.',
    en: 'The field "{{field}}": its condition compares with "{{why}}", which is no choice. Correct the value.',
  },
  'form-english': {
    vi: 'Trường "{{field}}" thiếu bản tiếng Anh. Hãy thêm thuộc tính "{{why}}".',
    en: 'The field "{{field}}" is not in English. Add the property "{{why}}".',
  },
  'form-choices': {
    vi: 'Trường "{{field}}" không có lựa chọn nào, hoặc có hai lựa chọn cùng giá trị. Hãy sửa danh sách lựa chọn.',
    en: 'The field "{{field}}" has no choices, or two of the same value. Correct the list.',
  },
  'form-variable': {
    vi: 'Trường "{{field}}" là chữ tự do, có thể chứa dữ liệu cá nhân, nên không được gửi cho máy quy trình. Hãy bỏ thuộc tính "engine".',
    en: 'The field "{{field}}" is free text, which may hold personal data, and must not be sent to the engine. Remove the property "engine".',
  },
  'form-pattern': {
    vi: 'Trường "{{field}}": mẫu kiểm tra "{{why}}" viết sai, hoặc lặp lồng nhau nên có thể làm treo hệ thống. Hãy viết lại.',
    en: 'The field "{{field}}": the pattern "{{why}}" is wrong, or repeats a repetition, which could stop the system. Write it anew.',
  },
} as const satisfies Record<string, Text>

type FormRule = keyof typeof texts

const everything = (components: readonly FormComponent[]): FormComponent[] =>
  components.flatMap((component) => component.type === 'group' ? [component, ...everything(component.components)] : [component])

/**
 * Checks one form: that each answer can be told apart, that conditions refer to what there is, that all is said in both languages,
 * and that nothing in it endangers the house. The same in the editor, in CI and before a deployment.
 */
export function checkForm({ components }: Pick<Form, 'components'>): Finding[] {
  const questions = allQuestions(components)
  const choices = new Map(questions.map((question) => [question.key, choicesOf(question)]))
  return [
    ...everything(components).flatMap((component) => [...conditions(component, choices), ...english(component)]),
    ...questions.flatMap((question, index) => [
      ...questions.findIndex(({ key }) => key === question.key) < index ? [finding('form-key-twice', question)] : [],
      ...questionFindings(question),
    ]),
  ]
}

/** The values that a question offers; null when they are known only at run time, or it is no choice. */
function choicesOf(question: QuestionComponent): readonly string[] | null {
  if (question.type === 'checkbox') return null
  return 'values' in question && !question.properties?.options ? (question.values ?? []).map(({ value }) => value) : null
}

function finding(rule: FormRule, component: FormComponent, why = ''): Finding {
  const key = 'key' in component ? component.key : ''
  const field = component.label ?? (key || (component.id ?? component.type))
  const { vi, en } = texts[rule]
  return { rule, element: key || (component.id ?? null), message: { vi: fillText(vi, { field, key, why }), en: fillText(en, { field, key, why }) } }
}

function conditions(component: FormComponent, choices: ReadonlyMap<string, readonly string[] | null>): Finding[] {
  const hide = component.conditional?.hide
  if (!hide) return []
  const { isValid, names, comparisons } = readFeel(hide)
  if (!isValid) return [finding('form-condition', component, hide)]
  return [
    ...names.filter((name) => !choices.has(name)).map((name) => finding('form-condition-key', component, name)),
    ...comparisons.filter(({ name, value }) => choices.get(name)?.includes(value) === false)
      .map(({ value }) => finding('form-condition-value', component, value)),
  ]
}

function english(component: FormComponent): Finding[] {
  const isMissing = (text: string | undefined, property: string) => text?.trim() && !component.properties?.[property]?.trim()
  const missing = (['label', 'description', 'text'] as const)
    .filter((part) => isMissing(part === 'text' ? component.type === 'text' ? component.text : undefined : component[part], `${part}:en`))
    .map((part) => finding('form-english', component, `${part}:en`))
  const values = 'values' in component ? component.values ?? [] : []
  if (values.length === 0) return missing
  const labels = labelsIn(component.properties?.['values:en'])
  const isComplete = Object.keys(labels).length === values.length && values.every(({ value }) => (labels[value] ?? '').trim() !== '')
  return isComplete ? missing : [...missing, finding('form-english', component, 'values:en')]
}

function labelsIn(json: string | undefined): Readonly<Record<string, string>> {
  try {
    const labels: unknown = JSON.parse(json ?? '{}')
    return labels && typeof labels === 'object' ? Object.fromEntries(Object.entries(labels).map(([value, label]) => [value, String(label)])) : {}
  } catch { return {} }
}

function questionFindings(question: QuestionComponent): Finding[] {
  const found: Finding[] = []
  if (!/^[a-zA-Z]\w*$/.test(question.key) || question.key in {}) found.push(finding('form-key', question))
  const choices = choicesOf(question)
  if (choices && (choices.length === 0 || new Set(choices).size < choices.length)) found.push(finding('form-choices', question))
  const isText = question.type === 'textfield' || question.type === 'textarea'
  if (isText && question.properties?.engine === 'variable') found.push(finding('form-variable', question))
  const pattern = question.validate?.pattern
  if (pattern !== undefined && !isSafePattern(pattern)) found.push(finding('form-pattern', question, pattern))
  return found
}

/** A group that repeats inside and is repeated itself can take a time that doubles with each character. */
function isSafePattern(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, 'u')
  } catch { return false }
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  return !/\([^()]*[+*{][^()]*\)[+*{]/.test(plain) && !/\\[1-9]|\(\?<?[=!]/.test(pattern) && !/\)[+*{]/.test(plain.replace(/\([^()|+*{]*\)[+*{]/g, 'x'))
}
