import type { Deps } from '../config/wire.ts'
import type { Calendar } from '../processes/law/calendar.ts'
import type { Agency } from '../store/agencies.ts'
import type { Actor } from '../store/events.ts'

export interface NewCalendar {
  /** The agency as the person saw it. */
  readonly agency: Agency
  readonly calendar: Calendar
  readonly cause: string
  /** How many due dates the preview said would move. */
  readonly expected: number
}

/**
 * Stores the new calendar and starts the process that counts the open dossiers anew: in one transaction, so that after a crash both
 * are there or neither (requirement J9). @throws AgencyChanged when somebody else changed the agency meanwhile
 */
export async function changeCalendar({ agency, calendar, cause, expected }: NewCalendar, by: Actor, deps: Deps): Promise<string> {
  const { transactions, agencies, calendarChanges, outbox, now } = deps
  return transactions.run(async () => {
    const at = now()
    await agencies.change(agency.id, { calendar }, agency.version ?? 0, { by, at, cause })
    const change = await calendarChanges.begin({ agency: agency.id, before: agency.calendar, after: calendar, cause, expected }, { by, at })
    await outbox.add(`agency/${agency.id}`, { kind: 'publish-message', name: 'calendar.changed', correlationKey: change, messageId: `calendar ${change}`, variables: { change } })
    return change
  })
}
