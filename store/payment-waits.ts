import { Schema, type Connection } from 'mongoose'
import type { FeeSubject } from '../processes/law/fees.ts'
import type { Limit } from '../processes/law/limit.ts'

/** A parked job of a procedure that goes on once what is owed has been paid. */
export interface PaymentWait {
  readonly jobKey: string
  readonly dossier: string
  readonly subject: FeeSubject
  /** Which clock stands meanwhile, if any. */
  readonly clock: 'reception' | 'settlement' | null
  /** The limit that runs from the proof of payment, in place of the rest of the first one (ĐT138, 5.3). */
  readonly then: Limit | null
  /** The article by which the clock stands. */
  readonly basis: string
}

type Row = Omit<PaymentWait, 'jobKey'> & { _id: string }

const schema = new Schema<Row>({ _id: String, dossier: String, subject: String, clock: String, then: Schema.Types.Mixed, basis: String })
schema.index({ dossier: 1 })

const read = ({ _id, dossier, subject, clock, then, basis }: Row): PaymentWait => ({ jobKey: _id, dossier, subject, clock, then, basis })

export function createPaymentWaits(connection: Connection) {
  const model = connection.model('PaymentWait', schema, 'paymentWaits')
  return {
    async add({ jobKey, ...wait }: PaymentWait): Promise<void> {
      await model.create([{ ...wait, _id: jobKey }])
    },
    async find(jobKey: string): Promise<PaymentWait | null> {
      const row = await model.findById(jobKey).lean<Row>()
      return row && read(row)
    },
    async of(dossier: string): Promise<PaymentWait[]> {
      return (await model.find({ dossier }).sort({ _id: 1 }).lean<Row[]>()).map(read)
    },
    async end(jobKeys: readonly string[]): Promise<void> {
      await model.deleteMany({ _id: { $in: jobKeys } })
    },
  }
}

export type PaymentWaits = ReturnType<typeof createPaymentWaits>
