import type { Pause } from './deadline-ledger.ts'
import type { Timetable } from './timetable.ts'
import { horizonDays, NoWorkingTimeError } from './timetable.ts'

/** A number of days to be counted, one after another. */
export interface Term {
  /** The first day that may count: the one after the start (Civil Code 2015, art. 147.2). */
  firstDay: number
  days: number
  /** Whether a day counts when it is not paused. */
  counts(day: number): boolean
  /** Whether the term may end on a day; else it moves on (art. 148.5). */
  mayEnd(day: number): boolean
  /** The moment at which a term that ends on a day has run out. */
  endAt(day: number): number
  /** The days that a pause takes out, both included (none when `to` lies before `from`); without it all on which it lies. */
  daysOf?(pause: Pause): { from: number, to: number }
}

/** What became of a day: counted, taken out by a pause, not a day that counts, or passed over after the last one, a day off. */
export type DayFate = 'counted' | 'paused' | 'passed' | 'moved'

/** `due` is null when a pause that has not ended took effect at `standsFrom`. */
export type Count = { due: number } | { due: null, standsFrom: number }

/**
 * Counts a term in days. A pause takes out the days from the one it begins on to the one it ends on, both included, if it begins
 * before the term has run out; so a pause after closing time of the last day changes nothing.
 * @param note is told each day's fate, in order; the last day's end is the due moment
 * @throws NoWorkingTimeError past 200 years
 */
export function countTerm(
  term: Term, pauses: readonly Pause[], timetable: Timetable, note: (day: number, fate: DayFate, until: number) => void = () => undefined,
): Count {
  const paused = openPausedDays(pauses, term.daysOf ?? ((pause) => ({
    from: timetable.dayOf(pause.from), to: pause.to === null ? Infinity : timetable.dayOf(pause.to),
  })))
  let counted = 0
  for (let day = term.firstDay; day <= term.firstDay + horizonDays; day++) {
    const counts = term.counts(day)
    const last = term.mayEnd(day) && (counted === term.days || (counts && counted + 1 === term.days))
    const end = last ? term.endAt(day) : timetable.midnight(day + 1)
    const pause = paused.on(day, last ? end : Infinity)
    if (pause && pause.to === null) return { due: null, standsFrom: pause.from }
    if (pause) {
      note(day, 'paused', timetable.midnight(day + 1))
      continue
    }
    const fate = counted === term.days ? 'moved' : counts ? 'counted' : 'passed'
    note(day, fate, end)
    if (last) return { due: end }
    if (fate === 'counted') counted++
  }
  throw new NoWorkingTimeError('the limit does not run out within 200 years')
}

/** Pauses in order, asked day after day. */
function openPausedDays(pauses: readonly Pause[], daysOf: NonNullable<Term['daysOf']>) {
  let next = 0
  let range: { from: number, to: number } | undefined
  return {
    /** The first pause that lies on the day and begins before a moment. */
    on(day: number, before: number): Pause | undefined {
      for (; ; next++, range = undefined) {
        const pause = pauses[next]
        if (!pause) return undefined
        range ??= daysOf(pause)
        if (range.to < day) continue
        return range.from <= day && pause.from < before ? pause : undefined
      }
    },
  }
}
