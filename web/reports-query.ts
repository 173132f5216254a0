import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { procedures } from '../processes/catalogue.ts'
import { dayOf, type Channel } from '../processes/procedure.ts'
import { periodKinds, periodsIn, periodValue, readPeriod, reportPeriod, usualReporting, type PeriodName, type ReportingSetting, type ReportPeriod } from '../processes/law/reporting.ts'
import type { Language, Text } from '../processes/text.ts'
import type { Agency } from '../store/agencies.ts'
import { levelNames, reportTexts } from './messages/reports.ts'

export const levels = ['province', 'district', 'commune'] as const
export type Level = (typeof levels)[number]

/** On which agencies a report is: the province, those of a level, those of a place, or one. */
export interface ReportScope { readonly kind: 'province' | 'level' | 'place' | 'agency', readonly id: string }

const prefixes = { level: 'cap', place: 'dia-ban', agency: 'co-quan' } as const
export const scopeText = ({ kind, id }: ReportScope): string => kind === 'province' ? '' : `${prefixes[kind]}:${id}`
export const wholeProvince: ReportScope = { kind: 'province', id: '' }

export interface ScopeOption extends ReportScope { readonly name: Text, readonly agencies: readonly Agency[] }

/** What a report can be on: levels and places only where they have more agencies than one. */
export function reportScopes(deciding: readonly Agency[]): ScopeOption[] {
  const places = [...new Set(deciding.flatMap(({ territory }) => territory === null ? [] : [territory]))]
  const several = (option: ScopeOption): ScopeOption[] => option.agencies.length > 1 ? [option] : []
  return [
    { ...wholeProvince, name: reportTexts.province, agencies: deciding },
    ...levels.flatMap((level) => several({ kind: 'level', id: level, name: levelNames[level], agencies: deciding.filter((each) => each.level === level) })),
    ...places.flatMap((id) => {
      const agencies = deciding.filter(({ territory }) => territory === id)
      const place = agencies[0]?.place ?? id
      return several({ kind: 'place', id, name: { vi: `Địa bàn ${place}`, en: `All of ${place}` }, agencies })
    }),
    ...deciding.toSorted((a, b) => a.name.vi.localeCompare(b.name.vi, 'vi')).map((agency): ScopeOption => ({ kind: 'agency', id: agency.id, name: agency.name, agencies: [agency] })),
  ]
}

/** By what a report's rows are. */
export const breakdowns = ['agency', 'level', 'field', 'procedure', 'channel'] as const
export type Breakdown = (typeof breakdowns)[number]

/** A row that stands for all ways in by post: post and mail are one column of the report. */
export const ways = { online: ['online'], direct: ['counter'], post: ['post', 'mail'] } as const satisfies Record<string, readonly Channel[]>
export type Way = keyof typeof ways

export interface ReportQuery { readonly period: ReportPeriod, readonly scope: ScopeOption, readonly by: Breakdown }

/** The rules by which the province reports. */
export const reportingOf = async ({ agencies }: Pick<Deps, 'agencies'>): Promise<ReportingSetting> => (await agencies.centre())?.reporting ?? usualReporting

const text = (value: unknown) => typeof value === 'string' ? value.slice(0, 100) : ''
export const fields = [...new Set(procedures.map(({ field }) => field.vi))]

/** What an address asks for; what it does not say, or cannot mean, is the present month and the first of the scopes. */
export function readReportQuery(query: Readonly<Record<string, unknown>>, scopes: readonly [ScopeOption, ...ScopeOption[]], { today, setting, since }: { today: Temporal.PlainDate, setting: ReportingSetting, since: number }): ReportQuery {
  const asked = Number(text(query['nam']))
  const year = Number.isInteger(asked) && asked >= since && asked <= today.year + 1 ? asked : today.year
  const name: PeriodName = readPeriod(text(query['ky']), year) ?? { kind: 'month', year, number: today.month }
  const [prefix = '', id = ''] = text(query['pham-vi']).split(/:(.*)/s)
  const scope = scopes.find((each) => scopeText(each) === (prefix === '' ? '' : `${prefix}:${id}`)) ?? scopes[0]
  return { period: reportPeriod(name, setting), scope, by: breakdowns.find((each) => each === text(query['theo'])) ?? 'agency' }
}

export function reportAddress(path: string, { period, scope, by }: Pick<ReportQuery, 'period' | 'scope'> & { by?: Breakdown }, more: Readonly<Record<string, string>> = {}): string {
  return `${path}?${new URLSearchParams({ nam: String(period.year), ky: periodValue(period), 'pham-vi': scopeText(scope), ...(by && { theo: by }), ...more }).toString()}`
}

/** The periods of a year, by kind. */
export const periodsOf = (year: number): { kind: PeriodName['kind'], periods: PeriodName[] }[] =>
  periodKinds.map((kind) => ({ kind, periods: Array.from({ length: periodsIn(kind) }, (_, index) => ({ kind, year, number: index + 1 })) }))

/** The moment at which a day of Vietnam begins. */
export const beginOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()

/** Whether a period is over, so that a report on it can be published. */
export const isOver = ({ to }: Pick<ReportPeriod, 'to'>, now: Temporal.Instant): boolean => Temporal.PlainDate.compare(to, dayOf(now)) < 0

export const nameIn = (name: Text, language: Language): string => name[language]
