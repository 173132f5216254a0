import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import { NotAllowedByLaw } from './refusal.ts'
import type { RefusalReason } from './refusal.ts'
import { addWorkingDays, isWorkingDay, startOfWorkingDay } from './working-time.ts'

/** A new appointment that somebody wants to give: how many were given before, the due date as it stands, and the new moment. */
export interface NewAppointment { given: number, due: Temporal.Instant | null, to: Temporal.Instant, calendar: Calendar }

/**
 * Why a new appointment may not be given, or null when it may: at most one (BT 45/2023, art. 17.9; requirement F9), later than the due
 * date, on a working day, and not while the clock stands (`due` null).
 */
export function appointmentRefusal({ given, due, to, calendar }: NewAppointment): RefusalReason | null {
  if (given > 0) return 'appointment-given'
  if (!due) return 'clock-stands'
  if (Temporal.Instant.compare(to, due) <= 0) return 'appointment-not-later'
  return isWorkingDay(to.toZonedDateTimeISO(calendar.timeZone).toPlainDate(), calendar) ? null : 'appointment-on-day-off'
}

/** @throws NotAllowedByLaw when the new appointment may not be given */
export function checkNewAppointment(appointment: NewAppointment): void {
  const reason = appointmentRefusal(appointment)
  if (reason) throw new NotAllowedByLaw(reason)
}

/** How many working days before the due day the apology is proposed, unless an agency says otherwise. */
export const usualApologyLead = 2

/**
 * When to propose a letter of apology: at the start of the working day `lead` working days before the due day. With two or more, a whole
 * working day is left to draft and sign it before the last day on which it may be sent, the day before the due day (BT 45/2023, art. 17.9).
 */
export function apologyMoment(due: Temporal.Instant, calendar: Calendar, lead: number = usualApologyLead): Temporal.Instant {
  return startOfDayBefore(due, lead, calendar)
}

/**
 * The start of the working day so many working days before the day of `due`; for 0 the start of that day itself, or of the last
 * working day before it when it is a day off.
 */
export function startOfDayBefore(due: Temporal.Instant, workingDays: number, calendar: Calendar): Temporal.Instant {
  const dueDay = due.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  const back = workingDays === 0 && !isWorkingDay(dueDay, calendar) ? 1 : workingDays
  return startOfWorkingDay(addWorkingDays(dueDay, -back, calendar), calendar)
}
