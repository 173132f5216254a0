import assert from 'node:assert/strict'
import { digitisationRefusal, missingIdentity, notDigitised, typeCodeOf } from '../../../processes/law/digitisation.ts'

const [declaration, identity, secret] = [{ id: 'declaration' }, { id: 'identity' }, { id: 'map', secret: true }]
const filed = { channel: 'counter', handedIn: [{ item: 'declaration', kind: 'original', count: 1 }, { item: 'identity', kind: 'shown', count: 1 }, { item: 'map', kind: 'copy', count: 1 }] } as const

describe('What is digitised (D8, BT 15.6, NĐ 118 art. 17.1c)', () => {
  it('are papers that were handed in: not those only shown, filed electronically, secret, or answers of agencies', () => {
    assert.equal(digitisationRefusal(declaration, filed), null)
    assert.equal(digitisationRefusal(identity, filed), 'only-shown')
    assert.equal(digitisationRefusal(secret, filed), 'secret')
    assert.equal(digitisationRefusal(undefined, filed), 'agency-answer')
    assert.equal(digitisationRefusal(declaration, { ...filed, channel: 'online' }), 'filed-electronically')
    assert.equal(digitisationRefusal(identity, { ...filed, channel: 'post', handedIn: [] }), null)
  })

  it('is left to do while a paper that was handed in has no scan', () => {
    const items = [declaration, identity, secret, { id: 'never-handed-in' }]
    assert.deepEqual(notDigitised(items, { ...filed, papers: [] }), [declaration])
    assert.deepEqual(notDigitised(items, { ...filed, papers: [{ item: 'declaration' }] }), [declaration], 'a file is no scan')
    assert.deepEqual(notDigitised(items, { ...filed, papers: [{ item: 'declaration', scan: {} }] }), [])
  })

  it('names whom a paper is about by number, or by name, year of birth, date of issue and issuer (BT 17.1)', () => {
    assert.deepEqual(missingIdentity({ identityNumber: '038190001234' }), [])
    assert.deepEqual(missingIdentity({}), ['identityNumber'])
    assert.deepEqual(missingIdentity({ holderName: 'A', birthYear: 1950 }), ['issuedOn', 'issuer'])
    assert.deepEqual(missingIdentity({ holderName: 'A', birthYear: 1950, issuedOn: '1990-01-01', issuer: 'B' }), [])
  })

  it('has the published code of its kind, or one made of the procedure’s code and its place in the list', () => {
    assert.equal(typeCodeOf({ code: '3.000333' }, [declaration, identity], 'identity'), '3.000333-02')
    assert.equal(typeCodeOf({ code: '3.000333' }, [{ id: 'declaration', typeCode: 'GT.01' }], 'declaration'), 'GT.01')
  })
})
