import { createHmac } from 'node:crypto'
import { Schema, type ClientSession, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Figures } from './figures.ts'
import type { Transactions } from './transaction.ts'
import { halfOf, leastRatings, monthOf, ratedOn, type Counted, type Mark, type Period } from '../processes/law/figures.ts'

/**
 * What somebody thought of the service on a dossier (TQ 9.2, TN 7.5, BT 5.1d; requirement A6). It is kept apart from the dossier: nothing
 * in it says whose it is, and only who knows the dossier's code and this house's key finds whether there is one.
 */
export interface Rating {
  readonly agency: string
  readonly procedure: string
  readonly timeliness: Mark
  readonly service: Mark
  /** In the person's own words; read by those who run the one-stop unit, never published. */
  readonly remark: string
  /** The month in which it was given, no closer. */
  readonly month: Period
}

/** Once for each dossier; a second one is refused. */
export class AlreadyRated extends Error {}

/** `countedIn`: the half month in which its group was full; a month, of ratings that were counted before the reports were. */
interface Row extends Rating { _id: string, countedIn: Period | null }

const schema = new Schema<Row>({ _id: String, agency: String, procedure: String, timeliness: Number, service: Number, remark: String, month: String, countedIn: String })
schema.index({ agency: 1, month: -1, _id: 1 })
/** Those that wait to be counted, however many were. */
schema.index({ countedIn: 1, agency: 1 })

/** How many are counted in one transaction. */
const perTransaction = 500

const countsOf = ({ agency, procedure, ...given }: Rating, counted: Period): Counted[] =>
  [...new Set([counted.slice(0, 7), counted])].flatMap((period) =>
    (['rated', ...ratedOn.map((what) => `${what}-${given[what]}` as const)] as const).map((measure) => ({ period, agency, procedure, measure })))

export function createRatings(connection: Connection, { transactions, figures, secret }: { transactions: Transactions, figures: Figures, secret: string }) {
  const model = connection.model('Rating', schema, 'ratings')
  const idOf = (code: string) => createHmac('sha256', secret).update(code).digest('base64url')

  return {
    /** @throws AlreadyRated */
    async give(code: string, rating: Omit<Rating, 'month'>, at: Temporal.Instant): Promise<void> {
      await model.create([{ _id: idOf(code), ...rating, month: monthOf(at), countedIn: null }]).catch((error: unknown) => {
        if ((error as { code?: number }).code === 11000) throw new AlreadyRated(`Dossier ${code} was rated before`)
        throw error
      })
    },

    async isRated(code: string): Promise<boolean> {
      return await model.exists({ _id: idOf(code) }) !== null
    },

    /** What was said about some agencies, the latest month first, a page at a time: those after the last one of the page before. */
    async of(agencies: readonly string[], { remarked, after, most }: { remarked: boolean, after: string | null, most: number }): Promise<(Rating & { readonly place: string })[]> {
      const [month, id] = after?.split('.') ?? []
      const rows = await model.find({
        agency: { $in: agencies }, ...(remarked && { remark: { $ne: '' } }), ...(month && id && { $or: [{ month: { $lt: month } }, { month, _id: { $gt: id } }] }),
      }).sort({ month: -1, _id: 1 }).limit(most).lean<Row[]>()
      return rows.map(({ _id, countedIn: _, ...rating }) => ({ ...rating, place: `${rating.month}.${_id}` }))
    },

    /**
     * Counts the ratings of an agency that has enough of them waiting, all at once and in the present half month, so that no total ever
     * changes by what one person gave. @returns how many were counted
     */
    async count(at: Temporal.Instant): Promise<number> {
      const [enough] = await model.aggregate<{ _id: string, count: number }>([
        { $match: { countedIn: null } }, { $group: { _id: '$agency', count: { $sum: 1 } } }, { $match: { count: { $gte: leastRatings } } }, { $limit: 1 },
      ])
      if (!enough) return 0
      return transactions.run(async () => {
        const rows = await model.find({ agency: enough._id, countedIn: null }).limit(perTransaction).lean<Row[]>()
        if (rows.length < leastRatings) return 0
        const countedIn = halfOf(at)
        if (!await figures.add(rows.flatMap((row) => countsOf(row, countedIn)).map((each) => ({ ...each, by: 1 })), at)) return 0
        await model.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { countedIn })
        return rows.length
      })
    },

    /** Where each rating counts in the open figures, as of the session's moment. */
    async *counted(session: ClientSession): AsyncIterable<Counted[]> {
      for await (const row of model.find({ countedIn: { $ne: null } }).session(session).lean<Row[]>().cursor() as AsyncIterable<Row>) yield countsOf(row, row.countedIn ?? '')
    },
  }
}

export type Ratings = ReturnType<typeof createRatings>
