import { setTimeout as sleep } from 'node:timers/promises'
import type { Temporal } from 'temporal-polyfill'
import type { Log } from './log.ts'
import type { Audit } from '../store/audit.ts'

/** How long an event may wait for its anchor, in ms: what is dropped within it together with its dossier leaves no trace. */
const every = 60_000

/** Anchors the audit trail every minute; any number of processes may do it, one of them succeeds. */
export function createSealer({ audit, log, now }: { audit: Audit, log: Log, now: () => Temporal.Instant }) {
  const stopping = new AbortController()
  let sealing: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(every * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => undefined)
      try {
        while (!stopping.signal.aborted && await audit.seal(now()) > 0);
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'the audit trail could not be anchored; the next minute tries again')
      }
    }
  }

  return {
    start() { sealing = run() },
    async stop() {
      stopping.abort()
      await sealing
    },
  }
}
