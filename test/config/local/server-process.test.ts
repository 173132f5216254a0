import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identify } from '../../../config/local/process-identity.ts'
import { silent } from '../../../config/local/progress.ts'
import { startServer, waitUntilReady } from '../../../config/local/server-process.ts'
import { createFolders, createRecorder, environment } from './folders.ts'

describe('a server that we start', () => {
  const folders = createFolders()
  after(() => folders.clean())

  const start = (folder: string, script = 'setInterval(() => {}, 1000)', progress = silent) => startServer({
    name: 'Sleeper', folder, command: process.execPath, args: ['-e', script], environment, progress,
  })

  it('is stopped in order, twice without harm, and its folder is free again', async () => {
    const folder = await folders.make()
    const server = await start(folder)
    assert.notEqual(await identify(server.pid), null)
    await Promise.all([server.stop(), server.stop()])
    assert.equal(await identify(server.pid), null)
    await assert.rejects(access(join(folder, 'sleeper.pid')))
    await (await start(folder)).stop()
  })

  it('is not started twice on one folder', async () => {
    const folder = await folders.make()
    const server = await start(folder)
    await assert.rejects(start(folder), { code: 'already-running' })
    await server.stop()
  })

  it('can be started again on its folder after it was killed', async () => {
    const folder = await folders.make()
    const first = await start(folder)
    first.kill('SIGKILL')
    await first.ended
    assert.equal(first.hasEnded(), true)
    const second = await start(folder)
    await Promise.all([first.stop(), second.stop()])
  })

  it('tells the end of its log when it dies while starting', async () => {
    const server = await start(await folders.make(), 'console.error("no luck today"); process.exit(3)')
    await assert.rejects(waitUntilReady(server, 'Sleeper', () => Promise.resolve(false), { timeout: 10_000 }), /ended while it was starting[^]*no luck today/)
    await server.stop()
  })

  it('is called off by the signal', async () => {
    const server = await start(await folders.make())
    const waiting = waitUntilReady(server, 'Sleeper', () => Promise.resolve(false), { timeout: 10_000, signal: AbortSignal.timeout(50) })
    await assert.rejects(waiting, { code: 'stopped' })
    await server.stop()
  })

  it('left behind by a run that was killed is ended by the next start', async function () {
    this.timeout(20_000)
    const folder = await folders.make()
    const module = new URL('../../../config/local/server-process.ts', import.meta.url).href
    const script = `const { startServer } = await import(${JSON.stringify(module)})
      const server = await startServer({ name: 'Sleeper', folder: ${JSON.stringify(folder)}, command: process.execPath,
        args: ['-e', 'setInterval(() => {}, 1000)'], environment: {}, progress: { step() {}, bytes() {}, done() {} } })
      console.log(server.pid)
      setInterval(() => {}, 1000)`
    const run = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const orphan = Number(await new Promise<Buffer>((resolve) => run.stdout.once('data', resolve)))
    await assert.rejects(start(folder), { code: 'already-running' }, 'while that run is alive, its server is left alone')
    const over = new Promise((resolve) => run.once('exit', resolve))
    run.kill('SIGKILL')
    await over
    assert.notEqual(await identify(orphan), null, 'the server outlived its run')

    const progress = createRecorder()
    const server = await start(folder, undefined, progress)
    assert.equal(await identify(orphan), null)
    assert.deepEqual(progress.lines, [`Sleeper: ending the one that an earlier run left behind (process ${String(orphan)})`])
    await server.stop()
  })

  it('never ends a stranger that got the number of an earlier server', async () => {
    const folder = await folders.make()
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    await writeFile(join(folder, 'sleeper.pid'), JSON.stringify({ owner: 1, ownerIdentity: 'an earlier boot', pid: stranger.pid, identity: 'an earlier boot' }))
    const server = await start(folder)
    await sleep(50)
    assert.equal(stranger.exitCode, null)
    assert.equal(stranger.signalCode, null)
    stranger.kill()
    await server.stop()
  })
})
