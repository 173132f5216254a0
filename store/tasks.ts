import { Schema, type Connection, type QueryFilter } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Agencies } from './agencies.ts'
import { toDate, toInstant } from './instants.ts'
import { queueOf } from './task-queue.ts'
import type { Role } from '../processes/law/roles.ts'
import type { Channel } from '../processes/procedure.ts'

/** A user task of a diagram, as a person sees it; `id` is the key of the job that stays parked until it is completed. */
export interface Task {
  readonly id: string
  readonly dossier: string
  /** The consultation that the task belongs to, if any. */
  readonly consultation: string | null
  /** Of the dossier, or the kind of question; absent in what was opened before queues had places. */
  readonly procedure?: string
  readonly process: string
  readonly processVersion: number
  readonly processInstanceKey: string
  readonly elementId: string
  readonly form: string
  readonly role: Role
  /** The unit whose people see it; null for the applicant's tasks. */
  readonly unit: string | null
  /** The one person who is to do it; null: anybody with the role in the unit. */
  readonly assignee: string | null
  /** The assignee took it from the unit's tasks: colleagues see so, and may take it over. */
  readonly claimed: boolean
  /** How often the dossier has come to this step, this time included: a step that comes back has a clock of its own (requirement J7). */
  readonly pass: number
  /** Who sent it back here, and why. */
  readonly sentBack: SentBack | null
  readonly state: 'open' | 'completed' | 'withdrawn'
  readonly createdAt: Temporal.Instant
  /** When the step is due by the step's own limit; null when it has none. */
  readonly due: Temporal.Instant | null
  readonly completedAt: Temporal.Instant | null
  /** The name of the person who completed it. */
  readonly completedBy: string | null
}

export interface SentBack { readonly by: string, readonly remark: string }

/** What a queue needs to know of a dossier: of what procedure and how it came, and what its clock says now. */
export interface Place { readonly procedure: string, readonly channel: Channel | null, readonly due: Temporal.Instant | null, readonly isPaused: boolean }

/** `place`: of the dossier that it belongs to, with the end of the consultation's time if it answers one. */
export interface NewTask extends Omit<Task, 'claimed' | 'state' | 'completedAt' | 'completedBy'> {
  readonly place?: Place & { readonly answerBy?: Temporal.Instant | null }
}

/** Somebody else was quicker, or the step is no longer needed: tell the person who, and when. */
export class TaskNotOpen extends Error {
  readonly task: Task
  constructor(task: Task) {
    super(`Task ${task.id} is ${task.state}`)
    this.task = task
  }
}

export class UnknownTask extends Error {}

/** Whose tasks are looked for. */
export interface Worker { readonly username: string, readonly unit: string, readonly roles: readonly Role[], /** Colleagues who are away. */ readonly standsFor?: readonly { readonly username: string }[], /** Steps that others do. */ readonly leavesOut?: readonly { readonly procedure: string, readonly role: Role }[] }

/** Where an open task stands in the queues: `by` the first of all its dates, `never` for one that has none or whose clock stands. */
export interface PlaceRow { by: Date, procedure: string, channel: Channel | null, isPaused: boolean, answerBy?: Date | null }

export const never = new Date('9999-12-31T00:00:00Z')

export interface TaskRow extends Omit<Task, 'id' | 'claimed' | 'createdAt' | 'due' | 'completedAt'> {
  _id: string, claimed?: boolean, createdAt: Date, due: Date | null, completedAt: Date | null, place?: PlaceRow
}
type Row = TaskRow

const earliest = (...dates: readonly (Date | null | undefined)[]) => new Date(Math.min(never.getTime(), ...dates.flatMap((each) => each ? [each.getTime()] : [])))

/** @param own the task's own dates */
function placeRow({ procedure, channel, due, isPaused }: Place, own: Pick<Row, 'due'> & Pick<PlaceRow, 'answerBy'>): PlaceRow {
  return { procedure, channel, isPaused, answerBy: own.answerBy ?? null, by: isPaused ? never : earliest(own.due, own.answerBy, due && toDate(due)) }
}

