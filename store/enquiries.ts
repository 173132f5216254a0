import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Agencies } from './agencies.ts'
import { ActNotAllowed, type FiledBy, type Answers, type Clock, type RunningClock, type TaskAnswers } from './dossiers.ts'
import { enquiryChanges } from './enquiry-changes.ts'
import { roleOf, start, type Actor, type Events, type NewEvent } from './events.ts'
import { toDate, toInstant } from './instants.ts'
import type { Transactions } from './transaction.ts'
import { explainDueDate, type DueDate } from '../processes/law/due-date.ts'
import type { LedgerEvent } from '../processes/law/deadline-ledger.ts'
import { enquiryTransitions, mayActOnEnquiry, type EnquiryAct, type EnquiryKind, type EnquiryState } from '../processes/law/enquiries.ts'
import type { Limit } from '../processes/law/limit.ts'
import type { Language } from '../processes/text.ts'

/** What was sent to the asker: why it was not taken, where it went, or an answer with who gives it (TQ 14.3). */
export interface Reply {
  readonly kind: 'refused' | 'passed-on' | 'interim' | 'final'
  readonly text: string
  /** The legal texts used: number, title, date and issuing body; '' where there is none to cite. */
  readonly legalBasis: string
  /** Who answers; null where nobody answers in person. */
  readonly from: Readonly<Record<'agency' | 'person' | 'post' | 'phone' | 'email', string>> | null
  readonly at: Temporal.Instant
}

/** What everybody may read: worded by the officer, without personal data (TQ 15.2c; requirement H4). */
export interface PublicVersion { readonly title: string, readonly content: string, readonly answer: string, readonly at: Temporal.Instant }

/** A question, or feedback: no dossier, but kept with the same care. */
export interface Enquiry {
  /** Its number, such as HD-260302-0001: its identity everywhere. */
  readonly code: string
  readonly kind: EnquiryKind
  readonly state: EnquiryState
  readonly language: Language
  /** The first of the thread; its own code where it is the first. */
  readonly thread: string
  /** Who asks, what, and where the answer goes: answers of the intake form; personal data. */
  readonly asked: Answers
  /** The system that sent it for its asker, with that system's own number (requirement I3); null: sent on the portal. */
  readonly client: FiledBy | null
  /** A digest of the secret that its asker was given; see `digestOf` in web/enquiries. */
  readonly secret: string
  readonly units: Readonly<{ receiving: string, deciding: string | null }>
  /** The latest answers of each completed task's form, by form id. */
  readonly answers: Readonly<Record<string, TaskAnswers>>
  readonly replies: readonly Reply[]
  readonly published: PublicVersion | null
  readonly askedAt: Temporal.Instant
  readonly closedAt: Temporal.Instant | null
  /** Both run from reception; the limit of `answering` is the one that holds now (3, 5 or 10 working days). */
  readonly clocks: Readonly<{ sorting: Clock, answering: Clock | null }>
  readonly momentsDone: readonly string[]
  readonly processInstanceKey: string | null
  /** Rises by one with every act: two who change the same one never overwrite each other. */
  readonly revision: number
  /** The hash of its latest event. */
  readonly head: string
}

export type EnquiryChange = Partial<Omit<Enquiry, 'code' | 'kind' | 'askedAt' | 'revision' | 'head'>>

export class UnknownEnquiry extends Error {}

/** The clock that runs: until it is sorted, then until it is answered. */
export function runningEnquiryClock({ state, clocks, units }: Pick<Enquiry, 'state' | 'clocks' | 'units'>): RunningClock | null {
  if (state === 'received') return { ...clocks.sorting, unit: units.receiving }
  if (state === 'answering' && clocks.answering) return { ...clocks.answering, unit: units.deciding ?? units.receiving }
  return null
}

