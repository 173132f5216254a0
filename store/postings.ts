import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

/** What somebody has to say about what is posted; who they are is for the agency only. */
export interface Objection { readonly name: string, readonly contact: string, readonly text: string, readonly recordedBy: string | null, readonly at: Temporal.Instant }

/**
 * What of a dossier is posted publicly for a time, with the objections to it (requirement J8). The id says nothing about the dossier:
 * it stands in public addresses.
 */
export interface Posting {
  readonly id: string
  readonly dossier: string
  readonly procedure: string
  readonly bundleVersion: number
  /** The agency that posts. */
  readonly unit: string
  /** The answers that are public, by their question's key. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** 'withdrawn': the dossier was stopped while it was posted. */
  readonly state: 'open' | 'closed' | 'withdrawn'
  readonly objections: readonly Objection[]
  /** The parked job of the procedure that waits for the posting's end. */
  readonly awaitedBy: string
}

interface Row extends Omit<Posting, 'id' | 'from' | 'until' | 'objections'> {
  _id: string, from: Date, until: Date, objections: (Omit<Objection, 'at'> & { at: Date })[]
}

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, dossier: String, procedure: String, bundleVersion: Number, unit: String, facts: mixed, from: Date, until: Date, state: String,
  objections: mixed, awaitedBy: String,
}, { minimize: false })
schema.index({ dossier: 1 })
schema.index({ state: 1, until: 1 })

const read = ({ _id, ...row }: Row): Posting => ({
  ...row, id: _id, from: toInstant(row.from), until: toInstant(row.until), objections: row.objections.map((each) => ({ ...each, at: toInstant(each.at) })),
})

export function createPostings(connection: Connection) {
  const model = connection.model('Posting', schema, 'postings')
  return {
    async publish({ id, from, until, ...rest }: Omit<Posting, 'state' | 'objections'>): Promise<void> {
      await model.create([{ ...rest, _id: id, from: toDate(from), until: toDate(until), state: 'open', objections: [] }])
    },
    async find(id: string): Promise<Posting | null> {
      const row = await model.findById(id).lean<Row>()
      return row && read(row)
    },
    async of(dossier: string): Promise<Posting[]> {
      return (await model.find({ dossier }).sort({ from: 1 }).lean<Row[]>()).map(read)
    },
    /** What is posted now, the one that ends first first. */
    async open(most: number): Promise<Posting[]> {
      return (await model.find({ state: 'open' }).sort({ until: 1, _id: 1 }).limit(most).lean<Row[]>()).map(read)
    },
    /** Keeps an objection; null when the posting is no longer open. */
    async object(id: string, { at, ...objection }: Objection): Promise<Posting | null> {
      const row = await model.findOneAndUpdate(
        { _id: id, state: 'open' }, { $push: { objections: { ...objection, at: toDate(at) } } }, { returnDocument: 'after' },
      ).lean<Row>()
      return row && read(row)
    },
    /** Ends an open posting; null when it has ended before. */
    async close(id: string, state: 'closed' | 'withdrawn'): Promise<Posting | null> {
      const row = await model.findOneAndUpdate({ _id: id, state: 'open' }, { state }, { returnDocument: 'after' }).lean<Row>()
      return row && read(row)
    },
  }
}

export type Postings = ReturnType<typeof createPostings>
