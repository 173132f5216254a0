import { randomBytes } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Answers, Paper } from './dossiers.ts'

/** What an applicant has filled in and not sent yet; it becomes one dossier at most. */
export interface Draft {
  readonly id: string
  readonly procedure: string
  readonly values: Answers
  readonly papers: readonly Omit<Paper, 'at'>[]
  /** The member of staff who fills it in, where it is not the applicant. */
  readonly keptBy?: string
  /** The dossier's code once sent. */
  readonly filedAs: string | null
}

type Row = Omit<Draft, 'id'> & { _id: string, changedAt: Date }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({ _id: String, procedure: String, values: mixed, papers: mixed, keptBy: String, filedAs: String, changedAt: Date }, { minimize: false })
/** A draft that nobody sends is forgotten after a week. */
schema.index({ changedAt: 1 }, { expireAfterSeconds: 7 * 24 * 3600 })

/** An id that nobody guesses. */
export const newDraftId = (): string => randomBytes(18).toString('base64url')

export function createDrafts(connection: Connection) {
  const model = connection.model('Draft', schema, 'drafts')
  return {
    /** Keeps a new draft; its id is a secret that only its owner's session knows. One that is there already is left as it is. */
    async keep(draft: Pick<Draft, 'procedure' | 'values' | 'papers' | 'keptBy'>, id = newDraftId()): Promise<string> {
      await model.updateOne({ _id: id }, { $setOnInsert: { ...draft, filedAs: null, changedAt: new Date() } }, { upsert: true })
      return id
    },
    async change(id: string, draft: Pick<Draft, 'values' | 'papers'>): Promise<void> {
      await model.updateOne({ _id: id, filedAs: null }, { ...draft, changedAt: new Date() })
    },
    async find(id: string): Promise<Draft | null> {
      const row = await model.findById(id).lean<Row>()
      if (!row) return null
      const { _id, changedAt: _, ...rest } = row
      return { ...rest, id: _id }
    },
    /** The ids of the files that drafts hold which have not been sent yet. */
    async heldFiles(): Promise<string[]> {
      return (await model.distinct('papers.file.id', { filedAs: null })).map(String)
    },
    /** Notes the dossier that the draft became; the caller does both in one transaction. */
    async filed(id: string, code: string): Promise<void> {
      await model.updateOne({ _id: id, filedAs: null }, { filedAs: code })
    },
  }
}

export type Drafts = ReturnType<typeof createDrafts>
