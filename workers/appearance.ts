import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Calendar } from '../processes/law/calendar.ts'
import type { Dossier } from '../store/dossiers.ts'

const told = z.object({ appearOn: z.iso.date(), appearAt: z.string() })

/**
 * When and where the parties are to appear: by the officer's appraisal, or by what was agreed since when they did not come.
 * @throws when nobody has said so yet
 */
export function appearanceOf({ code, answers }: Dossier, { timeZone }: Calendar): { when: Temporal.Instant, place: string } {
  const [latest] = ['appearance', 'appraisal'].flatMap((form) => answers[form] ?? []).filter(({ values }) => told.safeParse(values).success)
    .sort((a, b) => Temporal.Instant.compare(b.at, a.at))
  if (!latest) throw new Error(`Dossier ${code}: nobody has said when the parties appear`)
  const { appearOn, appearAt } = told.parse(latest.values)
  const place = answers['appraisal']?.values['place']
  return {
    when: Temporal.PlainDate.from(appearOn).toZonedDateTime({ timeZone, plainTime: appearAt }).toInstant(), place: typeof place === 'string' ? place : '',
  }
}
