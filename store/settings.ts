import { Schema, type Connection } from 'mongoose'

const schema = new Schema<{ _id: string, value: string }>({ _id: String, value: String })

/** Small facts about this installation that outlive a restart. */
export function createSettings(connection: Connection) {
  const model = connection.model('Setting', schema, 'settings')
  return {
    /** The value kept under `name`, or the one made now; two processes that start at once get the same one. */
    async getOrMake(name: string, make: () => string): Promise<string> {
      const row = await model.findOneAndUpdate({ _id: name }, { $setOnInsert: { value: make() } }, { upsert: true, returnDocument: 'after' }).lean()
      return row.value
    },
  }
}

export type Settings = ReturnType<typeof createSettings>
