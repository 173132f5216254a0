import { Schema, type Connection } from 'mongoose'
import type { Doing } from './accounts.ts'
import { difference } from './changes.ts'
import type { Events } from './events.ts'
import type { Transactions } from './transaction.ts'
import type { Role } from '../processes/law/roles.ts'
import type { SignInRules as Rules } from '../processes/law/sign-in-rules.ts'

/** `_id` is the first day, or 'always'. */
interface Row { _id: string, secondFactor: Role[] }

const schema = new Schema<Row>({ _id: String, secondFactor: [String] })
const read = ({ _id, secondFactor }: Row): Rules => ({ from: _id === 'always' ? null : _id, secondFactor })

/** The house's rules of signing in, dated; what holds on a day is in processes/law/sign-in-rules.ts. */
export function createSignInRules(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('SignInRules', schema, 'signInRules')
  const all = async () => (await model.find().sort({ _id: -1 }).lean<Row[]>()).map(read)
  return {
    all,

    /** What a house begins with; what was decided since stays. */
    async setUp(secondFactor: readonly Role[]): Promise<void> {
      await model.updateOne({ _id: 'always' }, { $setOnInsert: { secondFactor: [...secondFactor] } }, { upsert: true })
    },

    /** From a day on the rules are these. */
    async set(from: string, secondFactor: readonly Role[], doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const before = await model.findById(from).lean<Row>()
        await model.updateOne({ _id: from }, { secondFactor: [...secondFactor] }, { upsert: true })
        await events.note({ ...doing, subject: 'house/sign-in', act: 'change-sign-in-rules', details: { from }, changes: difference('secondFactor', before?.secondFactor ?? null, secondFactor) })
      })
    },
  }
}

export type SignInRules = ReturnType<typeof createSignInRules>
