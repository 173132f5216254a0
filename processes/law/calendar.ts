import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { coded } from './coded.ts'
import { isDate } from './dates.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** From and until, 'HH:MM' on the wall clock; the end is not part of the shift and may be '24:00'. */
export type Shift = readonly [from: string, until: string]
export type Shifts = Readonly<Record<Weekday, readonly Shift[]>>

/** When an agency works. BT 45/2023, art. 10; requirement D2: an agency may have its own, and it changes by date. */
export interface Calendar {
  timeZone: string
  /** In order of `from`; `null` is 'since ever'. A date before the first period has no working time. */
  periods: readonly { from: string | null, shifts: Shifts }[]
  /** Days without work, 'YYYY-MM-DD'. */
  holidays: readonly string[]
  /** Swapped days ('hoán đổi'): the date has the shifts of the weekday `as`, even on a Saturday. */
  makeUpDays: readonly { date: string, as: Weekday }[]
  /** How limits in working days are counted: by whole days, or one day as the regular day's working hours. */
  countWorkingDaysAs: 'days' | 'hours'
}

/** No list of a calendar is longer. */
export const longestList = 5_000
const mostShifts = 48

const listOf = <T extends z.ZodType>(item: T, most = longestList) => z.array(item, coded('not-a-list')).max(most, 'too-long')

const date = z.string(coded('bad-date')).refine(isDate, 'bad-date')
const weekday = z.enum(weekdays, coded('bad-weekday'))
const start = z.string(coded('bad-time')).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'bad-time', abort: true })
const end = z.string(coded('bad-time')).regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'bad-time', abort: true })
const shift = z.tuple([start, end], coded('bad-shift')).refine(([from, until]) => from < until, 'shift-backwards')

const dayShifts = listOf(shift, mostShifts)
  .transform((shifts) => shifts.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  .refine((shifts) => shifts.every(([from], i) => i === 0 || (shifts[i - 1]?.[1] ?? '') <= from), 'shifts-overlap')
  .default([])

const shiftsSchema: z.ZodType<Shifts> = z.strictObject(
  { mon: dayShifts, tue: dayShifts, wed: dayShifts, thu: dayShifts, fri: dayShifts, sat: dayShifts, sun: dayShifts },
  coded('bad-shifts'),
)

const timeZone = z.string(coded('unknown-time-zone')).max(64, 'unknown-time-zone').refine((name) => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}, 'unknown-time-zone').default('Asia/Ho_Chi_Minh')

const makeUpDays = listOf(z.strictObject({ date, as: weekday }, coded('bad-make-up-day')))
  .refine((days) => new Set(days.map((day) => day.date)).size === days.length, 'duplicate-make-up-day')

const common = {
  timeZone,
  holidays: listOf(date).default([]),
  makeUpDays: makeUpDays.default([]),
  countWorkingDaysAs: z.enum(['days', 'hours'], coded('bad-count-working-days-as')).default('days'),
}

type Days = Pick<Calendar, 'holidays' | 'makeUpDays'>
const notBoth = ({ holidays, makeUpDays }: Days) => {
  const off = new Set(holidays)
  return !makeUpDays.some((day) => off.has(day.date))
}
const hasWork = (shifts: Shifts) => weekdays.some((day) => shifts[day].length > 0)

/**
 * A calendar as the interface takes it, with one regular week: `{shifts, holidays?, makeUpDays?, timeZone?, countWorkingDaysAs?}`.
 * Each issue's message is a code: unknown-key, missing, not-a-list, too-long, bad-date, bad-time, bad-shift, bad-shifts, bad-weekday,
 * bad-make-up-day, shift-backwards, shifts-overlap, unknown-time-zone, holiday-and-make-up-day, duplicate-make-up-day, no-working-time.
 */
export const calendarSchema = z.strictObject({ ...common, shifts: shiftsSchema }, coded('bad-calendar'))
  .refine(notBoth, { error: 'holiday-and-make-up-day', path: ['makeUpDays'] })
  .refine(({ shifts }) => hasWork(shifts), { error: 'no-working-time', path: ['shifts'] })
  .transform(({ shifts, ...rest }): Calendar => ({ ...rest, periods: [{ from: null, shifts }] }))

/** A calendar with dated periods, as an agency keeps it. The same codes, and bad-period, duplicate-period. */
export const datedCalendarSchema = z.strictObject({
  ...common,
  periods: listOf(z.strictObject({ from: date.nullable(), shifts: shiftsSchema }, coded('bad-period')))
    .transform((periods) => periods.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)))
    .refine((periods) => new Set(periods.map(({ from }) => from)).size === periods.length, 'duplicate-period'),
}, coded('bad-calendar'))
  .refine(notBoth, { error: 'holiday-and-make-up-day', path: ['makeUpDays'] })
  .refine(({ periods }) => periods.some(({ shifts }) => hasWork(shifts)), { error: 'no-working-time', path: ['periods'] })
  .transform((calendar): Calendar => calendar)
