import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { canonical, sha256 } from './canonical.ts'
import { digestOf, hashOf, start, type EventRow, type SubjectRow, type UnsealedRow } from './events.ts'
import { toDate } from './instants.ts'
import type { Transactions } from './transaction.ts'
import type { LinkFault } from '../processes/law/link-faults.ts'

/** An anchor ties the ends of chains that grew since the one before it together, and is itself a link of one chain. */
interface AnchorRow { _id: number, at: Date, seals: number, previous: string, hash: string }
interface SealRow { _id: { dossier: string, revision: number }, anchor: number, hash: string }

const anchorSchema = new Schema<AnchorRow>({ _id: Number, at: Date, seals: Number, previous: String, hash: String })
const sealSchema = new Schema<SealRow>({ _id: new Schema({ dossier: String, revision: Number }, { _id: false }), anchor: Number, hash: String })
sealSchema.index({ '_id.dossier': 1, '_id.revision': 1 })
sealSchema.index({ 'anchor': 1, '_id.dossier': 1 })

/** The first broken link: `subject` is a dossier's code or a subject of the house, `number` its revision; or an anchor and its number. */
export interface BrokenLink { readonly kind: 'event' | 'anchor', readonly subject: string, readonly number: number, readonly fault: LinkFault }

export interface AuditReport {
  readonly subjects: number
  readonly events: number
  readonly erased: number
  readonly anchors: number
  /** The last anchor's hash: kept outside of the database it proves later that nothing before it was rewritten. */
  readonly lastAnchor: string | null
  readonly broken: BrokenLink | null
}

interface Head { _id: string, revision: number, head?: string }
interface Chain { events: EventRow[], head: Head | undefined, seals: SealRow[], unsealed: UnsealedRow[] }

/** Rows of each collection that are looked at in one go, unless somebody says otherwise; one subject is always looked at whole. */
const usualPage = 1_000
/** Events that one anchor covers at most. */
const mostPerAnchor = 1_000

const anchorHash = ({ _id, at, previous }: Omit<AnchorRow, 'hash' | 'seals'>, seals: readonly SealRow[]) =>
  sha256(canonical({ anchor: _id, at: at.toISOString(), previous, seals: seals.map(({ _id: { dossier, revision }, hash }) => [dossier, revision, hash]) }))

/** The first broken link of one chain, or null. `isErasureNoted` tells whether details that are gone were erased by an act. */
function breakOf(subject: string, { events, head, seals, unsealed }: Chain, isErasureNoted: boolean): BrokenLink | null {
  const at = (number: number, fault: LinkFault): BrokenLink => ({ kind: 'event', subject, number, fault })
  let last = start
  for (const event of events) {
    const { revision } = event._id
    if (revision !== last.revision + 1) return at(last.revision + 1, 'event-missing')
    if (event.salt === null && !isErasureNoted) return at(revision, 'details-gone')
    if (event.salt !== null && digestOf(event.salt, event.details) !== event.digest) return at(revision, 'details-changed')
    if (hashOf(event) !== event.hash) return at(revision, 'event-changed')
    if (event.previous !== last.hash) return at(revision, 'link-broken')
    last = { revision, hash: event.hash }
  }
  const sealedTo = seals.at(-1)?._id.revision ?? 0
  if (Math.max(head?.revision ?? 0, sealedTo) > last.revision) return at(last.revision + 1, 'event-missing')
  if (!head) return at(last.revision, 'subject-gone')
  if (head.revision < last.revision) return at(head.revision + 1, 'event-added')
  if (head.head !== last.hash) return at(last.revision, 'head-changed')
  for (const seal of seals) if (events[seal._id.revision - 1]?.hash !== seal.hash) return at(seal._id.revision, 'sealed-otherwise')
  const waiting = new Map(unsealed.map(({ _id, hash }) => [_id.revision, hash]))
  for (const { _id, hash } of events.slice(sealedTo)) if (waiting.get(_id.revision) !== hash) return at(_id.revision, 'seal-missing')
  return null
}

