import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

/** The part that somebody has in a dossier: it is theirs, or they filed it for another. */
export type Part = 'applicant' | 'filer'

/** That an account has a dossier, apart from what its proved number gives it: it was filed signed in, or added with a code. */
export interface Holding {
  readonly dossier: string
  readonly citizen: string
  readonly part: Part
  readonly since: Temporal.Instant
}

type Row = Omit<Holding, 'since'> & { _id: string, since: Date }

const schema = new Schema<Row>({ _id: String, dossier: String, citizen: String, part: String, since: Date })
schema.index({ citizen: 1, since: -1 })
schema.index({ dossier: 1 })

const key = (dossier: string, citizen: string) => `${dossier} ${citizen}`
const read = ({ _id: _, since, ...row }: Row): Holding => ({ ...row, since: toInstant(since) })

export function createHoldings(connection: Connection) {
  const model = connection.model('Holding', schema, 'holdings')
  return {
    /** Notes it once; the part that was noted first stays. */
    async add({ dossier, citizen, part, since }: Holding): Promise<void> {
      await model.updateOne({ _id: key(dossier, citizen) }, { $setOnInsert: { dossier, citizen, part, since: toDate(since) } }, { upsert: true })
    },
    async find(dossier: string, citizen: string): Promise<Holding | null> {
      const row = await model.findById(key(dossier, citizen)).lean<Row>()
      return row && read(row)
    },
    async of(citizen: string): Promise<Holding[]> {
      return (await model.find({ citizen }).sort({ since: -1, _id: 1 }).lean<Row[]>()).map(read)
    },
    /** The account that closes has no dossiers any more; they stay where they are. */
    async drop(citizen: string): Promise<void> { await model.deleteMany({ citizen }) },
    /** Whoever filed it for the applicant has it no longer. @returns how many accounts that were */
    async dropFilers(dossier: string): Promise<number> {
      return (await model.deleteMany({ dossier, part: 'filer' })).deletedCount
    },
  }
}

export type Holdings = ReturnType<typeof createHoldings>
