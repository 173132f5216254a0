import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { dossierStates, type Act, type DossierState } from '../../../processes/law/dossier-states.ts'
import { nationalSituation, nationalStatusOf } from '../../../processes/law/national-status.ts'

describe('The status in the national portal’s codes', () => {
  const codeOf = (state: DossierState, ...acts: Act[]) => nationalStatusOf(nationalSituation(state, acts), Temporal.PlainDate.from('2026-05-04')).code

  it('is known for every state, and tells apart what the states do not: received, waiting for money, a request to stop and its answer (I3)', () => {
    assert.deepEqual(dossierStates.map((state) => codeOf(state)), [1, 5, 4, 5, 9, 10, 3, 8])
    assert.equal(codeOf('settling', 'file', 'complete-task', 'receive', 'transfer'), 2)
    assert.equal(codeOf('settling', 'file', 'complete-task', 'receive', 'transfer', 'complete-task'), 4)
    assert.deepEqual([codeOf('filed', 'file', 'await-payment'), codeOf('filed', 'file', 'await-payment', 'pay-fee')], [6, 1])
    assert.deepEqual([codeOf('settling', 'receive', 'complete-task', 'await-payment'), codeOf('settling', 'receive', 'complete-task', 'await-payment', 'cancel-fee')], [6, 4])
    assert.deepEqual([codeOf('settling', 'receive', 'request-withdrawal'), codeOf('settling', 'receive', 'complete-task', 'request-withdrawal', 'decline-withdrawal')], [7, 4])
    assert.equal(codeOf('returned', 'receive', 'request-withdrawal'), 10, 'what is over stays so')
  })
})
