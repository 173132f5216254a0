import { Schema, type Connection } from 'mongoose'
import type { Transactions } from './transaction.ts'

interface Row { _id: string, type: string, outcome: unknown, at: Date }

/** An outcome without variables is kept too: mongoose would leave out what is empty. */
const schema = new Schema<Row>({ _id: String, type: String, outcome: Schema.Types.Mixed, at: Date }, { minimize: false })
/** The engine hands a job out again within minutes of a crash, never after a month. */
schema.index({ at: 1 }, { expireAfterSeconds: 30 * 24 * 3600 })

/** Which jobs have had their effect: the engine may hand a job out twice, its effect happens once. */
export function createHandledJobs(connection: Connection, transactions: Transactions) {
  const model = connection.model('HandledJob', schema, 'handledJobs')
  return {
    /** Runs `effect` and notes its outcome in one transaction; when the job was handled before, returns that outcome. */
    once<T>(jobKey: string, type: string, effect: () => Promise<T>): Promise<T> {
      return transactions.run(async () => {
        const before = await model.findById(jobKey).lean()
        if (before) return before.outcome as T
        const outcome = await effect()
        await model.create([{ _id: jobKey, type, outcome, at: new Date() }])
        return outcome
      })
    },
  }
}

export type HandledJobs = ReturnType<typeof createHandledJobs>
