import type { Temporal } from 'temporal-polyfill'
import type { Limit } from './limit.ts'

export const ledgerEventTypes = ['start', 'pause', 'resume', 'restart', 'extend', 'meet', 'appoint', 'change-limit'] as const
export type LedgerEventType = (typeof ledgerEventTypes)[number]

/** The cause of a new appointment that the applicant and the agency agreed on in writing (NĐ 23/2015/NĐ-CP, art. 21). */
export const agreementCause = 'agreement'

/** One event of a dossier's clock. Times count to the millisecond. */
export interface LedgerEvent {
  type: LedgerEventType
  at: Temporal.Instant
  /** The new appointment; of 'extend' only. */
  to?: Temporal.Instant | undefined
  /** What the next appointment's limit is, or the one that takes the place of the limit before; of 'appoint' and 'change-limit' only. */
  limit?: Limit | undefined
  /** Why: a key or a sentence. */
  cause?: string | undefined
  /** The article it rests on. */
  basis?: string | undefined
}

export type LedgerErrorCode =
  | 'empty' | 'too-long' | 'start-missing' | 'second-start' | 'out-of-order' | 'out-of-range' | 'not-running' | 'not-paused'
  | 'met' | 'not-met' | 'second-appointment' | 'appoint-without-limit' | 'change-without-limit' | 'changed-after-extension' | 'unexpected-limit'
  | 'second-extension' | 'extension-without-to' | 'unexpected-to' | 'extension-not-later' | 'no-due-date' | 'too-many-lines'

/** What is wrong with a ledger, and at which event (counted from 0). */
export class LedgerError extends Error {
  override name = 'LedgerError'
  readonly code: LedgerErrorCode
  readonly index: number
  constructor(code: LedgerErrorCode, index: number) {
    super(`deadline ledger: ${code} (event ${index})`)
    this.code = code
    this.index = index
  }
}

/** A time in which the clock stood, in milliseconds; `to` is null while it still stands. */
export interface Pause { from: number, to: number | null }

/** The clock from a start, a restart or the next appointment on. */
export interface Run {
  /** The index of the event that opened it. */
  index: number
  from: number
  /** The limit that it counts, since the next appointment or a change; null: the clock's own. */
  limit: Limit | null
  pauses: Pause[]
  extension: { at: number, to: number, index: number, pausesBefore: number, agreed: boolean } | null
  /** Where its limit gave way to another, and what it was before. */
  changes: { before: Limit | null, index: number, pausesBefore: number }[]
  /** When what was promised for its due date was done, before the next appointment. */
  met: number | null
}

/** A ledger has at most so many events. */
export const longestLedger = 10_000
/** The years 1 to 9999, in milliseconds of the epoch: what RFC 3339 can write. */
const earliest = -62_135_596_800_000
export const latest = 253_402_300_799_999

/**
 * Checks a ledger's grammar and reads it into runs; the last one is the clock that counts. The first event is the only start; the order
 * is that of time; only a running clock is paused or extended, only a standing one resumes; a restart (form 02 completed, BT 45/2023
 * art. 17.4) forgets what was counted; a new appointment is given at most once, also after a restart (art. 17.9).
 * A dossier with a financial duty has two appointments (ĐT138 art. 5.3): a running clock that has met the first one stands, and only the
 * second one, with a limit of its own, makes a clock run again; what was counted for the first is kept for the explanation.
 * A limit may give way to another, found in the course of the procedure, but not once a new appointment has been given: that one stands.
 * A new appointment lies after the event that gives it; that it is later than the due date is checked with the due date.
 * @throws LedgerError
 */
export function readLedger(events: readonly LedgerEvent[]): [Run, ...Run[]] {
  const [first] = events
  if (!first) throw new LedgerError('empty', 0)
  if (events.length > longestLedger) throw new LedgerError('too-long', longestLedger)
  if (first.type !== 'start') throw new LedgerError('start-missing', 0)

  const open = (at: number, index: number, limit: Limit | null): Run => ({ index, from: at, limit, pauses: [], extension: null, changes: [], met: null })
  const runs: [Run, ...Run[]] = [open(first.at.epochMilliseconds, 0, null)]
  let run = runs[0]
  let before = run.from
  let extended = false
  let appointed = false

  events.forEach((event, index) => {
    const fail = (code: LedgerErrorCode): never => { throw new LedgerError(code, index) }
    const at = event.at.epochMilliseconds
    if (at < earliest || at > latest) fail('out-of-range')
    if (at < before) fail('out-of-order')
    before = at
    if (event.to !== undefined && event.type !== 'extend') fail('unexpected-to')
    if (event.limit !== undefined && event.type !== 'appoint' && event.type !== 'change-limit') fail('unexpected-limit')
    if (run.met !== null && event.type !== 'appoint') fail('met')
    const last = run.pauses.at(-1)
    const standing = last?.to === null
    switch (event.type) {
      case 'start':
        if (index > 0) fail('second-start')
        break
      case 'pause':
        if (standing) fail('not-running')
        run.pauses.push({ from: at, to: null })
        break
      case 'resume':
        if (last?.to !== null) fail('not-paused')
        else last.to = at
        break
      case 'restart':
        run = open(at, index, run.limit)
        runs.push(run)
        break
      case 'meet':
        if (standing) fail('not-running')
        run.met = at
        break
      case 'appoint':
        if (run.met === null) fail('not-met')
        if (appointed) fail('second-appointment')
        appointed = true
        run = open(at, index, event.limit ?? fail('appoint-without-limit'))
        runs.push(run)
        break
      case 'change-limit':
        if (run.extension) fail('changed-after-extension')
        run.changes.push({ before: run.limit, index, pausesBefore: run.pauses.length })
        run.limit = event.limit ?? fail('change-without-limit')
        break
      case 'extend': {
        if (extended) fail('second-extension')
        if (standing) fail('not-running')
        const to = event.to?.epochMilliseconds ?? fail('extension-without-to')
        if (to < earliest || to > latest) fail('out-of-range')
        if (to <= at) fail('extension-not-later')
        extended = true
        run.extension = { at, to, index, pausesBefore: run.pauses.length, agreed: event.cause === agreementCause }
      }
    }
  })
  return runs
}
