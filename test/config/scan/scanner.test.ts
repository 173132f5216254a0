import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createScanner, NotScanned } from '../../../config/scan/scanner.ts'
import { eicar, hasClamd, startClamd, type Clamd } from '../clamd.ts'

describe('The virus scanner', function () {
  this.timeout(30_000)
  let clamd: Clamd

  before(async function () {
    if (!hasClamd()) this.skip()
    clamd = await startClamd()
  })
  after(() => (clamd as Clamd | undefined)?.stop())

  it('finds the test virus by itself and in the middle of something else, and nothing in a clean file', async () => {
    const scanner = createScanner(clamd.address)
    assert.equal(await scanner.scan(Buffer.from('%PDF-1.7 nothing')), null)
    assert.match(await scanner.scan(eicar) ?? '', /^Eicar/)
    assert.match(await scanner.scan(Buffer.concat([Buffer.alloc(3_000_000, 'x'), eicar, Buffer.alloc(10)])) ?? '', /^Eicar/)
    assert.equal(await scanner.scan(Buffer.alloc(20 * 1024 * 1024, 7)), null, 'the largest file that we take')
    await scanner.checkHealth()
  })

  it('takes no answer for no clean file: deaf, gone, too large for it, or speaking of something else', async () => {
    clamd.pause()
    try {
      await assert.rejects(createScanner(clamd.address, { timeout: 300 }).scan(Buffer.from('x')), NotScanned)
    } finally {
      clamd.goOn()
    }
    await assert.rejects(createScanner(clamd.address).scan(Buffer.alloc(31 * 1024 * 1024)), NotScanned)
    await assert.rejects(createScanner('/nowhere/clamd.ctl').scan(Buffer.from('x')), NotScanned)
    for (const answer of ['', 'stream: ERROR\0', 'INSTREAM size limit exceeded. ERROR\0', 'hello', 'stream: OK and more\0']) {
      const server: Server = createServer((socket: Socket) => { socket.on('error', () => undefined).on('data', () => { socket.end(answer) }) })
      await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
      await assert.rejects(createScanner(`127.0.0.1:${String((server.address() as AddressInfo).port)}`, { timeout: 2_000 }).scan(Buffer.from('x')), NotScanned, answer)
      server.close()
    }
  })
})
