import type { Connection } from 'mongoose'
import type { ChangeStream, Document } from 'mongodb'
import type { Logger } from 'pino'

interface Listener { readonly units: ReadonlySet<string>, readonly heard: () => void }
interface TaskChange extends Document { readonly fullDocument?: { readonly unit?: string | null } }

/** How long after a break the changes are listened to again, in ms; listeners are then told once, since something may have been missed. */
const pause = 1_000

/**
 * Tells who shows tasks that some of their units' have changed: opened, taken, completed, withdrawn. One change stream of MongoDB serves all
 * listeners of a process; while there is none, nothing is watched.
 */
export function createTaskFeed(connection: Connection) {
  const listeners = new Set<Listener>()
  let stream: ChangeStream | null = null
  let retry: NodeJS.Timeout | null = null

  const tell = (unit: string | null | undefined) => {
    for (const { units, heard } of listeners) if (unit === undefined || unit !== null && units.has(unit)) heard()
  }

  function watch(log: Logger): void {
    if (stream || listeners.size === 0) return
    const opened = connection.collection('tasks').watch<TaskChange>([{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }], { fullDocument: 'updateLookup' })
    stream = opened
    opened.on('change', (change) => { tell('fullDocument' in change ? change.fullDocument?.unit : undefined) })
    opened.on('error', (error) => {
      log.warn({ error: error.message }, 'the changes of tasks are not heard; trying again')
      if (stream === opened) stream = null
      void opened.close().catch(() => undefined)
      retry = setTimeout(() => { watch(log); tell(undefined) }, pause).unref()
    })
  }

  return {
    /** @returns how to end it */
    listen(units: readonly string[], heard: () => void, log: Logger): () => void {
      const listener = { units: new Set(units), heard }
      listeners.add(listener)
      watch(log)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        const last = stream
        stream = null
        void last?.close().catch(() => undefined)
      }
    },

    async close(): Promise<void> {
      listeners.clear()
      if (retry) clearTimeout(retry)
      await stream?.close().catch(() => undefined)
      stream = null
    },
  }
}

export type TaskFeed = ReturnType<typeof createTaskFeed>
