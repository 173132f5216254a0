import type { Temporal } from 'temporal-polyfill'

/** One part of a joint procedure's result, as it was recorded (requirement J8). */
export interface ResultPart {
  readonly part: string
  readonly granted: boolean
  /** The number of the paper; null when it was not granted. */
  readonly number: string | null
  readonly reason: string | null
  /** The agency whose part it is. */
  readonly agency: string
  readonly at: Temporal.Instant
}

interface Event { readonly act: string, readonly at: Temporal.Instant, readonly details: Readonly<Record<string, unknown>> }

const text = (value: unknown) => typeof value === 'string' ? value : null

/** The parts of the result that are there so far, from the events of the dossier; of a part recorded twice the later one counts. */
export function partsOf(events: readonly Event[]): ResultPart[] {
  const found = events.filter(({ act }) => act === 'record-part').map(({ at, details }): ResultPart => ({
    part: String(details['part']), granted: details['granted'] === true, number: text(details['number']), reason: text(details['reason']),
    agency: String(details['agency']), at,
  }))
  return [...new Map(found.map((each) => [each.part, each])).values()]
}
