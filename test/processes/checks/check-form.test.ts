import assert from 'node:assert/strict'
import { checkForm } from '../../../processes/checks/check-form.ts'
import { readFeel } from '../../../processes/checks/feel-names.ts'
import type { FormComponent } from '../../../processes/form.ts'

const outcome = {
  type: 'radio', key: 'outcome', label: 'Kết quả', values: [{ value: 'yes', label: 'Có' }, { value: 'no', label: 'Không' }],
  properties: { 'label:en': 'Outcome', 'values:en': '{"yes":"Yes","no":"No"}', 'engine': 'variable' },
} as const satisfies FormComponent
const reason = {
  type: 'textarea', key: 'reason', label: 'Lý do', description: 'Ghi rõ', conditional: { hide: '=outcome != "no"' },
  properties: { 'label:en': 'Reason', 'description:en': 'Say why' },
} as const satisfies FormComponent

const found = (...components: FormComponent[]) => checkForm({ components }).map(({ rule, element }) => `${rule} ${element ?? '-'}`)

describe('the check of a form', () => {
  it('finds nothing in one that is right, through its groups', () => {
    assert.deepEqual(found(outcome, { type: 'group', label: 'Nhóm', properties: { 'label:en': 'Group' }, components: [reason] }), [])
  })

  const mistakes: readonly (readonly [string, readonly FormComponent[], string])[] = [
    ['two fields of one key', [outcome, reason, { ...reason }], 'form-key-twice reason'],
    ['a key that is no name', [{ ...outcome, key: 'kết quả' }], 'form-key kết quả'],
    ['a key that every object has', [{ ...outcome, key: '__proto__' }], 'form-key __proto__'],
    ['a key that every object inherits', [{ ...outcome, key: 'constructor' }], 'form-key constructor'],
    ['a condition that cannot be read', [outcome, { ...reason, conditional: { hide: '=outcome != ' } }], 'form-condition reason'],
    ['a condition on a field that is not there', [outcome, { ...reason, conditional: { hide: '=outcom != "no"' } }], 'form-condition-key reason'],
    ['a condition on a value that is not offered', [outcome, { ...reason, conditional: { hide: '=outcome != "nope"' } }], 'form-condition-value reason'],
    ['a label without English', [outcome, { ...reason, properties: { 'description:en': 'Say why' } }], 'form-english reason'],
    ['a description without English', [outcome, { ...reason, properties: { 'label:en': 'Reason' } }], 'form-english reason'],
    ['a text without English', [{ type: 'text', id: 'note', text: 'Ghi chú' }], 'form-english note'],
    ['a choice without English', [{ ...outcome, properties: { ...outcome.properties, 'values:en': '{"yes":"Yes"}' } }], 'form-english outcome'],
    ['choices in English that cannot be read', [{ ...outcome, properties: { ...outcome.properties, 'values:en': '{"yes"' } }], 'form-english outcome'],
    ['English for a choice that is gone', [{ ...outcome, properties: { ...outcome.properties, 'values:en': '{"yes":"Yes","no":"No","maybe":"Maybe"}' } }], 'form-english outcome'],
    ['no choices', [{ ...outcome, values: [] }], 'form-choices outcome'],
    ['two choices of one value', [{ ...outcome, values: [outcome.values[0], outcome.values[0]], properties: { ...outcome.properties, 'values:en': '{"yes":"Yes"}' } }], 'form-choices outcome'],
    ['free text for the engine', [outcome, { ...reason, properties: { ...reason.properties, engine: 'variable' } }], 'form-variable reason'],
    ...['(', '(a+)+', '([a-z]*)*b', '(a|a)*', '((ab)+c)*', '(x{2,})+', '(?=a)a', '(a)\\1'].map((pattern) =>
      [`the pattern ${pattern}`, [outcome, { ...reason, validate: { pattern } }], 'form-pattern reason'] as const),
  ]
  for (const [words, components, expected] of mistakes) {
    it(`finds ${words}`, () => { assert.ok(found(...components).includes(expected), found(...components).join('; ') || 'nothing') })
  }
  for (const pattern of ['^([0-9]{9}|[0-9]{12}|[A-Za-z][A-Za-z0-9]{5,11})$', '(ab){2}', '\\(\\d+\\)', '[+*]{1,3}']) {
    it(`lets the pattern ${pattern} be`, () => { assert.deepEqual(found(outcome, { ...reason, validate: { pattern } }), []) })
  }
  it('says in both languages what is wrong and what to do', () => {
    const [{ message } = { message: { vi: '', en: '' } }] = checkForm({ components: [outcome, { ...reason, conditional: { hide: '=outcom != "no"' } }] })
    assert.match(message.vi, /"Lý do".*"outcom".*Hãy sửa/)
    assert.match(message.en, /"Lý do".*"outcom".*Correct/)
  })
})

describe('a FEEL expression', () => {
  it('is read for its variables and what they are compared with', () => {
    assert.deepEqual(readFeel('=a = "x" or (b != "y" and not(watching))'), {
      isValid: true, names: ['a', 'b', 'watching'],
      comparisons: [{ name: 'a', operator: '=', value: 'x' }, { name: 'b', operator: '!=', value: 'y' }],
    })
    assert.deepEqual(readFeel('=if officer = null then "" else officer').names, ['officer'])
  })
  it('that is wrong is told', () => { assert.equal(readFeel('=a = ').isValid, false) })
})