interface ClockRow { limit: Limit, events: (Omit<LedgerEvent, 'at' | 'to'> & { at: Date })[] }
type Timed<T> = Omit<T, 'at'> & { at: Date }
interface Row extends Omit<Enquiry, 'client' | 'code' | 'askedAt' | 'closedAt' | 'clocks' | 'answers' | 'replies' | 'published'> {
  _id: string, client?: FiledBy | null, askedAt: Date, closedAt: Date | null, clocks: { sorting: ClockRow, answering: ClockRow | null }
  answers: [form: string, answers: Timed<TaskAnswers>][], replies: Timed<Reply>[], published: Timed<PublicVersion> | null
}

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, kind: String, state: String, language: String, thread: String, asked: mixed, client: mixed, secret: String, units: mixed, answers: mixed, replies: mixed,
  published: mixed, askedAt: Date, closedAt: Date, clocks: mixed, momentsDone: [String], processInstanceKey: String, revision: Number, head: String,
}, { minimize: false })
schema.index({ thread: 1, askedAt: 1 })
schema.index({ 'client.id': 1, 'askedAt': -1, '_id': -1 }, { partialFilterExpression: { 'client.id': { $type: 'string' } } })
schema.index({ kind: 1, 'published.at': -1 }, { partialFilterExpression: { 'published.at': { $exists: true } } })

const readTimed = <T extends { at: Date }>(row: T) => ({ ...row, at: toInstant(row.at) })
const writeTimed = <T extends { at: Temporal.Instant }>(fact: T) => ({ ...fact, at: toDate(fact.at) })
const readClock = ({ limit, events }: ClockRow): Clock => ({ limit, events: events.map((event) => readTimed(event)) as LedgerEvent[] })
const writeClock = ({ limit, events }: Clock): ClockRow => ({ limit, events: events.map(({ to: _, ...event }) => writeTimed(event)) })

function read({ _id, ...row }: Row): Enquiry {
  return {
    ...row, code: _id, client: row.client ?? null, askedAt: toInstant(row.askedAt), closedAt: row.closedAt && toInstant(row.closedAt),
    clocks: { sorting: readClock(row.clocks.sorting), answering: row.clocks.answering && readClock(row.clocks.answering) },
    answers: Object.fromEntries(row.answers.map(([form, answers]) => [form, readTimed(answers)])),
    replies: row.replies.map(readTimed), published: row.published && readTimed(row.published),
  }
}

function write({ code, ...enquiry }: Enquiry): Row {
  return {
    ...enquiry, _id: code, askedAt: toDate(enquiry.askedAt), closedAt: enquiry.closedAt && toDate(enquiry.closedAt),
    clocks: { sorting: writeClock(enquiry.clocks.sorting), answering: enquiry.clocks.answering && writeClock(enquiry.clocks.answering) },
    answers: Object.entries(enquiry.answers).map(([form, answers]) => [form, writeTimed(answers)]),
    replies: enquiry.replies.map(writeTimed), published: enquiry.published && writeTimed(enquiry.published),
  }
}

