import type { Temporal } from 'temporal-polyfill'
import type { Disagreement } from '../store/figures.ts'
import type { Store } from '../store/store.ts'

/** Counts the open figures again, from every dossier and every rating; see `Figures.recount`. */
export function recountFigures({ figures, dossiers, ratings }: Pick<Store, 'figures' | 'dossiers' | 'ratings'>, at: Temporal.Instant, how: { mend: boolean }): Promise<Disagreement[]> {
  return figures.recount(at, async function* (session) {
    yield* dossiers.counted(session)
    yield* ratings.counted(session)
  }, how)
}
