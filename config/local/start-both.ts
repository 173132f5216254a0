import { join } from 'node:path'
import type { LocalMongod, MongodOptions } from './mongod.ts'
import { startMongod } from './mongod.ts'
import type { LocalZeebe, ZeebeOptions } from './zeebe.ts'
import { startZeebe } from './zeebe.ts'

export interface Local {
  readonly zeebe: LocalZeebe
  readonly mongod: LocalMongod
  /** Ends both, the engine first: what it still tells may need the database. */
  stop(): Promise<void>
}

/**
 * Starts the local engine and the local database side by side, in `zeebe` and `mongod` below the data folder. When one of
 * them cannot start, the other is stopped (or called off) before the problem is thrown.
 * @throws StartProblem and what else `startZeebe` and `startMongod` throw.
 */
export async function startLocal(options: Omit<ZeebeOptions, 'settings'> & Pick<MongodOptions, 'database' | 'cacheSize'> & {
  zeebeSettings?: Readonly<Record<string, string>>
}): Promise<Local> {
  const { dataFolder, ports, zeebeSettings, database, cacheSize, ...shared } = options
  const giveUp = new AbortController()
  const signal = shared.signal ? AbortSignal.any([shared.signal, giveUp.signal]) : giveUp.signal

  const zeebeStart = startZeebe({
    ...shared, signal, dataFolder: join(dataFolder, 'zeebe'), ports: ports ?? 'default',
    ...(zeebeSettings ? { settings: zeebeSettings } : {}),
  })
  const mongodStart = startMongod({
    ...shared, signal, dataFolder: join(dataFolder, 'mongod'), port: ports === 'free' ? 'free' : 27017,
    ...(database === undefined ? {} : { database }), ...(cacheSize === undefined ? {} : { cacheSize }),
  })
  try {
    const [zeebe, mongod] = await Promise.all([zeebeStart, mongodStart])
    return {
      zeebe, mongod,
      async stop() {
        await zeebe.stop()
        await mongod.stop()
      },
    }
  } catch (error) {
    giveUp.abort()
    await Promise.all([zeebeStart, mongodStart].map((start) => start.then((server) => server.stop(), () => undefined)))
    throw error
  }
}
