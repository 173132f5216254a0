import { randomUUID } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import { sha256 } from './canonical.ts'

/** What was answered to a request: told again, word for word, to whoever repeats it. */
export interface KeptAnswer { readonly status: number, readonly body: unknown, readonly location?: string }

/** How a request with a key begins: it is new, it was answered before, it is under way, or the key was used for another request. */
export type Beginning = { state: 'new', lease: string } | { state: 'answered', answer: KeptAnswer } | { state: 'under-way' } | { state: 'other-request' }

/** The process that had begun the request has lost it to another one, which answers in its place. */
export class LeaseLost extends Error {}

interface Row { _id: string, fingerprint: string, lease: string, leasedUntil: Date, answer: KeptAnswer | null, at: Date }

const schema = new Schema<Row>({ _id: String, fingerprint: String, lease: String, leasedUntil: Date, answer: Schema.Types.Mixed, at: Date }, { minimize: false })
/** A request is not repeated after two days. */
schema.index({ at: 1 }, { expireAfterSeconds: 48 * 3600 })

/**
 * The keys under which clients send requests that must not have their effect twice (header Idempotency-Key). The answer is kept in the
 * transaction of the fact: a crash in between leaves neither. Keys, leases and ends run by the machines' clock.
 * @param lease milliseconds after which a request that was not answered may be taken over: its process died
 */
export function createRequestKeys(connection: Connection, { lease: period = 60_000 } = {}) {
  const model = connection.model('RequestKey', schema, 'requestKeys')
  const idOf = (client: string, key: string) => sha256(`${client} ${key}`)

  return {
    /** Takes a key for a request, whose fingerprint says which one it is. */
    async begin(client: string, key: string, fingerprint: string): Promise<Beginning> {
      const _id = idOf(client, key)
      const lease = randomUUID()
      const now = new Date()
      const fresh = { lease, leasedUntil: new Date(now.getTime() + period) }
      const { upsertedCount } = await model.updateOne({ _id }, { $setOnInsert: { fingerprint, answer: null, at: now, ...fresh } }, { upsert: true })
      if (upsertedCount > 0) return { state: 'new', lease }
      const before = await model.findById(_id).lean<Row>()
      if (before && before.fingerprint !== fingerprint) return { state: 'other-request' }
      if (before?.answer) return { state: 'answered', answer: before.answer }
      const { matchedCount } = await model.updateOne({ _id, answer: null, leasedUntil: { $lte: now } }, fresh)
      return matchedCount > 0 ? { state: 'new', lease } : { state: 'under-way' }
    },

    /** Keeps the answer, in the running transaction. @throws LeaseLost when somebody else has taken the request over */
    async answer(client: string, key: string, lease: string, answer: KeptAnswer): Promise<void> {
      const { matchedCount } = await model.updateOne({ _id: idOf(client, key), lease, answer: null }, { answer })
      if (matchedCount === 0) throw new LeaseLost('The request was taken over')
    },

    /** Gives the key back: the request was refused, and nothing has happened. */
    async release(client: string, key: string, lease: string): Promise<void> {
      await model.deleteOne({ _id: idOf(client, key), lease, answer: null })
    },
  }
}

export type RequestKeys = ReturnType<typeof createRequestKeys>
