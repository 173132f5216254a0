import { Temporal } from 'temporal-polyfill'

/** A time zone as arithmetic on milliseconds. 'Local' is the wall clock written as if it were UTC. */
export interface Zone {
  /** The wall clock at an instant. */
  local(instant: number): number
  /**
   * The instant at which the wall clock first shows a local time; for a time that the clock jumps over, the instant of the jump.
   * So the order of wall-clock times is never turned round.
   */
  instant(local: number): number
}

interface Stretch { from: number, to: number, offset: number }

const furthestOffset = 26 * 3_600_000

/**
 * Opens a time zone for one computation: it looks for the zone's changes of the clock (through ZonedDateTime) only as far as it is
 * asked, and is plain arithmetic between them.
 * @throws RangeError for an unknown time zone
 */
export function openZone(timeZone: string): Zone {
  const at = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  at(0)
  const known: Stretch[] = []
  let last: Stretch | undefined

  function stretchAt(instant: number): Stretch {
    if (last && last.from <= instant && instant < last.to) return last
    last = known.find(({ from, to }) => from <= instant && instant < to)
    if (last) return last
    const here = at(instant)
    last = {
      from: at(instant + 1).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
      to: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
      offset: here.offsetNanoseconds / 1e6,
    }
    known.push(last)
    return last
  }

  return {
    local: (instant) => instant + stretchAt(instant).offset,
    instant(local) {
      let stretch = stretchAt(local - furthestOffset)
      while (local >= stretch.to + stretch.offset) {
        const next = stretchAt(stretch.to)
        if (local < next.from + next.offset) return next.from
        stretch = next
      }
      return local - stretch.offset
    },
  }
}
