import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Agencies } from './agencies.ts'
import { toDate, toInstant } from './instants.ts'

/**
 * The papers of one dossier on their way from one unit to another (BT 45/2023 arts. 16.2-16.3). `waiting` until a clerk puts them on a
 * list; `missing` when the other side did not find them: still open, until they arrive.
 */
export interface HandOver {
  readonly dossier: string
  readonly from: string
  readonly to: string
  /** Until when they are to be handed over. */
  readonly due: Temporal.Instant
  readonly state: 'waiting' | 'handed-over' | 'received' | 'missing'
  /** The list's id, such as 'ttpvhcc-2026-12'; null while they wait. */
  readonly list: string | null
  readonly handedAt: Temporal.Instant | null
  readonly handedBy: string | null
  readonly confirmedAt: Temporal.Instant | null
  readonly confirmedBy: string | null
  readonly remark: string
}

/** Papers that one unit handed to another at once: what both sides confirm. */
export interface HandOverList { readonly id: string, readonly from: string, readonly to: string, readonly at: Temporal.Instant, readonly by: string, readonly items: readonly HandOver[] }

interface Row extends Omit<HandOver, 'due' | 'handedAt' | 'confirmedAt'> { _id: string, due: Date, handedAt: Date | null, confirmedAt: Date | null }

const schema = new Schema<Row>({
  _id: String, dossier: String, from: String, to: String, due: Date, state: String, list: String, handedAt: Date, handedBy: String, confirmedAt: Date,
  confirmedBy: String, remark: String,
})
schema.index({ from: 1, state: 1, due: 1 })
schema.index({ to: 1, state: 1, handedAt: 1 })
schema.index({ from: 1, handedAt: -1 })
schema.index({ list: 1, dossier: 1 })

const orNull = (date: Date | null) => date && toInstant(date)
const read = ({ _id, ...row }: Row): HandOver => ({ ...row, due: toInstant(row.due), handedAt: orNull(row.handedAt), confirmedAt: orNull(row.confirmedAt) })

/** Items of one or more lists, as lists, in their order. */
function asLists(items: readonly HandOver[]): HandOverList[] {
  const ids = [...new Set(items.map(({ list }) => list))].filter((id) => id !== null)
  return ids.flatMap((id) => {
    const own = items.filter(({ list }) => list === id)
    const [first] = own
    return first?.handedAt ? [{ id, from: first.from, to: first.to, at: first.handedAt, by: first.handedBy ?? '', items: own }] : []
  })
}

/** Papers of a unit that has ended are its successor's (requirement J2). */
export function createHandOverLists(connection: Connection, { agencies }: { agencies: Agencies }) {
  const model = connection.model('HandOver', schema, 'handOvers')
  const rows = async (filter: object, sort: Record<string, 1 | -1>, most = 500) => asOfToday(await model.find(filter).sort(sort).limit(most).lean<Row[]>())
  const unitsOf = async (unit: string) => ({ $in: (await agencies.succession()).unitsOf(unit) })

  async function asOfToday(stored: readonly Row[]): Promise<HandOver[]> {
    const { currentOf } = await agencies.succession()
    return stored.map(read).map((each) => each.state === 'received' ? each : { ...each, from: currentOf(each.from), to: currentOf(each.to) })
  }

  return {
    /** Notes that a dossier's papers are to be handed over; once for each way. */
    async expect({ dossier, from, to, due }: Pick<HandOver, 'dossier' | 'from' | 'to' | 'due'>): Promise<void> {
      const row = { dossier, from, to, due: toDate(due), state: 'waiting', list: null, handedAt: null, handedBy: null, confirmedAt: null, confirmedBy: null, remark: '' }
      await model.updateOne({ _id: `${dossier} ${from} ${to}` }, { $setOnInsert: row }, { upsert: true })
    },

    /** Papers that wait in a unit, what is due first comes first. */
    waiting: async (from: string): Promise<HandOver[]> => rows({ from: await unitsOf(from), state: 'waiting' }, { due: 1, _id: 1 }),

    /** Puts what still waits of these dossiers on a list; what somebody else has handed over meanwhile is left out. */
    async handOver(list: string, { from, to, dossiers, by, at }: { from: string, to: string, dossiers: readonly string[], by: string, at: Temporal.Instant }): Promise<HandOver[]> {
      const waiting = await model.find({ dossier: { $in: [...dossiers] }, from: await unitsOf(from), to: await unitsOf(to), state: 'waiting' }).lean<Row[]>()
      await model.updateMany({ _id: { $in: waiting.map(({ _id }) => _id) }, state: 'waiting' }, { state: 'handed-over', list, from, to, handedAt: toDate(at), handedBy: by })
      return asOfToday(waiting)
    },

    /** What the other side found of an item. False when it was said before: nothing changes then. */
    async confirm(list: string, dossier: string, { state, remark, by, at }: { state: 'received' | 'missing', remark: string, by: string, at: Temporal.Instant }): Promise<boolean> {
      const before = await model.findOneAndUpdate(
        { list, dossier, state: { $in: ['handed-over', 'missing'] }, $or: [{ state: { $ne: state } }, { remark: { $ne: remark } }] },
        { state, remark, confirmedAt: toDate(at), confirmedBy: by },
      ).lean<Row>()
      return before !== null
    },

    async find(id: string): Promise<HandOverList | null> {
      return asLists(await rows({ list: id }, { dossier: 1 }))[0] ?? null
    },

    /** Lists of which something is still to be confirmed by a unit, the oldest first. */
    async toConfirm(to: string): Promise<HandOverList[]> {
      return asLists(await rows({ to: await unitsOf(to), state: { $in: ['handed-over', 'missing'] } }, { handedAt: 1, dossier: 1 }))
    },

    /** What a unit handed over lately, the newest first. */
    async handedBy(from: string): Promise<HandOverList[]> {
      return asLists(await rows({ from, handedAt: { $ne: null } }, { handedAt: -1, dossier: 1 }, 200))
    },

    /** The dossier was stopped before its papers left: they go back to the applicant. */
    async drop(dossier: string): Promise<void> {
      await model.deleteMany({ dossier, state: 'waiting' })
    },
  }
}

export type HandOverLists = ReturnType<typeof createHandOverLists>
