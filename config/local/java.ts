import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { StartProblem } from './problem.ts'
import type { Environment } from './run.ts'
import { findOnPath, isExecutable, run } from './run.ts'

/** Zeebe 8.5's class files have version 65. */
export const oldestJava = 21

export interface Java {
  /** The full path of the `java` program. */
  command: string
  /** Its feature release, such as 21. */
  version: number
}

/** Where systems keep their Java installations, each in a folder of its own. */
function usualFolders(environment: Environment): string[] {
  const home = environment['HOME'] ?? ''
  return [
    '/usr/lib/jvm', '/opt', '/opt/java', '/usr/java', '/usr/local/java', '/Library/Java/JavaVirtualMachines',
    '/opt/homebrew/opt', '/usr/local/opt',
    ...(home === '' ? [] : [join(home, '.sdkman/candidates/java'), join(home, '.jdks'),
      join(home, 'Library/Java/JavaVirtualMachines')]),
  ]
}

/**
 * The first Java that is new enough: JAVA_HOME's, the one on PATH, then the usual folders.
 * @throws StartProblem java-too-old naming what was found, or java-missing.
 */
export async function findJava(environment: Environment, folders = usualFolders(environment)): Promise<Java> {
  const found: Java[] = []
  const seen = new Set<string>()
  for await (const command of candidates(environment, folders)) {
    const real = await realpath(command).catch(() => command)
    if (seen.has(real)) continue
    seen.add(real)
    const version = await versionOf(command, environment)
    if (version === null) continue
    if (version >= oldestJava) return { command, version }
    found.push({ command, version })
  }
  const remedy = `Install Java ${oldestJava} or newer (for example Temurin ${oldestJava}, or Debian's openjdk-${oldestJava}-jre-headless) `
    + 'or point JAVA_HOME at one.'
  if (found.length === 0) {
    throw new StartProblem('java-missing', `Zeebe needs Java ${oldestJava} or newer, and no Java was found.`, remedy)
  }
  const list = found.map(({ command, version }) => `Java ${version} (${command})`).join(', ')
  throw new StartProblem('java-too-old', `Zeebe needs Java ${oldestJava} or newer, and only ${list} was found.`, remedy)
}

async function* candidates(environment: Environment, folders: readonly string[]): AsyncGenerator<string> {
  const home = environment['JAVA_HOME']
  if (home) yield join(home, 'bin', 'java')
  const onPath = await findOnPath('java', environment)
  if (onPath) yield onPath
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.sort()) {
      for (const inside of ['bin/java', 'Contents/Home/bin/java', 'libexec/openjdk.jdk/Contents/Home/bin/java']) {
        const command = join(folder, name, inside)
        if (await isExecutable(command)) yield command
      }
    }
  }
}

async function versionOf(command: string, environment: Environment): Promise<number | null> {
  const { code, output } = await run(command, ['-version'], { environment, timeout: 20_000 })
  if (code !== 0) return null
  // `openjdk version "21.0.2"`, `java version "1.8.0_392"`
  const match = /version "(?:1\.)?(\d+)/.exec(output)
  return match?.[1] === undefined ? null : Number(match[1])
}
