import { hash, verify } from '@node-rs/argon2'
import { Schema, type Connection } from 'mongoose'
import { Temporal } from 'temporal-polyfill'
import { difference } from './changes.ts'
import type { Actor, Events } from './events.ts'
import { passwordCost } from './password-cost.ts'
import type { Transactions } from './transaction.ts'
import type { Role } from '../processes/law/roles.ts'

/** A member of staff. `username` is `hovaten.tendonvi` (TH 27/2019 art. 2.2); `unit` is an agency's id. */
export interface Account {
  readonly username: string
  readonly name: string
  readonly unit: string
  readonly roles: readonly Role[]
  readonly active: boolean
  /** Colleagues who are away today and whose work it does; `roles` has theirs too then, `ownRoles` its own. */
  readonly standsFor?: readonly Pick<Account, 'username' | 'name' | 'roles'>[]
  readonly ownRoles?: readonly Role[]
  /** Steps of its roles that others of the unit do, by what the unit's head decided (store/participation.ts). */
  readonly leavesOut?: readonly { readonly procedure: string, readonly role: Role }[]
}

/** Who acts on an account, and when. */
export interface Doing { readonly by: Actor, readonly at: Temporal.Instant }

/** What a session of an account rests on: a new password ends the sessions of the one before. */
export interface SignIn { readonly account: Account, readonly generation: number, /** The password was given out, and is to be replaced by an own one first. */ readonly mustChange: boolean }

interface Row { _id: string, name: string, unit: string, roles: Role[], passwordHash: string, active: boolean, generation?: number, mustChange?: boolean }

const schema = new Schema<Row>({
  _id: String, name: String, unit: String, roles: [String], passwordHash: String, active: { type: Boolean, default: true }, generation: Number, mustChange: Boolean,
})
schema.index({ unit: 1, roles: 1 })

const bySystem = (): Doing => ({ by: { kind: 'system' }, at: Temporal.Now.instant() })

export class UnknownAccount extends Error {}

/** The accounts of the staff; every change of one is an act of the audit trail (TH 27/2019 art. 20). */
export function createAccounts(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('Account', schema, 'accounts')
  let nobody: Promise<string> | undefined

  const readSignIn = (row: Row): SignIn => ({ account: read(row), generation: row.generation ?? 0, mustChange: row.mustChange ?? false })

  const read = (row: Row): Account => ({
    username: row._id, name: row.name, unit: row.unit, roles: row.roles, active: row.active,
  })

  return {
    /** Creates the account, or leaves the one that is there; true when it was created. */
    async create(account: Omit<Account, 'active'>, password: string, doing = bySystem(), { mustChange = false } = {}): Promise<boolean> {
      const { username, ...rest } = account
      if (await model.exists({ _id: username })) return false
      const passwordHash = await hash(password, passwordCost)
      await transactions.run(async () => {
        await model.create([{ _id: username, ...rest, roles: [...rest.roles], passwordHash, active: true, mustChange }])
        await events.note({ ...doing, subject: `account/${username}`, act: 'create-account', changes: difference('account', null, { ...rest, active: true }) })
      })
      return true
    },

    /** Every session that is signed in with the password before ends. */
    async setPassword(username: string, password: string, doing = bySystem(), { mustChange = false } = {}): Promise<void> {
      const passwordHash = await hash(password, passwordCost)
      await transactions.run(async () => {
        const { matchedCount } = await model.updateOne({ _id: username }, { $set: { passwordHash, mustChange }, $inc: { generation: 1 } })
        if (matchedCount > 0) await events.note({ ...doing, subject: `account/${username}`, act: 'set-password' })
      })
    },

    /** Who is what changes while dossiers run: another unit, other roles, or gone (BT 45/2023; TN 18.5). @throws UnknownAccount */
    async change(username: string, to: Partial<Pick<Account, 'name' | 'unit' | 'roles' | 'active'>>, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const row = await model.findById(username).lean()
        if (!row) throw new UnknownAccount(`No account ${username}`)
        const before = read(row)
        const changes = (Object.keys(to) as (keyof typeof to)[]).flatMap((key) => difference(key, before[key], to[key]))
        if (changes.length === 0) return
        await model.updateOne({ _id: username }, { ...to, ...(to.roles && { roles: [...to.roles] }) })
        await events.note({ ...doing, subject: `account/${username}`, act: 'change-account', changes })
      })
    },

    /** Everybody, active or not, of one unit. */
    async ofUnit(unit: string): Promise<Account[]> {
      return (await model.find({ unit }).sort({ _id: 1 }).lean()).map(read)
    },

    async find(username: string): Promise<Account | null> {
      const row = await model.findById(username).lean()
      return row && read(row)
    },

    /** The account that a session names, as long as it is active and its password is the one of the session. */
    async signedIn(username: string, generation: number): Promise<SignIn | null> {
      const row = await model.findById(username).lean()
      const found = row?.active ? readSignIn(row) : null
      return found?.generation === generation ? found : null
    },

    /** The account when the password is right and it is active; takes the same time when there is no such account. */
    async authenticate(username: string, password: string): Promise<SignIn | null> {
      const row = await model.findById(username.trim().toLowerCase()).lean()
      nobody ??= hash('nobody has this password', passwordCost)
      const right = await verify(row?.passwordHash ?? await nobody, password)
      return row && right && row.active ? readSignIn(row) : null
    },

    /** Who fills a role in a unit today: looked up when a task is made, so that people change without touching a diagram. */
    async withRole(unit: string, role: Role): Promise<Account[]> {
      return (await model.find({ unit, roles: role, active: true }).sort({ _id: 1 }).lean()).map(read)
    },
  }
}

export type Accounts = ReturnType<typeof createAccounts>
