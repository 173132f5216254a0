import { Temporal } from 'temporal-polyfill'
import { dueBy, runningClock, type Dossier, type Dossiers } from './dossiers.ts'
import type { Enquiries } from './enquiries.ts'
import type { Agencies } from './agencies.ts'
import type { Place, Tasks } from './tasks.ts'
import type { Act } from '../processes/law/dossier-states.ts'

const clocksOf = ({ state, units, clocks }: Dossier) => JSON.stringify([state, units, clocks])

/** What a dossier's clock says of its open tasks: until when, or that it stands. */
export async function placeOf(dossier: Dossier, agencies: Pick<Agencies, 'get'>): Promise<Place> {
  const { procedure, channel } = dossier
  const clock = runningClock(dossier)
  if (!clock) return { procedure, channel, due: null, isPaused: false }
  const { due, paused } = dueBy(await agencies.get(clock.unit), clock)
  return { procedure, channel, due: due instanceof Temporal.Instant ? due : null, isPaused: paused }
}

/**
 * Keeps the place of a dossier's open tasks in the queues as its clocks are, in the act's own transaction: a queue is then read in order from
 * an index, whatever it costs to explain a due date.
 */
export function createPlacing({ agencies, tasks }: { agencies: Pick<Agencies, 'get'>, tasks: Pick<Tasks, 'place'> }) {
  return async (before: Dossier, after: Dossier, act: Act): Promise<void> => {
    if (act !== 'move-due-date' && clocksOf(before) === clocksOf(after)) return
    await tasks.place(after.code, () => placeOf(after, agencies))
  }
}

/** Puts tasks in their place that were opened before there were such places; looks once when there are none. */
export async function placeUnplaced({ tasks, dossiers, enquiries, agencies }: {
  tasks: Pick<Tasks, 'place' | 'unplaced'>, dossiers: Pick<Dossiers, 'find'>, enquiries: Pick<Enquiries, 'find' | 'due'>, agencies: Pick<Agencies, 'get'>
}): Promise<void> {
  for (let last = ''; ;) {
    const codes = await tasks.unplaced(200)
    if (codes.length === 0 || codes.join() === last) return
    last = codes.join()
    for (const code of codes) {
      const dossier = await dossiers.find(code)
      const enquiry = dossier ? null : await enquiries.find(code)
      if (dossier) await tasks.place(code, () => placeOf(dossier, agencies))
      else if (enquiry) await tasks.place(code, async () => ({ procedure: enquiry.kind, channel: null, due: (await enquiries.due(enquiry))?.due ?? null, isPaused: false }))
    }
  }
}
