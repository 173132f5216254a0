import { Schema, type Connection } from 'mongoose'

const schema = new Schema<{ _id: string, last: number }>({ _id: String, last: Number })

/**
 * Running numbers. Taken outside of the transaction that uses them, so that people who file at the same moment do not wait
 * for each other: a transaction that aborts leaves a gap, never a number used twice.
 */
export function createSequences(connection: Connection) {
  const model = connection.model('Sequence', schema, 'sequences')
  return {
    async next(name: string): Promise<number> {
      const row = await model.findOneAndUpdate({ _id: name }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after', session: null }).lean()
      return row.last
    },
  }
}

export type Sequences = ReturnType<typeof createSequences>
