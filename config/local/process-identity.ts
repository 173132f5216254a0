import { readFile } from 'node:fs/promises'
import { systemCode } from './problem.ts'
import { run } from './run.ts'

/**
 * What tells a process from a later one that got the same number: its start time (with the machine's boot) and its
 * program. Null when no such process runs.
 */
export async function identify(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return identifyOnLinux(pid)
  const { code, output } = await run('ps', ['-o', 'lstart=,comm=', '-p', String(pid)], { environment: { PATH: '/bin:/usr/bin' } })
  return code === 0 && output.trim() !== '' ? output.trim() : null
}

async function identifyOnLinux(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'), readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ])
    // `pid (name, which may hold anything) state ppid … starttime`: the 1st and the 20th after the name (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, started] = [fields[0], fields[19]]
    if (state === 'Z' || started === undefined) return null
    return `${boot.trim()} ${started}`
  } catch {
    return null
  }
}

/** Sends a signal; a process that is gone already is no error. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}
