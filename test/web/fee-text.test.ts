import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { findProcedure } from '../../processes/catalogue.ts'
import { inForce } from '../../processes/law/dated.ts'
import { feeText } from '../../web/fee-text.ts'

describe('a fee as people read it', () => {
  const today = Temporal.PlainDate.from('2026-11-22')
  const read = (procedure: string, amount: number) => feeText(amount, inForce(findProcedure(procedure).fees, today), 'en')

  it('is free where registering is, though the rate of a copy is doubtful; unknown where no rate was found; unconfirmed where it is doubtful', () => {
    assert.equal(read('birth-registration', 0), 'Free')
    assert.equal(read('building-permit', 0), 'Not known yet: no rate has been entered')
    assert.match(read('household-business', 150_000), /150.000.*to be confirmed/)
    assert.doesNotMatch(read('judicial-record', 200_000), /to be confirmed/)
  })
})