const schema = new Schema<Row>({
  _id: String, dossier: String, consultation: String, process: String, processVersion: Number, processInstanceKey: String,
  elementId: String, form: String, role: String, unit: String, assignee: String, state: String, createdAt: Date, due: Date,
  completedAt: Date, completedBy: String, claimed: { type: Boolean, default: false }, pass: Number, sentBack: Schema.Types.Mixed,
  place: Schema.Types.Mixed,
})
/** What is open, in the order of a unit's queue; of one that was completed nothing stays in it. */
schema.index({ 'unit': 1, 'place.by': 1, '_id': 1 }, { partialFilterExpression: { state: 'open' } })
schema.index({ unit: 1, role: 1, due: 1 }, { partialFilterExpression: { state: 'open' } })
schema.index({ 'place.by': 1 }, { partialFilterExpression: { state: 'open' } })
schema.index({ dossier: 1, state: 1 })

export const readTask = ({ _id, place, ...row }: Row): Task => ({
  ...row, ...(place && { procedure: place.procedure }), id: _id, claimed: row.claimed ?? false, createdAt: toInstant(row.createdAt), due: row.due && toInstant(row.due), completedAt: row.completedAt && toInstant(row.completedAt),
})

const modelOf = (connection: Connection) => connection.model('Task', schema, 'tasks')
export type TaskModel = ReturnType<typeof modelOf>

