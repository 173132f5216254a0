import type { Text } from '../text.ts'

/** The answers of an application, as far as a fee goes by them. */
type Answers = Readonly<Record<string, unknown>>

/**
 * What a fee grows with, in the words 'each …'. A single answer, such as the number of copies, counts `least` when it was not given; a list
 * has numbered fields, such as pages1 and copies1 to pages5 and copies5, of which as many count as `rows` says.
 */
export type Counted =
  | { readonly field: string, readonly least: 0 | 1, readonly each: Text }
  | { readonly field: string, readonly times: string, readonly rows: string, readonly mostRows: number, readonly each: Text }

/** So much for each, from the `from`-th on, in integer đồng. */
export interface FeeRate { readonly from: number, readonly amount: number }

/**
 * A fee that grows with a number in the application: data, so that a change of it is an edition of the catalogue and no new program
 * (requirements A10, C5, J1).
 */
export interface FeeScale {
  readonly counted: Counted
  /** Rising by `from`, the first from 1 on. */
  readonly rates: readonly FeeRate[]
  /** What it comes to at most, in đồng; in a list for each copy. Null: no such bound. */
  readonly most: number | null
}

/** What a number of things costs, in đồng: each by the rate that it falls under, at most the bound. */
export function scaledBy({ rates, most }: Pick<FeeScale, 'rates' | 'most'>, count: number): number {
  const sum = rates.reduce((whole, { from, amount }, index) => whole + amount * Math.max(0, Math.min(count, (rates[index + 1]?.from ?? Infinity) - 1) - from + 1), 0)
  return most === null ? sum : Math.min(most, sum)
}

const numberIn = (value: unknown, otherwise: number) => typeof value === 'number' && value > 0 ? value : otherwise

/** What an application costs by a scale, in đồng. */
export function scaledAmount(scale: FeeScale, application: Answers): number {
  const { counted } = scale
  if (!('rows' in counted)) return scaledBy(scale, numberIn(application[counted.field], counted.least))
  const { field, times, rows, mostRows } = counted
  return Array.from({ length: Math.min(mostRows, Number(application[rows] ?? 1)) }, (_, index) => String(index + 1))
    .reduce((sum, row) => sum + scaledBy(scale, numberIn(application[field + row], 0)) * numberIn(application[times + row], 0), 0)
}

/** The least that it comes to, in đồng: what is told before anything is known of the application. */
export const leastBy = (scale: FeeScale): number => scaledBy(scale, 'rows' in scale.counted ? 1 : scale.counted.least)
