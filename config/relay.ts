import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'
import type { Notifier } from './notify/notifier.ts'
import type { Engine } from './zeebe.ts'
import type { Command, Outbox, OutboxEntry } from '../store/outbox.ts'

/** How long the engine remembers a message's id and refuses it as a duplicate, in ms; the outbox gives up long before. */
const messageTimeToLive = 24 * 3600 * 1000

/** Commands under way at once: beyond some thirty the engine refuses for back-pressure. */
const mostAtOnce = 24

const backOff = (attempts: number) => Math.min(60_000, 250 * 2 ** attempts) * (0.5 + Math.random() / 2)

/** What servers say of a mail or an SMS that they refuse names the person it is for: only its code is logged. */
function loggable({ kind }: Command, error: unknown): string {
  const { message, name, code } = error as Error & { code?: unknown }
  if (kind !== 'send-mail' && kind !== 'send-sms') return message
  return typeof code === 'string' || typeof code === 'number' ? String(code) : name
}

/**
 * Turns outbox entries into commands: at once after the commit that wrote them, and again until acknowledged. What another
 * process left behind is taken over when its lease has run out.
 */
export function createRelay({ outbox, engine, notifier, log }: { outbox: Outbox, engine: Engine, notifier: Notifier, log: Log }) {
  const underWay = new Set<Promise<void>>()
  const backlog: OutboxEntry[] = []
  const stopping = new AbortController()
  let sweeping: Promise<void> = Promise.resolve()

  function tell(command: Command): Promise<unknown> {
    switch (command.kind) {
      case 'publish-message': return engine.publishMessage({ ...command, timeToLive: messageTimeToLive })
      case 'complete-job': return engine.completeJob(command.jobKey, command.variables)
      case 'cancel-instance': return engine.cancelInstance(command.processInstanceKey)
      case 'send-mail': return notifier.sendMail(command)
      case 'send-sms': return notifier.sendSms(command)
    }
  }

  async function send({ id, dossier, command, attempts }: OutboxEntry): Promise<void> {
    try {
      await tell(command)
      await outbox.acknowledge(id)
    } catch (error) {
      log.warn({ dossier, command: command.kind, attempts, error: loggable(command, error) }, 'a command was not acknowledged')
      await outbox.postpone(id, backOff(attempts), (error as Error).message).catch(() => undefined) // its lease runs out anyway
    }
  }

  function start(entry: OutboxEntry): void {
    if (underWay.size >= mostAtOnce) {
      backlog.push(entry)
      return
    }
    const sending = send(entry).finally(() => {
      underWay.delete(sending)
      const next = nextOfBacklog()
      if (next && !stopping.signal.aborted) start(next)
    })
    underWay.add(sending)
  }

  /** Whose lease has run out while it waited is left to the sweep: another process may have it already. */
  function nextOfBacklog(): OutboxEntry | undefined {
    for (let next = backlog.shift(); next; next = backlog.shift()) if (next.leasedUntil > Date.now()) return next
    return undefined
  }

  async function sweep(): Promise<void> {
    while (!stopping.signal.aborted) {
      const entry = underWay.size < mostAtOnce ? await outbox.claimDue().catch(() => null) : null
      if (entry) start(entry)
      else await sleep(500, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  return {
    start() {
      outbox.onEntry(start)
      sweeping = sweep()
    },
    /** Ends the sweep and waits for the commands under way. */
    async stop() {
      stopping.abort()
      await sweeping
      await Promise.allSettled(underWay)
    },
  }
}

export type Relay = ReturnType<typeof createRelay>
