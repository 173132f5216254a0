import { Schema, type Connection } from 'mongoose'

/** How somebody of the staff likes their desk; nothing that anybody must account for. */
export interface Preferences {
  /** The filters of the queue, as they stand in its address. */
  readonly queue: string
  /** Whether single keys do something (WCAG 2.2, 2.1.4). */
  readonly shortcuts: boolean
  /** Steps of the first day that were done. */
  readonly tourDone: readonly string[]
  /** Whether the first day was put aside. */
  readonly tourHidden: boolean
}

const usual: Preferences = { queue: '', shortcuts: true, tourDone: [], tourHidden: false }

interface Row extends Partial<Preferences> { _id: string }

const schema = new Schema<Row>({ _id: String, queue: String, shortcuts: Boolean, tourDone: { type: [String], default: undefined }, tourHidden: Boolean })

export function createPreferences(connection: Connection) {
  const model = connection.model('Preferences', schema, 'preferences')
  return {
    async of(username: string): Promise<Preferences> {
      const row = await model.findById(username).lean<Row>()
      return {
        queue: row?.queue ?? usual.queue, shortcuts: row?.shortcuts ?? usual.shortcuts, tourDone: row?.tourDone ?? usual.tourDone, tourHidden: row?.tourHidden ?? usual.tourHidden,
      }
    },
    async keep(username: string, preferences: Partial<Preferences>): Promise<void> {
      await model.updateOne({ _id: username }, { $set: preferences }, { upsert: true })
    },
  }
}
