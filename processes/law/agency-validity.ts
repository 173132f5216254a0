import { Temporal } from 'temporal-polyfill'

/**
 * How long a unit is in office, and who goes on with its work (requirement J2): the district level ended on 1 July 2025, and communes
 * merge. Dates are 'YYYY-MM-DD' in Vietnam; `validUntil` is the last day.
 */
export interface Validity {
  readonly validFrom?: string
  readonly validUntil?: string
  /** The unit that has its dossiers from the day after `validUntil` on. */
  readonly successor?: string
}

/** Whether a unit is in office on a day. */
export function isInOffice({ validFrom, validUntil }: Validity, day: Temporal.PlainDate): boolean {
  return (validFrom === undefined || Temporal.PlainDate.compare(validFrom, day) <= 0) && (validUntil === undefined || Temporal.PlainDate.compare(day, validUntil) <= 0)
}

/** Every unit that ends, by its id. */
export type Endings = Readonly<Record<string, Validity>>

/**
 * The unit that has the work of a unit on a day: itself, or its successor once it has ended, or that one's. A unit that ended without a
 * successor keeps its own.
 */
export function currentOf(unit: string, endings: Endings, day: Temporal.PlainDate): string {
  const seen = new Set([unit])
  for (let current = unit; ;) {
    const ending = endings[current]
    if (!ending?.successor || ending.validUntil === undefined || Temporal.PlainDate.compare(day, ending.validUntil) <= 0 || seen.has(ending.successor)) return current
    current = ending.successor
    seen.add(current)
  }
}

/** The units whose work a unit has on a day: its own while it is in office, and that of those that it succeeded. */
export function unitsOf(unit: string, endings: Endings, day: Temporal.PlainDate): string[] {
  return [unit, ...Object.keys(endings).filter((each) => each !== unit)].filter((each) => currentOf(each, endings, day) === unit)
}
