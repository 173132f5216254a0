import { randomBytes } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { canonical, plain, sha256 } from './canonical.ts'
import type { FieldChange } from './changes.ts'
import { toDate, toInstant } from './instants.ts'
import type { Transactions } from './transaction.ts'
import type { Act } from '../processes/law/dossier-states.ts'
import type { HouseAct } from '../processes/law/house-acts.ts'
import type { EnquiryAct } from '../processes/law/enquiries.ts'
import type { Role } from '../processes/law/roles.ts'

/**
 * Who acted: a member of staff in one of their roles, the applicant (`account`: signed in, see citizens.ts), another system through the interface (in a role that it holds, or in the
 * applicant's place), a consulted agency's own person by a
 * one-time link (as they signed: name and post), or the system itself (a job).
 */
export type Actor =
  | { kind: 'staff', username: string, name: string, role: Role, /** A colleague who is away, and whose work it is. */ inPlaceOf?: { username: string, name: string } }
  | { kind: 'client', id: string, name: string, role: Role }
  | { kind: 'agency', agency: string, name: string, role: 'consulted-agency' }
  | { kind: 'applicant', account?: string }
  | { kind: 'system' }

/** Somebody of the staff, or a system, in one of their roles. */
export type Worker = Extract<Actor, { kind: 'staff' | 'client' }>

/** What the law's tables know an actor as. */
export const roleOf = (by: Actor): Role | 'system' => 'role' in by ? by.role : by.kind

/** The name under which something was done; empty for the applicant and for jobs, who have none in the log. */
export const nameOf = (by: Actor): string => !('name' in by) ? '' : by.kind === 'staff' && by.inPlaceOf ? `${by.name} (thay ${by.inPlaceOf.name})` : by.name

interface NewEventOf<A> {
  readonly act: A
  readonly by: Actor
  /** For whom: an agency's id, 'applicant' when staff act in the applicant's place, 'authoriser' when somebody authorised does. */
  readonly onBehalfOf?: string
  readonly at: Temporal.Instant
  /** What the act was about, as the timeline tells it; also what slips and control sheets derive from. May be erased after the retention. */
  readonly details?: Readonly<Record<string, unknown>>
}

export type NewEvent<A extends Act | EnquiryAct = Act> = NewEventOf<A>

interface EventOf<A> extends Required<Omit<NewEventOf<A>, 'onBehalfOf'>> {
  readonly onBehalfOf: string | null
  /** The facts that the act changed; of personal data only that it changed. */
  readonly changes: readonly FieldChange[]
  /** The details were erased when their retention had run out. */
  readonly erased: boolean
}

/** An act on a dossier; one on a question or feedback is a `DossierEvent<EnquiryAct>`, whose `dossier` is its number. */
export interface DossierEvent<A extends Act | EnquiryAct = Act> extends EventOf<A> {
  readonly dossier: string
  /** The dossier's revision that the act made: events of one dossier are numbered without gaps. */
  readonly revision: number
}

/** An act of the house; `subject` is what it is on, such as 'account/lethihoa.ttpvhcc'. */
export interface HouseEvent extends EventOf<HouseAct> { readonly subject: string, readonly revision: number }

export interface NewHouseEvent extends NewEventOf<HouseAct> {
  readonly subject: `${'account' | 'citizen' | 'agency' | 'process' | 'erasure' | 'uploads' | 'client' | 'house' | 'report'}/${string}`
  readonly changes?: readonly FieldChange[]
}

/** Where a chain ends: the subject's latest revision and its event's hash. */
export interface Head { readonly revision: number, readonly hash: string }

interface EventId { dossier: string, revision: number }

/** `_id.dossier` is a dossier's code, or the subject of an act of the house. */
export interface EventRow {
  _id: EventId
  log: 'dossier' | 'house'
  act: string
  by: Actor
  onBehalfOf: string | null
  at: Date
  changes: FieldChange[]
  details: Record<string, unknown> | null
  /** With the details: what their digest is taken of. Erased together with them, so that nobody finds them by trying. */
  salt: string | null
  digest: string
  previous: string
  hash: string
}

const id = () => new Schema({ dossier: String, revision: Number }, { _id: false })
const schema = new Schema<EventRow>({
  _id: id(), log: String, act: String, by: Schema.Types.Mixed, onBehalfOf: String, at: Date, changes: Schema.Types.Mixed, details: Schema.Types.Mixed,
  salt: String, digest: String, previous: String, hash: String,
}, { minimize: false })
schema.index({ '_id.dossier': 1, '_id.revision': 1 })
schema.index({ at: -1 }, { partialFilterExpression: { log: 'house' } })

/** Hashes of events that no anchor covers yet; written beside each event, gone with the anchor. */
export interface UnsealedRow { _id: EventId, hash: string }
const unsealedSchema = new Schema<UnsealedRow>({ _id: id(), hash: String })
unsealedSchema.index({ '_id.dossier': 1, '_id.revision': 1 })

/** Where the chain of a subject of the house ends; a dossier carries its own. */
export interface SubjectRow { _id: string, revision: number, head: string }
const subjectSchema = new Schema<SubjectRow>({ _id: String, revision: Number, head: String })

export const digestOf = (salt: string, details: unknown): string => sha256(`${salt} ${canonical(details)}`)

