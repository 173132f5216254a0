import type { Form, FormComponent, QuestionComponent } from '../../processes/form.ts'
import { isWorkedOut, type EditedDocument, type EditedFacts } from '../../processes/edition.ts'
import type { Channel, FeeCase } from '../../processes/procedure.ts'
import type { Text } from '../../processes/text.ts'
import { catalogueText, channelNames, partNames, type CatalogueMessage } from '../messages/catalogue-editor.ts'

/** A part of the editor's form, under its heading. */
export interface EditorSection { readonly heading: Text, readonly components: readonly FormComponent[] }

const lists = ['applicants', 'conditions', 'legalBasis'] as const
const maxLength = 10_000

const labelled = (label: Text, description?: Text) => ({
  label: label.vi, properties: { 'label:en': label.en, ...(description && { 'description:en': description.en }) }, ...(description && { description: description.vi }),
})
const english = (label: Text): Text => ({ vi: `${label.vi} (tiếng Anh)`, en: `${label.en} (English)` })
const area = (key: string, label: Text, required: boolean, description?: Text): QuestionComponent => ({ key, type: 'textarea', ...labelled(label, description), validate: { required, maxLength } })
const line = (key: string, label: Text, required: boolean, description?: Text): QuestionComponent => ({ key, type: 'textfield', ...labelled(label, description), validate: { required, maxLength: 500 } })
const date = (key: string, label: CatalogueMessage, description?: CatalogueMessage): QuestionComponent =>
  ({ key, type: 'datetime', subtype: 'date', ...labelled(catalogueText(label), description && catalogueText(description)), validate: { required: true } })
const pair = (key: string, label: Text, required: boolean) => [line(`${key}-vi`, label, required), line(`${key}-en`, english(label), required)]

const documentFields = (id: string, required: boolean) => [
  ...pair(`document-${id}-name`, catalogueText('name'), required), ...pair(`document-${id}-copies`, catalogueText('copies'), required), ...pair(`document-${id}-when`, catalogueText('when'), false),
  line(`document-${id}-template`, catalogueText('template'), false),
]

/** The place of a paper that is to be added. */
export const newDocument = 'new'

/** The form of a procedure's facts: texts in both languages, lists with one item a line, each paper and each case of the fee. */
export function editorSections(facts: EditedFacts, cases: readonly FeeCase[]): EditorSection[] {
  return [
    { heading: catalogueText('when-section'), components: [line('decision', catalogueText('decision'), true, catalogueText('decision-hint')), date('receivedOn', 'received-on'), date('from', 'from', 'from-hint')] },
    {
      heading: catalogueText('texts-section'),
      components: lists.flatMap((part) => [area(`${part}-vi`, partNames[part], part !== 'conditions', catalogueText('lines-hint')), area(`${part}-en`, english(partNames[part]), part !== 'conditions')]),
    },
    { heading: catalogueText('channels-section'), components: facts.channels.flatMap(({ channel }) => [area(`channel-${channel}-vi`, channelNames[channel], true), area(`channel-${channel}-en`, english(channelNames[channel]), true)]) },
    ...facts.documents.map(({ id, name }) => ({
      heading: name, components: [...documentFields(id, true), { key: `document-${id}-remove`, type: 'checkbox' as const, ...labelled(catalogueText('remove')) }],
    })),
    { heading: catalogueText('new-document'), components: documentFields(newDocument, false) },
    {
      heading: catalogueText('fees-section'),
      components: facts.fees.flatMap((_, index): FormComponent[] => {
        const [who, amount] = [catalogueText('fee-who', { number: index + 1 }), catalogueText('fee-amount', { number: index + 1 })]
        const fixed = cases[index] && isWorkedOut(cases[index])
        return [...pair(`fee-${String(index)}-who`, who, true), ...(fixed
          ? [{ type: 'text' as const, text: catalogueText('fee-worked-out').vi, properties: { 'text:en': catalogueText('fee-worked-out').en } }]
          : [{ key: `fee-${String(index)}-amount`, type: 'number' as const, ...labelled(amount), validate: { required: true, min: 0, max: 1_000_000_000 } }])]
      }),
    },
  ]
}

