import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { requireSpace } from './disk.ts'
import { downloadProblem, inWorkFolder, isWhole, publish } from './download.ts'
import { StartProblem } from './problem.ts'
import type { Progress } from './progress.ts'
import type { Environment } from './run.ts'
import { findOnPath, run } from './run.ts'

export const zeebeVersion = '8.5.8'

const name = `camunda-zeebe-${zeebeVersion}`
const archive = {
  coordinates: `io.camunda:camunda-zeebe:${zeebeVersion}:tar.gz`,
  file: `${name}.tar.gz`,
  bytes: 212_102_843,
  sha256: '53ce62b008e61a87a3f7aed700065ad1352084a24c85771bc4e8300828bf95b4',
}
/** The archive in Maven's own folder, its copy, and what is unpacked from it. */
const neededSpace = 2 * archive.bytes + 260_000_000

/**
 * The folder of Zeebe's distribution: unpacked in the cache; else from `camunda-zeebe-8.5.8.tar.gz` in the cache (for machines
 * without a network); else fetched with Maven by its coordinates. What is half there is never taken for whole: the archive is
 * checked by its SHA-256 and unpacked aside before it moves to its place in one step.
 * @throws StartProblem maven-missing, network-missing, download-failed, disk-full, not-writable.
 */
export async function findZeebe(options: {
  cacheFolder: string
  environment: Environment
  progress: Progress
  signal?: AbortSignal | undefined
}): Promise<string> {
  const { cacheFolder, environment, progress, signal } = options
  const place = join(cacheFolder, name)
  if (isComplete(place)) return place

  return inWorkFolder(cacheFolder, async (work) => {
    let file = join(cacheFolder, archive.file)
    const kept = existsSync(file)
    if (kept) progress.step(`Zeebe: checking ${file}`)
    if (!kept || !await isWhole(file, archive)) {
      if (kept) progress.step(`Zeebe: ${file} is not the whole archive: fetching it again`)
      await requireSpace(cacheFolder, neededSpace, `Zeebe ${zeebeVersion}`)
      await fetchWithMaven(work, cacheFolder, options)
      file = join(work, archive.file)
    }
    progress.step(`Zeebe: unpacking ${archive.file}`)
    const unpacked = await run('tar', ['-xzf', file, '-C', work], { environment, signal })
    if (unpacked.code !== 0) throw downloadProblem(`Zeebe ${zeebeVersion}`, 'tar', unpacked, cacheFolder, signal)
    await publish(join(work, name), place)
    progress.done(`Zeebe: unpacked to ${place}`)
    return place
  })
}

function isComplete(folder: string): boolean {
  return existsSync(join(folder, 'lib', `zeebe-broker-${zeebeVersion}.jar`))
}

async function fetchWithMaven(work: string, cacheFolder: string, { environment, progress, signal }: {
  environment: Environment
  progress: Progress
  signal?: AbortSignal | undefined
}): Promise<void> {
  const maven = await findOnPath('mvn', environment)
  if (!maven) {
    throw new StartProblem('maven-missing',
      `Zeebe ${zeebeVersion} is not in the cache ${cacheFolder}, and Maven, which would fetch it, is not on the PATH.`,
      `Install Maven (mvn), or put ${archive.file} (Maven coordinates ${archive.coordinates}) into that folder, or set ZEEBE_ADDRESS `
      + 'to a Zeebe that runs elsewhere (compose.yaml starts one with Docker).')
  }
  const what = `Zeebe ${zeebeVersion}`
  progress.step(`Zeebe: fetching ${archive.coordinates} with Maven (${Math.round(archive.bytes / 1e6)} MB, once)`)
  const meter = mavenMeter((done) => { progress.bytes(what, done, archive.bytes) })
  // Not in batch mode (-B): there Maven keeps its transfer progress to itself.
  const ran = await run(maven, [
    '-Dstyle.color=never', 'dependency:copy', `-Dartifact=${archive.coordinates}`, `-DoutputDirectory=${work}`,
    '-Dtransitive=false', '-Dmdep.useBaseVersion=true',
  ], { environment, cwd: work, signal, onOutput: meter })
  if (ran.code !== 0) throw downloadProblem(what, 'Maven', ran, cacheFolder, signal)
  if (!await isWhole(join(work, archive.file), archive)) {
    throw new StartProblem('download-failed', `What Maven delivered as ${archive.coordinates} is not the file that was expected.`,
      'Remove io/camunda/camunda-zeebe from Maven\'s local repository (~/.m2/repository) and start again.')
  }
  progress.bytes(what, archive.bytes, archive.bytes)
}

/**
 * Reads Maven's own transfer progress: `Progress (1): 4.2/212 MB`, or with several at once
 * `Progress (2): a.jar (1/2 kB) | camunda-zeebe-8.5.8.tar.gz (4.2/212 MB)`. Only the archive counts, told by its size.
 */
export function mavenMeter(report: (bytes: number) => void): (output: string) => void {
  let rest = ''
  return (output) => {
    const text = rest + output
    let end = 0
    let latest: number | undefined
    for (const match of text.matchAll(/([\d.]+)\/(\d+) MB/g)) {
      end = match.index + match[0].length
      if (Math.abs(Number(match[2]) * 1e6 - archive.bytes) < 2e6) latest = Number(match[1]) * 1e6
    }
    rest = text.slice(Math.max(end, text.length - 40))
    if (latest !== undefined) report(Math.min(latest, archive.bytes))
  }
}
