import assert from 'node:assert/strict'
import { amiss, proposedCheck, wanting, type CheckedItem } from '../../../processes/law/document-check.ts'

const listed = [{ id: 'declaration' }, { id: 'identity' }, { id: 'commitment', onRequest: true as const }]
const filed = { channel: 'counter', handedIn: [{ item: 'declaration', kind: 'original', count: 2 }], papers: [{ item: 'identity', at: 10 }], documentCheck: null } as const
const isAfter = (one: number, other: number) => one > other

describe('The published list of a dossier', () => {
  it('is proposed from what was handed in, as what it was handed in (D6)', () => {
    assert.deepEqual(proposedCheck(listed, filed, isAfter), [
      { item: 'declaration', valid: true, kind: 'original', count: 2, remark: '' }, { item: 'identity', valid: true, kind: 'electronic', count: 1, remark: '' },
      { item: 'commitment', valid: false, kind: null, count: 1, remark: '' },
    ])
  })

  it('stays as it was found, until a newer paper comes for what was not valid (D6)', () => {
    const found = (item: string, valid: boolean): CheckedItem => ({ item, valid, kind: 'copy', count: 1, remark: 'mờ' })
    const check = { items: [found('declaration', true), found('identity', false)], by: 'Lê Thị Hoa', at: 10 }
    assert.deepEqual(proposedCheck(listed, { ...filed, documentCheck: check }, isAfter).slice(0, 2), check.items)
    const newer = { ...filed, papers: [...filed.papers, { item: 'identity', at: 11 }, { item: 'declaration', at: 11 }], documentCheck: check }
    assert.deepEqual(proposedCheck(listed, newer, isAfter).slice(0, 2), [check.items[0], { item: 'identity', valid: true, kind: 'electronic', count: 2, remark: '' }])
  })

  it('proposes to form 02 what has no tick, and what only some cases need when something is said of it; never what is not published (D6, BT 14.3)', () => {
    const [declaration, identity, commitment] = proposedCheck(listed, { ...filed, handedIn: [] }, isAfter)
    assert.ok(declaration && identity && commitment)
    assert.deepEqual(wanting(listed, [declaration, identity, commitment, { ...declaration, item: 'unpublished' }]).map(({ item }) => item), ['declaration'])
    assert.deepEqual(wanting(listed, [{ ...commitment, remark: 'phải cam đoan' }]).map(({ item }) => item), ['commitment'])
    assert.deepEqual(amiss([declaration, { ...identity, remark: 'mờ nhưng đọc được' }, { ...commitment, remark: 'sai' }]).map(({ item }) => item), ['commitment'])
  })
})
