import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { procedureAt, procedures } from '../processes/catalogue.ts'
import { procedureOn } from '../processes/edition.ts'
import { figuresOf, marks, meanOf, ratedOn, standing, sumOf, leastRatings, type Counts, type Figures, type Measure } from '../processes/law/figures.ts'
import type { Language } from '../processes/text.ts'
import type { PlaceCounts } from '../store/figures.ts'
import type { ChartData } from './figures-chart.ts'
import { figuresAddress, monthsOf, scopeValue, selectionOf, type Choices, type FiguresQuery, type Scope } from './figures-query.ts'
import { definitions, markNames, sayFigures, type FigureMessage, type Term } from './messages/figures.ts'
import { licence, openDataAddress } from './open-data.ts'
import { shortDateTime } from './view/format.ts'
import type { ChartSize, FigureCell, FigureChart, FigureRow, FigureTable, FiguresModel } from './view/figures-models.ts'

type FigureDeps = Pick<Deps, 'agencies' | 'figures' | 'now'>

/** A number whose dossiers can be listed: what is counted, and where. */
export type Traced = keyof typeof tracedMeasures

/** What each number of the page counts. */
export const tracedMeasures = {
  'received': ['received-online', 'received-counter', 'received-post', 'received-mail'], 'online': ['received-online'],
  'settled': ['settled-early', 'settled-on-time', 'settled-overdue', 'settled-unjudged'], 'early': ['settled-early'], 'on-time': ['settled-on-time'], 'overdue': ['settled-overdue'],
  'by-appointment': ['by-appointment'], 'refused': ['refused'], 'stopped': ['stopped'], 'open': ['open'], 'open-overdue': ['open-overdue'],
} as const satisfies Partial<Record<FigureMessage, readonly Measure[]>>

/** Where the dossiers behind a number are listed; null where the reader may not see them. */
export type Trace = (what: Traced, where: { readonly month: string | null, readonly agency: string | null, readonly procedure: string | null }) => string | null

/** What the figures of a year and scope say; `now` is what stands open. */
export interface YearFigures { readonly months: readonly string[], readonly byMonth: readonly Counts[], readonly year: Counts, readonly now: Counts }

export async function yearFigures({ year, scope }: FiguresQuery, { today }: Choices, deps: FigureDeps): Promise<YearFigures> {
  const months = monthsOf(year, today)
  const all = await deps.figures.of({ periods: [...months, String(year), standing], ...await selectionOf(scope, deps) })
  return { months, byMonth: all.slice(0, months.length), year: all.at(-2) ?? {}, now: all.at(-1) ?? {} }
}

/** Counts of agencies in a period, those of agencies that have ended with their successors. */
export async function countsByAgency(periods: readonly string[], { agencies, figures }: FigureDeps): Promise<{ agency: string, counts: Counts, periods: ReadonlyMap<string, Counts> }[]> {
  const { currentOf } = await agencies.succession()
  const rows = await figures.byAgency(periods)
  const known = new Set([...(await agencies.ofKind('deciding')).map(({ id }) => id), ...rows.map(({ agency }) => currentOf(agency))])
  return [...known].map((agency) => {
    const own = rows.filter((row) => currentOf(row.agency) === agency)
    return { agency, counts: sumOf(own.map(({ counts }) => counts)), periods: new Map(periods.map((period) => [period, sumOf(own.filter((row) => row.period === period).map(({ counts }) => counts))])) }
  })
}

const columns = ['received', 'online', 'settled', 'early', 'on-time', 'overdue', 'by-appointment', 'refused', 'stopped'] as const satisfies readonly Traced[]
const valueOf: Readonly<Record<typeof columns[number], keyof Figures>> = {
  'received': 'received', 'online': 'online', 'settled': 'settled', 'early': 'early', 'on-time': 'onTime', 'overdue': 'overdue', 'by-appointment': 'byAppointment', 'refused': 'refused', 'stopped': 'stopped',
}

export const numbers = (language: Language) => new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB')

/** A part of a whole in hundredths, with one digit after the comma; a dash where there is no whole. */
function share(part: number, whole: number, language: Language): string {
  if (whole === 0) return '–'
  return `${new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 }).format(part / whole * 100)}%`
}

