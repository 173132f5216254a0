import { runWorkers } from './worker.ts'
import { declareJobTypes } from './job-types.ts'
import { workers } from './list.ts'
import { readEnv } from '../config/env.ts'
import { requireServers } from '../config/require-servers.ts'
import { wire } from '../config/wire.ts'

/* The workers alone, over a Zeebe and a MongoDB that run elsewhere: any number of these processes may run. */

const deps = await wire(requireServers(readEnv()))
await declareJobTypes(deps)
const working = runWorkers(workers, deps)
deps.log.info({ types: workers.length }, 'the workers are ready')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void working.stop().then(() => deps.close()).then(() => { process.exit(0) })
  })
}
