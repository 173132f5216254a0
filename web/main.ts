import { buildAssets } from './build.ts'
import { serve } from './serve.ts'
import { readEnv } from '../config/env.ts'
import { requireServers } from '../config/require-servers.ts'
import { wire } from '../config/wire.ts'

/* The web server alone, over a Zeebe and a MongoDB that run elsewhere: any number of these processes may run. */

await buildAssets()
const deps = await wire(requireServers(readEnv()))
const serving = await serve(deps)
deps.log.info({ address: serving.address }, 'the web server is ready')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void serving.close().then(() => deps.close()).then(() => { process.exit(0) })
  })
}
