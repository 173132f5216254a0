import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { MongoClient, type IndexDescription } from 'mongodb'
import { Temporal } from 'temporal-polyfill'
import { deployShipped } from '../config/deploy.ts'
import { setUpDemonstration, type DemonstrationAccount } from '../config/local/demonstration.ts'
import { recountFigures } from '../config/recount-figures.ts'
import type { Engine } from '../config/zeebe.ts'
import { openStore } from '../store/store.ts'
import { communes } from './province.ts'

export interface Filled { readonly accounts: readonly DemonstrationAccount[], readonly seconds: number, readonly perSecond: number, readonly countSeconds: number, readonly dossiers: number }

/**
 * Fills an empty database with a province: its agencies and staff, the shipped procedures, and so many dossiers, of which some are under way.
 * Dossiers are written in bulk, past the store's verbs but in its shapes; their indexes are built afterwards.
 */
export async function fill(uri: string, { count, open, seed }: { count: number, open: number, seed: number }): Promise<Filled> {
  const store = await openStore(uri)
  const client = await MongoClient.connect(uri)
  try {
    for (const agency of communes) await store.agencies.put(agency)
    const accounts = await setUpDemonstration(store)
    let key = 0
    const engine = { deploy: () => Promise.resolve([{ version: 1, processDefinitionKey: String(++key) }]) } as unknown as Engine
    await deployShipped({ engine, bundles: store.bundles })

    const database = client.db(store.databaseName)
    const indexes: (readonly [string, IndexDescription[]])[] = await Promise.all(['dossiers', 'events'].map(async (name) => {
      const found = (await database.collection(name).indexes()).filter((each) => each.name !== '_id_').map(({ v: _, ...index }) => index as IndexDescription)
      await database.collection(name).dropIndexes()
      return [name, found] as const
    }))
    const begun = performance.now()
    const writers = Math.max(1, Math.min(4, availableParallelism()))
    await Promise.all(Array.from({ length: writers }, async (_, part) => {
      const writer = fork(new URL('./write-part.ts', import.meta.url), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      writer.send({ uri, seed, count, open, from: Math.floor(count * part / writers), to: Math.floor(count * (part + 1) / writers) })
      const [code] = await once(writer, 'exit') as [number]
      if (code !== 0) throw new Error(`A writer ended with ${String(code)}`)
    }))
    for (const [name, found] of indexes) await database.collection(name).createIndexes(found)
    const seconds = (performance.now() - begun) / 1000
    const counting = performance.now()
    await recountFigures(store, Temporal.Now.instant(), { mend: true })
    return { accounts, seconds, perSecond: count / seconds, countSeconds: (performance.now() - counting) / 1000, dossiers: await database.collection('dossiers').countDocuments() }
  } finally {
    await client.close()
    await store.close()
  }
}
