import type { Form } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import type { PaperField } from './view/find-models.ts'
import { formView, type FieldView } from './view/form-fields.ts'

/** More choices than this are written out by who fills in the paper. */
const mostBoxes = 12
const lines = { short: 1, long: 3 } as const

function fieldsOf(field: FieldView): PaperField[] {
  if (field.partial === 'fields/group') return [...(field.label ? [{ kind: 'heading', label: field.label } as const] : []), ...field.fields.flatMap(fieldsOf)]
  if (field.partial === 'fields/text') {
    return field.blocks.flatMap((block): PaperField[] => 'items' in block ? block.items.map((label) => ({ kind: 'text', label: `– ${label}` })) : [{ kind: 'text', label: 'heading' in block ? block.heading : block.paragraph }])
  }
  const hint = field.onlyIf ? { hint: field.onlyIf } : {}
  switch (field.partial) {
    case 'fields/checkbox': return [{ kind: 'boxes', label: '', ...hint, boxes: [field.label] }]
    case 'fields/radios': case 'fields/checkboxes': case 'fields/select':
      return [field.options.length <= mostBoxes ? { kind: 'boxes', label: field.label, ...hint, boxes: field.options.map(({ label }) => label) } : { kind: 'line', label: field.label, ...hint, lines: lines.short }]
    case 'fields/textarea': return [{ kind: 'line', label: field.label, ...hint, lines: lines.long }]
    default: return [{ kind: 'line', label: field.label, ...hint, lines: lines.short }]
  }
}

/** The declaration of a procedure as lines to write on and boxes to tick: the questions of the electronic form, none more (BT 14.3). */
export function paperFields(form: Form, language: Language): PaperField[] {
  return formView(form, { language }).fields.flatMap(fieldsOf)
}
