import { Schema, type Connection } from 'mongoose'
import type { JobType } from '../processes/job-type.ts'

type Row = JobType & { _id: string }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({ _id: String, type: String, label: mixed, settings: mixed }, { minimize: false })

/** What the running workers can do, as they said when they started: the editor of diagrams offers that, and no type without a worker. */
export function createJobTypes(connection: Connection) {
  const model = connection.model('JobType', schema, 'jobTypes')
  return {
    async declare(types: readonly JobType[]): Promise<void> {
      await model.bulkWrite(types.map((type) => ({ replaceOne: { filter: { _id: type.type }, replacement: type, upsert: true } })))
    },
    async all(): Promise<JobType[]> {
      return (await model.find().sort({ _id: 1 }).lean<Row[]>()).map(({ _id: _, ...type }) => type)
    },
  }
}

export type JobTypes = ReturnType<typeof createJobTypes>
