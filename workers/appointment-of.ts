import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Calendar } from '../processes/law/calendar.ts'
import { localMoment } from '../processes/law/visits.ts'
import type { Dossier } from '../store/dossiers.ts'

const appointment = z.object({
  visitOn: z.string(), visitAt: z.string(), place: z.string(), participants: z.string(), content: z.string(), attendance: z.enum(['required', 'not-required']),
})

export interface Appointment extends z.infer<typeof appointment> { readonly at: Temporal.Instant }

/** When and where the verification is, as it was arranged last; null when it was not. */
export function appointmentOf(dossier: Pick<Dossier, 'answers'>, { timeZone }: Pick<Calendar, 'timeZone'>): Appointment | null {
  const given = dossier.answers['verification-appointment']
  if (!given) return null
  const values = appointment.parse(given.values)
  return { ...values, at: localMoment(values.visitOn, values.visitAt, timeZone) }
}