export function createTasks(connection: Connection, { agencies }: { agencies: Agencies }) {
  const model = modelOf(connection)
  const rows = async (filter: object, most = 500) => asOfToday((await model.find(filter).sort({ due: 1, _id: 1 }).limit(most).lean<Row[]>()).map(readTask))

  /** An open task of a unit that has ended is its successor's, and nobody's in particular there (requirement J2). */
  async function asOfToday(stored: readonly Task[]): Promise<Task[]> {
    const { currentOf } = await agencies.succession()
    return stored.map((task) => {
      const unit = task.unit && currentOf(task.unit)
      return task.state !== 'open' || unit === task.unit ? task : { ...task, unit, assignee: null, claimed: false }
    })
  }

  /** What somebody may do: their own, and what is their roles' in their unit, though a colleague may have taken it. */
  async function visibleTo({ username, unit, roles, standsFor = [], leavesOut = [] }: Worker): Promise<QueryFilter<Row>> {
    const { unitsOf } = await agencies.succession()
    return { state: 'open', unit: { $in: unitsOf(unit) }, role: { $in: [...roles] }, $or: [{ assignee: { $in: [null, username, ...standsFor.map((away) => away.username)] } }, { claimed: true }, { unit: { $ne: unit } }], ...(leavesOut.length > 0 && { $nor: leavesOut.map(({ procedure, role }) => ({ role, 'place.procedure': procedure, 'assignee': { $ne: username } })) }) }
  }

  return {
    /** Opens a task; when it is there already, leaves it as it is. */
    async open({ id, ...task }: NewTask): Promise<void> {
      const { createdAt, due, place, ...rest } = task
      const own = { due: due && toDate(due), answerBy: place?.answerBy ? toDate(place.answerBy) : null }
      const row = { ...rest, createdAt: toDate(createdAt), due: own.due, state: 'open', completedAt: null, completedBy: null, ...(place && { place: placeRow(place, own) }) }
      await model.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })
    },

    async find(id: string): Promise<Task | null> {
      return (await rows({ _id: id }))[0] ?? null
    },

    /** Open tasks that a person may do: their own, and those of their roles in their unit that nobody was given, though a colleague may have taken one. */
    async openFor(who: Worker): Promise<Task[]> {
      return rows(await visibleTo(who))
    },

    ...queueOf(model, { visibleTo, asOfToday }),

    /** Puts the open tasks of a dossier where its clocks say; they are not asked when nothing is open. */
    async place(dossier: string, placeNow: () => Promise<Place>): Promise<void> {
      const open = await model.find({ dossier, state: 'open' }, { 'due': 1, 'place': 1 }).lean<Row[]>()
      if (open.length === 0) return
      const place = await placeNow()
      for (const { _id, due, place: before } of open) {
        const after = placeRow(place, { due, answerBy: before?.answerBy ?? null })
        await model.updateOne({ _id, state: 'open' }, { $set: { place: after } })
      }
    },

    /** Dossiers with open tasks that no queue has in its place yet: those of before there were such places. */
    async unplaced(most: number): Promise<string[]> {
      const rows = await model.find({ 'state': 'open', 'place.by': null }, { dossier: 1 }).limit(most).lean<Row[]>()
      return [...new Set(rows.map(({ dossier }) => dossier))]
    },

    /** The same, a page at a time, after a place in the order of their own limits. */
    async pageFor(who: Worker, { after, most }: { after: { due: Temporal.Instant | null, id: string } | null, most: number }): Promise<Task[]> {
      const due = after?.due ? toDate(after.due) : null
      const later = after && { $or: [{ due, _id: { $gt: after.id } }, { due: due ? { $gt: due } : { $ne: null } }] }
      return rows({ $and: [await visibleTo(who), ...later ? [later] : []] }, most)
    },

    openOf(dossier: string): Promise<Task[]> {
      return rows({ dossier, state: 'open' })
    },

    /** The open tasks of several dossiers. */
    openOfAll(dossiers: readonly string[]): Promise<Task[]> {
      return rows({ dossier: { $in: [...dossiers] }, state: 'open' })
    },

    /** @throws TaskNotOpen when it was completed or withdrawn before, UnknownTask */
    async complete(id: string, by: string, at: Temporal.Instant): Promise<Task> {
      const before = await model.findOneAndUpdate(
        { _id: id, state: 'open' }, { state: 'completed', completedBy: by, completedAt: toDate(at) }, { returnDocument: 'after' },
      ).lean<Row>()
      if (before) return readTask(before)
      const row = await model.findById(id).lean<Row>()
      if (!row) throw new UnknownTask(`No task ${id}`)
      throw new TaskNotOpen(readTask(row))
    },

    /** Gives an open task to who takes it, unless somebody else has it than `from`; null when it is theirs, or closed, by now. */
    async claim(id: string, { by, from }: { by: string, from: string | null }): Promise<Task | null> {
      const free = from === null ? { assignee: null } : { assignee: from, claimed: true }
      const row = await model.findOneAndUpdate({ _id: id, state: 'open', ...free }, { assignee: by, claimed: true }, { returnDocument: 'after' }).lean<Row>()
      return row && readTask(row)
    },

    /** What others than these people have taken of a role's steps of a procedure in a unit. */
    async takenBeside({ unit, procedure, role, people }: { unit: string, procedure: string, role: Role, people: readonly string[] }): Promise<Task[]> {
      return rows({ state: 'open', unit, role, claimed: true, 'place.procedure': procedure, 'assignee': { $nin: [null, ...people] } })
    },

    /** Leaves a task that somebody had taken to the unit again. */
    async release(id: string, by: string): Promise<Task | null> {
      const row = await model.findOneAndUpdate({ _id: id, state: 'open', assignee: by, claimed: true }, { assignee: null, claimed: false }, { returnDocument: 'after' }).lean<Row>()
      return row && readTask(row)
    },

    /** The time for the answer is over: nobody need do it any more. Null when it was done or withdrawn before. */
    async lapse(id: string): Promise<Task | null> {
      const row = await model.findOneAndUpdate({ _id: id, state: 'open' }, { state: 'withdrawn' }, { returnDocument: 'after' }).lean<Row>()
      return row && readTask(row)
    },

    /** Gives the open tasks of one person to another; returns the process instances they stand in. */
    async reassign(dossier: string, from: string, to: string): Promise<string[]> {
      const filter = { dossier, state: 'open' as const, assignee: from }
      const keys = await model.distinct('processInstanceKey', filter)
      const { currentOf } = await agencies.succession()
      const units = (await model.find(filter, { unit: 1 }).lean<Row[]>()).map(({ unit }) => unit)
      for (const unit of new Set(units)) await model.updateMany({ ...filter, unit }, { assignee: to, unit: unit && currentOf(unit) })
      return keys
    },

    /** Withdraws the open tasks of a dossier: those of some processes, or all but those of processes that go on without it; returns their instances. */
    async withdraw(dossier: string, which: { of: readonly string[] } | { except: readonly string[] }): Promise<string[]> {
      const filter = { dossier, state: 'open' as const, process: 'of' in which ? { $in: [...which.of] } : { $nin: [...which.except] } }
      const keys = await model.distinct('processInstanceKey', filter)
      await model.updateMany(filter, { state: 'withdrawn' })
      return keys
    },
  }
}

export type Tasks = ReturnType<typeof createTasks>
