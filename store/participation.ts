import { Schema, type Connection } from 'mongoose'
import type { Doing } from './accounts.ts'
import { difference } from './changes.ts'
import type { Events } from './events.ts'
import type { Transactions } from './transaction.ts'
import type { Role } from '../processes/law/roles.ts'

/** Who does a role's steps of a procedure in a unit; `people` null: everybody who holds the role. */
export interface Participation { readonly unit: string, readonly procedure: string, readonly role: Role, readonly people: readonly string[] | null }

interface Row extends Omit<Participation, 'people'> { _id: string, people: string[] | null }

const schema = new Schema<Row>({ _id: String, unit: String, procedure: String, role: String, people: Schema.Types.Mixed })
schema.index({ unit: 1 })

const read = ({ _id: _, ...row }: Row): Participation => row

/** Who takes part in which steps, edited at the desk (requirement B6; TN 18.5): read at each request, so that running dossiers follow at once. */
export function createParticipation(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('Participation', schema, 'participation')
  return {
    /** What was decided in a unit where not everybody takes part. */
    async of(unit: string): Promise<Participation[]> {
      return (await model.find({ unit, people: { $ne: null } }).sort({ _id: 1 }).lean<Row[]>()).map(read)
    },

    /** Decides who takes part from now on; an act of the audit trail. */
    async set({ unit, procedure, role, people }: Participation, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const _id = `${unit} ${procedure} ${role}`
        const before = await model.findById(_id).lean<Row>()
        await model.updateOne({ _id }, { unit, procedure, role, people: people && [...people] }, { upsert: true })
        await events.note({ ...doing, subject: `agency/${unit}`, act: 'change-participation', onBehalfOf: unit, details: { procedure, role, people: people ?? 'all' }, changes: difference('people', before?.people ?? null, people) })
      })
    },
  }
}

export type ParticipationStore = ReturnType<typeof createParticipation>