/** The hash of an event: of all that it says, its details by their digest, and of the event before it. */
export const hashOf = ({ _id: { dossier, revision }, act, by, onBehalfOf, at, changes, digest, previous }: Omit<EventRow, 'log' | 'details' | 'salt' | 'hash'>): string =>
  sha256(canonical({ dossier, revision, act, by, onBehalfOf, at: at.toISOString(), changes, digest, previous }))

/** A system that acts as an applicant does it for one. */
const inWhosePlace = (by: Actor) => by.kind === 'client' && by.role === 'applicant' ? 'applicant' : null

/** Under what a task is given to who acts: an account's username, or a system's id. */
export const holderOf = (by: Worker): string => by.kind === 'staff' ? by.username : by.id

/** What stands before the first event of every chain. */
export const start: Head = { revision: 0, hash: '' }

/**
 * The audit trail (BT 45/2023 art. 3.6; TH 27/2019 art. 20): append-only, one event per act, numbered per dossier, each with the hash of
 * the one before it. Anchors (audit.ts) tie the ends of all chains together, so that a chain cannot be dropped as a whole. Acts on
 * different dossiers write nothing in common, so they never wait for each other.
 */
export function createEvents(connection: Connection, transactions: Transactions) {
  const model = connection.model('DossierEvent', schema, 'events')
  const unsealed = connection.model('UnsealedEvent', unsealedSchema, 'unsealedEvents')
  const subjects = connection.model('Subject', subjectSchema, 'subjects')

  /** The next link of a chain; whoever keeps the chain's end writes that first, so that two acts at once wait for each other there. */
  function link(dossier: string, log: EventRow['log'], after: Head, event: NewEventOf<string>, changes: readonly FieldChange[]): EventRow {
    const salt = randomBytes(16).toString('base64url')
    const details = plain(event.details ?? {}) as Record<string, unknown>
    const row = {
      _id: { dossier, revision: after.revision + 1 }, log, act: event.act, by: plain(event.by) as Actor, onBehalfOf: event.onBehalfOf ?? (log === 'dossier' ? inWhosePlace(event.by) : null), at: toDate(event.at),
      changes: plain(changes) as FieldChange[], details, salt, digest: digestOf(salt, details), previous: after.hash,
    }
    return { ...row, hash: hashOf(row) }
  }

  async function append(row: EventRow): Promise<void> {
    await model.create([row])
    await unsealed.create([{ _id: row._id, hash: row.hash }])
  }

  const read = ({ by, onBehalfOf, at, details, changes, salt }: EventRow) =>
    ({ by, onBehalfOf: onBehalfOf ?? null, at: toInstant(at), details: details ?? {}, changes: changes ?? [], erased: salt === null })

  async function note({ subject, changes = [], ...act }: NewHouseEvent): Promise<void> {
    await transactions.run(async () => {
      const row = await subjects.findById(subject).lean<SubjectRow>()
      const event = link(subject, 'house', row ? { revision: row.revision, hash: row.head } : start, act, changes)
      await subjects.updateOne({ _id: subject }, { revision: event._id.revision, head: event.hash }, { upsert: true })
      await append(event)
    })
  }

  return {
    /** The next event of a dossier, or of a question or feedback; its hash is the chain's new end, which the dossier keeps. */
    next: (dossier: string, after: Head, event: NewEvent<Act | EnquiryAct>, changes: readonly FieldChange[]): EventRow => link(dossier, 'dossier', after, event, changes),

    /** Appends an event, in the transaction of the act. */
    append,

    /** Notes an act of the house, in the running transaction or one of its own. */
    note,

    /** A dossier's events, the first act first; those of a question or feedback are asked for as such: `of<EnquiryAct>(code)`. */
    async of<A extends Act | EnquiryAct = Act>(dossier: string): Promise<DossierEvent<A>[]> {
      const rows = await model.find({ '_id.dossier': dossier }).sort({ '_id.revision': 1 }).lean<EventRow[]>()
      return rows.map((row) => ({ dossier, revision: row._id.revision, act: row.act as A, ...read(row) }))
    },

    /** The latest acts of the house, the newest first; of one subject when it is named. */
    async ofHouse(most: number, subject?: string): Promise<HouseEvent[]> {
      const rows = await model.find({ log: 'house', ...(subject && { '_id.dossier': subject }) }).sort(subject ? { '_id.revision': -1 } : { at: -1, '_id.revision': -1 }).limit(most).lean<EventRow[]>()
      return rows.map((row) => ({ subject: row._id.dossier, revision: row._id.revision, act: row.act as HouseAct, ...read(row) }))
    },

    /**
     * Erases what the events of a dossier tell of people, when its retention has run out; who did what and when stays, and so does the
     * chain. The erasure is an act of its own: details that are gone without it count as tampered with.
     */
    async erasePersonalData(dossier: string, by: Actor, at: Temporal.Instant): Promise<void> {
      await transactions.run(async () => {
        await note({ subject: `erasure/${dossier}`, act: 'erase-personal-data', by, at })
        await model.updateMany({ '_id.dossier': dossier }, { details: null, salt: null })
      })
    },
  }
}

export type Events = ReturnType<typeof createEvents>
