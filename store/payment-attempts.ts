import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'
import type { FeeSubject } from '../processes/law/fees.ts'

/** One try to pay online. Its reference is what the provider knows of us: it names no dossier and no person. */
export interface PaymentAttempt {
  readonly reference: string
  readonly dossier: string
  readonly subject: FeeSubject
  /** In đồng; what the provider says must agree with it. */
  readonly amount: number
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  /** 'returned': the applicant's browser came back saying that it was paid; only the provider's own word makes it 'paid'. */
  readonly state: 'open' | 'returned' | 'paid' | 'failed'
}

type Row = Omit<PaymentAttempt, 'reference' | 'at' | 'expiresAt'> & { _id: string, at: Date, expiresAt: Date }

const schema = new Schema<Row>({ _id: String, dossier: String, subject: String, amount: Number, at: Date, expiresAt: Date, state: String })
schema.index({ dossier: 1, at: 1 })

const read = ({ _id, at, expiresAt, ...row }: Row): PaymentAttempt => ({ ...row, reference: _id, at: toInstant(at), expiresAt: toInstant(expiresAt) })

export function createPaymentAttempts(connection: Connection) {
  const model = connection.model('PaymentAttempt', schema, 'paymentAttempts')
  return {
    async begin({ reference, at, expiresAt, ...attempt }: Omit<PaymentAttempt, 'state'>): Promise<void> {
      await model.create([{ ...attempt, _id: reference, at: toDate(at), expiresAt: toDate(expiresAt), state: 'open' }])
    },
    async find(reference: string): Promise<PaymentAttempt | null> {
      const row = await model.findById(reference).lean<Row>()
      return row && read(row)
    },
    /** A dossier's attempts, the latest first. */
    async of(dossier: string): Promise<PaymentAttempt[]> {
      return (await model.find({ dossier }).sort({ at: -1, _id: 1 }).limit(50).lean<Row[]>()).map(read)
    },
    /** The browser came back; the provider's word, when it is there already, stands. */
    async noteReturn(reference: string): Promise<void> {
      await model.updateOne({ _id: reference, state: 'open' }, { state: 'returned' })
    },
    /** What the provider said. What was paid once stays paid. */
    async settle(reference: string, state: 'paid' | 'failed'): Promise<void> {
      await model.updateOne({ _id: reference, state: { $ne: 'paid' } }, { state })
    },
  }
}

export type PaymentAttempts = ReturnType<typeof createPaymentAttempts>
