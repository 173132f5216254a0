import type { Deps } from '../config/wire.ts'
import { slipForm, type SlipKind } from '../processes/law/slips.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { JobFacts } from './worker.ts'

export interface SlipFacts { readonly kind: SlipKind, readonly unit: string, readonly issuedBy: string, readonly facts: Readonly<Record<string, unknown>> }

/** Issues a form to a dossier with its running number of the unit and year; its id is the job's, so it is issued once. */
export async function issueSlip(
  dossier: Dossier, { kind, unit, issuedBy, facts }: SlipFacts, job: JobFacts, { slips, sequences, agencies, now }: Pick<Deps, 'slips' | 'sequences' | 'agencies' | 'now'>,
): Promise<{ number: string }> {
  const { calendar } = await agencies.get(unit)
  const issuedAt = now()
  const date = issuedAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  const form = slipForm(kind, date)
  const sequence = await sequences.next(`slip ${unit} ${kind} ${String(date.year)}`)
  const number = `${String(sequence)}/${form.numberStyle}`
  await slips.issue({ id: job.key, dossier: dossier.code, kind, number, issuedAt, issuedBy, facts: { ...facts, unit } })
  return { number }
}
