import { spawn } from 'node:child_process'

/*
 * `npm test`: the tests in two halves side by side, since much of each is waiting: what is seen in a browser and what survives a kill,
 * and all the rest. Each half has an engine, a database and a clock of its own; what the second one prints follows when the first has ended.
 */

const apart = ['test/browser', 'test/faults']
const halves = [
  apart.map((room) => `${room}/**/*.test.ts`),
  ['test/**/*.test.ts', ...apart.flatMap((room) => ['--ignore', `${room}/**`])],
]

/** Runs mocha; resolves with its exit code and what it printed, unless that is shown at once. */
function mocha(options: readonly string[], shown: 'at once' | 'afterwards'): Promise<{ code: number, printed: string }> {
  const child = spawn('npx', ['mocha', ...options], { stdio: ['ignore', shown === 'at once' ? 'inherit' : 'pipe', shown === 'at once' ? 'inherit' : 'pipe'] })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => printed.push(part))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => { resolve({ code: code ?? 1, printed: Buffer.concat(printed).toString('utf8') }) })
  })
}

const [first, second] = await Promise.all(halves.map((options, half) => mocha(options, half === 0 ? 'at once' : 'afterwards')))
process.stdout.write(second?.printed ?? '')
process.exitCode = first?.code || second?.code || 0
