import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import { workingMinutesBetween } from '../processes/law/working-time.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import { nameOf, type DossierEvent } from '../store/events.ts'
import { stepName } from './present-dossier.ts'
import type { StepPass } from './view/models.ts'

/** What an event tells of a step of an agency's; the applicant's steps have no unit. */
const ofStep = z.object({ unit: z.string(), since: z.string(), due: z.string().nullable(), pass: z.number(), remark: z.string().optional() })

const name = (text: unknown) => typeof text === 'string' ? text : ''

/** Whether a step sent the dossier back to the one before. */
const wentBack = (details: DossierEvent['details']) => Object.entries(details).some(([key, value]) => key.endsWith('Outcome') && value === 'back')

/**
 * Each time a dossier stood at a step of the agencies': how long that step had it in working time, whether within the step's own limit, and
 * who sent it back, and why, oldest first. The dossier's clock is another thing: it runs on through all of them (requirement J7).
 */
export async function presentPasses(dossier: Dossier, language: Language, { events, tasks, agencies, bundles, now }: Pick<Deps, 'events' | 'tasks' | 'agencies' | 'bundles' | 'now'>): Promise<StepPass[]> {
  const done = (await events.of(dossier.code)).flatMap(({ act, at, by, details }) => {
    const step = act === 'complete-task' ? ofStep.safeParse(details['step']).data : undefined
    return step ? [{
      process: name(details['process']), element: name(details['element']), unit: step.unit, opened: Temporal.Instant.from(step.since),
      due: step.due === null ? null : Temporal.Instant.from(step.due), pass: step.pass, done: at, by: nameOf(by), back: wentBack(details), remark: step.remark ?? '',
    }] : []
  })
  const open = (await tasks.openOf(dossier.code)).filter(({ unit }) => unit !== null)
    .map(({ process, elementId, unit, createdAt, due, pass }) => ({
      process, element: elementId, unit: unit ?? '', opened: createdAt, due, pass, done: null, by: '', back: false, remark: '',
    }))
  return Promise.all([...done, ...open].map(async ({ process, element, unit, opened, due, pass, done: end, by, back, remark }) => {
    const agency = await agencies.get(unit)
    return {
      step: await stepName(process, element, dossier, language, { bundles }), unit: agency.name[language], opened, ...(pass > 1 && { pass }),
      minutes: Math.round(workingMinutesBetween(opened, end ?? now(), agency.calendar)),
      ...(end && { done: end }), ...(due && { due }), ...(by && { by }), ...(back && { back: remark }),
      ...(due && Temporal.Instant.compare(end ?? now(), due) > 0 && { late: true }),
    }
  }))
}
