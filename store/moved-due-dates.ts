import type { Temporal } from 'temporal-polyfill'
import type { Agency } from './agencies.ts'
import { dueBy, runningClock, type Dossier, type Dossiers } from './dossiers.ts'
import type { Calendar } from '../processes/law/calendar.ts'

/** A due date that another calendar moves. */
export interface MovedDueDate { readonly from: Temporal.Instant, readonly to: Temporal.Instant }

/** How a change of an agency's calendar moves the due date of a dossier, or null; one whose clock stands has no due date now. */
export function movedDueDate(dossier: Dossier, agency: Agency, before: Calendar, after: Calendar): MovedDueDate | null {
  const clock = runningClock(dossier)
  if (clock?.unit !== agency.id) return null
  const from = dueBy({ ...agency, calendar: before }, clock).due
  const to = dueBy({ ...agency, calendar: after }, clock).due
  return from && to && !from.equals(to) ? { from, to } : null
}

/**
 * What a change would do: how many due dates move, and the first of them. Reads the agency's open dossiers in pages.
 * @throws LedgerError when a dossier would have no due date by the new calendar
 */
export async function previewCalendar(
  agency: Agency, after: Calendar, { dossiers }: { dossiers: Dossiers }, most = 100,
): Promise<{ moved: number, open: number, shown: { code: string, procedure: string, from: Temporal.Instant, to: Temporal.Instant }[] }> {
  const shown: { code: string, procedure: string, from: Temporal.Instant, to: Temporal.Instant }[] = []
  let [moved, open] = [0, 0]
  for (let page = await dossiers.openAt(agency.id, '', 200); page.length > 0; page = await dossiers.openAt(agency.id, page.at(-1)?.code ?? '', 200)) {
    for (const dossier of page) {
      open++
      const change = movedDueDate(dossier, agency, agency.calendar, after)
      if (!change) continue
      moved++
      if (shown.length < most) shown.push({ code: dossier.code, procedure: dossier.procedure, ...change })
    }
  }
  return { moved, open, shown }
}
