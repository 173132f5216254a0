import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { currentOf, isInOffice, unitsOf, type Endings } from '../../../processes/law/agency-validity.ts'

const on = (day: string) => Temporal.PlainDate.from(day)

describe('A unit with dates of validity (NĐ 118/2025; J2)', () => {
  const endings: Endings = {
    city: { validUntil: '2025-06-30', successor: 'ward' }, ward: { validUntil: '2026-12-31', successor: 'borough' },
    closed: { validUntil: '2025-06-30' }, loop: { validUntil: '2025-06-30', successor: 'pool' }, pool: { validUntil: '2025-06-30', successor: 'loop' },
  }

  it('is in office from its first day to its last, both included', () => {
    const unit = { validFrom: '2025-07-01', validUntil: '2026-12-31' }
    assert.deepEqual(['2025-06-30', '2025-07-01', '2026-12-31', '2027-01-01'].map((day) => isInOffice(unit, on(day))), [false, true, true, false])
    assert.equal(isInOffice({}, on('1990-01-01')), true)
  })

  for (const [unit, day, current] of [
    ['city', '2025-06-30', 'city'], ['city', '2025-07-01', 'ward'], ['city', '2027-01-01', 'borough'], ['ward', '2026-06-01', 'ward'], ['closed', '2026-01-01', 'closed'], ['another', '2026-01-01', 'another'],
  ] as const) {
    it(`has the work of ${unit} done by ${current} on ${day}`, () => { assert.equal(currentOf(unit, endings, on(day)), current) })
  }

  it('comes to an end even when units succeed each other in a circle', () => { assert.ok(['loop', 'pool'].includes(currentOf('loop', endings, on('2026-01-01')))) })

  it('has the work of all that it succeeded, and none once it has ended itself', () => {
    assert.deepEqual(unitsOf('ward', endings, on('2025-06-30')), ['ward'])
    assert.deepEqual(unitsOf('ward', endings, on('2025-07-01')), ['ward', 'city'])
    assert.deepEqual(unitsOf('borough', endings, on('2027-01-01')), ['borough', 'city', 'ward'])
    assert.deepEqual(unitsOf('city', endings, on('2025-07-01')), [])
    assert.deepEqual(unitsOf('closed', endings, on('2026-01-01')), ['closed'])
  })
})
