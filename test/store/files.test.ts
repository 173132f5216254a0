import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { openHouse } from '../house.ts'

describe('The files of a dossier', function () {
  this.timeout(120_000)

  it('are tied to it in the transaction that files it: one that aborts leaves them free', async () => {
    const { files, transactions } = (await openHouse()).deps
    const { id } = await files.put('can-cuoc.pdf', 'application/pdf', Readable.from([Buffer.from('%PDF-1.4')]))
    await assert.rejects(transactions.run(async () => {
      await files.assign([id], 'never-filed')
      throw new Error('aborted')
    }), /aborted/)
    assert.equal(await files.find(id, 'never-filed'), null)

    await transactions.run(() => files.assign([id], 'filed'))
    assert.equal((await files.find(id, 'filed'))?.file.name, 'can-cuoc.pdf')
    await files.dropUnowned(new Date(Date.now() + 1_000))
    assert.ok(await files.find(id, 'filed'), 'the sweep leaves it')
  })
})
