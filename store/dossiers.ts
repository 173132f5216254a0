import { Schema, type ClientSession, type Connection, type PipelineStage } from 'mongoose'
import { Temporal } from 'temporal-polyfill'
import type { Agencies, Agency } from './agencies.ts'
import { changesOf } from './changes.ts'
import { roleOf, start, type Events, type NewEvent } from './events.ts'
import type { Figures } from './figures.ts'
import type { StoredFile } from './files.ts'
import type { Follow } from './followers.ts'
import { toDate, toInstant } from './instants.ts'
import { paperNames, searched, searchKeys } from './search-keys.ts'
import type { Transactions } from './transaction.ts'
import { calendarFor } from '../processes/law/agency-settings.ts'
import { openStates, type Counted } from '../processes/law/figures.ts'
import { everyCountOf } from '../processes/law/report-counts.ts'
import { explainDueDate, type DueDate } from '../processes/law/due-date.ts'
import type { LedgerEvent } from '../processes/law/deadline-ledger.ts'
import { isClosed, mayAct, transitions, type DossierState } from '../processes/law/dossier-states.ts'
import type { HandedIn, ScanData } from '../processes/law/digitisation.ts'
import type { DocumentCheck } from '../processes/law/document-check.ts'
import { plainNumber } from '../processes/law/identity-number.ts'
import type { Limit } from '../processes/law/limit.ts'
import type { PostalOrder } from '../processes/law/postal-order.ts'
import { judgePunctuality, punctualities, type Judged, type Punctuality } from '../processes/law/punctuality.ts'
import type { Channel } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'

/** Who applies; personal data that never leaves the database for process variables, logs or addresses. */
export interface Applicant {
  readonly name: string
  readonly identityNumber: string
  readonly address: string
  readonly phone: string
  readonly email: string
}

export type Answers = Readonly<Record<string, unknown>>

/** What a person answered when completing a task, when, and who. */
export interface TaskAnswers { readonly values: Answers, readonly by: string, readonly at: Temporal.Instant }

/**
 * A paper that was digitised: what its data must say (BT 45/2023 art. 17.1), who scanned it, and the unit that signed it; null when it has
 * no key. `id` is the form that was posted.
 */
export interface Scan { readonly id: string, readonly data: ScanData, readonly by: string, readonly signedBy: string | null }

/** Files handed in for one item of the published document list. */
export interface Paper {
  readonly item: string
  readonly file: StoredFile
  readonly at: Temporal.Instant
  /** It was not handed in but taken from the applicant's document store (BT 45/2023 art. 15.6b; requirement B4). */
  readonly reused?: Reused
  /** It was handed in on paper and digitised by the house. */
  readonly scan?: Scan
}

/** Where a paper from the document store comes from: the paper's id there, the dossier that brought it, and the day of issue. */
export interface Reused { readonly document: string, readonly dossier: string, readonly issuedOn: string }

/** One time limit with the clock events that say how it ran: the due date is computed from it, never stored as a fact. */
export interface Clock { readonly limit: Limit, readonly events: readonly LedgerEvent[] }

/** A result that was found wrong: what was made of it, and what it was before (BT 45/2023 art. 21.1). */
export interface Correction {
  readonly outcome: 'corrected' | 'replaced' | 'revoked'
  /** Whose error it was: the agency's, which then bears all costs, or what the applicant had declared. */
  readonly fault: 'agency' | 'applicant'
  readonly text: string
  readonly by: string
  readonly at: Temporal.Instant
  readonly before: Result
}

/** The electronic copy of a result, and the unit that signed it, null when nobody did; `person`: the leader who did, with a key of their own. */
export interface ResultFile { readonly file: StoredFile, readonly signedBy: string | null, readonly person?: string }

export interface Result {
  readonly granted: boolean
  readonly reason: string
  readonly number: string | null
  readonly at: Temporal.Instant
  readonly copy?: ResultFile
}

/** A system of another agency, by its id in the interface (requirement I3). */
export interface FiledBy { readonly id: string, readonly reference: string | null }

export type Delivery = 'online' | 'counter' | 'post'

