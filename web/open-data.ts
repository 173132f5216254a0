import type { Deps } from '../config/wire.ts'
import { proceduresAt } from '../processes/catalogue.ts'
import { figuresOf, marks, ratedOn, sumOf, type Counts } from '../processes/law/figures.ts'
import type { Language, Text } from '../processes/text.ts'
import { monthsOf, type Choices } from './figures-query.ts'
import { definitions, markNames, sayFigures, type FigureMessage, type Term } from './messages/figures.ts'
import { countsByAgency } from './present-figures.ts'

/** Under what terms the figures may be used: proposed by this house, for the province to decide (NĐ 47/2020/NĐ-CP, on open data). */
export const licence = {
  id: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/',
  name: { vi: 'Creative Commons Ghi công 4.0, CC BY 4.0', en: 'Creative Commons Attribution 4.0, CC BY 4.0' },
} as const satisfies { id: string, url: string, name: Text }

/** The tables, by the last part of their addresses, which stay. */
export const openTables = { agencies: 'co-quan', procedures: 'thu-tuc', ratings: 'danh-gia' } as const
export type OpenTable = keyof typeof openTables

export const openDataAddress = (table: OpenTable, format: 'csv' | 'json', year: number): string => `/thong-ke/du-lieu/${openTables[table]}-${String(year)}.${format}`

interface Column { readonly name: string, readonly type: 'string' | 'integer', readonly title: Text, readonly description?: Text }
type Cell = string | number

const told = (key: FigureMessage): Text => ({ vi: sayFigures(key, 'vi'), en: sayFigures(key, 'en') })
const defined = (name: string, term: Term): Column => ({ name, type: 'integer', title: told(term), description: definitions[term].words })
const month: Column = { name: 'month', type: 'string', title: told('month'), description: { vi: 'Tháng theo giờ Việt Nam, YYYY-MM', en: 'Month by the time of Vietnam, YYYY-MM' } }
const agencyColumns: readonly Column[] = [
  { name: 'agency', type: 'string', title: told('agency'), description: { vi: 'Ký hiệu cơ quan; “province” là toàn tỉnh', en: 'Short name of the agency; “province” is the whole province' } },
  { name: 'agency_code', type: 'string', title: { vi: 'Mã định danh cơ quan', en: 'Identifier of the agency' } },
  { name: 'agency_name', type: 'string', title: { vi: 'Tên cơ quan', en: 'Name of the agency' } },
]
const counted: readonly Column[] = [
  defined('received', 'received'), defined('received_online', 'online'), defined('settled', 'settled'), defined('settled_early', 'early'), defined('settled_on_time', 'on-time'),
  defined('settled_overdue', 'overdue'), defined('settled_by_new_date', 'by-appointment'), defined('refused', 'refused'), defined('stopped', 'stopped'),
]
const columnsOf: Readonly<Record<OpenTable, readonly Column[]>> = {
  agencies: [month, ...agencyColumns, ...counted],
  procedures: [
    month, { name: 'procedure', type: 'string', title: told('procedure') }, { name: 'procedure_code', type: 'string', title: { vi: 'Mã thủ tục', en: 'National code' } },
    { name: 'procedure_name', type: 'string', title: { vi: 'Tên thủ tục', en: 'Name of the procedure' } }, { name: 'field', type: 'string', title: { vi: 'Lĩnh vực', en: 'Field' } }, ...counted,
  ],
  ratings: [
    month, ...agencyColumns, { ...defined('ratings', 'ratings') },
    ...ratedOn.flatMap((what) => marks.map((mark): Column => ({ name: `${what}_${String(mark)}`, type: 'integer', title: { vi: `${told(what).vi}: ${markNames[mark].vi}`, en: `${told(what).en}: ${markNames[mark].en}` } }))),
  ],
}

function figureCells(counts: Counts): Cell[] {
  const { received, online, settled, early, onTime, overdue, byAppointment, refused, stopped } = figuresOf(counts)
  return [received, online, settled, early, onTime, overdue, byAppointment, refused, stopped]
}
const ratingCells = (counts: Counts): Cell[] => [counts.rated ?? 0, ...ratedOn.flatMap((what) => marks.map((mark) => counts[`${what}-${mark}`] ?? 0))]

/** A table of a year: its columns, and a line for each month with each agency or procedure, also where nothing was counted. */
export async function openData(table: OpenTable, year: number, { today }: Pick<Choices, 'today'>, language: Language, deps: Pick<Deps, 'agencies' | 'figures' | 'now'>): Promise<{ columns: readonly Column[], rows: Cell[][] }> {
  const months = monthsOf(year, today)
  const columns = columnsOf[table]
  if (table === 'procedures') {
    const all = await deps.figures.byProcedure(months)
    const known = proceduresAt(deps.now()).map(({ id, code, name, field }) => ({ cells: [id, code, name[language], field[language]], own: all.filter(({ procedure }) => procedure === id) }))
    return { columns, rows: months.flatMap((each) => known.map(({ cells, own }) => [each, ...cells, ...figureCells(sumOf(own.filter(({ period }) => period === each).map(({ counts }) => counts)))])) }
  }
  const cellsOf = table === 'ratings' ? ratingCells : figureCells
  const province = await deps.figures.of({ periods: months, agencies: null, procedures: null })
  const own = await Promise.all((await countsByAgency(months, deps)).map(async ({ agency, periods }) => ({ agency, periods, facts: await deps.agencies.find(agency) })))
  const sorted = own.toSorted((a, b) => a.agency < b.agency ? -1 : 1)
  return {
    columns, rows: months.flatMap((each, index) => [
      [each, 'province', '', sayFigures('province', language), ...cellsOf(province[index] ?? {})],
      ...sorted.map(({ agency, periods, facts }) => [each, agency, facts?.code ?? '', facts?.name[language] ?? agency, ...cellsOf(periods.get(each) ?? {})]),
    ]),
  }
}

/** The descriptor of all tables, as a Data Package (specs.frictionlessdata.io). */
export function dataPackage(origin: string, { years, countedAt }: Pick<Choices, 'years' | 'countedAt'>, publisher: string) {
  const resources = years.flatMap((year) => (Object.keys(openTables) as OpenTable[]).map((table) => ({
    name: `${openTables[table]}-${String(year)}`, title: sayFigures(`data-${table}`, 'vi', { year }), titles: { vi: sayFigures(`data-${table}`, 'vi', { year }), en: sayFigures(`data-${table}`, 'en', { year }) },
    path: `${origin}${openDataAddress(table, 'csv', year)}`, alternates: [`${origin}${openDataAddress(table, 'json', year)}`], format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', profile: 'tabular-data-resource',
    schema: { fields: columnsOf[table].map(({ name, type, title, description }) => ({ name, type, title: title.vi, titles: title, ...(description && { description: description.vi, descriptions: description }) })) },
  })))
  return {
    profile: 'tabular-data-package', name: 'so-lieu-giai-quyet-thu-tuc-hanh-chinh', title: sayFigures('title', 'vi'), titles: { vi: sayFigures('title', 'vi'), en: sayFigures('title', 'en') }, description: sayFigures('lead', 'vi'),
    homepage: `${origin}/thong-ke`, ...(countedAt && { updated: countedAt.toString() }), licenses: [{ name: licence.id, path: licence.url, title: licence.name.vi }], contributors: [{ title: publisher, role: 'publisher' }], resources,
  }
}
