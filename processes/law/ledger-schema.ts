import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { coded } from './coded.ts'
import type { LedgerEvent } from './deadline-ledger.ts'
import { ledgerEventTypes, longestLedger } from './deadline-ledger.ts'
import { limitSchema } from './limit.ts'

const instant = z.string(coded('bad-instant')).max(64, 'bad-instant').transform((text, context) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'bad-instant' })
    return z.NEVER
  }
})
const note = z.string(coded('bad-text')).max(500, 'too-long')

const event = z.strictObject({
  type: z.enum(ledgerEventTypes, coded('bad-event-type')),
  at: instant,
  to: instant.optional(),
  limit: limitSchema.optional(),
  cause: note.optional(),
  basis: note.optional(),
}, coded('bad-event'))

/**
 * A ledger as the interface takes it: `[{type, at, to?, limit?, cause?, basis?}]`, times with an offset ('2026-04-29T15:30:00+07:00'). Each issue's
 * message is a code: unknown-key, missing, bad-instant, bad-text, bad-event-type, bad-event, not-a-list, too-long,
 * or one of a limit's. The order of the events is
 * checked by `readLedger`, not here.
 */
export const ledgerSchema: z.ZodType<LedgerEvent[]> = z.array(event, coded('not-a-list')).max(longestLedger, 'too-long')
