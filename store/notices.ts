import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

/** What a person was told, and by which ways: the portal always, mail and SMS as far as they are known. */
export interface Notice {
  readonly id: string
  readonly dossier: string
  readonly to: 'applicant' | 'one-stop-head' | 'case-officer' | 'leader'
  readonly subject: string
  readonly text: string
  readonly channels: readonly ('portal' | 'mail' | 'sms')[]
  readonly at: Temporal.Instant
}

type Row = Omit<Notice, 'id' | 'at'> & { _id: string, at: Date }

const schema = new Schema<Row>({
  _id: String, dossier: String, to: String, subject: String, text: String, channels: [String], at: Date,
})
schema.index({ dossier: 1, at: 1 })
schema.index({ to: 1, at: -1 })

export function createNotices(connection: Connection) {
  const model = connection.model('Notice', schema, 'notices')
  return {
    async add({ id, ...notice }: Notice): Promise<void> {
      await model.create([{ ...notice, _id: id, at: toDate(notice.at) }])
    },
    async of(dossier: string): Promise<Notice[]> {
      const rows = await model.find({ dossier }).sort({ at: 1, _id: 1 }).lean<Row[]>()
      return rows.map(({ _id, ...row }) => ({ ...row, id: _id, at: toInstant(row.at) }))
    },
    /** What was told lately to one role, on any dossier; the newest first. */
    async latestTo(to: Notice['to'], most: number): Promise<Notice[]> {
      const rows = await model.find({ to }).sort({ at: -1, _id: 1 }).limit(most).lean<Row[]>()
      return rows.map(({ _id, ...row }) => ({ ...row, id: _id, at: toInstant(row.at) }))
    },
  }
}

export type Notices = ReturnType<typeof createNotices>
