import type { Why } from './messages.ts'

/** A piece of the explanation, [from, to) in milliseconds. */
export interface Stretch { from: number, to: number, why: Why }

/** No explanation is longer: it would be a way to keep the house busy. The longest real ones have about 20,000 lines. */
export const mostLines = 25_000

/** A calendar of many tiny shifts under a long limit. */
export class TooManyLinesError extends Error {
  override name = 'TooManyLinesError'
}

/** The lines of an explanation while they are written: each begins where the one before ended. */
export interface LineBook {
  lines: Stretch[]
  /** Adds a piece; nothing when it is empty. Neighbours with the same reason become one. */
  add(from: number, to: number, why: Why): void
  /** Forgets everything from a moment on. */
  cut(at: number): Stretch[]
}

const same = (a: Why, b: Why) => a.key === b.key
  && Object.keys(a.params).length === Object.keys(b.params).length
  && Object.entries(a.params).every(([name, value]) => b.params[name] === value)

/** Opens an empty line book. */
export function openLineBook(): LineBook {
  const lines: Stretch[] = []
  return {
    lines,
    add(from, to, why) {
      if (from >= to) return
      const last = lines.at(-1)
      if (last && last.to === from && same(last.why, why)) last.to = to
      else if (lines.length < mostLines) lines.push({ from, to, why })
      else throw new TooManyLinesError(`the explanation has more than ${mostLines} lines`)
    },
    cut(at) {
      while ((lines.at(-1)?.from ?? -Infinity) >= at) lines.pop()
      const last = lines.at(-1)
      if (last && last.to > at) last.to = at
      return lines
    },
  }
}

/** Lays pieces over lines: where a piece covers a line, its reason stands. Both are in order, the pieces without overlap. */
export function layOver(lines: readonly Stretch[], pieces: readonly Stretch[]): Stretch[] {
  const book = openLineBook()
  let next = 0
  for (const line of lines) {
    let at = line.from
    while ((pieces[next]?.to ?? Infinity) <= at) next++
    for (let i = next; ; i++) {
      const piece = pieces[i]
      if (!piece || piece.from >= line.to) break
      book.add(at, piece.from, line.why)
      book.add(Math.max(at, piece.from), Math.min(piece.to, line.to), piece.why)
      at = Math.max(at, Math.min(piece.to, line.to))
    }
    book.add(at, line.to, line.why)
  }
  return book.lines
}
