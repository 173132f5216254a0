import type { Temporal } from 'temporal-polyfill'
import { allQuestions, type Form } from '../processes/form.ts'
import { inForce } from '../processes/law/dated.ts'
import type { Application, DocumentItem, Procedure } from '../processes/procedure.ts'
import type { ShownIf } from './view/shown-if.ts'

/** With more combinations of answers than this they are not all tried, and the document is always shown. */
const mostCombinations = 400

/** What may be answered to each question with choices; `''` is nothing. */
type Choices = ReadonlyMap<string, readonly { given: string, answer: unknown }[]>

const choicesOf = (form: Form): Choices => new Map(allQuestions(form.components).flatMap((question) => {
  if ((question.type !== 'radio' && question.type !== 'select' && question.type !== 'checklist') || question.properties?.options) return []
  const answers = (question.values ?? []).map(({ value }) => ({ given: value, answer: question.type === 'checklist' ? [value] : value }))
  return [[question.key, [{ given: '', answer: undefined }, ...answers]] as const]
}))

/** Every way to answer these questions. */
const combinations = (keys: readonly string[], choices: Choices): Record<string, { given: string, answer: unknown }>[] =>
  keys.reduce<Record<string, { given: string, answer: unknown }>[]>((found, key) =>
    found.flatMap((each) => (choices.get(key) ?? []).map((choice) => ({ ...each, [key]: choice }))), [{}])

function conditionOf(isNeeded: NonNullable<DocumentItem['isNeeded']>, choices: Choices): ShownIf | null {
  const asked = new Set<string>()
  const recording = (answers: Application) => new Proxy(answers, { get(from, key) { asked.add(String(key)); return from[String(key)] } })
  for (let known = -1; known < asked.size;) {
    known = asked.size
    const keys = [...asked]
    if (keys.some((key) => !choices.has(key)) || keys.reduce((product, key) => product * (choices.get(key)?.length ?? 0), 1) > mostCombinations) return null
    const needing = combinations(keys, choices).filter((way) => isNeeded(recording(Object.fromEntries(keys.map((key) => [key, way[key]?.answer])))))
    if (known < asked.size) continue
    return { all: keys.map((field) => ({ field, values: [...new Set(needing.map((way) => way[field]?.given ?? ''))], not: false })) }
  }
  return null
}

/**
 * For each document that depends only on choices in the form: the answers without which it is never needed, so that the browser
 * shows the place for it only with them. Found by asking the procedure's own rule, which stays the one that decides.
 */
export function documentConditions({ documents }: Procedure, form: Form, at: Temporal.Instant): ReadonlyMap<string, ShownIf> {
  const choices = choicesOf(form)
  const items: readonly DocumentItem[] = inForce(documents, at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()).value
  return new Map(items.flatMap(({ id, isNeeded }) => {
    const condition = isNeeded ? conditionOf(isNeeded, choices) : null
    return condition ? [[id, condition] as const] : []
  }))
}
