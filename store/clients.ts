import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Account, Doing } from './accounts.ts'
import { difference } from './changes.ts'
import type { Events } from './events.ts'
import { toDate } from './instants.ts'
import type { Transactions } from './transaction.ts'
import type { Role } from '../processes/law/roles.ts'
import type { WebhookEvent } from '../processes/law/webhook-events.ts'

/** What a system may be allowed to do through the interface; what it may do to a dossier is decided by its roles, as for people. */
export const scopes = [
  'procedures:read', 'dossiers:file', 'dossiers:read', 'papers:write', 'authorisations:end', 'enquiries:ask', 'enquiries:read', 'objections:send', 'tasks:read', 'tasks:complete', 'papers:digitise', 'papers:hand-over',
  'fees:write', 'notices:write', 'webhooks:write',
] as const
export type Scope = (typeof scopes)[number]

/**
 * Roles that a system may hold. In every role it sees and does only what concerns its own unit: as the head of a one-stop unit it decides upon that
 * unit's refunds and lost papers, as an administrator upon messages that could not be sent. Nobody oversees the house through the interface.
 */
export const rolesOfClients = ['reception-clerk', 'case-officer', 'division-head', 'leader', 'consulted-agency', 'one-stop-head', 'result-clerk', 'administrator'] as const satisfies readonly Role[]

/** Where a system is told what happens to the dossiers that it filed. */
export interface Webhook { readonly address: string, readonly events: readonly WebhookEvent[] }

/** Another agency's system (requirement I3). Dates are 'YYYY-MM-DD', the last one included. */
export interface Client {
  readonly id: string
  readonly name: string
  /** The agency in which it holds its roles; null when it only files. */
  readonly unit: string | null
  readonly roles: readonly Role[]
  readonly scopes: readonly Scope[]
  readonly validFrom: string
  readonly validUntil: string | null
  /** False once withdrawn, for good. */
  readonly active: boolean
  readonly webhook: Webhook | null
}

interface Secret { hash: string, until: Date | null }
interface Row extends Omit<Client, 'id' | 'webhook'> { _id: string, secrets: Secret[], webhook: (Webhook & { secret: string }) | null }

const schema = new Schema<Row>({
  _id: String, name: String, unit: String, roles: [String], scopes: [String], validFrom: String, validUntil: String, active: Boolean, secrets: Schema.Types.Mixed, webhook: Schema.Types.Mixed,
}, { minimize: false })
schema.index({ unit: 1, roles: 1 })

/** Of 256 bits: a plain digest is as good as a slow one, since nobody can try them all. */
const newSecret = () => randomBytes(32).toString('base64url')
const digest = (secret: string) => createHash('sha256').update(secret).digest('hex')
const isSame = (a: string, b: string) => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))

/** How long the secret before still opens after a rotation, so that the other side has time to change it; in hours. */
const overlap = 24

export class UnknownClient extends Error {}

/** An id for a new client; no account is called so, since theirs have a dot. */
export const newClientId = (): string => `client-${randomBytes(9).toString('hex')}`

/** A system as the rules on access know people: by its unit and its roles. Without roles it takes part in nothing. */
export const asAccount = ({ id, name, unit, roles, active }: Client): Account => ({ username: id, name, unit: roles.length > 0 ? unit ?? '' : '', roles, active })

/** Whether a client may use the interface on a day. */
export const isUsable = ({ active, validFrom, validUntil }: Client, day: Temporal.PlainDate): boolean =>
  active && validFrom <= day.toString() && (validUntil === null || validUntil >= day.toString())

