import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'
import type { SlipKind } from '../processes/law/slips.ts'

/** An issued form (01-04, stop notice) with the facts that it states: printing it again later gives the same words. */
export interface Slip {
  readonly id: string
  readonly dossier: string
  readonly kind: SlipKind
  /** Running number of the issuing unit and year, as in '12/PBS-TTPVHCC'. */
  readonly number: string
  readonly issuedAt: Temporal.Instant
  readonly issuedBy: string
  readonly facts: Readonly<Record<string, unknown>>
}

type Row = Omit<Slip, 'id' | 'issuedAt'> & { _id: string, issuedAt: Date }

const schema = new Schema<Row>({
  _id: String, dossier: String, kind: String, number: String, issuedAt: Date, issuedBy: String, facts: Schema.Types.Mixed,
}, { minimize: false })
schema.index({ dossier: 1, issuedAt: 1 })

const read = ({ _id, ...row }: Row): Slip => ({ ...row, id: _id, issuedAt: toInstant(row.issuedAt) })

export function createSlips(connection: Connection) {
  const model = connection.model('Slip', schema, 'slips')
  return {
    async issue({ id, ...slip }: Slip): Promise<void> {
      await model.create([{ ...slip, _id: id, issuedAt: toDate(slip.issuedAt) }])
    },
    async of(dossier: string): Promise<Slip[]> {
      return (await model.find({ dossier }).sort({ issuedAt: 1, _id: 1 }).lean<Row[]>()).map(read)
    },
    async find(id: string): Promise<Slip | null> {
      const row = await model.findById(id).lean<Row>()
      return row && read(row)
    },
  }
}

export type Slips = ReturnType<typeof createSlips>
