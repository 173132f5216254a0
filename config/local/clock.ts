import { Temporal } from 'temporal-polyfill'
import { setTimeout as sleep } from 'node:timers/promises'

/** The clock of an engine that was started with `controlledClock: true`. Milliseconds are its finest unit. */
export interface ControlledClock {
  /** Holds the engine's clock at this instant. */
  pin(at: Temporal.Instant): Promise<void>
  /** Moves the clock on: a held one to a later held instant, a running one ahead of the machine's. */
  add(duration: Temporal.Duration | Temporal.DurationLike): Promise<void>
  /** Gives the engine the machine's clock again. */
  reset(): Promise<void>
  /** The engine's now: the instant that is held, or the machine's clock with what was added. */
  now(): Temporal.Instant
}

/** @param managementAddress of the engine, `http://127.0.0.1:9600`. */
export function createControlledClock(managementAddress: string): ControlledClock {
  let held: Temporal.Instant | null = null
  let ahead = 0

  async function tell(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Temporal.Instant> {
    for (let tries = 1; ; tries++) {
      try {
        const answer = await fetch(`${managementAddress}/actuator/clock${path}`, {
          method, signal: AbortSignal.timeout(10_000),
          ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        })
        if (!answer.ok) {
          throw new Error(`The engine's clock answered ${answer.status}: was it started with controlledClock? ${await answer.text()}`)
        }
        const { epochMilli } = await answer.json() as { epochMilli: number }
        return Temporal.Instant.fromEpochMilliseconds(epochMilli)
      } catch (error) {
        // `add` is not safe to repeat once it was sent; the others are.
        if (path === '/add' || tries === 3) throw error
        await sleep(100)
      }
    }
  }

  return {
    async pin(at) {
      held = Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds) // first: jobs that the pin sets off must see it
      held = await tell('POST', '/pin', { epochMilli: at.epochMilliseconds })
    },
    async add(duration) {
      const offsetMilli = Temporal.Duration.from(duration).total('milliseconds')
      const now = await tell('POST', '/add', { offsetMilli })
      if (held) held = now
      else ahead += offsetMilli
    },
    async reset() {
      await tell('DELETE', '')
      held = null
      ahead = 0
    },
    now() {
      return held ?? Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds + ahead)
    },
  }
}
