import { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './dated.ts'
import type { Period } from './figures.ts'
import type { Text } from '../text.ts'

/** How long a report is for (requirement I1: monthly, quarterly, yearly; TQ 16.2c, TH 16.6, TN 18.8). */
export const periodKinds = ['month', 'quarter', 'half', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]
const monthsIn = { month: 1, quarter: 3, half: 6, year: 12 } as const satisfies Record<PeriodKind, number>

/** What a province reports by. */
export interface ReportingRules {
  /** The day of the month with which a period begins: 1, or 15 where figures are closed on the 14th of a period's last month. */
  readonly cut: 1 | 15
  /** How many days after its last day a report is due, where the regulation says so; 1 is the day after. */
  readonly due: Readonly<Partial<Record<PeriodKind, number>>>
}

export type ReportingSetting = readonly Dated<ReportingRules>[]

/**
 * Unless a province's setting says otherwise. TQ 16.2c (each quarter and year) and TH 16.6 (each quarter) name no day; months and half years
 * are cut as the open figures are.
 */
export const usualReporting: ReportingSetting = [
  { from: null, until: null, mark: 'proposal', source: 'TQ 16.2c, TH 16.6: quarterly and yearly, no day named', value: { cut: 1, due: {} } },
]

/** Tây Ninh: on the 15th of a quarter's last month (TN 18.8); that figures are closed the day before is our reading of it. */
export const reportingOfTayNinh: ReportingSetting = [
  { from: null, until: null, mark: 'proposal', source: 'TN 18.8: the 15th of the last month of each quarter', value: { cut: 15, due: { quarter: 1 } } },
]

/** A period of a report: the n-th of its kind in a year. */
export interface PeriodName { readonly kind: PeriodKind, readonly year: number, readonly number: number }

export interface ReportPeriod extends PeriodName {
  readonly from: Temporal.PlainDate
  /** The last day. */
  readonly to: Temporal.PlainDate
  /** By when the report is to be made; null where no regulation says. */
  readonly due: Temporal.PlainDate | null
}

/** The dates of a period by the rules in force on the first day of its last month. */
export function reportPeriod({ kind, year, number }: PeriodName, setting: ReportingSetting): ReportPeriod {
  const months = monthsIn[kind]
  const last = Temporal.PlainDate.from({ year, month: number * months, day: 1 })
  const { cut, due } = inForce(setting, last).value
  const end = cut === 1 ? last.add({ months: 1 }) : last.with({ day: cut })
  const to = end.subtract({ days: 1 })
  const days = due[kind]
  return { kind, year, number, from: end.subtract({ months }), to, due: days === undefined ? null : to.add({ days }) }
}

/** How many periods of a kind a year has. */
export const periodsIn = (kind: PeriodKind): number => 12 / monthsIn[kind]

/** The half months of a period, and what was before it: whole years, then the half months of the year in which it begins. */
export function countedPeriods({ from, to }: Pick<ReportPeriod, 'from' | 'to'>, since: number): { before: Period[], within: Period[] } {
  const between = (first: Temporal.PlainDate, end: Temporal.PlainDate): Period[] => {
    const all: Period[] = []
    for (let day = first; Temporal.PlainDate.compare(day, end) < 0; day = day.day === 1 ? day.with({ day: 15 }) : day.add({ months: 1 }).with({ day: 1 })) {
      all.push(`${day.toPlainYearMonth().toString()}${day.day === 1 ? 'a' : 'b'}`)
    }
    return all
  }
  const years = Array.from({ length: Math.max(0, from.year - since) }, (_, index) => `${String(since + index)}~`)
  return { before: [...years, ...between(from.with({ month: 1, day: 1 }), from)], within: between(from, to.add({ days: 1 })) }
}

const roman = ['I', 'II', 'III', 'IV']

export function periodText({ kind, year, number }: PeriodName): Text {
  switch (kind) {
    case 'month': return { vi: `Tháng ${String(number)} năm ${String(year)}`, en: `Month ${String(number)} of ${String(year)}` }
    case 'quarter': return { vi: `Quý ${roman[number - 1] ?? ''} năm ${String(year)}`, en: `Quarter ${String(number)} of ${String(year)}` }
    case 'half': return { vi: `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${String(year)}`, en: `${number === 1 ? 'First' : 'Second'} half of ${String(year)}` }
    case 'year': return { vi: `Năm ${String(year)}`, en: `Year ${String(year)}` }
  }
}

const letters = { month: 'm', quarter: 'q', half: 'h', year: 'y' } as const satisfies Record<PeriodKind, string>

/** A period without its year, as addresses say it: 'm3', 'q1', 'h2', 'y1'. */
export const periodValue = ({ kind, number }: Pick<PeriodName, 'kind' | 'number'>): string => `${letters[kind]}${String(number)}`

export function readPeriod(text: string, year: number): PeriodName | null {
  const kind = periodKinds.find((each) => letters[each] === text[0])
  const number = Number(text.slice(1))
  return kind && Number.isInteger(number) && number >= 1 && number <= periodsIn(kind) ? { kind, year, number } : null
}
