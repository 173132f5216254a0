import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { parseLimit } from '../processes/law/limit.ts'
import { partsOf } from '../processes/law/result-parts.ts'
import type { Step } from '../processes/diagram.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { DossierEvent } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'
import { limitText } from './limit-text.ts'
import type { JointView } from './view/models.ts'

/**
 * Who settles a joint procedure together: the lead agency and the others, with the tasks and deadlines of each, and the parts of the result that
 * are there (BT 45/2023 art. 17.6-17.7; requirements F6, F7, J8). Null for a dossier that one agency settles alone.
 */
export async function presentJoint(
  dossier: Dossier, events: readonly DossierEvent[], steps: readonly Step[], language: Language, { agencies, tasks }: Pick<Deps, 'agencies' | 'tasks'>,
): Promise<JointView | null> {
  const partners = Object.entries(dossier.partners)
  if (partners.length === 0) return null
  const open = await tasks.openOf(dossier.code)
  const parties: readonly (readonly [place: string, agency: string])[] = [['deciding', dossier.units.deciding], ...partners.map(([part, agency]) => [`partner:${part}`, agency] as const)]
  const nameOf = async (id: string) => (await agencies.get(id)).name[language]
  return {
    agencies: await Promise.all(parties.map(async ([place, agency]) => ({
      name: await nameOf(agency), lead: place === 'deciding',
      tasks: steps.filter(({ unit }) => unit === place).map((step) => taskView(step, events, open, language)),
    }))),
    parts: await Promise.all(partsOf(events).map(async ({ part, granted, number, reason, agency, at }) => ({
      name: findProcedure(dossier.procedure).results.find((each) => each.part === part)?.name[language] ?? part, agency: await nameOf(agency), at, granted,
      ...(number && { number }), ...(reason && { reason }),
    }))),
  }
}

/** A task: done when it was completed last and is not open again, open with its own due date, or still to come. */
function taskView({ id, name, limit }: Step, events: readonly DossierEvent[], open: readonly Task[], language: Language): JointView['agencies'][number]['tasks'][number] {
  const now = open.find(({ elementId }) => elementId === id)
  const done = events.findLast(({ act, details }) => act === 'complete-task' && details['element'] === id)
  return {
    step: name[language], ...(limit && { limit: limitText(parseLimit(limit), language) }),
    ...(now ? { state: 'open', ...(now.due && { due: now.due }) } : done ? { state: 'done', at: done.at } : { state: 'to-come' }),
  }
}
