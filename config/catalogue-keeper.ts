import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'
import { publishEditions } from '../processes/catalogue.ts'
import type { Editions } from '../store/editions.ts'

/** How soon a process knows what another has published, in ms: an edition never begins before the next day. */
const every = 5_000

/** Keeps the catalogue of this process as it is published. */
export function createCatalogueKeeper({ editions, log }: { editions: Editions, log: Log }) {
  const stopping = new AbortController()
  let keeping: Promise<void> = Promise.resolve()

  const refresh = async () => { publishEditions(await editions.published()) }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(every * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      await refresh().catch((error: unknown) => { log.warn({ error: (error as Error).message }, 'the published catalogue could not be read; the next round tries again') })
    }
  }

  return {
    refresh,
    async start() {
      await refresh()
      keeping = run()
    },
    async stop() {
      stopping.abort()
      await keeping
    },
  }
}
