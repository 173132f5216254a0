import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { requirements } from './requirements.ts'

/*
 * `npm run coverage:law`: every row of the requirements with the tests that show it. A test shows a row when its title, or that of a
 * group around it, names the row in parentheses: '… (D4, BT 14.2)'. The number of rows shown never falls below the recorded one.
 */

/** The rows that a title names in parentheses. */
export function rowsNamedIn(title: string): string[] {
  return [...title.matchAll(/\(([^()]*)\)/g)].flatMap(([, inner = '']) => inner.split(/[\s,;:]+/).filter((word) => /^[A-J]\d{1,2}$/.test(word)))
}

/** The full titles of all tests, without running them. */
function titlesOfTests(): string[] {
  const { stdout, stderr, status } = spawnSync('npx', ['mocha', '--dry-run', '--reporter', 'json', 'test/**/*.test.ts'], {
    encoding: 'utf8', maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`mocha could not list the tests\n${stderr}`)
  return (JSON.parse(stdout.slice(stdout.indexOf('{'))) as { tests: { fullTitle: string }[] }).tests.map(({ fullTitle }) => fullTitle)
}

function report(): void {
  const titles = titlesOfTests()
  const showing = requirements.map((row) => ({ ...row, tests: titles.filter((title) => rowsNamedIn(title).includes(row.id)) }))
  for (const { id, text, source, tests } of showing) {
    process.stdout.write(`${tests.length > 0 ? '✔' : '·'} ${id.padEnd(4)}${text.length > 100 ? `${text.slice(0, 99)}…` : text} [${source}]\n`)
    for (const test of tests) process.stdout.write(`       ${test}\n`)
  }
  const shown = showing.filter(({ tests }) => tests.length > 0).length
  const { shown: recorded } = JSON.parse(readFileSync(new URL('./recorded.json', import.meta.url), 'utf8')) as { shown: number }
  process.stdout.write(`${String(shown)} of ${String(requirements.length)} rows shown\n`)
  if (shown < recorded) {
    process.stderr.write(`${String(recorded)} rows were shown before (test/requirements/recorded.json): a row lost its test.\n`)
    process.exitCode = 1
  }
}

if (import.meta.filename === process.argv[1]) report()
