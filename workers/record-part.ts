import { z } from 'zod'
import { answersOf } from './answers.ts'
import { unitAt } from './places.ts'
import { momentText, tell } from '../config/notify/tell.ts'
import { form, from, part } from './settings.ts'
import type { JobFacts } from './worker.ts'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { partsOf } from '../processes/law/result-parts.ts'

const header = z.object({ part, form, from: from.default('deciding') })
/** A part has its number, or the reason why it was not granted. */
const answer = z.object({ partNumber: z.string().optional(), reason: z.string().optional() })

/**
 * One part of a joint procedure's result is there: recorded, and the applicant told at once, without waiting for the others
 * (NĐ 63/2024/NĐ-CP; BT 45/2023 art. 18.4; requirement J8).
 */
export async function recordPart(code: string, job: Pick<JobFacts, 'headers'>, deps: Deps): Promise<void> {
  const headers = header.parse(job.headers)
  const before = await deps.dossiers.get(code)
  const { values: { partNumber, reason }, at } = answersOf(before, headers.form, answer)
  const granted = partNumber !== undefined
  const agency = await deps.agencies.get(unitAt(headers.from, before))
  const details = { part: headers.part, granted, agency: agency.id, ...(granted ? { number: partNumber } : { reason }) }
  const dossier = await deps.dossiers.act(code, { act: 'record-part', by: { kind: 'system' }, at, details }, () => ({}))
  const procedure = findProcedure(dossier.procedure)
  const due = (await deps.dossiers.due(dossier))?.due
  await tell('applicant', 'partReady', dossier, {
    part: procedure.results.find((each) => each.part === headers.part)?.name[dossier.language] ?? headers.part, granted, number: partNumber ?? '', reason: reason ?? '',
    from: agency.name[dossier.language], online: dossier.delivery === 'online',
    ...(due && { due: momentText(due, dossier.language, agency) }),
  }, deps)
}

/** What a dossier's parts come to: granted when any was, with all their numbers, and the reasons of those that were not. */
export async function resultOfParts(code: string, { events }: Pick<Deps, 'events'>): Promise<{ granted: boolean, number: string | null, reason: string }> {
  const parts = partsOf(await events.of(code))
  if (parts.length === 0) throw new Error(`Dossier ${code} has no part of a result`)
  return {
    granted: parts.some(({ granted }) => granted),
    number: parts.flatMap(({ number }) => number ?? []).join('; ') || null,
    reason: parts.flatMap(({ reason }) => reason ?? []).join(' '),
  }
}
