import { setTimeout as sleep } from 'node:timers/promises'
import { CallRefused, type Webhooks } from './call-webhook.ts'
import type { Log } from './log.ts'
import { failureCode, isPermanent } from './notify/failures.ts'
import type { Notifier } from './notify/notifier.ts'
import type { Engine } from './zeebe.ts'
import type { Files } from '../store/files.ts'
import type { Command, MailCommand, Outbox, OutboxEntry } from '../store/outbox.ts'

/** How long the engine remembers a message's id and refuses it as a duplicate, in ms; the outbox gives up long before. */
const messageTimeToLive = 24 * 3600 * 1000

/** Commands under way at once: beyond some thirty the engine refuses for back-pressure. */
const mostAtOnce = 24

const backOff = (attempts: number) => Math.min(60_000, 250 * 2 ** attempts) * (0.5 + Math.random() / 2)

/** How often a mail, an SMS or a webhook is tried, and how long after each failure it waits for the next attempt, in ms. */
export interface Patience { readonly attempts: number, readonly wait: (attempts: number) => number }

/** Some eight hours: an evening's outage of the mail server is survived, and a morning later somebody can still telephone. */
const usualPatience: Patience = { attempts: 12, wait: (attempts) => Math.min(3600_000, 15_000 * 4 ** attempts) * (0.5 + Math.random() / 2) }

const isSending = ({ kind }: Command) => kind === 'send-mail' || kind === 'send-sms' || kind === 'call-webhook'

/**
 * Turns outbox entries into commands: at once after the commit that wrote them, and again until acknowledged. What another
 * process left behind is taken over when its lease has run out. The engine is told until it listens; a mail, an SMS or a webhook that is
 * refused for good, or too often, is given up and left to the administrator.
 */
export function createRelay({ outbox, files, engine, notifier, webhooks, log, patience = usualPatience }: {
  outbox: Outbox, files: Pick<Files, 'find'>, engine: Engine, notifier: Notifier, webhooks: Webhooks, log: Log, patience?: Patience
}) {
  const underWay = new Set<Promise<void>>()
  const backlog: OutboxEntry[] = []
  const stopping = new AbortController()
  let sweeping: Promise<void> = Promise.resolve()

  /** A file is read when the mail is sent, and again at the next attempt; one that is gone does not keep the mail back. */
  async function sendMail({ attachment, ...mail }: MailCommand, dossier: string, id: string): Promise<void> {
    const found = attachment && await files.find(attachment.id, dossier)
    await notifier.sendMail({ ...mail, id, ...(found && { attachment: { name: found.file.name, type: found.file.type, content: found.content } }) })
  }

  function tell(command: Command, dossier: string, id: string): Promise<unknown> {
    switch (command.kind) {
      case 'publish-message': return engine.publishMessage({ ...command, timeToLive: messageTimeToLive })
      case 'complete-job': return engine.completeJob(command.jobKey, command.variables)
      case 'cancel-instance': return engine.cancelInstance(command.processInstanceKey)
      case 'set-variables': return engine.setVariables(command.processInstanceKey, command.variables)
      case 'send-mail': return sendMail(command, dossier, id)
      case 'send-sms': return notifier.sendSms(command)
      case 'call-webhook': return webhooks.call(command)
    }
  }

  async function send({ id, dossier, command, attempts }: OutboxEntry): Promise<void> {
    try {
      await tell(command, dossier, id)
      await outbox.acknowledge(id)
    } catch (error) {
      await noteFailure({ id, dossier, command, attempts }, error).catch(() => undefined) // its lease runs out anyway
    }
  }

  async function noteFailure({ id, dossier, command, attempts }: Omit<OutboxEntry, 'leasedUntil'>, error: unknown): Promise<void> {
    const facts = { dossier, command: command.kind, attempts, error: isSending(command) ? failureCode(error) : (error as Error).message }
    if (isSending(command) && (isPermanent(error) || error instanceof CallRefused && error.isFinal || attempts + 1 >= patience.attempts)) {
      log.warn(facts, 'a message was given up')
      if (dossier === '') await outbox.acknowledge(id) // an answer to somebody who has no part in any dossier, and may ask again
      else await outbox.giveUp(id, facts.error) // the administrator decides
      return
    }
    log.warn(facts, 'a command was not acknowledged')
    await outbox.postpone(id, isSending(command) ? patience.wait(attempts) : backOff(attempts), facts.error)
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
