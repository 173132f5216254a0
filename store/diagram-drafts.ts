import { randomUUID } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import type { Events } from './events.ts'
import { toDate, toInstant } from './instants.ts'
import type { Transactions } from './transaction.ts'

export interface DraftedBy { readonly username: string, readonly name: string, readonly at: Temporal.Instant }

/** A diagram that an analyst changes, begun from a deployed version; it is deployed by nobody while it is a draft. */
export interface DiagramDraft {
  readonly id: string
  /** The id of the process, as the engine knows it. */
  readonly process: string
  /** The version that it was begun from. */
  readonly basedOn: number
  /** BPMN 2.0 as XML. */
  readonly diagram: string
  /** Rises with each saving: two who edit at once are told of each other. */
  readonly revision: number
  readonly begun: DraftedBy
  readonly saved: DraftedBy
  readonly discardedAt: Temporal.Instant | null
}

/** A diagram as it stood after one saving. */
export interface DiagramState { readonly revision: number, readonly saved: DraftedBy }

/** Somebody else saved meanwhile, or discarded the draft: look again. */
export class DraftChanged extends Error {
  readonly by: DraftedBy
  constructor(by: DraftedBy) {
    super(`${by.name} saved the draft meanwhile`)
    this.by = by
  }
}

type ByRow = Omit<DraftedBy, 'at'> & { at: Date }
interface Row extends Omit<DiagramDraft, 'id' | 'begun' | 'saved' | 'discardedAt'> { _id: string, begun: ByRow, saved: ByRow, discardedAt: Date | null }
interface StateRow { _id: string, draft: string, revision: number, diagram: string, saved: ByRow }
interface VisitRow { _id: string, draft: string, username: string, name: string, at: Date }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({ _id: String, process: String, basedOn: Number, diagram: String, revision: Number, begun: mixed, saved: mixed, discardedAt: Date })
schema.index({ process: 1, discardedAt: 1 })
const stateSchema = new Schema<StateRow>({ _id: String, draft: String, revision: Number, diagram: String, saved: mixed })
stateSchema.index({ draft: 1, revision: -1 })
const visitSchema = new Schema<VisitRow>({ _id: String, draft: String, username: String, name: String, at: Date })
visitSchema.index({ draft: 1 })
visitSchema.index({ at: 1 }, { expireAfterSeconds: 3600 })

/** How many states of a draft are kept to go back to. */
const statesKept = 200

/** Seconds after which somebody whose editor is silent is no longer there. */
const silence = 45

const readBy = ({ at, ...by }: ByRow): DraftedBy => ({ ...by, at: toInstant(at) })
const byOf = ({ by, at }: Doing): ByRow => ({ ...(by.kind === 'staff' ? { username: by.username, name: by.name } : { username: '', name: '' }), at: toDate(at) })
const read = ({ _id: id, begun, saved, discardedAt, ...row }: Row): DiagramDraft => ({ id, ...row, begun: readBy(begun), saved: readBy(saved), discardedAt: discardedAt && toInstant(discardedAt) })

export function createDiagramDrafts(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('DiagramDraft', schema, 'diagramDrafts')
  const states = connection.model('DiagramState', stateSchema, 'diagramStates')
  const visits = connection.model('DiagramVisit', visitSchema, 'diagramVisits')
  const keepState = ({ _id: draft, revision, diagram, saved }: Row) => states.create([{ _id: `${draft}:${String(revision)}`, draft, revision, diagram, saved }])

  async function save(id: string, diagram: string, seen: number, doing: Doing): Promise<DiagramDraft> {
    return transactions.run(async () => {
      const row = await model.findOneAndUpdate({ _id: id, revision: seen, discardedAt: null }, { diagram, saved: byOf(doing), revision: seen + 1 }, { returnDocument: 'after' }).lean<Row>()
      if (!row) {
        const now = await model.findById(id).lean<Row>()
        throw new DraftChanged(now ? readBy(now.saved) : { username: '', name: '', at: doing.at })
      }
      await keepState(row)
      await states.deleteMany({ draft: id, revision: { $lte: row.revision - statesKept } })
      return read(row)
    })
  }

  return {
    async begin({ process, basedOn, diagram }: Pick<DiagramDraft, 'process' | 'basedOn' | 'diagram'>, doing: Doing): Promise<DiagramDraft> {
      return transactions.run(async () => {
        const row: Row = { _id: randomUUID(), process, basedOn, diagram, revision: 1, begun: byOf(doing), saved: byOf(doing), discardedAt: null }
        await model.create([row])
        await keepState(row)
        await events.note({ ...doing, subject: `process/${process}`, act: 'begin-diagram', changes: [], details: { draft: row._id, basedOn } })
        return read(row)
      })
    },

    async find(id: string): Promise<DiagramDraft | null> {
      const row = await model.findById(id).lean<Row>()
      return row && read(row)
    },

    /** The drafts that were not discarded, the latest saving first. */
    async open(): Promise<DiagramDraft[]> {
      return (await model.find({ discardedAt: null }).sort({ 'saved.at': -1 }).lean<Row[]>()).map(read)
    },

    /** Keeps what an analyst drew. @param seen the revision that it was drawn over @throws DraftChanged when there is another by now */
    save,

    /** The states that one can go back to, the latest first. */
    async states(id: string): Promise<DiagramState[]> {
      return (await states.find({ draft: id }, { diagram: 0 }).sort({ revision: -1 }).lean<StateRow[]>()).map(({ revision, saved }) => ({ revision, saved: readBy(saved) }))
    },

    async stateOf(id: string, revision: number): Promise<string | null> {
      return (await states.findById(`${id}:${String(revision)}`).lean<StateRow>())?.diagram ?? null
    },

    /** Puts a draft away, or takes it back; nothing of it is lost. */
    async setDiscarded(id: string, isDiscarded: boolean, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const row = await model.findOneAndUpdate({ _id: id, discardedAt: isDiscarded ? null : { $ne: null } }, { discardedAt: isDiscarded ? toDate(doing.at) : null }).lean<Row>()
        if (row) await events.note({ ...doing, subject: `process/${row.process}`, act: isDiscarded ? 'discard-diagram' : 'begin-diagram', changes: [], details: { draft: id, revision: row.revision } })
      })
    },

    /** Notes that somebody has a draft open, and tells who else does: two analysts on one draft are told of each other. */
    async visit(id: string, { username, name }: Pick<DraftedBy, 'username' | 'name'>): Promise<string[]> {
      const at = Temporal.Now.instant() // editors are silent for seconds of the real clock, whatever the program's says
      await visits.replaceOne({ _id: `${id}:${username}` }, { draft: id, username, name, at: toDate(at) }, { upsert: true })
      const others = await visits.find({ draft: id, username: { $ne: username }, at: { $gt: toDate(at.subtract({ seconds: silence })) } }).sort({ name: 1 }).lean<VisitRow[]>()
      return others.map((other) => other.name)
    },
  }
}

export type DiagramDrafts = ReturnType<typeof createDiagramDrafts>
