import type { Form, FormComponent } from '../../processes/form.ts'
import type { EditedDocument, EditedFacts } from '../../processes/edition.ts'
import type { Channel } from '../../processes/procedure.ts'
import type { Text } from '../../processes/text.ts'
import { catalogueText } from '../messages/catalogue-editor.ts'
import { channelNames, partNames } from '../messages/catalogue-words.ts'
import { feeFields, feeValues, readFees } from './catalogue-fee-fields.ts'
import { limitFieldsOf, readLimits, valuesOfLimits } from './catalogue-limit-fields.ts'
import { eventFields, nameFields, nameValues, readNames, serviceFields } from './catalogue-name-fields.ts'
import { answersOf, area, both, day, english, labelled, line, pair, type EditorFaults } from './catalogue-fields.ts'

/** A part of the editor's form, under its heading. */
export interface EditorSection { readonly heading: Text, readonly components: readonly FormComponent[] }

const lists = ['applicants', 'conditions', 'legalBasis'] as const
const documentFields = (id: string, required: boolean) => [
  ...pair(`document-${id}-name`, catalogueText('name'), required), ...pair(`document-${id}-copies`, catalogueText('copies'), required), ...pair(`document-${id}-when`, catalogueText('when'), false),
  line(`document-${id}-template`, catalogueText('template'), false),
]

/** The place of a paper that is to be added. */
export const newDocument = 'new'

/** The form of a procedure's facts: texts in both languages, lists with one item a line, each paper and each case of the fee. */
export function editorSections(facts: EditedFacts): EditorSection[] {
  return [
    { heading: catalogueText('when-section'), components: [line('decision', catalogueText('decision'), true, catalogueText('decision-hint')), day('receivedOn', catalogueText('received-on')), day('from', catalogueText('from'), catalogueText('from-hint'))] },
    { heading: catalogueText('names-section'), components: nameFields() },
    { heading: catalogueText('level-section'), components: serviceFields(facts) },
    { heading: catalogueText('events-section'), components: eventFields() },
    {
      heading: catalogueText('texts-section'),
      components: lists.flatMap((part) => [area(`${part}-vi`, partNames[part], part !== 'conditions', catalogueText('lines-hint')), area(`${part}-en`, english(partNames[part]), part !== 'conditions')]),
    },
    { heading: catalogueText('channels-section'), components: facts.channels.flatMap(({ channel }) => [area(`channel-${channel}-vi`, channelNames[channel], true), area(`channel-${channel}-en`, english(channelNames[channel]), true)]) },
    { heading: catalogueText('limits-section'), components: limitFieldsOf(facts) },
    ...facts.documents.map(({ id, name }) => ({
      heading: name, components: [...documentFields(id, true), { key: `document-${id}-remove`, type: 'checkbox' as const, ...labelled(catalogueText('remove')) }],
    })),
    { heading: catalogueText('new-document'), components: documentFields(newDocument, false) },
    { heading: catalogueText('fees-section'), components: feeFields(facts) },
  ]
}

export const editorForm = (sections: readonly EditorSection[]): Form => ({ id: 'catalogue', components: sections.flatMap(({ components }) => components) })

/** The facts as the form shows them; papers that the draft leaves out are ticked as such. */
export function editorValues(facts: EditedFacts, removed: readonly EditedDocument[]): Record<string, unknown> {
  return Object.assign({}, ...lists.map((part) => ({ [`${part}-vi`]: facts[part].map(({ vi }) => vi).join('\n'), [`${part}-en`]: facts[part].map(({ en }) => en).join('\n') })),
    ...facts.channels.map(({ channel, text }) => both(`channel-${channel}`, text)),
    ...[...facts.documents, ...removed].map(({ id, name, copies, when, template }) => ({ ...both(`document-${id}-name`, name), ...both(`document-${id}-copies`, copies), ...(when && both(`document-${id}-when`, when)), [`document-${id}-template`]: template })),
    ...removed.map(({ id }) => ({ [`document-${id}-remove`]: true })),
    nameValues(facts), valuesOfLimits(facts), feeValues(facts),
  ) as Record<string, unknown>
}

/** The facts that were typed, over those that the form was made of. @param stood what holds before them */
export function readFacts(values: Readonly<Record<string, unknown>>, shown: EditedFacts, stood: EditedFacts): { facts: EditedFacts, faults: EditorFaults } {
  const faults: EditorFaults = {}
  const { said, text: texts } = answersOf(values)
  const linesOf = (key: string) => said(key).split('\n').map((each) => each.trim()).filter((each) => each !== '')
  const list = (part: typeof lists[number]): Text[] => {
    const [vi, en] = [linesOf(`${part}-vi`), linesOf(`${part}-en`)]
    if (vi.length !== en.length) faults[`${part}-en`] = { key: 'fault-lines', params: { count: vi.length } }
    return vi.map((each, index) => ({ vi: each, en: en[index] ?? '' }))
  }
  const optional = (key: string): Text | null => {
    const text = texts(key)
    if ((text.vi === '') !== (text.en === '')) faults[`${key}-en`] = { key: 'fault-english' }
    return text.vi === '' ? null : text
  }
  const document = (id: string, as = id): EditedDocument => ({
    id: as, name: texts(`document-${id}-name`), copies: texts(`document-${id}-copies`), when: optional(`document-${id}-when`), template: said(`document-${id}-template`),
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
      channels: shown.channels.map(({ channel }: { channel: Channel }) => ({ channel, text: texts(`channel-${channel}`) })),
      documents: [...shown.documents.filter(({ id }) => values[`document-${id}-remove`] !== true).map(({ id }) => document(id)), ...added],
      ...readNames(values, shown, faults), ...readLimits(values, shown, stood, faults), ...readFees(values, shown, faults),
    },
  }
}

/** A name for a new paper that no other has. */
function nextId({ documents }: EditedFacts): string {
  for (let number = 1; ; number++) if (!documents.some(({ id }) => id === `added-${String(number)}`)) return `added-${String(number)}`
}
