import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { diskProblem } from './disk.ts'
import { calledOff, StartProblem, systemCode } from './problem.ts'
import type { Progress } from './progress.ts'
import { identify, signalTo } from './process-identity.ts'
import { lastLines } from './run.ts'
import type { Environment } from './run.ts'

/** How long a server may take to end in order before it is ended by force, in milliseconds. */
const patience = 20_000

/** A server that this process started and owns. */
export interface ServerProcess {
  readonly pid: number
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>
  hasEnded(): boolean
  /** Ends it in order: SIGTERM, and SIGKILL after 20 s. Safe to call twice, and when it is gone already. */
  stop(): Promise<void>
  /** Sends a signal at once, for tests of crashes. */
  kill(signal: NodeJS.Signals): void
  /** The end of what it wrote. */
  logTail(): Promise<string>
}

/** What stands in `<folder>/<name>.pid`: the server, and the process that answers for it. */
interface Claim {
  owner: number
  ownerIdentity: string
  pid?: number
  identity?: string
}

/**
 * Starts a server on a folder that it alone may use, in a process group of its own (Ctrl-C in the terminal reaches only us, and
 * we end it in order). A server that an earlier, crashed run left on this folder is ended first, if it provably is that one.
 * @throws StartProblem already-running when the run that started it is alive.
 */
export async function startServer(options: {
  /** The program's name in messages: `Zeebe`. */
  name: string
  /** Holds the pid file and the output, `<name in lower case>.pid` and `.out`. Exists. */
  folder: string
  command: string
  args: readonly string[]
  environment: Environment
  progress: Progress
  /** Further files that hold what it logs. */
  logs?: readonly string[]
  /** Runs when the folder is ours and no earlier server is left; what it throws stops the start. */
  beforeStart?: () => Promise<void>
}): Promise<ServerProcess> {
  const { name, folder, command, args, environment, progress } = options
  const pidFile = join(folder, `${name.toLowerCase()}.pid`)
  const outFile = join(folder, `${name.toLowerCase()}.out`)
  const claim = await claimFolder(pidFile, name, folder, progress)

  const logs = [outFile, ...(options.logs ?? [])]
  let out: number
  try {
    await options.beforeStart?.()
    out = openSync(outFile, 'w')
  } catch (error) {
    await rm(pidFile, { force: true })
    throw diskProblem(error, folder) ?? error
  }
  const offsets = new Map(await Promise.all(logs.map(async (file) => [file, await sizeOf(file)] as const)))
  const child = spawn(command, args, { cwd: folder, detached: true, env: { ...environment }, stdio: ['ignore', out, out] })
  closeSync(out)
  let over = false
  const ended = new Promise<void>((resolve) => {
    const end = () => { over = true; resolve() }
    child.once('exit', end)
    child.once('error', end)
  })
  const { pid } = child
  if (pid === undefined) {
    await ended
    await rm(pidFile, { force: true })
    throw new Error(`${name} could not be started: ${command}`)
  }
  // Only what awaits the server keeps this process alive, and a process that leaves takes its servers with it.
  child.unref()
  const leave = () => { signalTo(pid, 'SIGTERM') }
  process.once('exit', leave)
  void ended.then(() => { process.off('exit', leave) })
  const identity = await identify(pid)
  await writeFile(pidFile, JSON.stringify({ ...claim, pid, ...(identity === null ? {} : { identity }) } satisfies Claim))

  let stopping: Promise<void> | undefined
  return {
    pid,
    ended,
    hasEnded: () => over,
    kill: (signal) => { if (!over) signalTo(pid, signal) },
    stop() {
      stopping ??= (async () => {
        child.ref()
        if (!over) {
          signalTo(pid, 'SIGTERM')
          const timer = new AbortController()
          await Promise.race([ended, sleep(patience, undefined, { signal: timer.signal }).catch(() => undefined)])
          timer.abort()
          if (!over) signalTo(pid, 'SIGKILL')
          await ended
        }
        await rm(pidFile, { force: true })
      })()
      return stopping
    },
    async logTail() {
      const texts = await Promise.all(logs.map(async (file) => {
        const text = await readFile(file).catch(() => Buffer.alloc(0))
        return text.subarray(offsets.get(file) ?? 0).toString('utf8')
      }))
      return lastLines(texts.join('').trim(), 15).split('\n').map((line) => line.slice(0, 300)).join('\n')
    },
  }
}

/**
 * Waits until `isReady` says true, asking again and again.
 * @throws StartProblem stopped (the signal), timeout; Error with the end of the log when the server ended instead.
 */
export async function waitUntilReady(server: ServerProcess, name: string, isReady: () => Promise<boolean>, options: {
  /** In milliseconds. */
  timeout: number
  signal?: AbortSignal | undefined
}): Promise<void> {
  const until = performance.now() + options.timeout
  for (;;) {
    if (options.signal?.aborted) throw calledOff(name)
    if (server.hasEnded()) throw new ServerEnded(name, await server.logTail())
    if (await isReady()) return
    if (performance.now() > until) {
      throw new StartProblem('timeout', `${name} did not become ready within ${Math.round(options.timeout / 1000)} s.`,
        `The end of its log:\n${await server.logTail()}`)
    }
    await sleep(100)
  }
}

/** The server ended by itself while it was starting. */
export class ServerEnded extends Error {
  readonly log: string

  constructor(name: string, log: string) {
    super(`${name} ended while it was starting. The end of its log:\n${log}`)
    this.name = 'ServerEnded'
    this.log = log
  }
}

async function claimFolder(pidFile: string, name: string, folder: string, progress: Progress): Promise<Claim> {
  const claim: Claim = { owner: process.pid, ownerIdentity: await identify(process.pid) ?? '' }
  for (;;) {
    try {
      const file = await open(pidFile, 'wx')
      await file.writeFile(JSON.stringify(claim))
      await file.close()
      return claim
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw diskProblem(error, folder) ?? error
    }
    await endOrphan(pidFile, name, folder, progress)
    await rm(pidFile, { force: true })
  }
}

async function endOrphan(pidFile: string, name: string, folder: string, progress: Progress): Promise<void> {
  const before = await readClaim(pidFile)
  if (!before) return
  const { pid, identity } = before
  const runs = pid !== undefined && identity !== undefined && await isStill(pid, identity)
  const starts = pid === undefined
  if ((runs || starts) && await isStill(before.owner, before.ownerIdentity)) {
    throw new StartProblem('already-running', `${name} already runs on ${folder}, started by process ${before.owner}.`,
      'Stop that one first, or choose another folder with DATA_FOLDER.')
  }
  if (!runs) return
  progress.step(`${name}: ending the one that an earlier run left behind (process ${pid})`)
  signalTo(pid, 'SIGTERM')
  const until = performance.now() + patience
  while (performance.now() < until && await isStill(pid, identity)) await sleep(100)
  if (!await isStill(pid, identity)) return
  signalTo(pid, 'SIGKILL')
  while (await isStill(pid, identity)) await sleep(50)
}

async function readClaim(pidFile: string): Promise<Claim | null> {
  try {
    const claim = JSON.parse(await readFile(pidFile, 'utf8')) as Partial<Claim>
    if (typeof claim.owner !== 'number' || typeof claim.ownerIdentity !== 'string') return null
    return claim as Claim
  } catch {
    return null // gone, or cut off by a crash
  }
}

async function isStill(pid: number, identity: string): Promise<boolean> {
  return identity !== '' && await identify(pid) === identity
}

async function sizeOf(file: string): Promise<number> {
  return readFile(file).then((text) => text.length, () => 0)
}
