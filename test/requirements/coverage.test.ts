import assert from 'node:assert/strict'
import { rowsNamedIn } from './coverage.ts'
import { requirements } from './requirements.ts'

describe('coverage of the law', () => {
  it('knows 72 rows, each once', () => {
    assert.equal(requirements.length, 72)
    assert.equal(new Set(requirements.map(({ id }) => id)).size, 72)
  })

  it('reads the rows that a title names in parentheses, and no other capital with a number', () => {
    assert.deepEqual(rowsNamedIn('is asked for once \x28D4, BT 14.2\x29 and in time \x28E1; F12\x29'), ['D4', 'E1', 'F12'])
    assert.deepEqual(rowsNamedIn('prints on A4 \x28paper of 2018\x29, T4 \x28J99x\x29'), [])
  })
})
