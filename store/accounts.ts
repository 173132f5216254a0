import { hash, verify } from '@node-rs/argon2'
import { Schema, type Connection } from 'mongoose'
import type { Role } from '../processes/law/roles.ts'

/** A member of staff. `username` is `hovaten.tendonvi` (TH 27/2019 art. 2.2); `unit` is an agency's id. */
export interface Account {
  readonly username: string
  readonly name: string
  readonly unit: string
  readonly roles: readonly Role[]
  readonly active: boolean
}

interface Row { _id: string, name: string, unit: string, roles: Role[], passwordHash: string, active: boolean }

const schema = new Schema<Row>({
  _id: String, name: String, unit: String, roles: [String], passwordHash: String, active: { type: Boolean, default: true },
})
schema.index({ unit: 1, roles: 1 })

/** argon2id with the parameters that OWASP recommends (19 MiB, 2 passes, 1 lane). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function createAccounts(connection: Connection) {
  const model = connection.model('Account', schema, 'accounts')
  let nobody: Promise<string> | undefined

  const read = (row: Row): Account => ({
    username: row._id, name: row.name, unit: row.unit, roles: row.roles, active: row.active,
  })

  return {
    /** Creates the account, or leaves the one that is there; true when it was created. */
    async create(account: Omit<Account, 'active'>, password: string): Promise<boolean> {
      const { username, ...rest } = account
      if (await model.exists({ _id: username })) return false
      await model.create([{ _id: username, ...rest, roles: [...rest.roles], passwordHash: await hash(password, cost), active: true }])
      return true
    },

    async setPassword(username: string, password: string): Promise<void> {
      await model.updateOne({ _id: username }, { passwordHash: await hash(password, cost) })
    },

    async find(username: string): Promise<Account | null> {
      const row = await model.findById(username).lean()
      return row && read(row)
    },

    /** The account when the password is right and it is active; takes the same time when there is no such account. */
    async authenticate(username: string, password: string): Promise<Account | null> {
      const row = await model.findById(username.trim().toLowerCase()).lean()
      nobody ??= hash('nobody has this password', cost)
      const right = await verify(row?.passwordHash ?? await nobody, password)
      return row && right && row.active ? read(row) : null
    },

    /** Who fills a role in a unit today: looked up when a task is made, so that people change without touching a diagram. */
    async withRole(unit: string, role: Role): Promise<Account[]> {
      return (await model.find({ unit, roles: role, active: true }).sort({ _id: 1 }).lean()).map(read)
    },
  }
}

export type Accounts = ReturnType<typeof createAccounts>
