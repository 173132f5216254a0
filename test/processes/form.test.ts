import assert from 'node:assert/strict'
import fc from 'fast-check'
import { allQuestions, engineVariables, questionsOf, readAnswers, type Form, type FormComponent } from '../../processes/form.ts'

const form = (...components: FormComponent[]): Form => ({ id: 'f', components })
const textField = (key: string, validate = {}): FormComponent => ({ type: 'textfield', key, label: key, validate })
const read = (component: FormComponent, posted: unknown, options = {}) => {
  const { values, faults } = readAnswers(form(component), { [(component as { key: string }).key]: posted }, options)
  return faults.length > 0 ? faults.map(({ code }) => code).join() : values[(component as { key: string }).key]
}

const outcome: FormComponent = {
  type: 'radio', key: 'outcome', label: 'Outcome', values: [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }],
  properties: { engine: 'variable' }, validate: { required: true },
}

describe('the answers of a form', () => {
  describe('in a text', () => {
    it('are trimmed, in NFC, with line ends as the house has them', () => {
      assert.equal(read({ type: 'textarea', key: 'a' }, '  Nguye\u0302\u0303n\r\nA\u0301nh '), 'Nguyễn\nÁnh')
    })
    it('of blanks alone are none, and missing when asked for', () => {
      assert.equal(read(textField('a'), ' \u00a0\t'), undefined)
      assert.equal(read(textField('a', { required: true }), ' \u00a0\t'), 'required')
    })
    it('are taken once when posted twice, and never as an object', () => {
      assert.equal(read(textField('a'), ['first', 'second']), 'first')
      for (const posted of [{ a: 1 }, [{ toString: 'x' }], [[]], true, null, () => 'x']) assert.equal(read(textField('a'), posted), undefined)
    })
    it('keep to the length that the form says, or that the house says where it says none', () => {
      assert.equal(read(textField('a', { maxLength: 3 }), 'abcd'), 'too-long')
      assert.equal(read(textField('a', { minLength: 3 }), 'ab'), 'too-short')
      assert.equal(read(textField('a'), 'x'.repeat(501)), 'too-long')
      assert.equal(read({ type: 'textarea', key: 'a' }, 'x'.repeat(10_000)), 'x'.repeat(10_000))
      assert.equal(read({ type: 'textarea', key: 'a' }, 'x'.repeat(10_001)), 'too-long')
    })
    it('that are far too long are refused before any pattern looks at them', () => {
      const slow = textField('a', { maxLength: 20, pattern: '(a+)+b' })
      const before = performance.now()
      assert.equal(read(slow, 'a'.repeat(2_000_000)), 'too-long')
      assert.ok(performance.now() - before < 1_000)
    })
    it('fit the whole pattern, not a part of it', () => {
      assert.equal(read(textField('a', { pattern: '[0-9]{3}|[a-z]{2}' }), '123'), '123')
      for (const wrong of ['1234', 'abc', 'x123']) assert.equal(read(textField('a', { pattern: '[0-9]{3}|[a-z]{2}' }), wrong), 'pattern')
    })
    it('are an address or a telephone number where one is asked for', () => {
      const email = textField('a', { validationType: 'email' })
      assert.equal(read(email, 'anh@example.org'), 'anh@example.org')
      for (const wrong of ['anh', 'anh@', 'a b@c.d', 'a@b@c.d', '@c.d']) assert.equal(read(email, wrong), 'email')
      const phone = textField('a', { validationType: 'phone' })
      assert.equal(read(phone, '+84 912 345 678'), '+84 912 345 678')
      for (const wrong of ['0912', 'abcdefghij', '0912345678'.repeat(3)]) assert.equal(read(phone, wrong), 'phone')
    })
  })

  describe('in numbers', () => {
    const whole: FormComponent = { type: 'number', key: 'a', validate: { min: 1, max: 10 } }
    it('are numbers, within what the form allows', () => {
      assert.equal(read(whole, ' 5 '), 5)
      assert.equal(read(whole, 7), 7)
      assert.equal(read(whole, '0'), 'too-small')
      assert.equal(read(whole, '11'), 'too-large')
    })
    it('are written as people write them, so that 1.000 is never read as one', () => {
      for (const wrong of ['1.000', '1,000', '2.5', '0x5', '1e1', '5 6', 'năm', 'Infinity', 'NaN', '--5']) assert.equal(read(whole, wrong), 'not-a-number')
      const area: FormComponent = { type: 'number', key: 'a', decimalDigits: 2 }
      assert.equal(read(area, '2,5'), 2.5)
      assert.equal(read(area, '2.5'), 2.5)
      assert.equal(read(area, '-3'), -3)
      for (const wrong of ['1.000,5', '2,5,5', '2.567', '.5', '5.']) assert.equal(read(area, wrong), 'not-a-number')
    })
  })

  describe('in dates', () => {
    const date: FormComponent = { type: 'datetime', key: 'a', subtype: 'date' }
    for (const typed of ['01/02/1990', '1-2-1990', '1.2.1990', '01021990', '1990-02-01', ' 1 / 2 / 1990 ']) {
      it(`are read as people write them: '${typed}'`, () => { assert.equal(read(date, typed), '1990-02-01') })
    }
    for (const typed of ['31/02/2026', '29/02/2023', '00/01/2026', '1/13/2026', '1/2/26', 'hôm nay', '2026-1-1', '1990-02-01T00:00:00Z']) {
      it(`are days that exist: not '${typed}'`, () => { assert.equal(read(date, typed), 'not-a-date') })
    }
  })

  describe('in choices', () => {
    it('are among what the form offers', () => {
      assert.equal(read(outcome, 'yes'), 'yes')
      for (const wrong of ['maybe', 'YES', 'toString', '__proto__']) assert.equal(read(outcome, wrong), 'not-a-choice')
      assert.equal(read(outcome, undefined), 'required')
    })
    it('are among what is known when the form is shown, where it leaves them open', () => {
      const officer: FormComponent = { type: 'select', key: 'a', values: [], properties: { options: 'officers' } }
      assert.equal(read(officer, 'anh', { officers: [{ value: 'anh' }] }), 'anh')
      assert.equal(read(officer, 'binh', { officers: [{ value: 'anh' }] }), 'not-a-choice')
      assert.equal(read(officer, 'anh', { officers: [] }), 'not-a-choice')
    })
    it('of several keep each once; one alone is a list too', () => {
      const papers: FormComponent = { type: 'checklist', key: 'a', values: [{ value: 'x', label: 'X' }, { value: 'y', label: 'Y' }], validate: { required: true } }
      assert.deepEqual(read(papers, ['x', 'y', 'x']), ['x', 'y'])
      assert.deepEqual(read(papers, 'y'), ['y'])
      assert.equal(read(papers, ['x', 'z']), 'not-a-choice')
      assert.equal(read(papers, []), 'required')
      assert.equal(read(papers, ['', ' ']), 'required')
    })
    it('of a tick are true or false, and must be true where the form asks for it', () => {
      const tick: FormComponent = { type: 'checkbox', key: 'a' }
      for (const on of [true, 'true', 'on', 'yes']) assert.equal(read(tick, on), true)
      for (const off of [undefined, '', 'no', ['on'], 1]) assert.equal(read(tick, off), false)
      assert.equal(read({ ...tick, validate: { required: true } }, 'off'), 'required')
    })
  })

  describe('to questions that do not apply', () => {
    const asked = form(outcome,
      { type: 'group', label: 'Reasons', conditional: { hide: '=outcome != "no"' }, components: [textField('reason', { required: true })] })
    it('are dropped, and not asked for', () => {
      assert.deepEqual(readAnswers(asked, { outcome: 'yes', reason: 'because' }), { values: { outcome: 'yes' }, faults: [] })
      assert.deepEqual(readAnswers(asked, { outcome: 'no', reason: 'because' }), { values: { outcome: 'no', reason: 'because' }, faults: [] })
      assert.deepEqual(readAnswers(asked, { outcome: 'no' }).faults, [{ key: 'reason', code: 'required', params: {} }])
    })
    it('are known by what was answered, not by what a browser hid', () => {
      assert.deepEqual(questionsOf(asked.components, { outcome: 'yes' }).map(({ key }) => key), ['outcome'])
      assert.deepEqual(questionsOf(asked.components, {}).map(({ key }) => key), ['outcome'], 'what was not answered is null')
      assert.deepEqual(allQuestions(asked.components).map(({ key }) => key), ['outcome', 'reason'])
    })
  })

  describe('that nobody asked for', () => {
    it('are dropped', () => {
      assert.deepEqual(readAnswers(form(textField('a')), { a: 'x', role: 'administrator', 'a.b': 1 }).values, { a: 'x' })
    })
    it('cannot reach the prototype of anything', () => {
      const posted = JSON.parse('{"a":"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as Record<string, unknown>
      const { values } = readAnswers(form(textField('a')), posted)
      assert.deepEqual(Object.keys(values), ['a'])
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
      assert.equal((values as Record<string, unknown>)['polluted'], undefined)
    })
    it('are not found in the prototype of what was posted either', () => {
      for (const key of ['toString', 'constructor', 'hasOwnProperty']) {
        assert.deepEqual(readAnswers(form(textField(key)), {}).values, {})
      }
    })
  })

  it('tell the engine only what the diagram decides on', () => {
    const asked = form(outcome, textField('reason'))
    assert.deepEqual(engineVariables(asked, { outcome: 'yes', reason: 'private', identityNumber: '1' }), { outcome: 'yes' })
    assert.deepEqual(engineVariables(asked, {}), {})
  })

  it('whatever is posted, are values of the form or faults of its questions, and never an exception', () => {
    const asked = form(outcome, textField('text', { maxLength: 30 }), { type: 'number', key: 'number' }, { type: 'datetime', key: 'date' },
      { type: 'checkbox', key: 'tick' }, { type: 'checklist', key: 'list', values: [{ value: 'x', label: 'X' }] },
      { ...textField('hidden'), conditional: { hide: '=number > 3 or text = "x" or list = null' } })
    const keys = allQuestions(asked.components).map(({ key }) => key)
    const anything = fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), fc.anything({ withNullPrototype: true }))
    fc.assert(fc.property(anything, (posted) => {
      const { values, faults } = readAnswers(asked, posted)
      for (const key of [...Object.keys(values), ...faults.map(({ key }) => key)]) assert.ok(keys.includes(key), key)
      for (const { key } of faults) assert.equal(values[key], undefined)
    }))
  })
  it('read again are the same: what was stored fills the form once more', () => {
    const asked = form(outcome, textField('text'), { type: 'number', key: 'number', decimalDigits: 2 }, { type: 'datetime', key: 'date' },
      { type: 'checklist', key: 'list', values: [{ value: 'x', label: 'X' }, { value: 'y', label: 'Y' }] })
    const posts = fc.record({
      outcome: fc.constantFrom('yes', 'no'), text: fc.string({ maxLength: 100, unit: 'grapheme' }), number: fc.integer({ min: -1_000, max: 1_000 }).map((cents) => String(cents / 100)),
      date: fc.constantFrom('1/2/1990', '31/12/2026', ''), list: fc.subarray(['x', 'y']),
    })
    fc.assert(fc.property(posts, (posted) => {
      const { values } = readAnswers(asked, posted)
      assert.deepEqual(readAnswers(asked, values), { values, faults: [] })
    }))
  })
})
