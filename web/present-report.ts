import { reportColumns, type ReportColumn, type ReportRow } from '../processes/law/report-counts.ts'
import { periodText } from '../processes/law/reporting.ts'
import type { Language } from '../processes/text.ts'
import { isEmptyRow, type ReportData, type ReportLine } from './make-report.ts'
import { columnNames, periodKindNames, reportTexts, sayReports, type ReportMessage } from './messages/reports.ts'
import { numbers } from './present-figures.ts'
import { breakdowns, periodsOf, scopeText, type Breakdown, type ReportQuery, type ScopeOption } from './reports-query.ts'
import { periodValue } from '../processes/law/reporting.ts'
import type { ReportsModel, ReportTableView } from './view/report-models.ts'

/** Columns that stand under a common word: the first of them is the sum. */
const groups: readonly (readonly ReportColumn[])[] = [
  ['carried'], ['received', 'online', 'direct', 'post'], ['settled', 'early', 'on-time', 'overdue'], ['under-way', 'in-time', 'late'], ['stopped'], ['refused'], ['denied'],
]

export const dayText = (day: { toString(): string }): string => day.toString().split('-').reverse().join('/')

/** What a column is called by itself: with the word of its group. */
export function columnText(column: ReportColumn, language: Language): string {
  const [sum] = groups.find((group) => group.includes(column)) ?? [column]
  return sum === column || sum === undefined ? columnNames[column][language] : `${columnNames[sum][language]}: ${columnNames[column][language].toLocaleLowerCase(language)}`
}

/** Where the dossiers behind a number are; null where the reader may not see them. */
export type Leads = (column: ReportColumn, row: { by: Breakdown, key: string } | null) => string | null

export function reportTable(id: string, caption: string, by: Breakdown, lines: readonly ReportLine[], total: ReportRow, leads: Leads, language: Language): ReportTableView {
  const number = numbers(language)
  const cells = (values: ReportRow, row: { by: Breakdown, key: string } | null) => reportColumns.map((column) => {
    const href = values[column] > 0 ? leads(column, row) : null
    return { label: columnText(column, language), value: number.format(values[column]), ...(href && { href }), ...((column === 'overdue' || column === 'late') && values[column] > 0 && { warning: true }) }
  })
  return {
    id, caption, first: sayReports(`by-${by}`, language),
    groups: groups.map((group) => ({ name: columnNames[group[0] ?? 'carried'][language], span: group.length, single: group.length === 1 })),
    columns: groups.filter(({ length }) => length > 1).flatMap((group) => group.map((column, index) => index === 0 ? sayReports('total', language) : columnNames[column][language])),
    rows: lines.map(({ key, name, values }) => ({ name: name[language], cells: cells(values, { by, key }) })),
    total: { name: sayReports('total', language), cells: cells(total, null) },
  }
}

/** What is chosen above a report. */
export function reportFilter({ period, scope, by }: ReportQuery, { scopes, years }: { scopes: readonly ScopeOption[], years: readonly number[] }, language: Language): NonNullable<ReportsModel['filter']> {
  const say = (key: ReportMessage) => sayReports(key, language)
  return {
    action: '/desk/reports', show: say('show'),
    year: { label: say('year'), options: years.map((year) => ({ value: String(year), label: String(year), selected: year === period.year })) },
    period: {
      label: say('period'),
      groups: periodsOf(period.year).map(({ kind, periods }) => ({
        label: periodKindNames[kind][language],
        options: periods.map((each) => ({ value: periodValue(each), label: periodText(each)[language].replace(/ (?:năm|of) \d{4}$/, ''), selected: each.kind === period.kind && each.number === period.number })),
      })),
    },
    scope: { label: say('scope'), options: scopes.map((each) => ({ value: scopeText(each), label: each.name[language], selected: each === scope })) },
    by: { label: say('by'), options: breakdowns.map((each) => ({ value: each, label: say(`by-${each}`), selected: each === by })) },
  }
}

/** The tables of a report: of the breakdown that is asked for, or of all. */
export function reportTables({ total, tables }: Pick<ReportData, 'total' | 'tables'>, only: Breakdown | null, leads: Leads, language: Language): ReportTableView[] {
  if (isEmptyRow(total)) return []
  return tables.filter(({ by }) => only === null || by === only).map(({ by, lines }) =>
    reportTable(`by-${by}`, `${sayReports('by', language)}: ${sayReports(`by-${by}`, language).toLocaleLowerCase(language)}`, by, lines, total, leads, language))
}

export function ratingTable({ ratings }: Pick<ReportData, 'ratings'>, language: Language): ReportsModel['plain'][number] {
  const mean = (value: number | null) => value === null ? '–' : new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: 1 }).format(value)
  return {
    id: 'ratings', caption: sayReports('ratings', language), none: sayReports('ratings-none', language),
    head: (['by-agency', 'rated', 'timeliness', 'service'] as const).map((key) => reportTexts[key][language]),
    rows: ratings.map(({ name, rated, timeliness, service }) => [name[language], numbers(language).format(rated), mean(timeliness), mean(service)]),
  }
}