const sizes = {
  months: { narrow: { width: 340, height: 320 }, wide: { width: 1040, height: 380 } },
  agencies: { narrow: { width: 340, height: 420 }, wide: { width: 1040, height: 360 } },
  ratings: { narrow: { width: 340, height: 280 }, wide: { width: 1040, height: 230 } },
} as const satisfies Record<string, Record<'narrow' | 'wide', ChartSize>>

export type ChartName = keyof typeof sizes
export const isChartName = (name: string): name is ChartName => Object.hasOwn(sizes, name)
export const chartSize = (name: ChartName, width: 'narrow' | 'wide'): ChartSize => sizes[name][width]

/** How many agencies a picture shows. */
const mostAgencies = 8

/** What a chart draws. */
export async function chartData(name: ChartName, query: FiguresQuery, choices: Choices, language: Language, deps: FigureDeps): Promise<ChartData> {
  const say = (key: FigureMessage, params = {}) => sayFigures(key, language, params)
  const settledParts = (all: readonly Figures[]) => [
    { name: say('early'), values: all.map(({ early }) => early), colour: 'early' as const },
    { name: say('on-time'), values: all.map(({ onTime }) => onTime), colour: 'onTime' as const },
    { name: say('overdue'), values: all.map(({ overdue }) => overdue), colour: 'overdue' as const },
  ]
  if (name === 'agencies') {
    const named = new Map(choices.scopes.filter(({ kind }) => kind === 'agency').map(({ id, name: full }) => [id, full]))
    const all = (await countsByAgency([periodOf(query)], deps)).map(({ agency, counts }) => ({ name: named.get(agency) ?? agency, figures: figuresOf(counts), counts }))
      .toSorted((a, b) => b.figures.settled - a.figures.settled || a.name.localeCompare(b.name, language))
    const others = all.slice(mostAgencies)
    const shown = [...all.slice(0, mostAgencies), ...(others.length > 0 ? [{ name: say('others'), figures: figuresOf(sumOf(others.map(({ counts }) => counts))) }] : [])]
    return { categories: shown.map((each) => each.name), parts: settledParts(shown.map(({ figures }) => figures)), lying: true }
  }
  const { byMonth, year, months } = await yearFigures(query, choices, deps)
  if (name === 'ratings') {
    const counts = query.month === null ? year : byMonth[query.month - 1] ?? {}
    return {
      categories: ratedOn.map((what) => say(what)), lying: true, share: true,
      parts: marks.map((mark, index) => ({ name: markNames[mark][language], colour: index, values: ratedOn.map((what) => Math.round((counts[`${what}-${mark}`] ?? 0) / (counts.rated ?? 1) * 1000) / 10) })),
    }
  }
  const figures = byMonth.map(figuresOf)
  return {
    categories: months.map((month) => language === 'vi' ? `T${String(Number(month.slice(5)))}` : month.slice(5)), parts: settledParts(figures),
    line: { name: say('received'), values: figures.map(({ received }) => received) },
  }
}

/** The period that is asked for: the month, or the whole year. */
export const periodOf = ({ year, month }: FiguresQuery): string => month === null ? String(year) : `${String(year)}-${String(month).padStart(2, '0')}`

/** Where a page of figures lies, and what it may lead to. */
interface At { readonly action: string, readonly trace: Trace | null, readonly title: FigureMessage, readonly lead: FigureMessage, readonly links: FiguresModel['links'] }

