import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { workingMinutesBetween } from '../processes/law/working-time.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import { tellOversight } from './messages/oversight.ts'
import { presentDue, stepName } from './present-dossier.ts'

/** Where a dossier is, with whom, and for how long in working time; several places when agencies work at the same time. */
export interface Progress {
  readonly code: string
  readonly procedure: string
  readonly applicant: string
  readonly places: readonly { readonly step: string, readonly who: string, readonly since: Temporal.Instant, readonly minutes: number, readonly isLate: boolean }[]
  readonly due: Temporal.Instant | null
  readonly isLate: boolean
  /** Why its clock stands, in words. */
  readonly paused: string | null
}

/** The progress of a dossier that is under way (BT 45/2023 arts. 4.8, 9.5; TN 18.4; requirement I2). */
export async function presentProgress(dossier: Dossier, language: Language, deps: Pick<Deps, 'tasks' | 'agencies' | 'accounts' | 'bundles' | 'dossiers' | 'now'>): Promise<Progress> {
  const at = deps.now()
  const isPast = (due: Temporal.Instant | null | undefined) => due ? Temporal.Instant.compare(at, due) > 0 : false
  const [open, due] = await Promise.all([deps.tasks.openOf(dossier.code), presentDue(dossier, language, deps)])
  const places = await Promise.all(open.map(async ({ process, elementId, unit, assignee, createdAt, due: stepDue }) => {
    const agency = await deps.agencies.get(unit ?? dossier.units.deciding)
    const person = assignee === null ? null : (await deps.accounts.find(assignee))?.name ?? assignee
    return {
      step: await stepName(process, elementId, dossier, language, deps), since: createdAt, isLate: isPast(stepDue), minutes: Math.round(workingMinutesBetween(createdAt, at, agency.calendar)),
      who: unit === null ? tellOversight('progress.applicant', language) : person ? `${person} · ${agency.name[language]}` : agency.name[language],
    }
  }))
  const promised = due?.at instanceof Temporal.Instant ? due.at : null
  return {
    code: dossier.code, procedure: procedureOf(dossier).name[language], applicant: dossier.applicant.name, places, due: promised, isLate: isPast(promised),
    paused: due?.paused ? due.pausedFor ?? tellOversight('progress.completion', language) : null,
  }
}
