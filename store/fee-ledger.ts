import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'
import { balanceOf, checkBalanced, type Balance, type Movement } from '../processes/law/fee-book.ts'
import type { FeeSubject } from '../processes/law/fees.ts'

/** A movement as it stands in the ledger. */
export interface BookedMovement extends Movement {
  /** Names what happened in the world: the same thing told twice is booked once. */
  readonly key: string
  readonly dossier: string
  readonly at: Temporal.Instant
  /** Who booked it: a name, or '' for the system and the payment provider. */
  readonly by: string
  /** Number of the receipt, of a payment. */
  readonly receipt: string | null
  /** Such as the provider's number of the transaction, the ground of a refund, the number of its voucher. */
  readonly details: Readonly<Record<string, unknown>>
}

type Row = Omit<BookedMovement, 'key' | 'at' | 'postings'> & { _id: string, at: Date, postings: Movement['postings'], number: number }

const schema = new Schema<Row>({
  _id: String, dossier: String, number: Number, kind: String, subject: String, postings: [{ _id: false, account: String, amount: Number }], at: Date, by: String,
  receipt: String, details: Schema.Types.Mixed,
}, { minimize: false })
/** A dossier's movements are numbered without gaps. */
schema.index({ dossier: 1, number: 1 }, { unique: true })
schema.index({ receipt: 1 }, { unique: true, partialFilterExpression: { receipt: { $type: 'string' } } })

const read = ({ _id, dossier, kind, subject, postings, at, by, receipt, details }: Row): BookedMovement => ({
  key: _id, dossier, kind, subject, postings: postings.map(({ account, amount }) => ({ account, amount })), at: toInstant(at), by, receipt, details,
})

/**
 * The ledger of fees: double entry and append-only, every movement sums to zero (requirement C5). Nothing is ever changed or taken
 * out; a mistake is booked back.
 */
export function createFeeLedger(connection: Connection) {
  const model = connection.model('FeeMovement', schema, 'feeMovements')
  const of = async (dossier: string, subject?: FeeSubject) =>
    (await model.find({ dossier, ...(subject && { subject }) }).sort({ number: 1 }).lean<Row[]>()).map(read)

  return {
    /** @throws UnbalancedMovement; a duplicate-key error when the key has been booked: look with `find` first, in the same transaction */
    async book({ key, at, ...movement }: BookedMovement): Promise<void> {
      checkBalanced(movement.postings)
      const number = 1 + await model.countDocuments({ dossier: movement.dossier })
      await model.create([{ ...movement, _id: key, at: toDate(at), number }])
    },

    async find(key: string): Promise<BookedMovement | null> {
      const row = await model.findById(key).lean<Row>()
      return row && read(row)
    },

    async findByReceipt(receipt: string): Promise<BookedMovement | null> {
      const row = await model.findOne({ receipt }).lean<Row>()
      return row && read(row)
    },

    /** The movements of a dossier, the first first. */
    of,

    async balanceOf(dossier: string, subject?: FeeSubject): Promise<Balance> {
      return balanceOf(await of(dossier, subject))
    },

    /** Sum of all postings of all dossiers: 0, or the ledger is broken. */
    async total(): Promise<number> {
      const [found] = await model.aggregate<{ total: number }>([
        { $unwind: '$postings' }, { $group: { _id: null, total: { $sum: '$postings.amount' } } },
      ])
      return found?.total ?? 0
    },
  }
}

export type FeeLedger = ReturnType<typeof createFeeLedger>
