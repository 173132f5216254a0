import type { Deps } from '../config/wire.ts'
import { readWaits } from '../processes/diagram-waits.ts'
import type { Language } from '../processes/text.ts'
import { isClosed } from '../processes/law/dossier-states.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { PositionView } from './view/dossier-models.ts'

/**
 * Where a dossier stands in its diagram, as the open tasks, consultations and payments tell it, and what steps are behind it: for the diagram and, in
 * words, for who cannot see it. A task of a shared process stands at the step that called it.
 */
export async function presentPosition(dossier: Dossier, language: Language, { bundles, tasks, events, consultations }: Pick<Deps, 'bundles' | 'tasks' | 'events' | 'consultations'>): Promise<PositionView | undefined> {
  const { code, procedure, state } = dossier
  const bundle = await bundles.latest(procedure)
  if (!bundle) return undefined
  const [{ calls, jobs }, open, past, asked] = await Promise.all([readWaits(bundle.diagram), tasks.openOf(code), events.of(code), consultations.of(code)])
  const done = past.filter(({ act, details }) => act === 'complete-task' && details['process'] === procedure).map(({ details }) => String(details['element']))
  const reached = (elements: readonly string[]) => elements.length < 2 ? elements : elements.filter((each) => !done.includes(each)).slice(0, 1)
  const isOwed = past.findLast(({ act }) => act === 'await-payment' || act === 'pay-fee' || act === 'receive' || act === 'withdraw')?.act === 'await-payment'
  const now = isClosed(state) ? [] : [
    ...open.flatMap(({ process, elementId }) => process === procedure ? [elementId] : reached(calls[process] ?? [])),
    ...(asked.some((each) => each.state === 'open') ? reached(jobs['consultation.request'] ?? []) : []),
    ...(isOwed && open.length === 0 ? reached(jobs['fee.await-payment'] ?? []) : []),
  ]
  const named = (elements: readonly string[]) => [...new Set(elements)].flatMap((element) => {
    const name = bundle.names[element]?.[language]
    return name ? [{ element, name }] : []
  })
  const at = named(now)
  return { href: `/thu-tuc/${procedure}/quy-trinh.bpmn`, now: at, done: named(done).filter(({ element }) => !at.some((each) => each.element === element)) }
}
