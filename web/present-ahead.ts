import { Temporal } from 'temporal-polyfill'
import type { Step } from '../processes/diagram.ts'
import { parseLimit } from '../processes/law/limit.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { DossierEvent } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'
import { limitText } from './limit-text.ts'
import type { DossierModel } from './view/models.ts'

/**
 * The steps that a dossier has still to come to, in their order, for its applicant: those without which no result is returned. What is
 * done only in some cases is left out; a step that was sent back comes once more.
 */
export function presentAhead(
  { procedure, state }: Pick<Dossier, 'procedure' | 'state'>, steps: readonly Step[], events: readonly Pick<DossierEvent, 'act' | 'at' | 'details'>[],
  open: readonly Pick<Task, 'process' | 'elementId' | 'createdAt'>[], language: Language,
): DossierModel['ahead'] {
  if (state === 'decided' || state === 'returned' || state === 'refused' || state === 'withdrawn') return []
  const done = events.filter(({ act, details }) => act === 'complete-task' && (details['process'] === procedure || details['process'] === undefined))
  const at = (id: unknown) => steps.findIndex((step) => step.id === id)
  const underWay = open.filter(({ process }) => process === procedure)
  const from = underWay.length > 0 ? Math.min(...underWay.map(({ elementId }) => at(elementId))) : Math.max(-1, ...done.map(({ details }) => at(details['element'])))
  const since = underWay.map(({ createdAt }) => createdAt).sort(Temporal.Instant.compare)[0]
  const isDone = (id: string) => since !== undefined && done.some(({ details, at: moment }) => details['element'] === id && Temporal.Instant.compare(moment, since) > 0)
  return steps.filter(({ id, role, always }, index) => always && role !== 'applicant' && index > from && !isDone(id) && !underWay.some(({ elementId }) => elementId === id))
    .map(({ name, limit }) => ({ step: name[language], ...(limit && { limit: limitText(parseLimit(limit), language) }) }))
}
