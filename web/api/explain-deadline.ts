import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { calendarSchema } from '../../processes/law/calendar.ts'
import { coded } from '../../processes/law/coded.ts'
import { LedgerError } from '../../processes/law/deadline-ledger.ts'
import { explainDueDate } from '../../processes/law/due-date.ts'
import { inputErrorTexts, ledgerErrorTexts } from '../../processes/law/input-errors.ts'
import { ledgerSchema } from '../../processes/law/ledger-schema.ts'
import { limitSchema } from '../../processes/law/limit.ts'
import { sayWhy } from '../../processes/law/messages.ts'
import type { Language, Text } from '../../processes/text.ts'
import type { Fault } from '../problem.ts'

/** What is wrong with the question itself; the law's schemas have words for the rest. */
const questionTexts = {
  'not-an-object': { vi: 'Nội dung phải là một đối tượng JSON', en: 'The body must be a JSON object' },
  'calendar-or-agency': { vi: 'Cần đúng một trong hai: lịch làm việc (calendar) hoặc cơ quan (agency)', en: 'Give exactly one of the two: calendar or agency' },
  'unknown-agency': { vi: 'Không có cơ quan này', en: 'There is no such agency' },
} as const satisfies Record<string, Text>

const texts: Readonly<Record<string, Text>> = { ...inputErrorTexts, ...ledgerErrorTexts, ...questionTexts }

/** The words for a code; a code without words is a mistake of ours and is shown as it is. */
const faultText = (code: string, language: Language): string => texts[code]?.[language] ?? code

const request = z.strictObject({
  calendar: calendarSchema.optional(),
  agency: z.string(coded('unknown-agency')).max(100, 'unknown-agency').optional(),
  limit: limitSchema,
  events: ledgerSchema,
}, coded('not-an-object')).refine(({ calendar, agency }) => (calendar === undefined) !== (agency === undefined), 'calendar-or-agency')

export interface DeadlineExplained {
  /** RFC 3339 with the offset of the calendar's zone; null while the clock stands. */
  readonly due: string | null
  readonly lines: readonly { readonly from: string, readonly to: string, readonly counted: number, readonly why: string }[]
}

export type DeadlineAnswer = { explained: DeadlineExplained } | { faults: readonly Fault[] }

const pointer = (path: readonly PropertyKey[]) => `#/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`.replace(/\/$/, '')

/** Computes a due date for whoever asks: the same function, and the same words, as for a dossier. */
export async function explainDeadline(body: unknown, language: Language, { agencies }: Pick<Deps, 'agencies'>): Promise<DeadlineAnswer> {
  const parsed = request.safeParse(body)
  if (!parsed.success) {
    return { faults: parsed.error.issues.slice(0, 50).map((issue) => ({ pointer: pointer(issue.path), detail: faultText(issue.message, language) })) }
  }
  const { limit, events, agency } = parsed.data
  const calendar = parsed.data.calendar ?? (await agencies.find(agency ?? ''))?.calendar
  if (!calendar) return { faults: [{ pointer: '#/agency', detail: faultText('unknown-agency', language) }] }
  try {
    const { due, lines } = explainDueDate({ calendar, limit, events })
    const show = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(calendar.timeZone).toString({ timeZoneName: 'never' })
    return {
      explained: {
        due: due && show(due),
        lines: lines.map(({ from, to, counted, why }) => ({ from: show(from), to: show(to), counted, why: sayWhy(why, language) })),
      },
    }
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    const at = error.code === 'empty' || error.code === 'no-due-date' ? '#/events' : `#/events/${String(error.index)}`
    return { faults: [{ pointer: at, detail: faultText(error.code, language) }] }
  }
}