/** The page of the figures, public or at the desk. */
export async function presentFigures(query: FiguresQuery, choices: Choices, at: At, language: Language, deps: FigureDeps): Promise<FiguresModel> {
  const say = (key: FigureMessage, params = {}) => sayFigures(key, language, params)
  const number = numbers(language)
  const { scope, year } = query
  const all = await yearFigures(query, choices, deps)
  const counts = query.month === null ? all.year : all.byMonth[query.month - 1] ?? {}
  const figures = figuresOf(counts)
  const period = query.month === null ? say('year-of', { year }) : say('month-of-year', { month: query.month, year })
  const scopeName = choices.scopes.find((each) => each.kind === scope.kind && each.id === scope.id)?.name ?? ''
  const place = { agency: scope.kind === 'agency' ? scope.id : null, procedure: scope.kind === 'procedure' ? scope.id : null }
  const link = (what: Traced, where: Partial<Parameters<Trace>[1]>, count: number) => {
    const href = count > 0 && (scope.kind !== 'field' || where.procedure) ? at.trace?.(what, { month: periodOf(query), ...place, ...where }) : null
    return href ? { href } : {}
  }

  const head = columns.map((column) => say(column))
  const cells = (of: Counts, where: Partial<Parameters<Trace>[1]>): FigureCell[] => {
    const told = figuresOf(of)
    return columns.map((column) => ({ label: say(column), value: number.format(told[valueOf[column]]), ...link(column, where, told[valueOf[column]]) }))
  }
  const address = (more: Partial<FiguresQuery>) => figuresAddress(at.action, { ...query, ...more })
  const chart = (name: ChartName, alt: string): FigureChart => {
    const source = (size: 'narrow' | 'wide') => figuresAddress(`/thong-ke/bieu-do/${name}.svg`, query, { co: size === 'narrow' ? 'hep' : 'rong', lang: language })
    return { narrow: source('narrow'), wide: source('wide'), alt, size: sizes[name] }
  }

  const byMonth: FigureTable = {
    id: 'theo-thang', caption: `${say('by-month')}: ${scopeName} · ${say('year-of', { year })}`, head: [say('month'), ...head],
    chart: chart('months', say('chart-months', { scope: scopeName, period: say('year-of', { year }) })),
    rows: all.months.map((month, index): FigureRow => ({
      name: say('month-of', { month: Number(month.slice(5)) }), href: address({ month: Number(month.slice(5)) }), current: query.month === Number(month.slice(5)), cells: cells(all.byMonth[index] ?? {}, { month }),
    })),
    total: { name: say('year-of', { year }), cells: cells(all.year, { month: String(year) }) },
  }

  async function agencyTable(): Promise<FigureTable> {
    const named = new Map(choices.scopes.filter(({ kind }) => kind === 'agency').map(({ id, name }) => [id, name]))
    const rows = await Promise.all((await countsByAgency([periodOf(query)], deps)).map(async ({ agency, counts: own }) => ({
      agency, own, name: named.get(agency) ?? (await deps.agencies.find(agency))?.name[language] ?? agency,
    })))
    return {
      id: 'theo-co-quan', caption: `${say('by-agency')}: ${period}`, head: [say('agency'), ...head], chart: chart('agencies', say('chart-agencies', { period })),
      rows: rows.toSorted((a, b) => a.name.localeCompare(b.name, language)).map(({ agency, own, name }) => ({ name, href: address({ scope: { kind: 'agency', id: agency } }), cells: cells(own, { agency }) })),
      total: { name: say('province'), cells: cells(counts, {}) },
    }
  }

  /** By field and procedure: of the province in public; of one agency for those who may see its dossiers. */
  async function procedureTable(agencies: readonly string[] | null): Promise<FigureTable> {
    const rows = await deps.figures.byProcedure([periodOf(query)], agencies)
    const of = (id: string) => sumOf(rows.filter(({ procedure }) => procedure === id).map((row: PlaceCounts) => row.counts))
    const named = procedures.map((each) => procedureOn(each, choices.today))
    const shown = agencies ? named.filter(({ id }) => Object.keys(of(id)).length > 0) : named
    return {
      id: 'theo-thu-tuc', caption: agencies ? `${say('procedure')}: ${scopeName} · ${period}` : `${say('by-procedure')}: ${period}`, head: [say('procedure'), ...head],
      rows: shown.toSorted((a, b) => a.field[language].localeCompare(b.field[language], language)).map(({ id, name, field }) => ({
        name: `${field[language]}: ${name[language]}`, ...(!agencies && { href: address({ scope: { kind: 'procedure', id } }) }), cells: cells(of(id), { procedure: id }),
      })),
    }
  }

  const isProvince = scope.kind === 'province'
  const tables = [
    byMonth, ...(isProvince ? [await agencyTable(), await procedureTable(null)] : []),
    ...(at.trace && scope.kind === 'agency' ? [await procedureTable((await deps.agencies.succession()).unitsOf(scope.id))] : []),
  ]
  const open = { open: all.now.open ?? 0, overdue: all.now['open-overdue'] ?? 0 }
  const overdueNote = figures.byAppointment > 0 ? say('overdue-mended', { share: share(figures.overdue, figures.settled, language), count: figures.byAppointment }) : say('overdue-share', { share: share(figures.overdue, figures.settled, language) })
  const groups = ([['agency', 'agencies'], ['field', 'fields'], ['procedure', 'procedures']] as const).map(([kind, label]) => ({
    label: say(label), options: choices.scopes.filter((each) => each.kind === kind).map((each) => option(each, scope)),
  }))
  return {
    title: say(at.title), lead: say(at.lead), action: at.action, show: say('show'), period, scopeName,
    ...(choices.countedAt && { updated: say('updated', { at: shortDateTime(choices.countedAt, language, 'Asia/Ho_Chi_Minh') }) }),
    year: { label: say('year'), options: choices.years.map((each) => ({ value: String(each), label: String(each), selected: each === year })) },
    month: {
      label: say('month'),
      options: [{ value: '', label: say('whole-year'), selected: query.month === null }, ...Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: say('month-of', { month: index + 1 }), selected: query.month === index + 1 }))],
    },
    scope: { label: say('scope'), groups: [{ options: choices.scopes.filter(({ kind }) => kind === 'province').map((each) => option(each, scope)) }, ...groups] },
    cards: [
      { label: say('received'), value: number.format(figures.received), note: say('online-share', { share: share(figures.online, figures.received, language) }), ...link('received', {}, figures.received) },
      { label: say('settled'), value: number.format(figures.settled), note: say('in-time-share', { share: share(figures.early + figures.onTime, figures.settled, language) }), ...link('settled', {}, figures.settled) },
      { label: say('overdue'), value: number.format(figures.overdue), note: overdueNote, ...link('overdue', {}, figures.overdue), ...(figures.overdue > 0 && { tone: 'warning' as const }) },
      { label: say('open'), value: number.format(open.open), note: say('open-note', { count: number.format(open.overdue) }), ...link('open', { month: null }, open.open) },
    ],
    tables, ratings: presentRatings(counts, scope, { scopeName, period, language }, chart),
    definitions: {
      title: say('definitions'),
      terms: (Object.keys(definitions) as Term[]).map((term) => ({ term: say(term), words: definitions[term].words[language], source: say('source', { source: definitions[term].source[language] }) })),
    },
    ...(!at.trace && {
      data: {
        title: say('data'), lead: say('data-lead', { licence: licence.name[language] }),
        links: [
          ...(['agencies', 'procedures', 'ratings'] as const).map((table) => ({
            text: say(`data-${table}`, { year }), href: openDataAddress(table, 'csv', year), others: [{ text: 'CSV', href: openDataAddress(table, 'csv', year) }, { text: 'JSON', href: openDataAddress(table, 'json', year) }],
          })),
          { text: say('data-descriptor'), href: '/thong-ke/datapackage.json', others: [{ text: 'JSON', href: '/thong-ke/datapackage.json' }] },
        ],
      },
    }),
    links: at.links,
    ...(Object.keys(all.year).length === 0 && choices.years.length === 1 && choices.countedAt === null && { empty: { title: say('none'), text: say('none-text') } }),
  }
}

