import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import type { Events } from './events.ts'
import { toDate, toInstant } from './instants.ts'
import type { Sequences } from './sequences.ts'
import type { Transactions } from './transaction.ts'
import type { PaperHead } from '../processes/papers/paper.ts'
import type { PeriodName } from '../processes/law/reporting.ts'
import type { ReportRow } from '../processes/law/report-counts.ts'
import type { Text } from '../processes/text.ts'

/** What a report says, in numbers; kept as it was when it was published. */
export interface ReportNumbers {
  readonly total: ReportRow
  readonly tables: readonly { readonly by: string, readonly lines: readonly { readonly key: string, readonly name: Text, readonly values: ReportRow }[] }[]
  readonly ratings: readonly { readonly name: Text, readonly rated: number, readonly timeliness: number | null, readonly service: number | null }[]
}

/** A number that a correction changed: of which breakdown, row and column; null is the sum of all. */
export interface ReportChange { readonly by: string | null, readonly row: Text | null, readonly column: keyof ReportRow, readonly before: number, readonly after: number }

/** A published report: a document that nothing changes. A correction is another one, the next version on the same matter (requirement I1). */
export interface PublishedReport {
  /** In its address, such as 'ttpvhcc-2027-3'. */
  readonly id: string
  /** As it stands on the paper, such as '3/BC-TTPVHCC'. */
  readonly number: string
  /** On what and for when, as the address of a report says it: the same for all its versions. */
  readonly matter: { readonly scope: string, readonly period: PeriodName }
  readonly version: number
  readonly scopeName: Text
  /** The agencies that it was on: who may trace all of them may read it. */
  readonly agencies: readonly string[]
  readonly from: string
  readonly to: string
  readonly head: PaperHead
  readonly timeZone: string
  readonly unit: string
  readonly by: { readonly username: string, readonly name: string, readonly role: string }
  readonly at: Temporal.Instant
  readonly numbers: ReportNumbers
  /** Why it corrects the one before, and in what; null: it is the first. */
  readonly correction: { readonly reason: string, readonly of: string, readonly ofNumber: string, readonly changes: readonly ReportChange[] } | null
}

/** Somebody else published on the same matter meanwhile: look again. */
export class ReportChanged extends Error {}

interface Row extends Omit<PublishedReport, 'id' | 'at' | 'matter'> { _id: string, matter: string, scope: string, period: PeriodName, at: Date }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, number: String, matter: String, scope: String, period: mixed, version: Number, scopeName: mixed, agencies: [String], from: String, to: String, head: mixed, timeZone: String, unit: String, by: mixed,
  at: Date, numbers: mixed, correction: mixed,
}, { minimize: false })
/** One report of each version on a matter: of two who publish at once one is told. */
schema.index({ matter: 1, version: 1 }, { unique: true })
schema.index({ at: -1, version: -1, _id: 1 })

const matterOf = ({ scope, period: { kind, year, number } }: PublishedReport['matter']): string => `${scope}|${kind}|${String(year)}|${String(number)}`
const read = ({ _id, at, scope, period, matter: _, ...row }: Row): PublishedReport => ({ ...row, id: _id, at: toInstant(at), matter: { scope, period } })

export function createReports(connection: Connection, { transactions, events, sequences }: { transactions: Transactions, events: Events, sequences: Sequences }) {
  const model = connection.model('PublishedReport', schema, 'reports')

  return {
    /**
     * Publishes a report, as the first on its matter or as the correction of the latest.
     * @param seen the version that the person looked at; 0: there was none
     * @throws ReportChanged when there is another by now
     */
    async publish(report: Omit<PublishedReport, 'id' | 'number' | 'version' | 'by' | 'at'>, seen: number, { by, at }: Doing): Promise<PublishedReport> {
      if (by.kind !== 'staff') throw new Error('Only staff publish a report')
      const { matter: { scope, period }, unit } = report
      const matter = matterOf(report.matter)
      const latest = await model.findOne({ matter }).sort({ version: -1 }).lean<Row>()
      if ((latest?.version ?? 0) !== seen) throw new ReportChanged('Another version was published meanwhile')
      const year = at.toZonedDateTimeISO(report.timeZone).year
      const running = await sequences.next(`report ${unit} ${String(year)}`)
      const { username, name, role } = by
      const row: Row = {
        ...report, _id: `${unit}-${String(year)}-${String(running)}`, matter, scope, period, number: `${String(running)}/BC-${unit.toLocaleUpperCase('en')}`, version: seen + 1,
        by: { username, name, role }, at: toDate(at),
      }
      await transactions.run(async () => {
        await model.create([row])
        await events.note({
          by, at, subject: `report/${row._id}`, act: seen === 0 ? 'publish-report' : 'correct-report', onBehalfOf: unit,
          details: { number: row.number, scope, period, version: row.version, ...(report.correction && { reason: report.correction.reason, of: report.correction.of }) },
          changes: (report.correction?.changes ?? []).slice(0, 100).map(({ by: breakdown, row: line, column, before, after }) => ({ field: [breakdown, line?.vi, column].filter(Boolean).join(' '), from: before, to: after })),
        })
      }).catch((error: unknown) => { throw (error as { code?: number }).code === 11000 ? new ReportChanged('Another version was published meanwhile') : error })
      return read(row)
    },

    async find(id: string): Promise<PublishedReport | null> {
      const row = await model.findById(id).lean<Row>()
      return row && read(row)
    },

    /** All versions on a matter, the first one first. */
    async versions(matter: PublishedReport['matter']): Promise<PublishedReport[]> {
      return (await model.find({ matter: matterOf(matter) }).sort({ version: 1 }).lean<Row[]>()).map(read)
    },

    /** The latest published reports on agencies among some, or on any; without their numbers. */
    async latest(agencies: readonly string[] | null, most: number): Promise<Omit<PublishedReport, 'numbers'>[]> {
      const rows = await model.find(agencies ? { agencies: { $not: { $elemMatch: { $nin: [...agencies] } } } } : {}, { numbers: 0 }).sort({ at: -1, version: -1, _id: 1 }).limit(most).lean<Row[]>()
      return rows.map((row) => read(row))
    },
  }
}

export type Reports = ReturnType<typeof createReports>