export interface Dossier {
  /** The dossier code: its identity everywhere (Circular 01/2018/TT-VPCP art. 19). */
  readonly code: string
  /** The id of the procedure's BPMN process. */
  readonly procedure: string
  /** The version of the procedure's bundle whose form was filled in. */
  readonly bundleVersion: number
  readonly state: DossierState
  readonly units: Readonly<Record<'receiving' | 'deciding' | 'returning', string>>
  /** The other agencies of a joint procedure, by their part in it, such as 'tax' (BT 45/2023 art. 17.6-17.7). */
  readonly partners: Readonly<Record<string, string>>
  /** The way in (BT 45/2023 art. 13; requirement C1). */
  readonly channel: Channel
  /** The other system that filed it and follows it, with its own number for it; null when people did. */
  readonly client: FiledBy | null
  readonly language: Language
  readonly delivery: Delivery
  /** What was ordered of the public postal service; null: nothing. */
  readonly postal: PostalOrder | null
  readonly applicant: Applicant
  /** Answers of the procedure's application form. */
  readonly application: Answers
  readonly papers: readonly Paper[]
  /** What was handed in on paper, at the counter or by post. */
  readonly handedIn: readonly HandedIn[]
  /** The published list as it was checked last; null until somebody did (BT 45/2023 art. 15.1; requirement D6). */
  readonly documentCheck: DocumentCheck<Temporal.Instant> | null
  /** The latest answers of each completed task's form, by form id; those about a consultation by `<form id>@<consultation id>`. */
  readonly answers: Readonly<Record<string, TaskAnswers>>
  readonly filedAt: Temporal.Instant
  readonly receivedAt: Temporal.Instant | null
  readonly decidedAt: Temporal.Instant | null
  readonly closedAt: Temporal.Instant | null
  /** Reception: 8 working hours (BT 45/2023 art. 15.2); settlement: the procedure's limit, from reception. */
  readonly clocks: Readonly<{ reception: Clock, settlement: Clock | null }>
  /** How often the applicant changed what was filed: who decides on it must have seen the last. */
  readonly amendments: number
  readonly completionRequests: Readonly<Record<'reception' | 'settlement', number>>
  /** New appointments given with an apology: at most one (BT 45/2023 art. 17.9). */
  readonly appointments: number
  /** Moments of the deadline watch that have had their effect, see processes/law/moments.ts. */
  readonly momentsDone: readonly string[]
  readonly processInstanceKey: string | null
  readonly result: Result | null
  /** Until when it is kept, a date; null while it is open. */
  readonly retainUntil: string | null
  readonly corrections: readonly Correction[]
  /** The authoriser has taken it to themself: it opens to the account alone whose proved number is the applicant's (requirement B3). */
  readonly authorisationEnded: boolean
  /** How it was settled, by the date promised last and by the original one: noted when it is decided (requirement F9). */
  readonly punctuality: Judged | null
  /** Rises by one with every act: two who change the same dossier never overwrite each other. */
  readonly revision: number
  /** The hash of the latest event in the audit trail: where the dossier's chain ends. */
  readonly head: string
}

/** What an act changes of a dossier. */
export type Change = Partial<Omit<Dossier, 'code' | 'procedure' | 'filedAt' | 'revision' | 'head'>>

export class UnknownDossier extends Error {}

/** An act that the dossier's state does not allow, or a step from one state to another that the law does not know. */
export class ActNotAllowed extends Error {}

/** A clock with the unit whose calendar it runs by. */
export interface RunningClock extends Clock { readonly unit: string }

/** The clock that runs in a state: reception's until received, then settlement's; none once decided. */
export function runningClock({ state, clocks, units }: Pick<Dossier, 'state' | 'clocks' | 'units'>): RunningClock | null {
  if (state === 'filed' || state === 'completion-requested') return { ...clocks.reception, unit: units.receiving }
  if ((state === 'settling' || state === 'returned-for-completion') && clocks.settlement) return { ...clocks.settlement, unit: units.deciding }
  return null
}

/** The due date of a clock by an agency's calendar. */
export function dueBy(agency: Pick<Agency, 'calendar' | 'reminders' | 'settings'>, { limit, events }: Clock): DueDate {
  return explainDueDate({ calendar: calendarFor(agency, events.findLast(({ type }) => type === 'start' || type === 'restart')?.at ?? Temporal.Instant.fromEpochMilliseconds(0)), limit, events })
}

