import assert from 'node:assert/strict'
import { shownIf } from '../../../web/view/shown-if.ts'

describe('A condition under which a field is hidden', () => {
  const a = (values: string[], not = false) => ({ field: 'a', values, not })
  const table: [string, ReturnType<typeof shownIf>][] = [
    ['=a != "x"', { all: [a(['x'])] }],
    ['=a = "x"', { all: [a(['x'], true)] }],
    ['=a != true', { all: [a(['true'])] }],
    ['=a = null', { all: [a([''], true)] }],
    ['=a != "x" and a != "y"', { any: [a(['x', 'y'])] }],
    ['=a = "x" or a = "y"', { all: [a(['x', 'y'], true)] }],
    ['=not(a = "x" or a = "y")', { all: [a(['x', 'y'])] }],
    ['=not(a = "x")', { all: [a(['x'])] }],
    ['=(a != "x") or (b != 2)', { all: [a(['x']), { field: 'b', values: ['2'], not: false }] }],
    ['=a != "x" and b != "y"', { any: [a(['x']), { field: 'b', values: ['y'], not: false }] }],
  ]
  for (const [hide, shown] of table) {
    it(`is told to the browser without code: ${hide}`, () => { assert.deepEqual(normal(shownIf(hide)), normal(shown)) })
  }

  it('that is richer than comparisons leaves the field shown', () => {
    for (const hide of ['=count(a) > 2', '=a > 3', '=a = b', '=', '=some x in a satisfies x = 1']) assert.equal(shownIf(hide), null, hide)
  })
})

/** One condition is the same whether all or any of it must hold. */
function normal(condition: ReturnType<typeof shownIf>): unknown {
  return condition && 'any' in condition && condition.any.length === 1 ? { all: condition.any } : condition
}
