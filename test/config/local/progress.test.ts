import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { createProgress } from '../../../config/local/progress.ts'
import { mavenMeter } from '../../../config/local/zeebe-distribution.ts'

function createOutput(isTTY: boolean) {
  let text = ''
  const out: Writable & { isTTY?: boolean } = new Writable({ write(chunk, _encoding, done) { text += String(chunk); done() } })
  out.isTTY = isTTY
  return { out, text: () => text }
}

describe('the progress of a start', () => {
  it('writes a line for each step, with the seconds since the start', () => {
    let now = 5000
    const { out, text } = createOutput(false)
    const progress = createProgress(out, () => now)
    progress.step('Zeebe: starting')
    now += 6543
    progress.done('Zeebe: ready')
    assert.equal(text(), '[  0.0 s] Zeebe: starting\n[  6.5 s] Zeebe: ready\n')
  })

  it('writes a line of a download every ten percent, or every two seconds when that is sooner', () => {
    let now = 0
    const { out, text } = createOutput(false)
    const progress = createProgress(out, () => now)
    for (let percent = 0; percent <= 30; percent++) progress.bytes('Zeebe', percent * 2e6, 200e6)
    now = 2500
    progress.bytes('Zeebe', 62e6, 200e6)
    progress.bytes('Zeebe', 200e6, 200e6)
    progress.bytes('Zeebe', 200e6, 200e6)
    assert.deepEqual(text().match(/\d+ %/g), ['0 %', '10 %', '20 %', '30 %', '31 %', '100 %'])
    assert.match(text(), /Zeebe: 62\.0 of 200\.0 MB \(31 %\)\n/)
  })

  it('shows downloads in one place on a terminal, and lines above it', () => {
    const { out, text } = createOutput(true)
    const progress = createProgress(out, () => 0)
    progress.bytes('Zeebe', 50e6, 200e6)
    progress.bytes('mongod', 10e6, 40e6)
    progress.step('Something else')
    assert.ok(text().includes('\r\x1b[KZeebe: 50.0 of 200.0 MB (25 %) | mongod: 10.0 of 40.0 MB (25 %)'))
    assert.ok(text().includes('\r\x1b[K[  0.0 s] Something else\n'))
  })

  it('reads what Maven tells of its transfer, in whatever pieces it comes', () => {
    const seen: number[] = []
    const read = mavenMeter((bytes) => { seen.push(bytes) })
    read('Downloading from central: …\nProgress (1): 4.1/11 kB\rProgress (1): 0.3/212 MB\rProgress (1): 2')
    read('2/21')
    read('2 MB\r')
    read('Progress (2): a.jar (0.5/1 MB) | camunda-zeebe-8.5.8.tar.gz (43/212 MB)\r')
    assert.deepEqual(seen, [0.3e6, 22e6, 43e6])
  })
})
