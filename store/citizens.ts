import { hash, verify } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { difference } from './changes.ts'
import type { CitizenSessions, SignInWay } from './citizen-sessions.ts'
import type { Actor, Events } from './events.ts'
import type { Holdings } from './holdings.ts'
import { toDate, toInstant } from './instants.ts'
import { passwordCost } from './password-cost.ts'
import { passkeyRow, passkeyUse, readPasskey, type Passkey, type PasskeyRow } from './passkey.ts'
import type { PersonalDocuments } from './personal-documents.ts'
import type { Transactions } from './transaction.ts'
import type { Contact } from '../processes/law/contact.ts'
import type { HouseAct } from '../processes/law/house-acts.ts'
import { plainNumber, type PersonKind } from '../processes/law/identity-number.ts'
import type { Language } from '../processes/text.ts'

/**
 * What showed that the number is theirs: the national identity provider, or a clerk who had the identity paper in hand. A mail address or
 * a telephone shows that somebody is reached there, and nothing of who it is.
 */
export type Proof = { readonly how: 'national-provider', readonly at: Temporal.Instant } | { readonly how: 'clerk', readonly by: string, readonly at: Temporal.Instant }

/**
 * The account of a citizen or an organisation (TH 27/2019 art. 8; TN art. 4.3; requirement B1). Each contact was confirmed by a code and is
 * one account's only. Many may claim an identity number, since a claim gives nothing; it is proved for one.
 */
export interface Citizen {
  readonly id: string
  readonly kind: PersonKind
  readonly name: string
  readonly identityNumber: string
  readonly address: string
  readonly mail: string | null
  readonly phone: string | null
  readonly language: Language
  readonly hasPassword: boolean
  readonly passkeys: readonly Passkey[]
  readonly proof: Proof | null
  /** Whether they sign in through the national identity provider. */
  readonly linked: boolean
  readonly createdAt: Temporal.Instant
}

export type NewCitizen = Pick<Citizen, 'kind' | 'name' | 'identityNumber' | 'language'> & { readonly contact: Contact | null, readonly proof?: Proof, readonly subject?: string }

interface Row extends Omit<Citizen, 'id' | 'passkeys' | 'proof' | 'createdAt' | 'hasPassword' | 'linked' | 'mail' | 'phone'> {
  _id: string
  mail?: string
  phone?: string
  passwordHash?: string
  passkeys: PasskeyRow[]
  proof: { how: Proof['how'], by?: string, at: Date } | null
  /** Whose number is proved, under the key of the document store; the collection sees to it that no two have one. */
  provedOwner?: string
  /** Who it is for the identity provider. */
  subject?: string
  createdAt: Date
  closedAt?: Date
}

const schema = new Schema<Row>({
  _id: String, kind: String, name: String, identityNumber: String, address: String, mail: String, phone: String, language: String, passwordHash: String,
  passkeys: Schema.Types.Mixed, proof: Schema.Types.Mixed, provedOwner: String, subject: String, createdAt: Date, closedAt: Date,
}, { minimize: false })
for (const field of ['mail', 'phone', 'provedOwner', 'subject']) schema.index({ [field]: 1 }, { unique: true, partialFilterExpression: { [field]: { $type: 'string' } } })
schema.index({ 'passkeys.id': 1 }, { unique: true, partialFilterExpression: { 'passkeys.id': { $type: 'string' } } })

/** Another account has the contact, the number or the key already. */
export class AlreadyTaken extends Error {}

const isDuplicate = (error: unknown) => (error as { code?: unknown }).code === 11_000

function read(row: Row): Citizen {
  return {
    id: row._id, kind: row.kind, name: row.name, identityNumber: row.identityNumber, address: row.address, mail: row.mail ?? null, phone: row.phone ?? null,
    language: row.language, hasPassword: row.passwordHash !== undefined, linked: row.subject !== undefined, createdAt: toInstant(row.createdAt),
    passkeys: row.passkeys.map(readPasskey),
    proof: row.proof && { ...row.proof, at: toInstant(row.proof.at) } as Proof,
  }
}

const fieldOf = ({ channel }: Contact) => channel === 'mail' ? 'mail' as const : 'phone' as const

interface Needs {
  readonly transactions: Transactions
  readonly events: Events
  readonly citizenSessions: CitizenSessions
  readonly holdings: Holdings
  readonly personalDocuments: Pick<PersonalDocuments, 'ownerOf'>
}

