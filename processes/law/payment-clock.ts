import type { Temporal } from 'temporal-polyfill'
import type { LedgerEvent } from './deadline-ledger.ts'
import type { Limit } from './limit.ts'
import type { PauseCause } from './pause-causes.ts'

const cause: PauseCause = 'payment'

/** Whether a clock stands because a payment is awaited: such a dossier is shown as paused, never as late (requirement J6). */
export function awaitsPayment(events: readonly LedgerEvent[]): boolean {
  const last = events.at(-1)
  return (last?.type === 'pause' || last?.type === 'meet') && last.cause === cause
}

const stands = (events: readonly LedgerEvent[]) => ['pause', 'meet'].includes(events.at(-1)?.type ?? '')

/**
 * Stops a clock until the payment is confirmed (Hà Nội QĐ 1610/QĐ-TTPVHCC). Where a second appointment follows, the first one is met
 * with that (ĐT138, 5.3). A clock that stands already goes on standing.
 */
export function stopForPayment(
  events: readonly LedgerEvent[], at: Temporal.Instant, { then, basis }: { then: Limit | null, basis: string },
): readonly LedgerEvent[] {
  return stands(events) ? events : [...events, { type: then ? 'meet' : 'pause', at, cause, basis }]
}

/**
 * The payment is confirmed: the clock goes on, or the second appointment counts from the proof of payment, with a limit of its own
 * (ĐT138, 5.3). A clock that stands for another cause goes on standing.
 */
export function goOnAfterPayment(
  events: readonly LedgerEvent[], at: Temporal.Instant, { then, basis }: { then: Limit | null, basis: string },
): readonly LedgerEvent[] {
  if (!awaitsPayment(events)) return events
  return [...events, events.at(-1)?.type === 'meet' && then
    ? { type: 'appoint', at, limit: then, cause: 'payment-confirmed', basis }
    : { type: 'resume', at, cause: 'payment-confirmed', basis }]
}
