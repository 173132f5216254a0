import type { Writable } from 'node:stream'

/** Tells a waiting person what goes on: real steps and real bytes, never a spinner. Several things may report at once. */
export interface Progress {
  /** Something begins. */
  step(text: string): void
  /** `done` of `total` bytes of `what` are here. */
  bytes(what: string, done: number, total: number): void
  /** Something that took a while is ready. */
  done(text: string): void
}

/** For callers that want no lines. */
export const silent: Progress = { step() {}, bytes() {}, done() {} }

const between = { percent: 10, milliseconds: 2000 }

/**
 * Writes one line per step, with the seconds since the start. Downloads are updated in place on a terminal; elsewhere they
 * get a line every ten percent, or every two seconds when that is sooner.
 */
export function createProgress(out: Writable & { isTTY?: boolean; columns?: number }, now = () => performance.now()): Progress {
  const start = now()
  const downloads = new Map<string, { percent: number; at: number; text: string }>()
  let inPlace = false

  function clear() {
    if (inPlace) out.write('\r\x1b[K')
    inPlace = false
  }
  function redraw() {
    if (!out.isTTY || downloads.size === 0) return
    const text = [...downloads.values()].map((one) => one.text).join(' | ')
    out.write(`\r\x1b[K${text.slice(0, Math.max(20, (out.columns ?? 100) - 1))}`)
    inPlace = true
  }
  function line(text: string) {
    clear()
    out.write(`[${((now() - start) / 1000).toFixed(1).padStart(5)} s] ${text}\n`)
    redraw()
  }

  return {
    step: line,
    done: line,
    bytes(what, done, total) {
      const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0
      const text = `${what}: ${megabytes(done)} of ${megabytes(total)} MB (${percent} %)`
      const before = downloads.get(what)
      const whole = done >= total
      if (out.isTTY) {
        downloads.set(what, { percent, at: now(), text })
        if (whole) downloads.delete(what)
        if (whole && before) line(text)
        else redraw()
        return
      }
      const due = !before || percent >= before.percent + between.percent
        || (percent > before.percent && now() - before.at >= between.milliseconds) || (whole && before.percent < 100)
      if (!due) return
      downloads.set(what, { percent, at: now(), text })
      line(text)
    },
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
