import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

/** What became of one dossier; `failed` may be tried again. */
export type SigningOutcome = 'signed' | 'done-before' | 'not-open' | 'changed' | 'taken' | 'refused' | 'failed'

export interface SigningItem {
  readonly task: string
  readonly dossier: string
  /** The dossier's revision when its proposal was shown. */
  readonly seen: number
  /** Null: its turn has not come. */
  readonly outcome: SigningOutcome | null
  /** Who was quicker or is at it, or why it was refused. */
  readonly detail: string | null
  readonly at: Temporal.Instant | null
}

/** Several decisions that a leader signs in one go. */
export interface BulkSigning {
  readonly id: string
  readonly by: string
  readonly items: readonly SigningItem[]
  /** A process is at it. */
  readonly isRunning: boolean
}

interface Row { _id: string, by: string, items: (Omit<SigningItem, 'at'> & { at: Date | null })[], leaseUntil: Date, createdAt: Date }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({ _id: String, by: String, items: mixed, leaseUntil: Date, createdAt: Date }, { minimize: false })
schema.index({ createdAt: 1 }, { expireAfterSeconds: 90 * 24 * 3600 })

/** Milliseconds that one dossier may take before another process may go on, by the machine's clock. */
const lease = 30_000

export function createBulkSignings(connection: Connection) {
  const model = connection.model('BulkSigning', schema, 'bulkSignings')
  const toGoOn = ({ outcome }: Pick<SigningItem, 'outcome'>) => outcome === null || outcome === 'failed'

  return {
    /** Begins one, and says whether it is new: a form that is sent twice begins once. */
    async begin(id: string, by: string, items: readonly Pick<SigningItem, 'task' | 'dossier' | 'seen'>[]): Promise<boolean> {
      const row = { by, items: items.map((each) => ({ ...each, outcome: null, detail: null, at: null })), leaseUntil: new Date(Date.now() + lease), createdAt: new Date() }
      return (await model.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })).upsertedCount === 1
    },

    /** Takes up one that has stopped; false while a process is at it. */
    async takeUp(id: string): Promise<boolean> {
      return (await model.updateOne({ _id: id, leaseUntil: { $lt: new Date() } }, { leaseUntil: new Date(Date.now() + lease) })).modifiedCount === 1
    },

    /** Notes what became of a dossier; part of the transaction that runs, if any. */
    async note(id: string, task: string, { outcome, detail, at }: Pick<SigningItem, 'outcome' | 'detail' | 'at'>): Promise<void> {
      await model.updateOne({ '_id': id, 'items.task': task }, {
        '$set': { 'items.$.outcome': outcome, 'items.$.detail': detail, 'items.$.at': at && toDate(at), 'leaseUntil': new Date(Date.now() + lease) },
      })
    },

    /** Lets go of it: who wants may take it up. */
    async rest(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { leaseUntil: new Date(0) })
    },

    async find(id: string): Promise<BulkSigning | null> {
      const row = await model.findById(id).lean<Row>()
      if (!row) return null
      const items = row.items.map((each) => ({ ...each, at: each.at && toInstant(each.at) }))
      return { id, by: row.by, items, isRunning: row.leaseUntil.getTime() > Date.now() && items.some(toGoOn) }
    },
  }
}

export type BulkSignings = ReturnType<typeof createBulkSignings>