/** Questions and feedback, one collection: they differ in their diagrams and limits, not in what is kept. */
export function createEnquiries(
  connection: Connection, { transactions, events, agencies }: { transactions: Transactions, events: Events, agencies: Agencies },
) {
  const model = connection.model('Enquiry', schema, 'enquiries')

  /** With the successors of units that have ended (requirement J2); what is stored keeps the unit that was asked. */
  async function today(enquiry: Enquiry): Promise<Enquiry> {
    const { currentOf } = await agencies.succession()
    const { receiving, deciding } = enquiry.units
    return { ...enquiry, units: { receiving: currentOf(receiving), deciding: deciding && currentOf(deciding) } }
  }

  async function find(code: string): Promise<Enquiry | null> {
    const row = await model.findById(code).lean<Row>()
    return row && today(read(row))
  }

  async function get(code: string): Promise<Enquiry> {
    const enquiry = await find(code)
    if (!enquiry) throw new UnknownEnquiry(`No enquiry ${code}`)
    return enquiry
  }

  return {
    find,

    /** @throws UnknownEnquiry */
    get,

    /** Stores a new one with its first event. */
    async create(enquiry: Omit<Enquiry, 'revision' | 'head'>, by: Actor = { kind: 'applicant' }): Promise<void> {
      await transactions.run(async () => {
        const first = { ...enquiry, revision: 1, head: '' }
        const asked = events.next(enquiry.code, start, { act: 'ask', by, at: enquiry.askedAt }, enquiryChanges({}, first))
        await model.create([write({ ...first, head: asked.hash })])
        await events.append(asked)
      })
    },

    /**
     * One act: what `decide` makes of it is stored together with its audit event, in one transaction.
     * @throws ActNotAllowed when the state does not allow the act, or not to this role; UnknownEnquiry
     */
    async act(code: string, event: NewEvent<EnquiryAct>, decide: (enquiry: Enquiry) => EnquiryChange): Promise<Enquiry> {
      return transactions.run(async () => {
        const row = await model.findById(code).lean<Row>()
        if (!row) throw new UnknownEnquiry(`No enquiry ${code}`)
        const kept = read(row)
        const before = await today(kept)
        const who = roleOf(event.by)
        if (!mayActOnEnquiry(who, event.act, before.state)) {
          throw new ActNotAllowed(`${event.act} by ${who} is not allowed for ${code} in state ${before.state}`)
        }
        const decided: Enquiry = { ...kept, ...decide(before), revision: before.revision + 1 }
        if (decided.state !== before.state && !(enquiryTransitions[before.state] as readonly EnquiryState[]).includes(decided.state)) {
          throw new ActNotAllowed(`${code} cannot go from ${before.state} to ${decided.state}`)
        }
        const done = events.next(code, { revision: before.revision, hash: before.head }, event, enquiryChanges(kept, decided))
        const after = { ...decided, head: done.hash }
        const { matchedCount } = await model.replaceOne({ _id: code, revision: before.revision }, write(after))
        if (matchedCount === 0) throw new Error(`${code} was changed by someone else`)
        await events.append(done)
        return today(after)
      })
    },

    /** The due date of the clock that runs now, explained; null when none runs. */
    async due(enquiry: Enquiry): Promise<DueDate | null> {
      const clock = runningEnquiryClock(enquiry)
      if (!clock) return null
      const { calendar } = await agencies.get(clock.unit)
      return explainDueDate({ calendar, limit: clock.limit, events: clock.events })
    },

    /** What a system has sent, the latest first, after a place in that order. */
    async askedBy(client: string, { after, most }: { after: { askedAt: Temporal.Instant, code: string } | null, most: number }): Promise<Enquiry[]> {
      const before = after && { $or: [{ askedAt: { $lt: toDate(after.askedAt) } }, { askedAt: toDate(after.askedAt), _id: { $lt: after.code } }] }
      const found = await model.find({ 'client.id': client, ...before }).sort({ askedAt: -1, _id: -1 }).limit(most).lean<Row[]>()
      return Promise.all(found.map((row) => today(read(row))))
    },

    /** Who asked each of some. */
    async askersOf(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await model.find({ _id: { $in: [...codes] } }, { 'asked.name': 1, 'asked.organisation': 1 }).lean<Pick<Row, '_id' | 'asked'>[]>()
      return new Map(rows.map(({ _id, asked }) => [_id, String(asked['name'] ?? asked['organisation'] ?? '')]))
    },

    /** A question with those that were asked after it, in order. */
    async ofThread(thread: string): Promise<Enquiry[]> {
      return (await model.find({ thread }).sort({ askedAt: 1, _id: 1 }).lean<Row[]>()).map(read)
    },

    /** What everybody may read and was published after a moment, the oldest first; for the search, which takes in what is new. */
    async publishedAfter(kind: EnquiryKind, from: Temporal.Instant | null, most: number): Promise<{ code: string, version: PublicVersion }[]> {
      const rows = await model.find({ kind, 'published.at': from ? { $gt: toDate(from) } : { $exists: true } }).sort({ 'published.at': 1, _id: 1 }).limit(most).lean<Row[]>()
      return rows.flatMap(({ _id, published }) => published ? [{ code: _id, version: readTimed(published) }] : [])
    },

    /** What everybody may read, the newest first; `page` counts from 1. */
    async publishedOf(kind: EnquiryKind, { page, perPage }: { page: number, perPage: number }): Promise<{ total: number, shown: { code: string, version: PublicVersion }[] }> {
      const filter = { kind, 'published.at': { $exists: true } }
      const [total, rows] = await Promise.all([
        model.countDocuments(filter),
        model.find(filter).sort({ 'published.at': -1, _id: -1 }).skip((page - 1) * perPage).limit(perPage).lean<Row[]>(),
      ])
      return { total, shown: rows.flatMap(({ _id, published }) => published ? [{ code: _id, version: readTimed(published) }] : []) }
    },
  }
}

export type Enquiries = ReturnType<typeof createEnquiries>