interface ClockRow { limit: Limit, events: (Omit<LedgerEvent, 'at' | 'to'> & { at: Date, to?: Date })[] }
/** A dossier as it is kept: also what the benchmarks' generator writes in bulk. */
export interface DossierRow extends Omit<Dossier, 'client' | 'postal' | 'code' | 'filedAt' | 'receivedAt' | 'decidedAt' | 'closedAt' | 'clocks' | 'papers' | 'handedIn' | 'documentCheck' | 'answers' | 'result' | 'corrections' | 'punctuality' | 'authorisationEnded'> {
  _id: string
  client?: FiledBy | null
  postal?: PostalOrder | null
  filedAt: Date
  receivedAt: Date | null
  decidedAt: Date | null
  closedAt: Date | null
  clocks: { reception: ClockRow, settlement: ClockRow | null }
  papers: (Omit<Paper, 'at'> & { at: Date })[]
  handedIn?: readonly HandedIn[]
  documentCheck?: DocumentCheck<Date> | null
  authorisationEnded?: boolean
  answers: [key: string, answers: Omit<TaskAnswers, 'at'> & { at: Date }][]
  result: ResultRow | null
  corrections?: (Omit<Correction, 'at' | 'before'> & { at: Date, before: ResultRow })[]
  punctuality: (Omit<Judged, 'due' | 'firstDue'> & { due: Date | null, firstDue: Date | null }) | null
  search: readonly string[]
}
type Row = DossierRow
type ResultRow = Omit<Result, 'at'> & { at: Date }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, procedure: String, bundleVersion: Number, state: String, units: mixed, partners: mixed, channel: String, client: mixed, language: String, delivery: String, postal: mixed, applicant: mixed, application: mixed,
  papers: mixed, handedIn: mixed, documentCheck: mixed, answers: mixed, filedAt: Date, receivedAt: Date, decidedAt: Date, closedAt: Date, clocks: mixed,
  amendments: { type: Number, default: 0 }, completionRequests: mixed, appointments: Number, momentsDone: [String], processInstanceKey: String, result: mixed, retainUntil: String, corrections: mixed, authorisationEnded: Boolean,
  revision: Number, head: String, punctuality: mixed, search: [String],
}, { minimize: false })
/** The register: what a unit received in a period, whatever else it keeps. */
schema.index({ 'units.receiving': 1, 'receivedAt': 1, '_id': 1 })

/** Whose it is, in whatever case a passport's number was typed. */
const anyCase = { locale: 'en', strength: 2 }
schema.index({ 'applicant.identityNumber': 1, 'filedAt': -1 }, { collation: anyCase })

schema.index({ 'units.receiving': 1, 'state': 1, '_id': 1 })
schema.index({ 'units.deciding': 1, 'state': 1, '_id': 1 })
schema.index({ 'decidedAt': 1, 'units.deciding': 1, 'punctuality.byLimit': 1, 'punctuality.byAppointment': 1 })
/** The dossiers behind a number of the open figures. */
schema.index({ 'units.deciding': 1, 'receivedAt': 1, '_id': 1 })
schema.index({ 'units.deciding': 1, 'decidedAt': 1, '_id': 1 })
schema.index({ 'units.deciding': 1, 'state': 1, 'closedAt': 1, '_id': 1 })
/** The same of the whole province: with hundreds of units an index by unit is no longer read in order. */
schema.index({ state: 1, closedAt: 1, _id: 1 })
schema.index({ receivedAt: 1, _id: 1 })
schema.index({ decidedAt: 1, _id: 1 })

schema.index({ search: 1 })
schema.index({ 'client.id': 1, 'filedAt': -1, '_id': -1 }, { partialFilterExpression: { 'client.id': { $type: 'string' } } })

const orNull = (date: Date | null) => date && toInstant(date)
const dateOrNull = (instant: Temporal.Instant | null) => instant && toDate(instant)

const readClock = ({ limit, events }: ClockRow): Clock => ({
  limit, events: events.map(({ at, to, ...rest }) => ({ ...rest, at: toInstant(at), ...(to && { to: toInstant(to) }) }) as LedgerEvent),
})
const writeClock = ({ limit, events }: Clock): ClockRow => ({
  limit, events: events.map(({ at, to, ...rest }) => ({ ...rest, at: toDate(at), ...(to && { to: toDate(to) }) })),
})

const readResult = (row: ResultRow): Result => ({ ...row, at: toInstant(row.at) })
const writeResult = (result: Result): ResultRow => ({ ...result, at: toDate(result.at) })

