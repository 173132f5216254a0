import type { Clock, Dossier } from './dossiers.ts'
import { canonical, plain } from './canonical.ts'

/** One fact that an act changed. Of personal data only that it changed is told: then `from` and `to` are absent. */
export interface FieldChange { readonly field: string, readonly from?: unknown, readonly to?: unknown }

/** How the log tells a field of the dossier: before and after, only which parts changed (personal data), or not at all. */
type Told = 'value' | 'name' | 'not'

/** A new field of the dossier does not compile until it is decided here whether its values may stay in the log for good. */
const told = {
  code: 'not', procedure: 'value', bundleVersion: 'value', state: 'value', units: 'value', partners: 'value', channel: 'value', client: 'value', language: 'value', delivery: 'value', postal: 'name',
  applicant: 'name', application: 'name', papers: 'name', handedIn: 'value', documentCheck: 'name', answers: 'name',
  filedAt: 'value', receivedAt: 'value', decidedAt: 'value', closedAt: 'value', clocks: 'value', amendments: 'value', completionRequests: 'value', appointments: 'value',
  momentsDone: 'not', processInstanceKey: 'value', result: 'value', retainUntil: 'value', corrections: 'name', authorisationEnded: 'value', punctuality: 'value', revision: 'not', head: 'not',
} as const satisfies Record<keyof Dossier, Told>

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Each fact of one value that differs from another's, by its path; `name` keeps the values out. */
export function difference(field: string, before: unknown, after: unknown, how: Exclude<Told, 'not'> = 'value'): FieldChange[] {
  const [from, to] = [plain(before ?? null), plain(after ?? null)]
  if (canonical(from) === canonical(to)) return []
  if (isRecord(from) && isRecord(to)) {
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].sort().flatMap((key) => difference(`${field}.${key}`, from[key], to[key], how))
  }
  return [how === 'name' ? { field } : { field, from, to }]
}

/** A clock in words of the log: its limit, and the events that said how it ran. */
export const clockFacts = (clock: Clock | null) => clock && {
  limit: `${String(clock.limit.amount)} ${clock.limit.unit}`,
  events: clock.events.map(({ type, at, to }) => to ? `${type} ${at.toString()} → ${to.toString()}` : `${type} ${at.toString()}`).join(', '),
}

/** The reason of a result is free text, in which people are named: the log keeps that it was given. */
const facts = (dossier: Partial<Dossier>, key: keyof Dossier): unknown => {
  if (key === 'clocks' && dossier.clocks) return { reception: clockFacts(dossier.clocks.reception), settlement: clockFacts(dossier.clocks.settlement) }
  if (key === 'result' && dossier.result) return { granted: dossier.result.granted, number: dossier.result.number, at: dossier.result.at.toString() }
  return dossier[key]
}

/** What an act changed of a dossier. */
export function changesOf(before: Partial<Dossier>, after: Dossier): FieldChange[] {
  return (Object.keys(told) as (keyof Dossier)[]).flatMap((key) => {
    const how: Told = told[key]
    return how === 'not' ? [] : difference(key, facts(before, key), facts(after, key), how)
  })
}
