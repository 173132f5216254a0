import type { QuestionComponent } from '../../processes/form.ts'
import type { Text } from '../../processes/text.ts'
import type { CatalogueMessage } from '../messages/catalogue-editor.ts'

const maxLength = 10_000
const highest = 1_000_000_000

export const labelled = (label: Text, description?: Text) => ({
  label: label.vi, properties: { 'label:en': label.en, ...(description && { 'description:en': description.en }) }, ...(description && { description: description.vi }),
})

export const english = (label: Text): Text => ({ vi: `${label.vi} (tiếng Anh)`, en: `${label.en} (English)` })

export const area = (key: string, label: Text, required: boolean, description?: Text): QuestionComponent =>
  ({ key, type: 'textarea', ...labelled(label, description), validate: { required, maxLength } })

export const line = (key: string, label: Text, required: boolean, description?: Text): QuestionComponent =>
  ({ key, type: 'textfield', ...labelled(label, description), validate: { required, maxLength: 500 } })

/** A text in both languages. */
export const pair = (key: string, label: Text, required: boolean) => [line(`${key}-vi`, label, required), line(`${key}-en`, english(label), required)]

export const day = (key: string, label: Text, description?: Text): QuestionComponent =>
  ({ key, type: 'datetime', subtype: 'date', ...labelled(label, description), validate: { required: true } })

export const whole = (key: string, label: Text, { required = true, min = 0, max = highest, description }: { required?: boolean, min?: number, max?: number, description?: Text } = {}): QuestionComponent =>
  ({ key, type: 'number', ...labelled(label, description), validate: { required, min, max } })

/** One of a few, each value with its name. */
export const choice = (key: string, label: Text, choices: readonly (readonly [string, Text])[]): QuestionComponent => {
  const base = labelled(label)
  return {
    key, type: 'select', ...base, properties: { ...base.properties, 'values:en': JSON.stringify(Object.fromEntries(choices.map(([value, { en }]) => [value, en]))) },
    values: choices.map(([value, { vi }]) => ({ value, label: vi })), validate: { required: true },
  }
}

export const both = (key: string, { vi, en }: Text) => ({ [`${key}-vi`]: vi, [`${key}-en`]: en })

/** What is wrong between fields that are each right, by the field. */
export type EditorFaults = Record<string, { readonly key: CatalogueMessage, readonly params?: Readonly<Record<string, string | number>> }>

/** Reads answers by their keys. */
export function answersOf(values: Readonly<Record<string, unknown>>) {
  const said = (key: string) => typeof values[key] === 'string' ? values[key] : ''
  return {
    said,
    number: (key: string) => typeof values[key] === 'number' ? values[key] : null,
    ticked: (key: string) => values[key] === true,
    text: (key: string): Text => ({ vi: said(`${key}-vi`), en: said(`${key}-en`) }),
  }
}
