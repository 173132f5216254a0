import { setTimeout as sleep } from 'node:timers/promises'
import type { Temporal } from 'temporal-polyfill'
import type { Log } from './log.ts'
import type { Figures } from '../store/figures.ts'
import type { Ratings } from '../store/ratings.ts'

/** How old the open figures may be, in ms. */
const every = 3_000

/** Counts into the open figures what has happened since; any number of processes may do it, each act is counted once. */
export function createCounter({ figures, ratings, log, now }: { figures: Figures, ratings: Ratings, log: Log, now: () => Temporal.Instant }) {
  const stopping = new AbortController()
  let counting: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(every * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => undefined)
      try {
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
