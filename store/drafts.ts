import { randomBytes } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Answers, Paper } from './dossiers.ts'
import { toInstant } from './instants.ts'

/** What an applicant has filled in and not sent yet; it becomes one dossier at most. */
export interface Draft {
  readonly id: string
  readonly procedure: string
  readonly values: Answers
  readonly papers: readonly Omit<Paper, 'at'>[]
  /** The member of staff who fills it in, where it is not the applicant. */
  readonly keptBy?: string
  /** Who finds it in the list of their drafts: `session:…`, a browser, or `citizen:…`, an account. */
  readonly owner?: string
  /** The dossier's code once sent. */
  readonly filedAs: string | null
}

/** A draft as it stands in its owner's list. */
export interface ListedDraft extends Draft { readonly changedAt: Temporal.Instant, readonly deleted: boolean }

type Row = Omit<Draft, 'id'> & { _id: string, changedAt: Date, expiresAt: Date, deletedAt?: Date | null }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, procedure: String, values: mixed, papers: mixed, keptBy: String, owner: String, filedAs: String, changedAt: Date, expiresAt: Date, deletedAt: Date,
}, { minimize: false })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
schema.index({ owner: 1, changedAt: -1 }, { partialFilterExpression: { owner: { $type: 'string' } } })

const hour = 3600 * 1000
/** A draft that nobody sends is forgotten after a week, an account's after thirty days; one that was deleted after an hour, in which it can be brought back. */
const [keptDeleted, kept, keptForAccount] = [hour, 7 * 24 * hour, 30 * 24 * hour]
const lifeFor = (owner: string | undefined) => owner?.startsWith('citizen:') ? keptForAccount : kept
const inTime = (ms: number) => new Date(Date.now() + ms)

/** An id that nobody guesses. */
export const newDraftId = (): string => randomBytes(18).toString('base64url')

const fromRow = ({ _id, procedure, values, papers, keptBy, owner, filedAs }: Row): Draft =>
  ({ id: _id, procedure, values, papers, filedAs: filedAs ?? null, ...(keptBy && { keptBy }), ...(owner && { owner }) })

export function createDrafts(connection: Connection) {
  const model = connection.model('Draft', schema, 'drafts')
  return {
    /** Keeps a new draft; its id is a secret that only its owner's session knows. One that is there already is left as it is. */
    async keep(draft: Pick<Draft, 'procedure' | 'values' | 'papers' | 'keptBy' | 'owner'>, id = newDraftId()): Promise<string> {
      await model.updateOne({ _id: id }, { $setOnInsert: { ...draft, filedAs: null, changedAt: new Date(), expiresAt: inTime(lifeFor(draft.owner)) } }, { upsert: true })
      return id
    },
    async change(id: string, draft: Pick<Draft, 'values'> & Partial<Pick<Draft, 'papers'>>): Promise<void> {
      const before = await model.findById(id, { owner: 1 }).lean<Row>()
      await model.updateOne({ _id: id, filedAs: null }, { ...draft, changedAt: new Date(), expiresAt: inTime(lifeFor(before?.owner)) })
    },
    /** Gives drafts to another owner: they were begun before signing in. */
    async give(ids: readonly string[], owner: string): Promise<void> {
      await model.updateMany({ _id: { $in: [...ids] }, filedAs: null, owner: { $regex: /^session:/ } }, { owner, expiresAt: inTime(lifeFor(owner)) })
    },
    /** One that was deleted is not found. */
    async find(id: string): Promise<Draft | null> {
      const row = await model.findOne({ _id: id, deletedAt: null }).lean<Row>()
      return row && fromRow(row)
    },
    /** What somebody has not sent yet, what was changed last first; with what they deleted a moment ago. */
    async of(owner: string): Promise<ListedDraft[]> {
      const rows = await model.find({ owner, filedAs: null, expiresAt: { $gt: new Date() } }).sort({ changedAt: -1 }).limit(100).lean<Row[]>()
      return rows.map((row) => ({ ...fromRow(row), changedAt: toInstant(row.changedAt), deleted: Boolean(row.deletedAt) }))
    },
    /** Deletes a draft of somebody's; for an hour it can be brought back. */
    async remove(id: string, owner: string): Promise<void> {
      await model.updateOne({ _id: id, owner, filedAs: null, deletedAt: null }, { deletedAt: new Date(), expiresAt: inTime(keptDeleted) })
    },
    async restore(id: string, owner: string): Promise<void> {
      await model.updateOne({ _id: id, owner, filedAs: null }, { deletedAt: null, expiresAt: inTime(lifeFor(owner)) })
    },
    /** Drops all of somebody's that was not sent. */
    async forget(owner: string): Promise<void> { await model.deleteMany({ owner, filedAs: null }) },
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
