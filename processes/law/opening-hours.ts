import { Temporal } from 'temporal-polyfill'
import { weekdays, type Calendar, type Shift, type Weekday } from './calendar.ts'
import { dayNumber } from './dates.ts'
import { openTimetable, periodOn } from './timetable.ts'

/** Weekdays in a row with the same hours; the first and the last of them. */
export interface OpeningLine { readonly from: Weekday, readonly until: Weekday, readonly shifts: readonly Shift[] }

/** The regular week of a calendar on a day, as people read it (BT 45/2023, art. 10); days without work are left out. */
export function openingHours(calendar: Calendar, day: Temporal.PlainDate): OpeningLine[] {
  const shifts = periodOn(calendar, dayNumber(day.toString()))?.shifts
  const lines: { from: Weekday, until: Weekday, shifts: readonly Shift[] }[] = []
  for (const [index, weekday] of weekdays.entries()) {
    const own = shifts?.[weekday] ?? []
    const last = lines.at(-1)
    if (own.length === 0) continue
    if (last && last.until === weekdays[index - 1] && String(last.shifts) === String(own)) last.until = weekday
    else lines.push({ from: weekday, until: weekday, shifts: own })
  }
  return lines
}

/** Days that are other than the regular week says, from a day on: off, or worked to make up. */
export function unusualDays({ holidays, makeUpDays }: Calendar, day: Temporal.PlainDate, within: Temporal.DurationLike): { readonly day: string, readonly worked: boolean }[] {
  const [first, last] = [day.toString(), day.add(within).toString()]
  return [...holidays.map((off) => ({ day: off, worked: false })), ...makeUpDays.map(({ date }) => ({ day: date, worked: true }))]
    .filter((each) => first <= each.day && each.day <= last).sort((a, b) => a.day < b.day ? -1 : 1)
}

/** Whether a unit is open now, and until when; or when it opens. */
export function openness(calendar: Calendar, now: Temporal.Instant): { readonly open: boolean, readonly changes: Temporal.Instant } {
  const timetable = openTimetable(calendar)
  const at = now.epochMilliseconds
  const shift = timetable.shiftsOn(timetable.dayOf(at)).find(({ from, to }) => from <= at && at < to)
  return { open: shift !== undefined, changes: Temporal.Instant.fromEpochMilliseconds(shift?.to ?? timetable.nextWorkingMoment(at)) }
}
