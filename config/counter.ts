import { setTimeout as sleep } from 'node:timers/promises'
import type { Temporal } from 'temporal-polyfill'
import type { Log } from './log.ts'
import { recountFigures } from './recount-figures.ts'
import type { Store } from '../store/store.ts'

/** How old the open figures may be, in ms. */
const every = 3_000

/** Counts into the open figures what has happened since; any number of processes may do it, each act is counted once. */
export function createCounter({ store, log, now }: { store: Pick<Store, 'figures' | 'ratings' | 'dossiers'>, log: Log, now: () => Temporal.Instant }) {
  const { figures, ratings } = store
  const stopping = new AbortController()
  let counting: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(every * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => undefined)
      try {
        if (await figures.isNew()) await recountFigures(store, now(), { mend: true })
        while (!stopping.signal.aborted && await figures.count(now()) > 0);
        while (!stopping.signal.aborted && await ratings.count(now()) > 0);
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'the open figures could not be counted; the next round tries again')
      }
    }
  }

  return {
    start() { counting = run() },
    async stop() {
      stopping.abort()
      await counting
    },
  }
}