function read({ _id, search: _, ...row }: Row): Dossier {
  return {
    ...row,
    code: _id,
    client: row.client ?? null,
    postal: row.postal ?? null,
    filedAt: toInstant(row.filedAt),
    receivedAt: orNull(row.receivedAt),
    decidedAt: orNull(row.decidedAt),
    closedAt: orNull(row.closedAt),
    clocks: { reception: readClock(row.clocks.reception), settlement: row.clocks.settlement && readClock(row.clocks.settlement) },
    papers: row.papers.map((paper) => ({ ...paper, at: toInstant(paper.at) })),
    handedIn: row.handedIn ?? [],
    documentCheck: row.documentCheck ? { ...row.documentCheck, at: toInstant(row.documentCheck.at) } : null,
    authorisationEnded: row.authorisationEnded ?? false,
    answers: Object.fromEntries(row.answers.map(([key, answers]) => [key, { ...answers, at: toInstant(answers.at) }])),
    result: row.result && readResult(row.result),
    corrections: (row.corrections ?? []).map((each) => ({ ...each, at: toInstant(each.at), before: readResult(each.before) })),
    punctuality: row.punctuality ? { ...row.punctuality, due: orNull(row.punctuality.due), firstDue: orNull(row.punctuality.firstDue) } : null,
  }
}

function write({ code, ...dossier }: Dossier): Row {
  return {
    ...dossier,
    _id: code,
    search: searchKeys(dossier.applicant, dossier.result, dossier.papers),
    filedAt: toDate(dossier.filedAt),
    receivedAt: dateOrNull(dossier.receivedAt),
    decidedAt: dateOrNull(dossier.decidedAt),
    closedAt: dateOrNull(dossier.closedAt),
    clocks: { reception: writeClock(dossier.clocks.reception), settlement: dossier.clocks.settlement && writeClock(dossier.clocks.settlement) },
    papers: dossier.papers.map((paper) => ({ ...paper, at: toDate(paper.at) })),
    documentCheck: dossier.documentCheck && { ...dossier.documentCheck, at: toDate(dossier.documentCheck.at) },
    answers: Object.entries(dossier.answers).map(([key, answers]) => [key, { ...answers, at: toDate(answers.at) }]),
    result: dossier.result && writeResult(dossier.result),
    corrections: dossier.corrections.map((each) => ({ ...each, at: toDate(each.at), before: writeResult(each.before) })),
    punctuality: dossier.punctuality && { ...dossier.punctuality, due: dateOrNull(dossier.punctuality.due), firstDue: dateOrNull(dossier.punctuality.firstDue) },
  }
}

/** What a register lists: the dossiers that a unit received from a moment until before another, of some procedures or all. */
export interface Reception {
  readonly unit: string
  readonly procedures: readonly string[] | null
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
}

const receivedIn = ({ unit, procedures, from, until }: Reception) => ({
  'units.receiving': unit, 'receivedAt': { $gte: toDate(from), $lt: toDate(until) }, ...(procedures && { procedure: { $in: [...procedures] } }),
})

/** What a number of the open figures counts: dossiers whose moment of a kind lies in a time, in the order of it. */
export interface Behind {
  /** Those that decide; null: any of the province. */
  readonly units: readonly string[] | null
  readonly moment: 'receivedAt' | 'decidedAt' | 'closedAt'
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** Those that stand so now, whenever they were received, are meant by `state` alone. */
  readonly states?: readonly DossierState[]
  readonly procedure?: string
  readonly procedures?: readonly string[]
  readonly channel?: Channel
  readonly channels?: readonly Channel[]
  readonly receivedBefore?: Temporal.Instant
  readonly punctuality?: Punctuality
  /** Only those that were received, of those stopped. */
  readonly wasReceived?: boolean
}

const decidedBy = (units: readonly string[] | null) => units ? { 'units.deciding': { $in: units } } : {}

/** What a list of dossiers that were looked for shows. */
export interface FoundDossier extends Pick<Dossier, 'code' | 'units' | 'partners' | 'procedure' | 'state' | 'filedAt'> {
  readonly applicant: string
  readonly papers: readonly string[]
  readonly resultNumber: string | null
}

/** The place of the last dossier of a page. */
export interface After { readonly at: Temporal.Instant, readonly code: string }

export interface SettledCount { readonly settled: number, readonly byLimit: Readonly<Record<Punctuality, number>>, readonly byAppointment: Readonly<Record<Punctuality, number>> }
interface SettledGroup { _id: { byLimit: Punctuality, byAppointment: Punctuality }, dossiers: number }