/** The systems that may use the interface; every change of one is an act of the audit trail. */
export function createClients(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('Client', schema, 'clients')

  const read = ({ _id, secrets: _, webhook, ...row }: Row): Client => ({ ...row, id: _id, webhook: webhook && { address: webhook.address, events: webhook.events } })

  async function get(id: string): Promise<Client> {
    const row = await model.findById(id).lean<Row>()
    if (!row) throw new UnknownClient(`No client ${id}`)
    return read(row)
  }

  /** Changes a client, with what the log is to say; nothing when nothing changes. */
  async function change(id: string, to: Partial<Omit<Client, 'id'>>, doing: Doing): Promise<void> {
    await transactions.run(async () => {
      const before = await get(id)
      const changes = (Object.keys(to) as (keyof typeof to)[]).flatMap((key) => difference(key, before[key], to[key]))
      if (changes.length === 0) return
      await model.updateOne({ _id: id }, to)
      await events.note({ ...doing, subject: `client/${id}`, act: to.active === false ? 'withdraw-client' : 'change-client', changes })
    })
  }

  return {
    get,

    async find(id: string): Promise<Client | null> {
      const row = await model.findById(id).lean<Row>()
      return row && read(row)
    },

    async all(): Promise<Client[]> {
      return (await model.find().sort({ name: 1, _id: 1 }).lean<Row[]>()).map(read)
    },

    /** Registers a client; the secret is told once, and only its digest is kept. Null when the id is taken: the form was sent twice. */
    async register({ id, ...client }: Omit<Client, 'active' | 'webhook'>, doing: Doing): Promise<string | null> {
      const secret = newSecret()
      return transactions.run(async () => {
        if (await model.exists({ _id: id })) return null
        await model.create([{ _id: id, ...client, active: true, webhook: null, secrets: [{ hash: digest(secret), until: null }] }])
        await events.note({ ...doing, subject: `client/${id}`, act: 'register-client', changes: difference('client', null, client) })
        return secret
      })
    },

    change,

    /** A new secret, told once; the one before opens for a day more, unless it is to end at once. */
    async rotate(id: string, { endsAtOnce }: { endsAtOnce: boolean }, doing: Doing): Promise<string> {
      const secret = newSecret()
      const until = toDate(endsAtOnce ? doing.at : doing.at.add({ hours: overlap }))
      await transactions.run(async () => {
        const row = await model.findById(id).lean<Row>()
        if (!row) throw new UnknownClient(`No client ${id}`)
        const [latest] = row.secrets
        await model.updateOne({ _id: id }, { secrets: [{ hash: digest(secret), until: null }, ...latest ? [{ ...latest, until }] : []] })
        await events.note({ ...doing, subject: `client/${id}`, act: 'rotate-secret', details: { endsAtOnce } })
      })
      return secret
    },

    /** The client when the secret is one of its own that holds at the moment; whether the client itself may be used is another question. */
    async authenticate(id: string, secret: string, at: Temporal.Instant): Promise<Client | null> {
      const row = await model.findById(id).lean<Row>()
      const given = digest(secret)
      const right = (row?.secrets ?? []).filter(({ hash, until }) => isSame(hash, given) && (until === null || until > toDate(at)))
      return row && right.length > 0 ? read(row) : null
    },

    /** Where and about what a client is told from now on; its key signs what is sent. Null ends it. */
    async subscribe(id: string, webhook: Webhook | null, doing: Doing): Promise<string | null> {
      const secret = webhook && `whsec_${randomBytes(32).toString('base64')}`
      await transactions.run(async () => {
        const before = await get(id)
        await model.updateOne({ _id: id }, { webhook: webhook && { ...webhook, secret } })
        await events.note({ ...doing, subject: `client/${id}`, act: 'set-webhook', changes: difference('webhook', before.webhook, webhook) })
      })
      return secret
    },

    /** A client's webhook with the key that signs; null when it has none, or is withdrawn. */
    async webhookOf(id: string): Promise<(Webhook & { secret: string }) | null> {
      const row = await model.findById(id).lean<Row>()
      return row?.active ? row.webhook : null
    },

    /** The systems that hold a role in a unit on a day, as those people are whom a step may be given to. */
    async withRole(unit: string, role: Role, day: Temporal.PlainDate): Promise<Account[]> {
      return (await model.find({ unit, roles: role, active: true }).sort({ _id: 1 }).lean<Row[]>()).map(read).filter((client) => isUsable(client, day)).map(asAccount)
    },
  }
}

export type Clients = ReturnType<typeof createClients>
