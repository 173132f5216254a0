import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Agencies } from './agencies.ts'
import type { Dossier } from './dossiers.ts'
import { toDate, toInstant } from './instants.ts'
import type { Sequences } from './sequences.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { slipForm, type SlipKind } from '../processes/law/slips.ts'
import { filerOf } from '../processes/papers/slip-facts.ts'
import type { IssuedSlip } from '../processes/papers/slip-paper.ts'

/** An issued form (01-04, stop notice) with the facts that it states: printing it again later gives the same paper, byte for byte. */
export interface Slip extends IssuedSlip { readonly id: string }

export interface NewSlip {
  /** Whoever issues a slip twice under one id gets the first one. */
  readonly id: string
  readonly kind: SlipKind
  readonly unit: string
  readonly issuedBy: string
  readonly at: Temporal.Instant
  /** Where the dossier is looked up, as the QR code has it. */
  readonly lookUp: string
  /** What this kind of slip states beside what all do. */
  readonly facts: Readonly<Record<string, unknown>>
}

type Row = Omit<Slip, 'id' | 'issuedAt'> & { _id: string, issuedAt: Date }

const schema = new Schema<Row>({
  _id: String, dossier: String, kind: String, number: String, issuedAt: Date, issuedBy: String, facts: Schema.Types.Mixed,
}, { minimize: false })
schema.index({ dossier: 1, issuedAt: 1 })
/** A number as it is typed, in whatever case. */
const anyCase = { locale: 'en', strength: 2 }
schema.index({ number: 1, issuedAt: -1 }, { collation: anyCase })

const read = ({ _id, ...row }: Row): Slip => ({ ...row, id: _id, issuedAt: toInstant(row.issuedAt) })

export function createSlips(connection: Connection, { agencies, sequences }: { agencies: Agencies, sequences: Sequences }) {
  const model = connection.model('Slip', schema, 'slips')

  async function find(id: string): Promise<Slip | null> {
    const row = await model.findById(id).lean<Row>()
    return row && read(row)
  }

  return {
    find,

    /**
     * Issues a form with the running number of its unit and year. Who applies, for what, and who issues it are kept as they are now: the
     * paper does not change with them.
     */
    async issue(
      { code, applicant, application, procedure, filedAt }: Pick<Dossier, 'code' | 'applicant' | 'application' | 'procedure' | 'filedAt'>,
      { id, kind, unit, issuedBy, at, lookUp, facts }: NewSlip,
    ): Promise<Slip> {
      const before = await find(id)
      if (before) return before
      const { name, superior, place, phone, calendar: { timeZone } } = await agencies.get(unit)
      const date = at.toZonedDateTimeISO(timeZone).toPlainDate()
      const sequence = await sequences.next(`slip ${unit} ${kind} ${String(date.year)}`)
      const slip: Slip = {
        id, dossier: code, kind, number: `${String(sequence)}/${slipForm(kind, date).numberStyle}`, issuedAt: at, issuedBy,
        facts: {
          unit, applicant, filer: filerOf(application), procedure: procedureOf({ procedure, filedAt }).name, lookUp, timeZone,
          head: { superior: superior.vi, agency: name.vi, place, phone }, ...facts,
        },
      }
      const { id: _id, issuedAt, ...rest } = slip
      await model.create([{ ...rest, _id, issuedAt: toDate(issuedAt) }])
      return slip
    },

    /** The dossiers whose slips have a number, the latest first: each unit counts its own, every year anew. */
    async dossiersNumbered(number: string, most: number): Promise<string[]> {
      const rows = await model.find({ number }, { dossier: 1 }).collation(anyCase).sort({ issuedAt: -1 }).limit(most).lean<Pick<Row, 'dossier'>[]>()
      return [...new Set(rows.map(({ dossier }) => dossier))]
    },

    async of(dossier: string): Promise<Slip[]> {
      return (await model.find({ dossier }).sort({ issuedAt: 1, _id: 1 }).lean<Row[]>()).map(read)
    },
  }
}

export type Slips = ReturnType<typeof createSlips>