export const settledPipeline = (from: Temporal.Instant, until: Temporal.Instant, unit?: string): PipelineStage[] => [
  { $match: { decidedAt: { $gte: toDate(from), $lt: toDate(until) }, ...(unit !== undefined && { 'units.deciding': unit }) } },
  { $group: { _id: { byLimit: '$punctuality.byLimit', byAppointment: '$punctuality.byAppointment' }, dossiers: { $sum: 1 } } },
]

export function createDossiers(
  connection: Connection,
  { transactions, events, agencies, figures, follow }: { transactions: Transactions, events: Events, agencies: Agencies, figures: Pick<Figures, 'note'>, follow: Follow },
) {
  const model = connection.model('Dossier', schema, 'dossiers')

  /**
   * Dossiers as they stand today: what was kept for a unit that has ended is its successor's (requirement J2). What is stored keeps the
   * unit to which the dossier was given.
   */
  async function today(stored: readonly Dossier[]): Promise<Dossier[]> {
    const { currentOf } = await agencies.succession()
    return stored.map((dossier) => ({
      ...dossier,
      units: { receiving: currentOf(dossier.units.receiving), deciding: currentOf(dossier.units.deciding), returning: currentOf(dossier.units.returning) },
      partners: Object.fromEntries(Object.entries(dossier.partners).map(([part, unit]) => [part, currentOf(unit)])),
    }))
  }

  async function find(code: string): Promise<Dossier | null> {
    const row = await model.findById(code).lean<Row>()
    return row && ((await today([read(row)]))[0] ?? null)
  }

  async function get(code: string): Promise<Dossier> {
    const dossier = await find(code)
    if (!dossier) throw new UnknownDossier(`No dossier ${code}`)
    return dossier
  }

  async function stored(code: string): Promise<Dossier> {
    const row = await model.findById(code).lean<Row>()
    if (!row) throw new UnknownDossier(`No dossier ${code}`)
    return read(row)
  }

  async function judged(before: Dossier, settledAt: Temporal.Instant): Promise<Judged | null> {
    const clock = runningClock(before)
    if (!clock) return null
    const agency = await agencies.get(clock.unit)
    return judgePunctuality(settledAt, dueBy(agency, clock), agency.calendar.timeZone)
  }

  return {
    find,

    /** @throws UnknownDossier */
    get,

    /** Stores a new dossier with its first event. */
    async create(dossier: Omit<Dossier, 'revision' | 'head'>, event: Omit<NewEvent, 'act'>): Promise<void> {
      await transactions.run(async () => {
        const first: Dossier = { ...dossier, revision: 1, head: '' }
        const filed = events.next(dossier.code, start, { ...event, act: 'file' }, changesOf({}, first))
        await model.create([write({ ...first, head: filed.hash })])
        await events.append(filed)
        await figures.note(dossier.code, 1, null, first)
      })
    },

    /**
     * One act on a dossier: what `decide` makes of it is stored together with its audit event, in one transaction.
     * Every act writes the dossier, so acts on one dossier happen one after the other.
     * @throws ActNotAllowed when the state does not allow the act, or not to this role; UnknownDossier
     */
    async act(code: string, event: NewEvent, decide: (dossier: Dossier) => Change): Promise<Dossier> {
      return transactions.run(async () => {
        const kept = await stored(code)
        const [before = kept] = await today([kept])
        const who = roleOf(event.by)
        if (!mayAct(who, event.act, before.state)) {
          throw new ActNotAllowed(`${event.act} by ${who} is not allowed for dossier ${code} in state ${before.state}`)
        }
        const decided: { -readonly [Key in keyof Dossier]: Dossier[Key] } = { ...kept, ...decide(before), revision: before.revision + 1 }
        if (decided.state !== before.state && !(transitions[before.state] as readonly DossierState[]).includes(decided.state)) {
          throw new ActNotAllowed(`Dossier ${code} cannot go from ${before.state} to ${decided.state}`)
        }
        if (decided.decidedAt && !before.decidedAt) decided.punctuality = await judged(before, decided.decidedAt)
        const done = events.next(code, { revision: before.revision, hash: before.head }, event, changesOf(kept, decided))
        const after = { ...decided, head: done.hash }
        const { matchedCount } = await model.replaceOne({ _id: code, revision: before.revision }, write(after))
        if (matchedCount === 0) throw new Error(`Dossier ${code} was changed by someone else`)
        await follow(before, after, event.act, event.at)
        await events.append(done)
        await figures.note(code, after.revision, kept, after)
        return (await today([after]))[0] ?? after
      })
    },

    /** Whose each of some dossiers is. */
    async applicantsOf(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await model.find({ _id: { $in: [...codes] } }, { 'applicant.name': 1 }).lean<Pick<Row, '_id' | 'applicant'>[]>()
      return new Map(rows.map(({ _id, applicant }) => [_id, applicant.name]))
    },

    /** The dossiers that are under an identity number, the latest first, from the `skip`-th on. */
    async ofApplicant(identityNumber: string, { skip = 0, most }: { skip?: number, most: number }): Promise<Dossier[]> {
      const number = plainNumber(identityNumber)
      return number === '' ? [] : (await model.find({ 'applicant.identityNumber': number }).collation(anyCase).sort({ filedAt: -1, _id: 1 }).skip(skip).limit(most).lean<Row[]>()).map(read)
    },

    /**
     * Dossiers by the applicant's name without its accents, identity number, telephone, the number of the result or what a paper is called, from
     * their beginning; and those of some codes. Little is read of each.
     */
    async search(text: string, most: number, codes: readonly string[] = []): Promise<FoundDossier[]> {
      const { currentOf } = await agencies.succession()
      const fields = { units: 1, partners: 1, applicant: 1, procedure: 1, state: 1, filedAt: 1, papers: 1, result: 1 }
      const byKey = await model.find({ search: { $in: searched(text).map((key) => new RegExp(`^${key}`)) } }, fields).limit(most).lean<Row[]>()
      const byCode = codes.length === 0 ? [] : await model.find({ _id: { $in: [...codes] } }, fields).lean<Row[]>()
      const rows = [...byCode, ...byKey.filter(({ _id }) => !codes.includes(_id))]
      return rows.map(({ _id, units: { receiving, deciding, returning }, partners, applicant, procedure, state, filedAt, papers, result }) => ({
        code: _id, units: { receiving: currentOf(receiving), deciding: currentOf(deciding), returning: currentOf(returning) },
        partners: Object.fromEntries(Object.entries(partners).map(([part, unit]) => [part, currentOf(unit)])),
        applicant: applicant.name, procedure, state, filedAt: toInstant(filedAt), papers: papers.flatMap(paperNames), resultNumber: result?.number ?? null,
      }))
    },

    /** The dossiers that a unit received in a period, in the order of their reception, from the `skip`-th on. */
    async receivedBy({ unit, procedures, from, until }: Reception, { skip, most }: { skip: number, most: number }): Promise<Dossier[]> {
      return (await model.find(receivedIn({ unit, procedures, from, until })).sort({ receivedAt: 1, _id: 1 }).skip(skip).limit(most).lean<Row[]>()).map(read)
    },

    async countReceivedBy(reception: Reception): Promise<number> {
      return model.countDocuments(receivedIn(reception))
    },

    /** Dossiers whose clock runs by a unit's calendar, in the order of their codes, from after a code on. */
    async openAt(unit: string, after: string, most: number): Promise<Dossier[]> {
      const units = { $in: (await agencies.succession()).unitsOf(unit) }
      const rows = await model.find({
        _id: { $gt: after },
        $or: [{ 'units.receiving': units, 'state': { $in: ['filed', 'completion-requested'] } }, { 'units.deciding': units, 'state': { $in: ['settling', 'returned-for-completion'] } }],
      }).sort({ _id: 1 }).limit(most).lean<Row[]>()
      return today(rows.map(read))
    },

    /** The dossiers that a system filed, the latest first, after a place in that order; some states only when they are named. */
    async filedBy(client: string, { after, states, most }: { after: { filedAt: Temporal.Instant, code: string } | null, states: readonly DossierState[] | null, most: number }): Promise<Dossier[]> {
      const before = after && { $or: [{ filedAt: { $lt: toDate(after.filedAt) } }, { filedAt: toDate(after.filedAt), _id: { $lt: after.code } }] }
      const rows = await model.find({ 'client.id': client, ...before, ...(states && { state: { $in: [...states] } }) }).sort({ filedAt: -1, _id: -1 }).limit(most).lean<Row[]>()
      return today(rows.map(read))
    },

    /** How many dossiers were settled from a moment until before another, in all or by one unit, by both dates; read from an index. */
    async countSettled(from: Temporal.Instant, until: Temporal.Instant, unit?: string): Promise<SettledCount> {
      const groups = await model.aggregate<SettledGroup>(settledPipeline(from, until, unit))
      const count = (key: 'byLimit' | 'byAppointment') => Object.fromEntries(punctualities.map((each) =>
        [each, groups.filter(({ _id }) => _id[key] === each).reduce((sum, { dossiers }) => sum + dossiers, 0)])) as Record<Punctuality, number>
      return { settled: groups.reduce((sum, { dossiers }) => sum + dossiers, 0), byLimit: count('byLimit'), byAppointment: count('byAppointment') }
    },

    /** The dossiers behind a number of the open figures, a page at a time: those after the last one of the page before. */
    async behind({ units, moment, from, until, states, procedure, procedures, channel, channels, receivedBefore, punctuality, wasReceived }: Behind, after: After | null, most: number): Promise<Dossier[]> {
      const since = after && [{ [moment]: { $gt: toDate(after.at) } }, { [moment]: toDate(after.at), _id: { $gt: after.code } }]
      const rows = await model.find({
        ...decidedBy(units), [moment]: { $gte: toDate(after ? after.at : from), $lt: toDate(until) }, ...(since && { $or: since }),
        ...(states && { state: { $in: states } }), ...(procedure && { procedure }), ...(channel && { channel }), ...(punctuality && { 'punctuality.byLimit': punctuality }),
        ...(procedures && { procedure: { $in: procedures } }), ...(channels && { channel: { $in: channels } }),
        ...(wasReceived && { receivedAt: { $ne: null } }), ...(receivedBefore && { receivedAt: { $lt: toDate(receivedBefore) } }),
      }).sort({ [moment]: 1, _id: 1 }).limit(most).lean<Row[]>()
      return today(rows.map(read))
    },

    /** Received dossiers without a result, in the order of their codes, a page at a time. */
    async openBehind({ units, procedure, procedures, channels, receivedBefore }: Pick<Behind, 'units' | 'procedure' | 'procedures' | 'channels' | 'receivedBefore'>, after: string, most: number): Promise<Dossier[]> {
      const rows = await model.find({ _id: { $gt: after }, ...decidedBy(units), state: { $in: openStates }, closedAt: null, ...(procedure && { procedure }), ...(procedures && { procedure: { $in: procedures } }), ...(channels && { channel: { $in: channels } }), ...(receivedBefore && { receivedAt: { $lt: toDate(receivedBefore) } }) })
        .sort({ _id: 1 }).limit(most).lean<Row[]>()
      return today(rows.map(read))
    },

    /** Dossiers of some agencies that are not closed, in the order of their codes, a page at a time (requirement I2). */
    async underWay(units: readonly string[] | null, after: string, most: number): Promise<Dossier[]> {
      const states = (Object.keys(transitions) as DossierState[]).filter((state) => !isClosed(state))
      return today((await model.find({ _id: { $gt: after }, ...decidedBy(units), state: { $in: states }, closedAt: null }).sort({ _id: 1 }).limit(most).lean<Row[]>()).map(read))
    },

    /** Where each dossier counts in the open figures, as of the session's moment. */
    async *counted(session: ClientSession): AsyncIterable<Counted[]> {
      const needed = 'procedure channel state units receivedAt decidedAt closedAt punctuality momentsDone clocks.settlement result.granted'
      for await (const row of model.find({}, needed).session(session).lean<Row[]>().cursor({ batchSize: 500 }) as AsyncIterable<Row>) {
        const { procedure, channel, state, units, receivedAt, decidedAt, closedAt, punctuality, momentsDone, result, clocks: { settlement } } = row
        yield everyCountOf({
          procedure, channel, state, units, momentsDone, result, punctuality: punctuality && { ...punctuality, firstDue: orNull(punctuality.firstDue) }, receivedAt: orNull(receivedAt), decidedAt: orNull(decidedAt), closedAt: orNull(closedAt),
          clocks: { settlement: settlement && readClock(settlement) },
        })
      }
    },

    /** The due date of the clock that runs now, explained; null when no clock runs. */
    async due(dossier: Dossier): Promise<DueDate | null> {
      const clock = runningClock(dossier)
      if (!clock) return null
      return dueBy(await agencies.get(clock.unit), clock)
    },

    isClosed: ({ state }: Pick<Dossier, 'state'>) => isClosed(state),
  }
}

export type Dossiers = ReturnType<typeof createDossiers>