/** Every act on an account is in the audit trail: of personal data only that it changed, of secrets nothing (TH 27/2019 art. 20). */
export function createCitizens(connection: Connection, { transactions, events, citizenSessions, holdings, personalDocuments: { ownerOf } }: Needs) {
  const model = connection.model('Citizen', schema, 'citizens')
  let nobody: Promise<string> | undefined
  const open = { closedAt: { $exists: false } }

  const byThemself = (id: string): Actor => ({ kind: 'applicant', account: id })
  const note = (id: string, act: HouseAct, at: Temporal.Instant, { changes = [], details, by = byThemself(id) }: { changes?: ReturnType<typeof difference>, details?: Readonly<Record<string, unknown>>, by?: Actor } = {}) =>
    events.note({ subject: `citizen/${id}`, act, at, by, changes, ...(details && { details }) })

  async function findRow(filter: Readonly<Record<string, unknown>>): Promise<Row | null> { return model.findOne({ ...filter, ...open }).lean<Row>() }

  async function find(filter: Readonly<Record<string, unknown>>): Promise<Citizen | null> {
    const row = await findRow(filter)
    return row && read(row)
  }

  /** Runs an act on an account in one transaction with its event. @throws AlreadyTaken */
  async function act<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await transactions.run(work)
    } catch (error) {
      if (isDuplicate(error)) throw new AlreadyTaken('Another account has it already')
      throw error
    }
  }

  const proofRow = (proof: Proof) => ({ ...proof, at: toDate(proof.at) })
  const withContact = (contact: Contact | null) => contact ? { [fieldOf(contact)]: contact.address } : {}

  return {
    byThemself,

    /** Opens an account. @throws AlreadyTaken when the contact, the proved number or the provider's subject is another account's */
    async register({ contact, proof, subject, ...person }: NewCitizen, at: Temporal.Instant): Promise<Citizen> {
      const id = randomBytes(12).toString('base64url')
      const row: Row = {
        _id: id, ...person, identityNumber: plainNumber(person.identityNumber), address: '', passkeys: [], createdAt: toDate(at), ...withContact(contact),
        proof: proof ? proofRow(proof) : null, ...(proof && { provedOwner: ownerOf(person.identityNumber) }), ...(subject && { subject }),
      }
      return act(async () => {
        await model.create([row])
        await note(id, 'register', at, { changes: difference('account', null, { kind: person.kind, language: person.language, contact: contact?.channel ?? null, proof: proof?.how ?? null }) })
        return read(row)
      })
    },

    find: (id: string) => find({ _id: id }),
    withContact: (contact: Contact) => find({ [fieldOf(contact)]: contact.address }),
    withSubject: (subject: string) => find({ subject }),
    withPasskey: (id: string) => find({ 'passkeys.id': id }),
    /** Whose the number is, where it has been proved. */
    withProvedNumber: (identityNumber: string) => find({ provedOwner: ownerOf(identityNumber) }),

    /** The account when the password is its; takes the same time when there is no such account, or one without a password. */
    async authenticate(contact: Contact | null, password: string): Promise<{ citizen: Citizen | null, right: boolean }> {
      const row = await findRow(contact ? { [fieldOf(contact)]: contact.address } : { _id: '' })
      nobody ??= hash(randomBytes(18).toString('base64url'), passwordCost)
      const right = await verify(row?.passwordHash ?? await nobody, password)
      return { citizen: row && read(row), right: right && row?.passwordHash !== undefined }
    },

    async hasPassword(id: string, password: string): Promise<boolean> {
      const row = await findRow({ _id: id })
      return row?.passwordHash !== undefined && verify(row.passwordHash, password)
    },

    /** Opens a session in a browser; part of the transaction that runs, if any. */
    async signIn(id: string, { way, browser }: { way: SignInWay, browser: string }, at: Temporal.Instant): Promise<string> {
      return act(async () => {
        await note(id, 'sign-in', at, { details: { way } })
        return citizenSessions.start({ citizen: id, way, browser }, at)
      })
    },

    async noteFailedSignIn(id: string, way: SignInWay, at: Temporal.Instant): Promise<void> {
      await note(id, 'sign-in-failed', at, { by: { kind: 'system' }, details: { way } })
    },

    async endSession(id: string, session: string, at: Temporal.Instant): Promise<boolean> {
      return act(async () => {
        const ended = await citizenSessions.end(session, id)
        if (ended) await note(id, 'end-session', at)
        return ended
      })
    },

    async endOtherSessions(id: string, kept: string, at: Temporal.Instant): Promise<number> {
      return act(async () => {
        const ended = await citizenSessions.endOthers(id, kept)
        if (ended > 0) await note(id, 'end-session', at, { details: { sessions: ended } })
        return ended
      })
    },

    /** Sets the password, and ends every other session: whoever had the old one is out. */
    async setPassword(id: string, password: string, keptSession: string, at: Temporal.Instant): Promise<void> {
      const passwordHash = await hash(password, passwordCost)
      await act(async () => {
        await model.updateOne({ _id: id, ...open }, { passwordHash })
        const ended = await citizenSessions.endOthers(id, keptSession)
        await note(id, 'set-password', at, ended > 0 ? { details: { sessions: ended } } : {})
      })
    },

    /** Changes what the person says of themself. Name and number can be changed until they are proved. */
    async change(id: string, to: Partial<Pick<Citizen, 'name' | 'address' | 'language' | 'identityNumber'>>, at: Temporal.Instant): Promise<void> {
      await act(async () => {
        const row = await findRow({ _id: id })
        if (!row) return
        const { identityNumber, name, ...free } = to
        const allowed = row.proof ? free : { ...free, ...(name !== undefined && { name }), ...(identityNumber !== undefined && { identityNumber: plainNumber(identityNumber) }) }
        const changes = (Object.keys(allowed) as (keyof typeof to)[]).flatMap((key) => difference(key, row[key], { ...row, ...allowed }[key], key === 'language' ? 'value' : 'name'))
        if (changes.length === 0) return
        await model.updateOne({ _id: id }, allowed)
        await note(id, 'change-account', at, { changes })
      })
    },

    /** Sets a contact that a code has confirmed, in place of the one of its kind. @throws AlreadyTaken */
    async setContact(id: string, contact: Contact, at: Temporal.Instant): Promise<void> {
      await act(async () => {
        const { matchedCount } = await model.updateOne({ _id: id, ...open }, withContact(contact))
        if (matchedCount > 0) await note(id, 'change-account', at, { changes: [{ field: fieldOf(contact) }] })
      })
    },

    /** The number is theirs. @throws AlreadyTaken when it is proved for another account, or the subject is another's */
    async prove(id: string, proof: Proof, { name, subject, by }: { name?: string, subject?: string, by?: Actor } = {}): Promise<void> {
      await act(async () => {
        const row = await findRow({ _id: id })
        if (!row) return
        await model.updateOne({ _id: id }, { provedOwner: ownerOf(row.identityNumber), proof: row.proof ?? proofRow(proof), ...(name && { name }), ...(subject && { subject }) })
        await note(id, 'prove-identity', proof.at, { details: { how: proof.how, linked: subject !== undefined }, ...(by && { by }) })
      })
    },

    /** @throws AlreadyTaken when it is a key of another account */
    async addPasskey(id: string, passkey: Passkey): Promise<void> {
      await act(async () => {
        await model.updateOne({ _id: id, ...open, 'passkeys.id': { $ne: passkey.id } }, { $push: { passkeys: passkeyRow(passkey) } })
        await note(id, 'add-passkey', passkey.addedAt)
      })
    },

    async removePasskey(id: string, passkey: string, at: Temporal.Instant): Promise<boolean> {
      return act(async () => {
        const { modifiedCount } = await model.updateOne({ _id: id, 'passkeys.id': passkey }, { $pull: { passkeys: { id: passkey } } })
        if (modifiedCount > 0) await note(id, 'remove-passkey', at)
        return modifiedCount > 0
      })
    },

    /** Notes how often a key was used; false when it was used as often before. */
    async countPasskey(passkey: string, counter: number): Promise<boolean> {
      const { matchedCount } = await model.updateOne(...passkeyUse(passkey, counter))
      return matchedCount > 0
    },

    /** Closes the account: what it knew of the person is gone, and nobody is signed in. Dossiers stay for their retention (TN art. 15). */
    async close(id: string, at: Temporal.Instant): Promise<void> {
      await act(async () => {
        const closed = { _id: id, closedAt: toDate(at), passkeys: [], proof: null }
        const { matchedCount } = await model.replaceOne({ _id: id, ...open }, closed)
        if (matchedCount === 0) return
        await citizenSessions.endOthers(id)
        await holdings.drop(id)
        await note(id, 'close-account', at)
      })
    },
  }
}

export type Citizens = ReturnType<typeof createCitizens>
