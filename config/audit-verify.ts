import { EnvironmentProblem, readEnv } from './env.ts'
import { linkFaults } from '../processes/law/link-faults.ts'
import { openStore } from '../store/store.ts'

/*
 * `npm run -s audit:verify [hash]`: proves that the audit trail is whole, or names the first broken link and ends with 1. With the hash
 * of an anchor that was printed earlier and kept elsewhere, also that nothing before that anchor was rewritten as a whole.
 */

const whole = (count: number, one: string, many = `${one}s`) => `${String(count)} ${count === 1 ? one : many}`

try {
  const { MONGODB_URI } = readEnv()
  if (!MONGODB_URI) throw new EnvironmentProblem('Set MONGODB_URI: the database whose audit trail is to be verified. The local one of npm start: mongodb://127.0.0.1:27017/motcua?directConnection=true')
  const store = await openStore(MONGODB_URI)
  const { subjects, events, erased, anchors, lastAnchor, broken } = await store.audit.verifyAll(process.argv[2]).finally(() => store.close())
  const looked = `${whole(events, 'event')} of ${whole(subjects, 'chain')}, ${whole(anchors, 'anchor')}${erased > 0 ? `; the details of ${whole(erased, 'event')} were erased by an act` : ''}`
  if (broken) {
    const where = broken.kind === 'anchor' ? `anchor ${String(broken.number)}` : `${broken.subject}, revision ${String(broken.number)}`
    process.stdout.write(`The audit trail is broken at ${where}: ${linkFaults[broken.fault].en}\n(${broken.fault}; looked at ${looked})\n`)
    process.exitCode = 1
  } else {
    process.stdout.write(`The audit trail is whole: ${looked}.\n${lastAnchor ? `Keep this elsewhere, and give it to the next verification: ${lastAnchor}\n` : ''}`)
  }
} catch (error) {
  process.stderr.write(`The audit trail could not be verified: ${(error as Error).message}\n`)
  process.exitCode = 2
}
