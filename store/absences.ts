import { randomUUID } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Doing } from './accounts.ts'
import type { Events } from './events.ts'
import type { Transactions } from './transaction.ts'
import { absenceFault, type Absence, type AbsenceFault } from '../processes/law/absences.ts'

export interface KeptAbsence extends Absence {
  readonly id: string
  readonly unit: string
}

interface Row extends Absence { _id: string, unit: string, undone: boolean }

const schema = new Schema<Row>({ _id: String, person: String, substitute: String, unit: String, from: String, until: String, undone: Boolean })
schema.index({ unit: 1, until: 1 })
schema.index({ substitute: 1, until: 1 })

/** One row per unit, written with each absence: two that are said at once wait for each other, and see each other. */
const turnSchema = new Schema<{ _id: string, turns: number }>({ _id: String, turns: Number })

const read = ({ _id, undone: _, ...row }: Row): KeptAbsence => ({ ...row, id: _id })

export class AbsenceRefused extends Error {
  readonly fault: AbsenceFault
  constructor(fault: AbsenceFault) {
    super(`The absence is refused: ${fault}`)
    this.fault = fault
  }
}

/** Who of the staff is away, and who does their work meanwhile (requirements B5, B6; TN 18.5); each is an act of the audit trail. */
export function createAbsences(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('Absence', schema, 'absences')
  const turns = connection.model('AbsenceTurn', turnSchema, 'absenceTurns')

  return {
    /** @throws AbsenceRefused */
    async add(wanted: Omit<KeptAbsence, 'id'>, today: string, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        await turns.updateOne({ _id: wanted.unit }, { $inc: { turns: 1 } }, { upsert: true })
        const known = await model.find({ unit: wanted.unit, undone: false, until: { $gte: today } }).lean<Row[]>()
        const fault = absenceFault(wanted, known, today)
        if (fault) throw new AbsenceRefused(fault)
        await model.create([{ ...wanted, _id: randomUUID(), undone: false }])
        await events.note({ ...doing, subject: `account/${wanted.person}`, act: 'set-absence', onBehalfOf: wanted.unit, details: { from: wanted.from, until: wanted.until, substitute: wanted.substitute } })
      })
    },

    /** Undoes an absence, from this moment on. False when it was over or undone. */
    async end(id: string, today: string, doing: Doing): Promise<boolean> {
      return transactions.run(async () => {
        const row = await model.findOneAndUpdate({ _id: id, undone: false, until: { $gte: today } }, { undone: true }).lean<Row>()
        if (row) await events.note({ ...doing, subject: `account/${row.person}`, act: 'end-absence', onBehalfOf: row.unit, details: { from: row.from, until: row.until, substitute: row.substitute } })
        return row !== null
      })
    },

    async find(id: string): Promise<KeptAbsence | null> {
      const row = await model.findOne({ _id: id, undone: false }).lean<Row>()
      return row && read(row)
    },

    /** Those of a unit that are on or to come, the next one first. */
    async ofUnit(unit: string, today: string): Promise<KeptAbsence[]> {
      return (await model.find({ unit, undone: false, until: { $gte: today } }).sort({ from: 1, _id: 1 }).lean<Row[]>()).map(read)
    },

    /** For whom somebody does the work today. */
    async substitutedBy(substitute: string, today: string): Promise<KeptAbsence[]> {
      return (await model.find({ substitute, undone: false, from: { $lte: today }, until: { $gte: today } }).sort({ _id: 1 }).lean<Row[]>()).map(read)
    },
  }
}

export type Absences = ReturnType<typeof createAbsences>
