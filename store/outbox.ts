import { randomUUID } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Transactions } from './transaction.ts'

type Variables = Readonly<Record<string, unknown>>

/**
 * What the outside world is to be told once a transaction has been committed. Every command is safe to repeat, except
 * the last two: when the process dies between sending and noting it, a mail or an SMS is sent twice.
 */
export type Command =
  | { kind: 'publish-message', name: string, correlationKey: string, messageId: string, variables: Variables }
  | { kind: 'complete-job', jobKey: string, variables: Variables }
  | { kind: 'cancel-instance', processInstanceKey: string }
  | { kind: 'send-mail', to: string, subject: string, text: string }
  | { kind: 'send-sms', to: string, text: string }

export interface OutboxEntry {
  readonly id: string
  readonly dossier: string
  readonly command: Command
  readonly attempts: number
  /** Until when nobody else takes the entry, in milliseconds of the epoch. */
  readonly leasedUntil: number
}

interface Row { _id: string, dossier: string, command: Command, attempts: number, dueAt: Date, lastError?: string, createdAt: Date }

const schema = new Schema<Row>({
  _id: String,
  dossier: String,
  command: Schema.Types.Mixed,
  attempts: { type: Number, default: 0 },
  dueAt: Date,
  lastError: String,
  createdAt: Date,
}, { minimize: false })
schema.index({ dueAt: 1 })

/**
 * The transactional outbox: commands stored with the fact that calls for them, gone once acknowledged.
 * An entry is born leased to the process that wrote it, which sends it right after its commit; when that process dies,
 * the lease runs out and any relay takes the entry over.
 * @param lease milliseconds
 */
export function createOutbox(connection: Connection, transactions: Transactions, lease: number) {
  const model = connection.model('Outbox', schema, 'outbox')
  let deliver: (entry: OutboxEntry) => void = () => undefined
  const later = (milliseconds: number) => new Date(Date.now() + milliseconds)

  return {
    /** Who is handed an entry right after its commit; the relay sets itself here. */
    onEntry(handler: (entry: OutboxEntry) => void) { deliver = handler },

    /** Adds a command to the running transaction. @throws NoTransaction outside of one */
    async add(dossier: string, command: Command): Promise<void> {
      const dueAt = later(lease)
      const entry: OutboxEntry = { id: randomUUID(), dossier, command, attempts: 0, leasedUntil: dueAt.getTime() }
      transactions.afterCommit(() => { deliver(entry) })
      await model.create([{ _id: entry.id, dossier, command, attempts: 0, dueAt, createdAt: new Date() }])
    },

    /** Takes over one entry whose lease has run out, or whose next attempt is due. */
    async claimDue(): Promise<OutboxEntry | null> {
      const dueAt = later(lease)
      const row = await model.findOneAndUpdate({ dueAt: { $lte: new Date() } }, { dueAt }, { sort: { dueAt: 1 } }).lean()
      return row && { id: row._id, dossier: row.dossier, command: row.command, attempts: row.attempts, leasedUntil: dueAt.getTime() }
    },

    async acknowledge(id: string): Promise<void> {
      await model.deleteOne({ _id: id })
    },

    /** Notes a failed attempt; the next one is due in `backOff` ms. */
    async postpone(id: string, backOff: number, error: string): Promise<void> {
      await model.updateOne({ _id: id }, { $inc: { attempts: 1 }, dueAt: later(backOff), lastError: error.slice(0, 500) })
    },

    /** Entries not acknowledged yet, and how many of them have failed at least once. */
    async count(): Promise<{ waiting: number, failing: number }> {
      const [waiting, failing] = await Promise.all([model.countDocuments(), model.countDocuments({ attempts: { $gt: 0 } })])
      return { waiting, failing }
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
