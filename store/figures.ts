import { Schema, type ClientSession, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'
import type { Transactions } from './transaction.ts'
import { everyCountOf } from '../processes/law/report-counts.ts'
import { movesBetween, placesOf, sumOf, type Countable, type Counted, type Counts, type Measure, type Period } from '../processes/law/figures.ts'

interface MoveRow { _id: string, moves: (Counted & { by: number })[] }
interface FigureRow { _id: string, generation: number, period: Period, agency: string, procedure: string, counts: Partial<Record<Measure, number>> }
interface StateRow { _id: string, generation: number, rules: number, countedAt: Date | null, recountingUntil: Date | null }

const mixed = Schema.Types.Mixed
const moveSchema = new Schema<MoveRow>({ _id: String, moves: mixed }, { minimize: false })
const figureSchema = new Schema<FigureRow>({ _id: String, generation: Number, period: String, agency: String, procedure: String, counts: mixed }, { minimize: false })
figureSchema.index({ generation: 1, period: 1, agency: 1, procedure: 1 })
const stateSchema = new Schema<StateRow>({ _id: String, generation: Number, rules: Number, countedAt: Date, recountingUntil: Date })

/** Rises when more is counted than before: a database whose counts follow earlier rules is counted anew. */
const rules = 2

/** How many moves are counted in one transaction, and for how long a recount keeps others from counting. */
const perTransaction = 500
const recountingTime = { minutes: 15 }

/** Where something is counted: in which periods, of which agencies and procedures; null is the whole province, or all procedures. */
export interface Selection { readonly periods: readonly Period[], readonly agencies: readonly string[] | null, readonly procedures: readonly string[] | null }

export interface PlaceCounts { readonly period: Period, readonly agency: string, readonly procedure: string, readonly counts: Counts }

/** A count that does not agree with the dossiers. */
export interface Disagreement { readonly place: string, readonly measure: Measure, readonly counted: number, readonly true: number }

type Cells = Map<string, { place: Omit<Counted, 'measure'>, counts: Partial<Record<Measure, number>> }>

/** Sums moves into the places in which they count. */
function cellsOf(moves: Iterable<Counted & { by: number }>, cells: Cells = new Map()): Cells {
  for (const { measure, by, ...at } of moves) {
    for (const place of placesOf(at)) {
      const key = `${place.period}/${place.agency}/${place.procedure}`
      const cell = cells.get(key) ?? { place, counts: {} }
      cell.counts[measure] = (cell.counts[measure] ?? 0) + by
      cells.set(key, cell)
    }
  }
  return cells
}

/**
 * The open figures (requirement A4), counted beforehand: each act notes in its own transaction where its dossier counts anew (an
 * insertion, so that acts on different dossiers never wait for each other), and a counter adds these moves up, each once. So reading
 * a figure costs the same however many dossiers there are. A recount from the dossiers shows that both agree, and mends what does not.
 */
export function createFigures(connection: Connection, { transactions }: { transactions: Transactions }) {
  const waiting = connection.model('FigureMove', moveSchema, 'figureMoves')
  const model = connection.model('Figure', figureSchema, 'figures')
  const states = connection.model('FigureState', stateSchema, 'figureState')
  const stateId = 'figures'

  const stateNow = async (): Promise<StateRow> => await states.findById(stateId).lean<StateRow>() ?? { _id: stateId, generation: 0, rules, countedAt: null, recountingUntil: null }

  const additions = (cells: Cells, generation: number) => [...cells.entries()].flatMap(([key, { place, counts }]) => {
    const added = Object.entries(counts).filter(([, by]) => by !== 0).map(([measure, by]) => [`counts.${measure}`, by])
    return added.length === 0 ? [] : [{ updateOne: { filter: { _id: `${String(generation)}/${key}` }, update: { $setOnInsert: { ...place, generation }, $inc: Object.fromEntries(added) as Record<string, number> }, upsert: true } }]
  })

  /** Adds to the counts, in the running transaction; nothing while a recount runs. @returns whether it was added */
  async function add(moves: readonly (Counted & { by: number })[], at: Temporal.Instant): Promise<boolean> {
    const { generation, recountingUntil } = await stateNow()
    if (recountingUntil && recountingUntil > toDate(at)) return false
    await states.updateOne({ _id: stateId }, { $set: { countedAt: toDate(at) }, $setOnInsert: { generation, rules } }, { upsert: true })
    await model.bulkWrite(additions(cellsOf(moves), generation))
    return true
  }

  const places = (at: Readonly<Record<string, unknown>>): Promise<PlaceCounts[]> => transactions.run(async () => {
    const { generation } = await stateNow()
    return model.find({ generation, ...at }).sort({ period: 1, agency: 1, procedure: 1 }).lean<FigureRow[]>()
  })

  return {
    add,

    /** Notes where an act makes a dossier count; part of the transaction of the act, once per revision. */
    async note(code: string, revision: number, before: Countable | null, after: Countable): Promise<void> {
      const moves = movesBetween(before ? everyCountOf(before) : [], everyCountOf(after))
      if (moves.length > 0) await waiting.create([{ _id: `${code}:${String(revision)}`, moves }])
    },

    /** Counts moves that wait, each once, whoever else counts at the same time. @returns how many acts were counted */
    async count(at: Temporal.Instant): Promise<number> {
      if (!await waiting.exists({})) return 0
      return transactions.run(async () => {
        const rows = await waiting.find().limit(perTransaction).lean<MoveRow[]>()
        if (rows.length === 0 || !await add(rows.flatMap(({ moves }) => moves), at)) return 0
        await waiting.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } })
        return rows.length
      })
    },

    /** The counts of each period that was asked for, in its order; what nobody counted is empty. */
    async of({ periods, agencies, procedures }: Selection): Promise<Counts[]> {
      return transactions.run(async () => {
        const { generation } = await stateNow()
        const rows = await model.find({ generation, period: { $in: periods }, agency: { $in: agencies ?? [''] }, procedure: { $in: procedures ?? [''] } }).lean<FigureRow[]>()
        return periods.map((period) => sumOf(rows.filter((row) => row.period === period).map(({ counts }) => counts)))
      })
    },

    /** The counts of periods by agency. */
    byAgency: (periods: readonly Period[]): Promise<PlaceCounts[]> => places({ period: { $in: periods }, agency: { $gt: '' }, procedure: '' }),

    /** The counts of periods by procedure, of the whole province or of some agencies. */
    byProcedure: (periods: readonly Period[], agencies: readonly string[] | null = null): Promise<PlaceCounts[]> =>
      places({ period: { $in: periods }, agency: { $in: agencies ?? [''] }, procedure: { $gt: '' } }),

    /** Every place counted in some periods: of agencies (null: of each agency) over all procedures, or (`each`) of every procedure over those agencies or the whole province. */
    places: (periods: readonly Period[], agencies: readonly string[] | null, of: 'agencies' | 'procedures'): Promise<PlaceCounts[]> =>
      places({ period: { $in: periods }, ...of === 'agencies' ? { agency: agencies ? { $in: agencies } : { $gt: '' }, procedure: '' } : { agency: { $in: agencies ?? [''] }, procedure: { $gt: '' } } }),

    /** Whether nothing was ever counted in this database, or less than today: what was there before is to be counted first. */
    async isNew(): Promise<boolean> { return await states.exists({ _id: stateId, rules }) === null },

    /** Since which year something is counted, 'YYYY'; null: nothing is. And when the counts last changed. */
    async since(): Promise<{ year: string | null, countedAt: Temporal.Instant | null }> {
      const { generation, countedAt } = await stateNow()
      const first = await model.findOne({ generation, period: { $gte: '0', $lt: ':' } }).sort({ generation: 1, period: 1 }).lean<FigureRow>()
      return { year: first?.period.slice(0, 4) ?? null, countedAt: countedAt && toInstant(countedAt) }
    },

    /**
     * Counts everything again from a single moment's picture of the database, and says where it differs from what was counted; with
     * `mend` the new counts take the place of the old. Nothing is counted meanwhile; acts go on, and count afterwards.
     */
    async recount(at: Temporal.Instant, everything: (session: ClientSession) => AsyncIterable<readonly Counted[]>, { mend }: { mend: boolean }): Promise<Disagreement[]> {
      const until = toDate(at.add(recountingTime))
      const taken = await states.findOneAndUpdate(
        { _id: stateId, $or: [{ recountingUntil: null }, { recountingUntil: { $lte: toDate(at) } }] },
        { $set: { recountingUntil: until }, $setOnInsert: { generation: 0, rules: 0, countedAt: null } }, { upsert: true, returnDocument: 'after' },
      ).lean<StateRow>().catch((error: unknown) => {
        if ((error as { code?: number }).code === 11000) throw new Error('Another recount is under way')
        throw error
      })
      const session = await connection.startSession({ snapshot: true })
      try {
        const cells: Cells = new Map()
        for await (const counted of everything(session)) cellsOf(counted.map((each) => ({ ...each, by: 1 })), cells)
        const rows = await waiting.find().session(session).lean<MoveRow[]>()
        const stood = cellsOf(rows.flatMap(({ moves }) => moves))
        for await (const { period, agency, procedure, counts } of model.find({ generation: taken.generation }).session(session).lean<FigureRow[]>().cursor()) {
          const key = `${period}/${agency}/${procedure}`
          stood.set(key, { place: { period, agency, procedure }, counts: sumOf([counts, stood.get(key)?.counts ?? {}]) })
        }
        if (mend) await replace(taken.generation, cells, rows.map(({ _id }) => _id))
        return disagreements(stood, cells)
      } finally {
        await session.endSession()
        await states.updateOne({ _id: stateId, recountingUntil: until }, { $set: { recountingUntil: null } })
      }
    },
  }

  /** New counts beside the old, then all readers turn to them at once. */
  async function replace(before: number, cells: Cells, counted: readonly string[]): Promise<void> {
    const generation = before + 1
    await model.deleteMany({ generation })
    const writes = additions(cells, generation)
    for (let from = 0; from < writes.length; from += 1000) await model.bulkWrite(writes.slice(from, from + 1000))
    await transactions.run(async () => {
      await states.updateOne({ _id: stateId }, { $set: { generation, rules } })
      await waiting.deleteMany({ _id: { $in: counted } })
    })
    await model.deleteMany({ generation: { $lt: generation } })
  }
}

function disagreements(stood: Cells, cells: Cells): Disagreement[] {
  return [...new Set([...stood.keys(), ...cells.keys()])].sort().flatMap((place) => {
    const [counted, truly] = [stood.get(place)?.counts ?? {}, cells.get(place)?.counts ?? {}]
    const measures = [...new Set([...Object.keys(counted), ...Object.keys(truly)])] as Measure[]
    return measures.map((measure) => ({ place, measure, counted: counted[measure] ?? 0, true: truly[measure] ?? 0 })).filter((each) => each.counted !== each.true)
  })
}

export type Figures = ReturnType<typeof createFigures>