/** Seals what was done, and proves that it was not touched since. */
export function createAudit(connection: Connection, transactions: Transactions) {
  const anchors = connection.model('Anchor', anchorSchema, 'anchors')
  const seals = connection.model('Seal', sealSchema, 'seals')
  const events = connection.model<EventRow>('DossierEvent')
  const unsealed = connection.model<UnsealedRow>('UnsealedEvent')
  const subjects = connection.model<SubjectRow>('Subject')
  /** Everything that keeps the end of a chain of its own. */
  const heads = ['Dossier', 'Enquiry'].map((name) => connection.model<Head>(name))
  const enquiries = connection.model<Head>('Enquiry')
  const byCode = { '_id.dossier': 1, '_id.revision': 1 } as const

  /** Where the next page ends: no collection has more than a page of rows up to there, one long chain apart; null: to the end. */
  async function endOfPage(after: string, pageSize: number): Promise<string | null> {
    const nested = { '_id.dossier': { $gt: after } }
    const nth = { skip: pageSize - 1 }
    const ends: (string | undefined)[] = [] // one after the other: a transaction takes one operation at a time
    ends.push((await events.findOne(nested, { _id: 1 }, nth).sort(byCode).lean<EventRow>())?._id.dossier)
    ends.push((await seals.findOne(nested, { _id: 1 }, nth).sort(byCode).lean<SealRow>())?._id.dossier)
    ends.push((await unsealed.findOne(nested, { _id: 1 }, nth).sort(byCode).lean<UnsealedRow>())?._id.dossier)
    for (const each of heads) ends.push((await each.findOne({ _id: { $gt: after } }, { _id: 1 }, nth).sort({ _id: 1 }).lean<Head>())?._id)
    ends.push((await enquiries.findOne({ _id: { $gt: after } }, { _id: 1 }, nth).sort({ _id: 1 }).lean<Head>())?._id)
    ends.push((await subjects.findOne({ _id: { $gt: after } }, { _id: 1 }, nth).sort({ _id: 1 }).lean<Head>())?._id)
    return ends.filter((end) => end !== undefined).sort()[0] ?? null
  }

  /** The chains of a range of subjects, as they stood together at one moment. */
  async function chainsIn(range: { $gt?: string, $lte?: string, $eq?: string }): Promise<Map<string, Chain>> {
    const nested = { '_id.dossier': range }
    const chains = new Map<string, Chain>()
    const chain = (subject: string) => {
      const found = chains.get(subject) ?? { events: [], head: undefined, seals: [], unsealed: [] }
      chains.set(subject, found)
      return found
    }
    for (const row of await events.find(nested).sort(byCode).lean<EventRow[]>()) chain(row._id.dossier).events.push(row)
    for (const row of await seals.find(nested).sort(byCode).lean<SealRow[]>()) chain(row._id.dossier).seals.push(row)
    for (const row of await unsealed.find(nested).sort(byCode).lean<UnsealedRow[]>()) chain(row._id.dossier).unsealed.push(row)
    for (const each of heads) for (const row of await each.find({ _id: range }, { revision: 1, head: 1 }).lean<Head[]>()) chain(row._id).head = row
    for (const row of await enquiries.find({ _id: range }, { revision: 1, head: 1 }).lean<Head[]>()) chain(row._id).head = row
    for (const row of await subjects.find({ _id: range }).lean<Head[]>()) chain(row._id).head = row
    return chains
  }

  async function judge(chains: Map<string, Chain>): Promise<{ events: number, erased: number, broken: BrokenLink | null }> {
    let [count, erased] = [0, 0]
    for (const [subject, chain] of chains) {
      const gone = chain.events.filter(({ salt }) => salt === null).length
      const broken = breakOf(subject, chain, gone > 0 && await subjects.exists({ _id: `erasure/${subject}` }) !== null)
      count += chain.events.length
      erased += gone
      if (broken) return { events: count, erased, broken }
    }
    return { events: count, erased, broken: null }
  }

  /** The chain of anchors, one at a time. */
  async function verifyAnchors(expected?: string): Promise<{ anchors: number, lastAnchor: string | null, broken: BrokenLink | null }> {
    let [number, last] = [0, '']
    let isKnown = expected === undefined
    const fault = (at: number, what: LinkFault) => ({ anchors: number, lastAnchor: last || null, broken: { kind: 'anchor' as const, subject: '', number: at, fault: what } })
    for await (const anchor of anchors.find().sort({ _id: 1 }).lean<AnchorRow[]>().cursor() as AsyncIterable<AnchorRow>) {
      if (anchor._id !== number + 1) return fault(number + 1, 'anchor-missing')
      const covered = await seals.find({ anchor: anchor._id }).sort({ '_id.dossier': 1 }).lean<SealRow[]>()
      if (covered.length < anchor.seals) return fault(anchor._id, 'seal-missing')
      if (anchor.previous !== last || anchorHash(anchor, covered) !== anchor.hash) return fault(anchor._id, 'anchor-changed')
      number = anchor._id
      last = anchor.hash
      isKnown ||= last === expected
    }
    const beyond = await transactions.run(async () => {
      const latest = await anchors.findOne().sort({ _id: -1 }).lean<AnchorRow>()
      return seals.findOne({ anchor: { $gt: latest?._id ?? 0 } }).sort({ anchor: 1 }).lean<SealRow>()
    })
    if (beyond) return fault(beyond.anchor, 'anchor-missing')
    return isKnown ? { anchors: number, lastAnchor: last || null, broken: null } : fault(number, 'anchor-unknown')
  }

  return {
    /** Covers what happened since the last anchor with a new one. @returns how many events it covers; 0 when there was nothing to do */
    async seal(at: Temporal.Instant): Promise<number> {
      try {
        return await transactions.run(async () => {
          const rows = await unsealed.find().sort(byCode).limit(mostPerAnchor).lean<UnsealedRow[]>()
          if (rows.length === 0) return 0
          const before = await anchors.findOne().sort({ _id: -1 }).lean<AnchorRow>()
          const anchor = { _id: (before?._id ?? 0) + 1, at: toDate(at), previous: before?.hash ?? '' }
          // The rows are in order: of each subject the last one is its latest.
          const latest = [...new Map(rows.map((row) => [row._id.dossier, row])).values()].map(({ _id, hash }) => ({ _id, anchor: anchor._id, hash }))
          await anchors.create([{ ...anchor, seals: latest.length, hash: anchorHash(anchor, latest) }])
          await seals.insertMany(latest)
          await unsealed.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } })
          return rows.length
        })
      } catch (error) {
        if ((error as { code?: unknown }).code === 11000) return 0 // another process was quicker
        throw error
      }
    },

    /** The first broken link of one dossier's chain, or null. */
    async verify(subject: string): Promise<BrokenLink | null> {
      return (await transactions.run(async () => judge(await chainsIn({ $eq: subject })))).broken
    },

    /**
     * Looks at every link, in pages, each as it stood at one moment: acts may go on meanwhile.
     * @param expected the hash of an anchor that was kept elsewhere, and must still be there
     */
    async verifyAll(expected?: string, pageSize = usualPage): Promise<AuditReport> {
      const counts = { subjects: 0, events: 0, erased: 0 }
      for (let after = '', more = true; more;) {
        const page = await transactions.run(async () => {
          const end = await endOfPage(after, pageSize)
          const chains = await chainsIn({ $gt: after, ...(end !== null && { $lte: end }) })
          return { end, subjects: chains.size, ...await judge(chains) }
        })
        counts.subjects += page.subjects
        counts.events += page.events
        counts.erased += page.erased
        if (page.broken) return { ...counts, anchors: 0, lastAnchor: null, broken: page.broken }
        more = page.end !== null
        after = page.end ?? after
      }
      return { ...counts, ...await verifyAnchors(expected) }
    },
  }
}

export type Audit = ReturnType<typeof createAudit>
