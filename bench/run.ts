import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readEnv } from '../config/env.ts'
import { startMongod } from '../config/local/mongod.ts'
import { createProgress } from '../config/local/progress.ts'
import { measure, openDesk, type Desk } from './desk.ts'
import { fill } from './fill.ts'
import { machine } from './machine.ts'

/*
 * `npm run bench -- [--quick] [--json] [--sizes 10000,200000] [--rounds 100] [--open 1000] [--seed 1]`: the pages of the desk over
 * HTTP at several numbers of dossiers, asked in turn. It starts a MongoDB of its own; nothing is a timed test.
 */

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, sizes: { type: 'string', default: '10000,200000' }, rounds: { type: 'string' }, open: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, },
})
const sizes = values.sizes.split(',').map(Number)
const rounds = Number(values.rounds ?? (values.quick ? 40 : 200))
const [open, seed] = [Number(values.open), Number(values.seed)]
const say = (line: string) => { process.stderr.write(`${line}\n`) }

const { CACHE_FOLDER, environment } = readEnv()
const folder = await mkdtemp(path.join(tmpdir(), 'motcua-bench-'))
const mongod = await startMongod({ dataFolder: folder, cacheFolder: CACHE_FOLDER, environment, progress: createProgress(process.stderr), port: 'free', cacheSize: 2 })
const desks: Desk[] = []
try {
  const scale = []
  for (const count of sizes) {
    const uri = mongod.uri.replace('/motcua?', `/bench${String(count)}?`)
    const filled = await fill(uri, { count, open, seed })
    say(`${String(count)} dossiers written with their indexes in ${filled.seconds.toFixed(1)} s (${String(Math.round(filled.perSecond))} a second), counted in ${filled.countSeconds.toFixed(1)} s`)
    desks.push(await openDesk(uri, filled, { count, seed, open }))
    scale.push({ dossiers: filled.dossiers, writtenPerSecond: Math.round(filled.perSecond), countedSeconds: Math.round(filled.countSeconds * 10) / 10 })
  }
  const pages = await measure(desks, { rounds, warm: values.quick ? 5 : 10 }, ({ page, times, cpu, ratio }) => {
    say(`${page.padEnd(32)}${times.map(({ p50, p95, p99 }) => `${String(p50)} / ${String(p95)} / ${String(p99)}`.padStart(26)).join('')}   ×${String(ratio)}   cpu ${cpu.join(' / ')} ms`)
  })
  const result = {
    machine: await machine(), rounds, open,
    scale: await Promise.all(scale.map(async (each, index) => ({ ...each, webMb: await desks[index]?.rss(), pages: Object.fromEntries(pages.map(({ page, times, cpu }) => [page, times[index] && { ...times[index], cpu: cpu[index] ?? 0 }])) }))),
    desk: { p95Ms: Math.max(...pages.map(({ times }) => times.at(-1)?.p95 ?? 0)), ratios: Object.fromEntries(pages.map(({ page, ratio }) => [page, ratio])) },
  }
  process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : `${table(result)}\n`)
} finally {
  for (const desk of desks) await desk.stop()
  await mongod.stop()
  await rm(folder, { recursive: true, force: true })
}

function table({ machine: { cpu, cores, memoryGb, node, load, kernel }, scale, desk }: { machine: Awaited<ReturnType<typeof machine>>, scale: readonly { dossiers: number, writtenPerSecond: number, webMb: number | undefined, pages: Record<string, { p50: number, p95: number, p99: number, cpu: number } | undefined> }[], desk: { ratios: Record<string, number> } }): string {
  const head = `| page | ${scale.map(({ dossiers }) => `${dossiers.toLocaleString('en')} dossiers`).join(' | ')} | ratio of medians |`
  const rows = Object.keys(desk.ratios).map((page) => `| ${page} | ${scale.map(({ pages }) => [pages[page]?.p50, pages[page]?.p95, pages[page]?.p99].map((each) => (each ?? 0).toFixed(0)).join(' / ') + ` (${String(pages[page]?.cpu ?? 0)})`).join(' | ')} | ${String(desk.ratios[page])} |`)
  return [
    `${cpu}, ${String(cores)} cores, ${String(memoryGb)} GB, Linux ${kernel}, Node ${node}, load ${String(load)}. Milliseconds: p50 / p95 / p99 (processor time of the web process).`, '', head, `| --- |${scale.map(() => ' --- |').join('')} --- |`, ...rows, '',
    `Written: ${scale.map(({ writtenPerSecond }) => `${writtenPerSecond.toLocaleString('en')}/s`).join(', ')}. Memory of the web process: ${scale.map(({ webMb }) => `${String(webMb)} MB`).join(', ')}.`,
  ].join('\n')
}
