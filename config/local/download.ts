import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { diskProblem, makeFolder } from './disk.ts'
import { calledOff, StartProblem, systemCode } from './problem.ts'
import type { Ran } from './run.ts'
import { lastLines } from './run.ts'

const workPrefix = '.work-'

/** A working folder inside the cache (so that a rename from it is atomic), removed afterwards whatever happens. */
export async function inWorkFolder<T>(cacheFolder: string, work: (folder: string) => Promise<T>): Promise<T> {
  await makeFolder(cacheFolder)
  await removeAbandoned(cacheFolder)
  const folder = await mkdtemp(join(cacheFolder, workPrefix))
  try {
    return await work(folder)
  } catch (error) {
    throw diskProblem(error, cacheFolder) ?? error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Moves a finished folder to its place in one step. When another process was faster, its equal one stays. */
export async function publish(finished: string, place: string): Promise<void> {
  try {
    await rename(finished, place)
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error
  }
}

/** Whether the file is there and is, byte for byte, the one that is meant. */
export async function isWhole(file: string, expected: { bytes: number; sha256: string }): Promise<boolean> {
  const size = await stat(file).then((found) => found.size, () => -1)
  if (size !== expected.bytes) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex') === expected.sha256
}

/** What a failed command's output says about why it could not download or unpack. */
export function downloadProblem(what: string, tool: string, ran: Ran, folder: string, signal?: AbortSignal): StartProblem {
  if (signal?.aborted) return calledOff(what)
  if (/no space left|disk quota exceeded|ENOSPC/i.test(ran.output)) {
    return new StartProblem('disk-full', `The disk became full while ${tool} fetched ${what}.`,
      'Free some space, or choose a folder on another disk with CACHE_FOLDER.')
  }
  const offline = /unknown host|unknownhost|connection (refused|timed out|reset)|connect timed out|network is unreachable|no route to host|name or service not known|temporary failure in name resolution|nodename nor servname|failed to establish a new connection|could not transfer|newconnectionerror|cannot access .* in offline mode/i
  if (offline.test(ran.output)) {
    return new StartProblem('network-missing', `${what} is not in the cache ${folder}, and ${tool} cannot reach its registry.`,
      `Connect to the network (or set ${tool}'s proxy or mirror) and start again. ${tool} said: ${lastError(ran.output)}`)
  }
  return new StartProblem('download-failed', `${tool} could not fetch ${what}.`, `It said:\n${lastLines(ran.output)}`)
}

function lastError(output: string): string {
  const lines = output.split(/\r?\n|\r/).filter((line) => /error|could not|failed/i.test(line))
  return (lines[0] ?? lastLines(output, 1)).slice(0, 400)
}

async function removeAbandoned(cacheFolder: string): Promise<void> {
  const aDay = 24 * 3600 * 1000
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith(workPrefix)) continue
    const folder = join(cacheFolder, name)
    const changed = await stat(folder).then((found) => found.mtimeMs, () => Infinity)
    if (changed < Date.now() - aDay) await rm(folder, { recursive: true, force: true })
  }
}
