import { randomUUID } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import { toDate, toInstant } from './instants.ts'
import type { Actor } from './events.ts'
import type { Calendar } from '../processes/law/calendar.ts'

/** A calendar that was changed, and how far the due dates of its open dossiers have been counted anew (requirement J9). */
export interface CalendarChange {
  readonly id: string
  readonly agency: string
  readonly before: Calendar
  readonly after: Calendar
  /** What ordered it, as in 'Thông báo 9441/TB-BNV'. */
  readonly cause: string
  readonly by: Actor
  readonly at: Temporal.Instant
  /** Dossiers whose due date moves, as counted when it was confirmed. */
  readonly expected: number
  readonly moved: number
  /** The code up to which the open dossiers have been looked at; null: all of them. */
  readonly reached: string | null
}

type Row = Omit<CalendarChange, 'id' | 'at'> & { _id: string, at: Date }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, agency: String, before: mixed, after: mixed, cause: String, by: mixed, at: Date, expected: Number, moved: Number, reached: String,
}, { minimize: false })
schema.index({ agency: 1, at: -1 })

const read = ({ _id, ...row }: Row): CalendarChange => ({ ...row, id: _id, at: toInstant(row.at) })

export function createCalendarChanges(connection: Connection) {
  const model = connection.model('CalendarChange', schema, 'calendarChanges')
  return {
    async begin(change: Pick<CalendarChange, 'agency' | 'before' | 'after' | 'cause' | 'expected'>, { by, at }: Doing): Promise<string> {
      const id = randomUUID()
      await model.create([{ ...change, _id: id, by, at: toDate(at), moved: 0, reached: '' }])
      return id
    },
    /** @throws when there is no such change */
    async get(id: string): Promise<CalendarChange> {
      const row = await model.findById(id).lean<Row>()
      if (!row) throw new Error(`No calendar change ${id}`)
      return read(row)
    },
    async advance(id: string, { moved, reached }: Pick<CalendarChange, 'reached' | 'moved'>): Promise<void> {
      await model.updateOne({ _id: id }, { moved, reached })
    },
    /** The latest first. */
    async of(agency: string, most = 50): Promise<CalendarChange[]> {
      return (await model.find({ agency }).sort({ at: -1 }).limit(most).lean<Row[]>()).map(read)
    },
  }
}

export type CalendarChanges = ReturnType<typeof createCalendarChanges>
