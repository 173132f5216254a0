import { z } from 'zod'
import { coded } from './coded.ts'

/** How a time limit is counted. */
export const limitUnits = ['working-hour', 'working-day', 'same-day', 'calendar-day', 'calendar-month'] as const
export type LimitUnit = (typeof limitUnits)[number]

/**
 * The cut-off of a same-day limit, on the wall clock: what is received later is settled on the next working day (Law on Civil Status 2014, art. 5.3;
 * NĐ 23/2015/NĐ-CP, art. 7).
 */
export const sameDayCutOff = '15:00'

/**
 * A time limit for a dossier, a step or an answer, as the published decision states it. '1 same-day' is the working day of reception; '3 same-day' that
 * day and two working days more (NĐ 23/2015/NĐ-CP, art. 21).
 */
export interface Limit { amount: number, unit: LimitUnit }

/** The largest amount of a limit. */
export const largestAmount = 10_000

/**
 * Amounts are whole; working hours may be quarters (0.25). Each issue's message is a code: bad-limit, bad-unit, bad-amount,
 * unknown-key, missing.
 */
export const limitSchema: z.ZodType<Limit> = z.strictObject({
  amount: z.number(coded('bad-amount')).positive('bad-amount').max(largestAmount, 'bad-amount'),
  unit: z.enum(limitUnits, coded('bad-unit')),
}, coded('bad-limit')).refine(({ amount, unit }) => Number.isInteger(unit === 'working-hour' ? amount * 4 : amount), {
  error: 'bad-amount', path: ['amount'],
})

/**
 * Reads a limit as the diagrams write it in a task header, such as '4 working-hour'.
 * @throws RangeError when it is none
 */
export function parseLimit(text: string): Limit {
  const [, amount, unit] = /^\s*(\d{1,5}(?:\.\d{1,2})?)\s+([a-z-]+)\s*$/.exec(text) ?? []
  const parsed = limitSchema.safeParse({ amount: Number(amount), unit })
  if (!parsed.success) throw new RangeError(`not a time limit: '${text}' (expected an amount and a unit, such as '4 working-hour')`)
  return parsed.data
}
