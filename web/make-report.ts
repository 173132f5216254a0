import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { procedureOn } from '../processes/edition.ts'
import { meanOf, sumOf, type Counts } from '../processes/law/figures.ts'
import { reportColumns, reportRow, type ReportRow } from '../processes/law/report-counts.ts'
import { countedPeriods } from '../processes/law/reporting.ts'
import type { Text } from '../processes/text.ts'
import type { PlaceCounts } from '../store/figures.ts'
import { breakdowns, levels, ways, type Breakdown, type ReportQuery } from './reports-query.ts'
import { columnNames, levelNames } from './messages/reports.ts'

/** One row of a report; `key` says which dossiers it is about, among those of its breakdown. */
export interface ReportLine { readonly key: string, readonly name: Text, readonly values: ReportRow }
export interface RatedLine { readonly name: Text, readonly rated: number, readonly timeliness: number | null, readonly service: number | null }

/** Everything that a report says, in numbers (requirement I1). */
export interface ReportData {
  readonly total: ReportRow
  readonly tables: readonly { readonly by: Breakdown, readonly lines: readonly ReportLine[] }[]
  /** Of each agency with ratings that count in the period. */
  readonly ratings: readonly RatedLine[]
}

export const isEmptyRow = (row: ReportRow): boolean => reportColumns.every((column) => row[column] === 0)

/** Adds up a report from the counted places: however many dossiers there are, the places are as many as agencies, procedures and half months. */
export async function makeReport({ period, scope }: Pick<ReportQuery, 'period' | 'scope'>, { agencies, figures }: Pick<Deps, 'agencies' | 'figures'>): Promise<ReportData> {
  const [{ currentOf, unitsOf }, { year }] = await Promise.all([agencies.succession(), figures.since()])
  const { before, within } = countedPeriods(period, Number(year ?? period.from.year))
  const units = scope.kind === 'province' ? null : scope.agencies.flatMap(({ id }) => unitsOf(id))
  const [byAgency, byProcedure] = await Promise.all([figures.places([...before, ...within], units, 'agencies'), figures.places([...before, ...within], units, 'procedures')])
  const inside = new Set(within)
  const split = (rows: readonly PlaceCounts[]): [Counts, Counts] => [sumOf(rows.filter((row) => !inside.has(row.period)).map(({ counts }) => counts)), sumOf(rows.filter((row) => inside.has(row.period)).map(({ counts }) => counts))]
  const grouped = (rows: readonly PlaceCounts[], keyOf: (row: PlaceCounts) => string) => {
    const groups = new Map<string, PlaceCounts[]>()
    for (const row of rows) groups.set(keyOf(row), [...groups.get(keyOf(row)) ?? [], row])
    return groups
  }

  const named = (id: string) => procedureOn(findProcedure(id), period.to)
  const ofAgency = grouped(byAgency, ({ agency }) => currentOf(agency))
  const known = new Map(scope.agencies.map((agency) => [agency.id, agency]))
  for (const id of ofAgency.keys()) {
    const agency = known.has(id) ? null : await agencies.find(id)
    if (agency) known.set(id, agency)
  }
  const nameOf = (id: string): Text => known.get(id)?.name ?? { vi: id, en: id }
  const [totalBefore, totalWithin] = split(byAgency)
  const lines = (groups: ReadonlyMap<string, readonly PlaceCounts[]>, name: (key: string) => Text): ReportLine[] => [...groups]
    .map(([key, rows]) => ({ key, name: name(key), values: reportRow(...split(rows)) })).filter(({ values }) => !isEmptyRow(values))
    .toSorted((a, b) => a.name.vi.localeCompare(b.name.vi, 'vi'))

  const ofLevel = grouped(byAgency, ({ agency }) => known.get(currentOf(agency))?.level ?? 'province')
  const tables: Record<Breakdown, ReportLine[]> = {
    agency: lines(ofAgency, nameOf),
    level: levels.flatMap((level) => lines(new Map([[level, ofLevel.get(level) ?? []]]), () => levelNames[level])),
    field: lines(grouped(byProcedure, ({ procedure }) => named(procedure).field.vi), (key) => byProcedure.map(({ procedure }) => named(procedure).field).find(({ vi }) => vi === key) ?? { vi: key, en: key }),
    procedure: lines(grouped(byProcedure, ({ procedure }) => procedure), (id) => named(id).name),
    channel: (['online', 'direct', 'post'] as const).map((way) => ({ key: way, name: columnNames[way], values: rowOfWay(way, totalBefore, totalWithin) })).filter(({ values }) => !isEmptyRow(values)),
  }
  return {
    total: reportRow(totalBefore, totalWithin), tables: breakdowns.map((by) => ({ by, lines: tables[by] })),
    ratings: [...ofAgency].flatMap(([id, rows]) => {
      const [, counts] = split(rows)
      return counts.rated ? [{ name: nameOf(id), rated: counts.rated, timeliness: meanOf(counts, 'timeliness'), service: meanOf(counts, 'service') }] : []
    }).toSorted((a, b) => a.name.vi.localeCompare(b.name.vi, 'vi')),
  }
}

function rowOfWay(way: keyof typeof ways, before: Counts, within: Counts): ReportRow {
  const rows = ways[way].map((channel) => reportRow(before, within, channel))
  return Object.fromEntries(reportColumns.map((column) => [column, rows.reduce((sum, row) => sum + row[column], 0)])) as Record<typeof reportColumns[number], number>
}
