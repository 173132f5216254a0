import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Variables as the caller got them; only config/env.ts reads the real ones. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface Ran {
  /** The exit code; null when it was ended by a signal or could not be started. */
  code: number | null
  /** What it wrote to both outputs, the last 64 KB. */
  output: string
}

/** Runs a command to its end. Never throws: a command that cannot be started gives code null and the reason as output. */
export function run(command: string, args: readonly string[], options: {
  environment: Environment
  cwd?: string
  signal?: AbortSignal | undefined
  /** Ended after this many milliseconds. */
  timeout?: number
  /** Sees the output as it comes. */
  onOutput?: (text: string) => void
}): Promise<Ran> {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      env: { ...options.environment }, stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout, killSignal: 'SIGKILL' as const }),
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        output = (output + text).slice(-65_536)
        options.onOutput?.(text)
      })
    }
    child.once('error', (error) => { resolve({ code: null, output: `${output}${error.message}` }) })
    child.once('close', (code) => { resolve({ code, output }) })
  })
}

/** The full path of the first program of this name on the environment's PATH, or null. */
export async function findOnPath(name: string, environment: Environment): Promise<string | null> {
  for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue
    const file = join(folder, name)
    if (await isExecutable(file)) return file
  }
  return null
}

export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(() => true, () => false)
}

/** The last lines of a text, for the end of an error message. */
export function lastLines(text: string, count = 15): string {
  return text.trimEnd().split(/\r?\n|\r/).slice(-count).join('\n')
}
