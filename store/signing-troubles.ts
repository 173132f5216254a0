import type { Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

/** A result that waits because it cannot be signed: since when, how often it was tried, and why not. */
export interface SigningTrouble {
  readonly dossier: string
  readonly unit: string
  readonly why: string
  readonly since: Temporal.Instant
  readonly last: Temporal.Instant
  readonly tries: number
}

interface Row { _id: string, unit: string, why: string, since: Date, last: Date, tries: number }

/**
 * What waits for a signature, as the administrator is told. By the bare driver, outside of the transaction that runs: that one fails, and this
 * is to stay.
 */
export function createSigningTroubles(connection: Connection) {
  const rows = () => {
    if (!connection.db) throw new Error('createSigningTroubles needs an open connection')
    return connection.db.collection<Row>('signingTroubles')
  }
  return {
    async note(dossier: string, { unit, why, at }: { unit: string, why: string, at: Temporal.Instant }): Promise<void> {
      await rows().updateOne({ _id: dossier }, { $set: { unit, why, last: toDate(at) }, $setOnInsert: { since: toDate(at) }, $inc: { tries: 1 } }, { upsert: true })
    },
    async clear(dossier: string): Promise<void> {
      await rows().deleteOne({ _id: dossier })
    },
    /** The longest first, and how many there are. */
    async all(most: number): Promise<{ shown: SigningTrouble[], total: number }> {
      const [found, total] = await Promise.all([rows().find().sort({ since: 1, _id: 1 }).limit(most).toArray(), rows().countDocuments()])
      return { shown: found.map(({ _id, since, last, ...row }) => ({ ...row, dossier: _id, since: toInstant(since), last: toInstant(last) })), total }
    },
  }
}

export type SigningTroubles = ReturnType<typeof createSigningTroubles>