const option = (each: Scope & { readonly name: string }, chosen: Scope) => ({ value: scopeValue(each), label: each.name, selected: each.kind === chosen.kind && each.id === chosen.id })

function presentRatings(counts: Counts, { kind }: Scope, { scopeName, period, language }: { scopeName: string, period: string, language: Language }, chart: (name: ChartName, alt: string) => FigureChart): FiguresModel['ratings'] {
  const say = (key: FigureMessage, params = {}) => sayFigures(key, language, params)
  const number = numbers(language)
  const title = say('ratings')
  if (kind === 'field' || kind === 'procedure') return { title, lines: [say('ratings-not-by-procedure')] }
  const rated = counts.rated ?? 0
  if (rated === 0) return { title, lines: [say('ratings-none', { least: leastRatings })] }
  const mean = (what: typeof ratedOn[number]) => new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: 1 }).format(meanOf(counts, what) ?? 0)
  return {
    title, lines: [say('ratings-count', { count: number.format(rated) })],
    table: {
      id: 'hai-long', caption: `${title}: ${scopeName} · ${period}`, head: [say('rating-question'), ...marks.map((mark) => markNames[mark][language]), say('rating-mean')], chart: chart('ratings', say('chart-ratings', { scope: scopeName, period })),
      rows: ratedOn.map((what) => ({
        name: say(what),
        cells: [...marks.map((mark) => ({ label: markNames[mark][language], value: number.format(counts[`${what}-${mark}`] ?? 0) })), { label: say('rating-mean'), value: mean(what) }],
      })),
    },
  }
}

/** What a procedure is called in a list. */
export const procedureName = (id: string, language: Language, at: Temporal.Instant): string => procedureAt(id, at).name[language]
