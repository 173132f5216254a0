import { Temporal } from 'temporal-polyfill'
import { EnvironmentProblem, readEnv } from './env.ts'
import { recountFigures } from './recount-figures.ts'
import { openStore } from '../store/store.ts'

/*
 * `npm run -s figures:recount`: counts the open figures again from the dossiers and ratings, puts the new counts in place of the old, and
 * says where they had differed; then it ends with 1. `npm run -s figures:recount -- --look` only says it.
 */

try {
  const { MONGODB_URI } = readEnv()
  if (!MONGODB_URI) throw new EnvironmentProblem('Set MONGODB_URI: the database whose figures are to be counted again. The local one of npm start: mongodb://127.0.0.1:27017/motcua?directConnection=true')
  const mend = !process.argv.includes('--look')
  const store = await openStore(MONGODB_URI)
  const wrong = await recountFigures(store, Temporal.Now.instant(), { mend }).finally(() => store.close())
  for (const { place, measure, counted, true: truly } of wrong) process.stdout.write(`${place} ${measure}: ${String(counted)} counted, ${String(truly)} true\n`)
  process.stdout.write(wrong.length === 0 ? 'The figures agree with the dossiers.\n' : `${String(wrong.length)} figures did not agree${mend ? '; they do now' : ''}.\n`)
  process.exitCode = wrong.length === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`The figures could not be counted again: ${(error as Error).message}\n`)
  process.exitCode = 2
}
