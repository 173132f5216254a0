import assert from 'node:assert/strict'
import { solveChallenge } from 'altcha-lib/v1'
import type { Challenge } from 'altcha-lib/v1/types'
import { createConfirmation } from '../../web/confirmation.ts'
import { createLimits } from '../../web/rate-limits.ts'
import { openHouse } from '../house.ts'

describe('The confirmation code of questions and feedback', function () {
  this.timeout(120_000)

  it('takes one piece of work for one sending, however its answer is written (A7, TQ 14.1)', async () => {
    const { deps } = await openHouse()
    const confirmation = createConfirmation(deps, createLimits(deps))
    const { algorithm, challenge, salt, signature, maxnumber } = JSON.parse((await confirmation.view('vi')).challenge) as Challenge
    const solved = await solveChallenge(challenge, salt, algorithm, maxnumber).promise
    const answer = { algorithm, challenge, number: solved?.number ?? assert.fail('not solved'), salt, signature }
    const written = [JSON.stringify(answer), `${JSON.stringify(answer)} `, JSON.stringify({ ...answer, more: 1 }), JSON.stringify(Object.fromEntries(Object.entries(answer).reverse()))]
    const used: boolean[] = []
    for (const text of written) {
      const confirmed = await confirmation.check({ token: '', typed: '', work: Buffer.from(text).toString('base64') })
      assert.equal(confirmed?.by, 'work', text)
      used.push(await confirmation.use(confirmed, '192.0.2.7'))
    }
    assert.deepEqual(used, [true, false, false, false])
    assert.equal(await confirmation.check({ token: '', typed: '', work: Buffer.from(JSON.stringify({ ...answer, signature: '0'.repeat(64) })).toString('base64') }), null)
  })
})
