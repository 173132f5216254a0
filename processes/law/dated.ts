import { Temporal } from 'temporal-polyfill'

/**
 * A parameter of the law with its dates of validity (requirement J1): a dossier keeps the value in force when it was received.
 * Dates are 'YYYY-MM-DD'; `until` is the last day; null is without end.
 */
export interface Dated<T> {
  readonly from: string | null
  readonly until: string | null
  readonly value: T
  /** How sure it is: seen in a published text, proposed by this house, or doubtful. */
  readonly mark: 'published' | 'proposal' | 'doubtful'
  /** Where it was seen. */
  readonly source: string
}

/**
 * The entry in force on a date.
 * @throws RangeError when there is none, or more than one: the list is wrong
 */
export function inForce<T>(list: readonly Dated<T>[], date: Temporal.PlainDate): Dated<T> {
  const notBefore = (text: string | null) => text === null || Temporal.PlainDate.compare(date, text) >= 0
  const notAfter = (text: string | null) => text === null || Temporal.PlainDate.compare(date, text) <= 0
  const [found, other] = list.filter(({ from, until }) => notBefore(from) && notAfter(until))
  if (!found) throw new RangeError(`nothing is in force on ${date.toString()}`)
  if (other) throw new RangeError(`more than one is in force on ${date.toString()}: ${found.source}; ${other.source}`)
  return found
}
