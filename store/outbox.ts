import { randomUUID } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { StoredFile } from './files.ts'
import { toDate, toInstant } from './instants.ts'
import type { Transactions } from './transaction.ts'
import type { DossierState } from '../processes/law/dossier-states.ts'
import { endOfQuiet, type QuietHours } from '../processes/law/quiet-hours.ts'
import type { WebhookEvent } from '../processes/law/webhook-events.ts'

type Variables = Readonly<Record<string, unknown>>

export interface MailCommand {
  readonly kind: 'send-mail'
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** The Message-ID that the mail answers, empty when that one had none; a mail without this tells something of its own accord. */
  readonly answers?: string
  /** A file of the dossier that goes with it, such as a signed result. */
  readonly attachment?: StoredFile
  /** Id of the notice that it carries. */
  readonly notice?: string
}

export interface SmsCommand {
  readonly kind: 'send-sms'
  readonly to: string
  readonly text: string
  /** When it is not to be sent, by the program's clock. */
  readonly quiet?: QuietHours | null
  readonly notice?: string
}

/** Tells another system what has happened to a dossier that it filed, at the address that it has given by then. */
export interface WebhookCommand {
  readonly kind: 'call-webhook'
  readonly client: string
  /** Of the message: the same at every attempt. */
  readonly id: string
  readonly payload: {
    readonly type: WebhookEvent
    readonly timestamp: string
    readonly data: { readonly code: string, readonly reference: string | null, readonly revision: number, readonly state: DossierState, readonly nationalStatus: number }
  }
}

/**
 * What the outside world is to be told once a transaction has been committed. Every command is safe to repeat, except
 * the last three: when the process dies between sending and noting it, a mail or an SMS is sent twice, and a webhook called twice under one id.
 */
export type Command =
  | { kind: 'publish-message', name: string, correlationKey: string, messageId: string, variables: Variables }
  | { kind: 'complete-job', jobKey: string, variables: Variables }
  | { kind: 'cancel-instance', processInstanceKey: string }
  | { kind: 'set-variables', processInstanceKey: string, variables: Variables }
  | MailCommand
  | SmsCommand
  | WebhookCommand

export interface OutboxEntry {
  readonly id: string
  readonly dossier: string
  readonly command: Command
  readonly attempts: number
  /** Until when nobody else takes the entry, in milliseconds of the epoch. */
  readonly leasedUntil: number
}

/** A mail or an SMS that nobody tries to send any more, until the administrator decides. */
export interface FailedSending {
  readonly id: string
  readonly dossier: string
  readonly command: MailCommand | SmsCommand
  readonly attempts: number
  /** What the server answered last, as a code: its words may name the person. */
  readonly error: string
  readonly failedAt: Temporal.Instant
}

/** A call to another system that was given up, until the administrator decides. */
export interface FailedCall extends Omit<FailedSending, 'command'> { readonly command: WebhookCommand }

/** Somebody else has decided about a failed sending meanwhile. */
export class NotFailed extends Error {}

interface Row {
  _id: string, dossier: string, command: Command, attempts: number, lastError?: string, createdAt: Date
  /** When the entry is taken next, by the machines' clock: leases and back-off are between processes. Null: not by itself. */
  dueAt: Date | null
  /** Before when it is not sent, by the program's clock: quiet hours are about people. */
  heldUntil: Date | null
  failedAt: Date | null
}

const schema = new Schema<Row>({
  _id: String,
  dossier: String,
  command: Schema.Types.Mixed,
  attempts: { type: Number, default: 0 },
  dueAt: Date,
  heldUntil: Date,
  failedAt: Date,
  lastError: String,
  createdAt: Date,
}, { minimize: false })
schema.index({ dueAt: 1 })
schema.index({ failedAt: -1 }, { partialFilterExpression: { failedAt: { $type: 'date' } } })

const isSending = (command: Command): command is MailCommand | SmsCommand => command.kind === 'send-mail' || command.kind === 'send-sms'

/**
 * The transactional outbox: commands stored with the fact that calls for them, gone once acknowledged.
 * An entry is born leased to the process that wrote it, which sends it right after its commit; when that process dies,
 * the lease runs out and any relay takes the entry over.
 * @param lease milliseconds
 * @param now the program's clock, by which quiet hours run
 */