export const editorForm = (sections: readonly EditorSection[]): Form => ({ id: 'catalogue', components: sections.flatMap(({ components }) => components) })

/** The facts as the form shows them; papers that the draft leaves out are ticked as such. */
export function editorValues(facts: EditedFacts, removed: readonly EditedDocument[]): Record<string, unknown> {
  const both = (key: string, { vi, en }: Text) => ({ [`${key}-vi`]: vi, [`${key}-en`]: en })
  return Object.assign({}, ...lists.map((part) => ({ [`${part}-vi`]: facts[part].map(({ vi }) => vi).join('\n'), [`${part}-en`]: facts[part].map(({ en }) => en).join('\n') })),
    ...facts.channels.map(({ channel, text }) => both(`channel-${channel}`, text)),
    ...[...facts.documents, ...removed].map(({ id, name, copies, when, template }) => ({ ...both(`document-${id}-name`, name), ...both(`document-${id}-copies`, copies), ...(when && both(`document-${id}-when`, when)), [`document-${id}-template`]: template })),
    ...removed.map(({ id }) => ({ [`document-${id}-remove`]: true })),
    ...facts.fees.map(({ who, amount }, index) => ({ ...both(`fee-${String(index)}-who`, who), [`fee-${String(index)}-amount`]: amount })),
  ) as Record<string, unknown>
}

/** What is wrong between fields that are each right, by the field. */
export type EditorFaults = Record<string, { readonly key: CatalogueMessage, readonly params?: Readonly<Record<string, string | number>> }>

/** The facts that were typed, over those that the form was made of. */
export function readFacts(values: Readonly<Record<string, unknown>>, shown: EditedFacts): { facts: EditedFacts, faults: EditorFaults } {
  const faults: EditorFaults = {}
  const said = (key: string) => typeof values[key] === 'string' ? values[key] : ''
  const both = (key: string): Text => ({ vi: said(`${key}-vi`), en: said(`${key}-en`) })
  const linesOf = (key: string) => said(key).split('\n').map((each) => each.trim()).filter((each) => each !== '')
  const list = (part: typeof lists[number]): Text[] => {
    const [vi, en] = [linesOf(`${part}-vi`), linesOf(`${part}-en`)]
    if (vi.length !== en.length) faults[`${part}-en`] = { key: 'fault-lines', params: { count: vi.length } }
    return vi.map((each, index) => ({ vi: each, en: en[index] ?? '' }))
  }
  const optional = (key: string): Text | null => {
    const text = both(key)
    if ((text.vi === '') !== (text.en === '')) faults[`${key}-en`] = { key: 'fault-english' }
    return text.vi === '' ? null : text
  }
  const document = (id: string, as = id): EditedDocument => ({
    id: as, name: both(`document-${id}-name`), copies: both(`document-${id}-copies`), when: optional(`document-${id}-when`), template: said(`document-${id}-template`),
  })
  const added = said(`document-${newDocument}-name-vi`) === '' ? [] : [document(newDocument, nextId(shown))]
  for (const { name, copies } of added) {
    if (name.en === '') faults[`document-${newDocument}-name-en`] = { key: 'fault-english' }
    if (copies.vi === '' || copies.en === '') faults[`document-${newDocument}-copies-${copies.vi === '' ? 'vi' : 'en'}`] = { key: copies.vi === '' ? 'copies' : 'fault-english' }
  }
  return {
    faults,
    facts: {
      applicants: list('applicants'), conditions: list('conditions'), legalBasis: list('legalBasis'),
      channels: shown.channels.map(({ channel }: { channel: Channel }) => ({ channel, text: both(`channel-${channel}`) })),
      documents: [...shown.documents.filter(({ id }) => values[`document-${id}-remove`] !== true).map(({ id }) => document(id)), ...added],
      fees: shown.fees.map(({ amount }, index) => ({ who: both(`fee-${String(index)}-who`), amount: typeof values[`fee-${String(index)}-amount`] === 'number' ? values[`fee-${String(index)}-amount`] as number : amount })),
    },
  }
}

/** A name for a new paper that no other has. */
function nextId({ documents }: EditedFacts): string {
  for (let number = 1; ; number++) if (!documents.some(({ id }) => id === `added-${String(number)}`)) return `added-${String(number)}`
}
