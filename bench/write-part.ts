import { MongoClient } from 'mongodb'
import { makeDossier } from './dossiers.ts'

/* Makes and writes a part of a province's dossiers; a process of its own, so that every core makes some. */

interface Part { readonly uri: string, readonly seed: number, readonly count: number, readonly open: number, readonly from: number, readonly to: number }
const perBatch = 1000

async function write({ uri, seed, count, open, from, to }: Part): Promise<void> {
  const client = await MongoClient.connect(uri, { writeConcern: { w: 1, j: false } })
  const database = client.db()
  let writing: Promise<unknown> = Promise.resolve()
  for (let first = from; first < to; first += perBatch) {
    const made = Array.from({ length: Math.min(perBatch, to - first) }, (_, index) => makeDossier(first + index, { seed, count, open: first + index >= count - open }))
    const [events, tasks] = [made.flatMap((each) => each.events), made.flatMap((each) => each.tasks)]
    await writing
    writing = Promise.all([
      database.collection<{ _id: string }>('dossiers').insertMany(made.map(({ row }) => row), { ordered: false, forceServerObjectId: true }),
      ...(events.length > 0 ? [database.collection<typeof events[number]>('events').insertMany(events, { ordered: false })] : []),
      ...(tasks.length > 0 ? [database.collection<{ _id: string }>('tasks').insertMany(tasks, { ordered: false })] : []),
    ])
  }
  await writing
  await client.close()
}

process.once('message', (part: Part) => {
  write(part).then(() => { process.exit(0) }, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
})