export function createOutbox(connection: Connection, transactions: Transactions, { lease, now }: { lease: number, now: () => Temporal.Instant }) {
  const model = connection.model('Outbox', schema, 'outbox')
  let deliver: (entry: OutboxEntry) => void = () => undefined
  const later = (milliseconds: number) => new Date(Date.now() + milliseconds)
  const endOfHold = (command: Command) => command.kind === 'send-sms' && command.quiet ? endOfQuiet(now(), command.quiet) : null
  const isFailed = { failedAt: { $type: 'date' as const } }

  async function decideFailed(id: string, change: () => Promise<{ matchedCount?: number, deletedCount?: number }>): Promise<void> {
    const { matchedCount = 0, deletedCount = 0 } = await change()
    if (matchedCount + deletedCount === 0) throw new NotFailed(`Outbox entry ${id} is not a failed one`)
  }

  return {
    /** Who is handed an entry right after its commit; the relay sets itself here. */
    onEntry(handler: (entry: OutboxEntry) => void) { deliver = handler },

    /** Adds a command to the running transaction; an SMS in quiet hours is held until they end. @throws NoTransaction outside of one */
    async add(dossier: string, command: Command): Promise<void> {
      const held = endOfHold(command)
      const dueAt = held ? new Date() : later(lease)
      const entry: OutboxEntry = { id: randomUUID(), dossier, command, attempts: 0, leasedUntil: dueAt.getTime() }
      transactions.afterCommit(() => { if (!held) deliver(entry) })
      await model.create([{
        _id: entry.id, dossier, command, attempts: 0, dueAt, heldUntil: held && toDate(held), failedAt: null, createdAt: new Date(),
      }])
    },

    /** Takes over one entry whose lease has run out, or whose next attempt is due, and which quiet hours do not hold. */
    async claimDue(): Promise<OutboxEntry | null> {
      for (;;) {
        const dueAt = later(lease)
        const row = await model.findOneAndUpdate(
          { dueAt: { $lte: new Date() }, $or: [{ heldUntil: null }, { heldUntil: { $lte: toDate(now()) } }] }, { dueAt, heldUntil: null }, { sort: { dueAt: 1 } },
        ).lean()
        const held = row && endOfHold(row.command) // it was late already when it came to be sent, or sent again
        if (!held) return row && { id: row._id, dossier: row.dossier, command: row.command, attempts: row.attempts, leasedUntil: dueAt.getTime() }
        await model.updateOne({ _id: row._id }, { dueAt: new Date(), heldUntil: toDate(held) })
      }
    },

    async acknowledge(id: string): Promise<void> {
      await model.deleteOne({ _id: id })
    },

    /** Notes a failed attempt; the next one is due in `backOff` ms. */
    async postpone(id: string, backOff: number, error: string): Promise<void> {
      await model.updateOne({ _id: id }, { $inc: { attempts: 1 }, dueAt: later(backOff), lastError: error.slice(0, 500) })
    },

    /** Notes the last failed attempt: the entry stays for the administrator to decide about. */
    async giveUp(id: string, error: string): Promise<void> {
      await model.updateOne({ _id: id }, { $inc: { attempts: 1 }, dueAt: null, failedAt: toDate(now()), lastError: error.slice(0, 500) })
    },

    /** Mails and SMS that were given up, the latest first. */
    async failed(most: number): Promise<FailedSending[]> {
      const rows = await model.find({ ...isFailed, 'command.kind': { $in: ['send-mail', 'send-sms'] } }).sort({ failedAt: -1 }).limit(most).lean<Row[]>()
      return rows.flatMap(({ _id, dossier, command, attempts, lastError = '', failedAt }) =>
        isSending(command) && failedAt ? [{ id: _id, dossier, command, attempts, error: lastError, failedAt: toInstant(failedAt) }] : [])
    },

    /** Calls to one client that were given up, the latest first. */
    async failedCalls(client: string, most: number): Promise<FailedCall[]> {
      const rows = await model.find({ ...isFailed, 'command.kind': 'call-webhook', 'command.client': client }).sort({ failedAt: -1 }).limit(most).lean<Row[]>()
      return rows.flatMap(({ _id, dossier, command, attempts, lastError = '', failedAt }) =>
        command.kind === 'call-webhook' && failedAt ? [{ id: _id, dossier, command, attempts, error: lastError, failedAt: toInstant(failedAt) }] : [])
    },

    /** Mails and SMS about a dossier that have not gone out, by the notice that they carry. */
    async unsentOf(dossier: string): Promise<{ notice: string, kind: 'send-mail' | 'send-sms', failed: boolean }[]> {
      const rows = await model.find({ dossier }).lean<Row[]>()
      return rows.flatMap(({ command, failedAt }) => isSending(command) && command.notice !== undefined ? [{ notice: command.notice, kind: command.kind, failed: failedAt !== null }] : [])
    },

    async findFailed(id: string): Promise<FailedSending | null> {
      const row = await model.findOne({ _id: id, ...isFailed }).lean<Row>()
      if (!row?.failedAt || !isSending(row.command)) return null
      return { id, dossier: row.dossier, command: row.command, attempts: row.attempts, error: row.lastError ?? '', failedAt: toInstant(row.failedAt) }
    },

    /** Has a failed sending tried again from the start. @throws NotFailed when somebody else has decided about it */
    async sendAgain(id: string): Promise<void> {
      await decideFailed(id, () => model.updateOne({ _id: id, ...isFailed }, { failedAt: null, attempts: 0, dueAt: new Date() }))
    },

    /** Drops a failed sending: the person was told in another way. @throws NotFailed when somebody else has decided about it */
    async drop(id: string): Promise<void> {
      await decideFailed(id, () => model.deleteOne({ _id: id, ...isFailed }))
    },

    /**
     * Entries that are to be acknowledged, and how many of them have failed at least once; SMS held for quiet hours; mails and SMS
     * that were given up.
     */
    async count(): Promise<{ waiting: number, failing: number, held: number, failed: number }> {
      const holding = { heldUntil: { $gt: toDate(now()) }, failedAt: null }
      const [all, failing, held, failed] = await Promise.all([
        model.countDocuments({ failedAt: null }), model.countDocuments({ failedAt: null, attempts: { $gt: 0 } }),
        model.countDocuments(holding), model.countDocuments({ ...isFailed, 'command.kind': { $ne: 'call-webhook' } }),
      ])
      return { waiting: all - held, failing, held, failed }
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
