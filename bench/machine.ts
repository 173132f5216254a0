import { readFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

export interface Machine { readonly cpu: string, readonly cores: number, readonly memoryGb: number, readonly node: string, readonly load: number, readonly kernel: string }

/** On what was measured, and how busy it was with other things. */
export async function machine(): Promise<Machine> {
  const kernel = await readFile('/proc/sys/kernel/osrelease', 'utf8').catch(() => process.platform)
  return { cpu: cpus()[0]?.model.trim() ?? '', cores: availableParallelism(), memoryGb: Math.round(totalmem() / 1024 ** 3), node: process.version, load: Math.round((loadavg()[0] ?? 0) * 10) / 10, kernel: kernel.trim() }
}

export interface Times { readonly p50: number, readonly p95: number, readonly p99: number, readonly count: number }

export function timesOf(milliseconds: readonly number[]): Times {
  const sorted = [...milliseconds].sort((a, b) => a - b)
  const at = (part: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0) * 10) / 10
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length }
}
