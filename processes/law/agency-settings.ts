import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import type { ReminderSettings } from './moments.ts'

/** How a result reaches the applicant (BT 45/2023, arts. 13, 18.3). */
export const deliveries = ['online', 'counter', 'post'] as const

/** What an agency decides for itself, from a date on: where provinces and agencies differ, it is here and not in the code (requirements J1, D2). */
export interface AgencySettings {
  readonly countWorkingDaysAs: Calendar['countWorkingDaysAs']
  readonly reminders: ReminderSettings
  readonly deliveries: readonly (typeof deliveries)[number][]
}

/** Settings with the first day that they are for, 'YYYY-MM-DD'; those of the latest such day hold. */
export interface SettingsVersion { readonly from: string, readonly value: AgencySettings }

interface Configured { readonly calendar: Calendar, readonly reminders: ReminderSettings, readonly settings?: readonly SettingsVersion[] }

/** The settings in force on a date; before the first version what the agency was set up with. */
export function settingsOf({ calendar, reminders, settings = [] }: Configured, date: Temporal.PlainDate): AgencySettings {
  const begun = settings.filter(({ from }) => Temporal.PlainDate.compare(from, date) <= 0)
  const latest = begun.toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from)).at(-1)
  return latest?.value ?? { countWorkingDaysAs: calendar.countWorkingDaysAs, reminders, deliveries }
}

/**
 * The calendar for a clock that began on a date. How working days are counted stays as it was when the clock began (J1); days off,
 * make-up days and shifts are those of the calendar as it stands now (J9).
 */
export function calendarFor(agency: Configured, began: Temporal.Instant): Calendar {
  const day = began.toZonedDateTimeISO(agency.calendar.timeZone).toPlainDate()
  return { ...agency.calendar, countWorkingDaysAs: settingsOf(agency, day).countWorkingDaysAs }
}
