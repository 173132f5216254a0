import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { findProcedure, procedures, shippedDiagrams } from '../../processes/catalogue.ts'
import { judicialRecord } from '../../processes/judicial-record/procedure.ts'
import { documentsFor, feeFor, limitFor, type Procedure } from '../../processes/procedure.ts'

/** Noon in Vietnam. */
const on = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: '12:00' }).toInstant()
const beforeDecree216 = on('2026-06-30')
const sinceDecree216 = on('2026-07-01')
const days = { 'before Decree 216/2026': beforeDecree216, 'since Decree 216/2026': sinceDecree216, 'today': Temporal.Now.instant() }

describe('the judicial record procedure (3.000333)', () => {
  const plain = { feeClass: 'full', copies: 1, severalPlaces: 'no', conviction: 'no', nationality: 'vietnamese', onBehalf: 'self' }

  for (const [words, at] of Object.entries(days)) {
    it(`takes 10 days, or 15 where there is more to look up (Law 2009 art. 48), ${words}`, () => {
      assert.deepEqual(limitFor(judicialRecord, plain, at), { amount: 10, unit: 'calendar-day' })
      for (const more of [{ severalPlaces: 'yes' }, { conviction: 'yes' }, { nationality: 'foreign' }]) {
        assert.deepEqual(limitFor(judicialRecord, { ...plain, ...more }, at), { amount: 15, unit: 'calendar-day' })
      }
    })

    const fees: readonly (readonly [string, number, Record<string, unknown>])[] = [
      ['everybody pays 200,000 đồng', 200_000, {}],
      ['two copies cost no more', 200_000, { copies: 2 }],
      ['from the third copy on each costs 5,000 đồng more', 205_000, { copies: 3 }],
      ['five copies are three more', 215_000, { copies: 5 }],
      ['a student pays half', 100_000, { feeClass: 'student' }],
      ['a person of merit pays half', 100_000, { feeClass: 'merit' }],
      ['a martyr\'s relative pays half', 100_000, { feeClass: 'martyr-relative' }],
      ['a student with five copies pays half and the copies', 115_000, { feeClass: 'student', copies: 5 }],
      ...['child', 'elderly', 'disabled', 'poor', 'difficult-commune'].map((feeClass) => [`free for: ${feeClass}`, 0, { feeClass }] as const),
      ['who has answered nothing yet sees the full fee', 200_000, { feeClass: undefined, copies: undefined }],
    ]
    for (const [sentence, amount, answers] of fees) {
      it(`${sentence} (Circular 244/2016), ${words}`, () => { assert.equal(feeFor(judicialRecord, { ...plain, ...answers }, at), amount) })
    }
  }

  const documents = (answers: Record<string, unknown>, at: Temporal.Instant, channel?: 'counter' | 'online' | 'post') =>
    documentsFor(judicialRecord, { ...plain, ...answers }, at, channel).map(({ id }) => id)

  it('asked for a copy of the identity paper before Decree 216/2026, and asks for it no more since', () => {
    assert.deepEqual(documents({}, beforeDecree216), ['identity'])
    assert.deepEqual(documents({}, sinceDecree216), [])
    assert.deepEqual(documents({}, beforeDecree216, 'counter'), ['declaration', 'identity'])
    assert.deepEqual(documents({}, sinceDecree216, 'post'), ['declaration'])
  })
  it('asks for an authorisation or a proof only from those whom it concerns', () => {
    assert.deepEqual(documents({ onBehalf: 'authorised', relation: 'other' }, sinceDecree216), ['authorisation'])
    for (const relation of ['parent', 'spouse', 'child']) assert.deepEqual(documents({ onBehalf: 'authorised', relation }, sinceDecree216), [])
    assert.deepEqual(documents({ onBehalf: 'parent' }, sinceDecree216), [])
    assert.deepEqual(documents({ feeClass: 'student' }, sinceDecree216), ['fee-exemption'])
    assert.deepEqual(documents({ feeClass: undefined }, sinceDecree216), [])
  })
  it('changes at midnight in Vietnam', () => {
    const midnight = Temporal.Instant.from('2026-06-30T17:00:00Z')
    assert.deepEqual(documents({}, midnight), [])
    assert.deepEqual(documents({}, midnight.subtract({ nanoseconds: 1 })), ['identity'])
  })
})

describe('a procedure', () => {
  const limit = { limit: { amount: 1, unit: 'working-day' as const }, words: { vi: '', en: '' }, applies: () => false }
  const broken: Procedure = {
    ...judicialRecord,
    limits: [{ from: null, until: null, mark: 'proposal', source: '', value: [limit] }],
    fees: [{ from: null, until: null, mark: 'proposal', source: '', value: { cases: [{ amount: 1, who: { vi: '', en: '' }, applies: () => false }] } }],
    documents: [],
  }
  it('without a case that applies, or without a rule in force, is an error: never a guess', () => {
    assert.throws(() => limitFor(broken, {}, sinceDecree216), RangeError)
    assert.throws(() => feeFor(broken, {}, sinceDecree216), RangeError)
    assert.throws(() => documentsFor(broken, {}, sinceDecree216), RangeError)
  })
})

describe('the catalogue', () => {
  it('finds a procedure by its id, and says so when there is none', () => {
    assert.equal(findProcedure('judicial-record'), judicialRecord)
    for (const id of ['', 'none', '__proto__', 'constructor']) assert.throws(() => findProcedure(id), /No procedure/)
  })
  it('has each id, code and process once', () => {
    for (const ids of [procedures.map(({ id }) => id), procedures.map(({ code }) => code), shippedDiagrams.map(({ process }) => process)]) {
      assert.equal(new Set(ids).size, ids.length)
    }
  })
})
