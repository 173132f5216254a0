import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import { difference } from './changes.ts'
import type { Events } from './events.ts'
import { toDate, toInstant } from './instants.ts'
import type { Transactions } from './transaction.ts'
import type { EditedFacts, Edition } from '../processes/edition.ts'

/** The decision that orders a change of the catalogue, and the day on which it was received, from which the time to publish it runs. */
export interface CatalogueDecision { readonly title: string, readonly receivedOn: string }

interface Who { readonly username: string, readonly name: string, readonly at: Temporal.Instant }

/** A change of a procedure's published facts: drafted by an analyst, then published from a day on (requirement A10). */
export interface CatalogueChange extends Omit<Edition, 'source'> {
  readonly state: 'draft' | 'published' | 'withdrawn'
  readonly decision: CatalogueDecision
  /** Facts as they stood before it. */
  readonly before: EditedFacts
  /** Rises with each saving: two who edit at once are told of each other. */
  readonly version: number
  readonly saved: Who
  readonly published: Who | null
  /** Taken back before its day: it never held. */
  readonly withdrawn: Who | null
}

/** Somebody else saved or published meanwhile: look again. */
export class EditionChanged extends Error {}

type WhoRow = Omit<Who, 'at'> & { at: Date }
interface Row extends Omit<CatalogueChange, 'saved' | 'published' | 'withdrawn'> { _id: string, saved: WhoRow, published: WhoRow | null, withdrawn?: WhoRow | null }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, procedure: String, number: Number, from: String, state: String, decision: mixed, facts: mixed, before: mixed, version: Number, saved: mixed, published: mixed, withdrawn: mixed,
}, { minimize: false })
schema.index({ procedure: 1, number: -1 })
schema.index({ procedure: 1, state: 1 }, { unique: true, partialFilterExpression: { state: 'draft' } })

const readWho = ({ at, ...who }: WhoRow): Who => ({ ...who, at: toInstant(at) })
const read = ({ _id: _, saved, published, withdrawn, ...row }: Row): CatalogueChange =>
  ({ ...row, saved: readWho(saved), published: published && readWho(published), withdrawn: withdrawn ? readWho(withdrawn) : null })
const whoOf = ({ by, at }: Doing): WhoRow => ({ ...(by.kind === 'staff' ? { username: by.username, name: by.name } : { username: '', name: '' }), at: toDate(at) })

export function createEditions(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('Edition', schema, 'editions')

  const draftOf = async (procedure: string): Promise<CatalogueChange | null> => {
    const row = await model.findOne({ procedure, state: 'draft' }).lean<Row>()
    return row && read(row)
  }
  const isDuplicate = (error: unknown) => (error as { code?: number }).code === 11000

  return {
    draftOf,

    /** All changes of a procedure, the latest first. */
    async of(procedure: string): Promise<CatalogueChange[]> {
      return (await model.find({ procedure }).sort({ number: -1 }).lean<Row[]>()).map(read)
    },

    async drafts(): Promise<CatalogueChange[]> {
      return (await model.find({ state: 'draft' }).sort({ procedure: 1 }).lean<Row[]>()).map(read)
    },

    /** What holds from its day on, and how it is cited. */
    async published(): Promise<Edition[]> {
      return (await model.find({ state: 'published' }).sort({ procedure: 1, number: 1 }).lean<Row[]>())
        .map(({ procedure, number, from, facts, decision }) => ({ procedure, number, from, facts, source: decision.title }))
    },

    /**
     * Keeps a draft, the only one of its procedure.
     * @param seen the version that the person looked at; 0: there was none
     * @throws EditionChanged when there is another by now
     */
    async save(procedure: string, { from, decision, facts, before }: Pick<CatalogueChange, 'from' | 'decision' | 'facts' | 'before'>, seen: number, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const [last] = await model.find({ procedure }).sort({ number: -1 }).limit(1).lean<Row[]>()
        const draft = last?.state === 'draft' ? last : null
        if ((draft?.version ?? 0) !== seen) throw new EditionChanged(`The draft of ${procedure} was changed by somebody else`)
        const number = draft?.number ?? (last?.number ?? 0) + 1
        const row = { procedure, number, from, decision, facts, before, state: 'draft' as const, version: seen + 1, saved: whoOf(doing), published: null }
        const _id = `${procedure}:${String(number)}`
        if (draft) {
          const { matchedCount } = await model.replaceOne({ _id, state: 'draft', version: seen }, row)
          if (matchedCount === 0) throw new EditionChanged(`The draft of ${procedure} was changed by somebody else`)
        } else await model.create([{ _id, ...row }])
        await events.note({ ...doing, subject: `process/${procedure}`, act: 'edit-catalogue', changes: difference('facts', draft?.facts ?? before, facts), details: { number, from, decision } })
      }).catch((error: unknown) => { throw isDuplicate(error) ? new EditionChanged(`The draft of ${procedure} was begun by somebody else`) : error })
    },

    /** Throws the draft away that was looked at; that it was there stays in the log. @throws EditionChanged when it is another by now, or published */
    async discard(procedure: string, seen: number, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const row = await model.findOneAndDelete({ procedure, state: 'draft', version: seen }).lean<Row>()
        if (!row) throw new EditionChanged(`The draft of ${procedure} was changed by somebody else`)
        await events.note({ ...doing, subject: `process/${procedure}`, act: 'discard-catalogue', changes: difference('facts', row.facts, row.before), details: { number: row.number } })
      })
    },

    /**
     * Takes back the edition that was published last, before the day from which it would have held; that it was there stays in the history.
     * @param today the day that has begun, 'YYYY-MM-DD'
     * @throws EditionChanged when it holds already, or is not the last any more
     */
    async withdraw(procedure: string, number: number, today: string, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const later = await model.exists({ procedure, state: 'published', number: { $gt: number } })
        const row = later ? null : await model.findOneAndUpdate({ procedure, number, state: 'published', from: { $gt: today } }, { state: 'withdrawn', withdrawn: whoOf(doing) }, { returnDocument: 'after' }).lean<Row>()
        if (!row) throw new EditionChanged(`Edition ${String(number)} of ${procedure} cannot be withdrawn`)
        await events.note({ ...doing, subject: `process/${procedure}`, act: 'withdraw-catalogue', changes: difference('facts', row.facts, row.before), details: { number, from: row.from, decision: row.decision } })
      })
    },

    /** Publishes the draft that was looked at. @throws EditionChanged when it is another by now, or published */
    async publish(procedure: string, seen: number, doing: Doing): Promise<CatalogueChange> {
      return transactions.run(async () => {
        const row = await model.findOneAndUpdate({ procedure, state: 'draft', version: seen }, { state: 'published', version: seen + 1, published: whoOf(doing) }, { returnDocument: 'after' }).lean<Row>()
        if (!row) throw new EditionChanged(`The draft of ${procedure} was changed by somebody else`)
        const { number, from, decision, before, facts } = row
        await events.note({ ...doing, subject: `process/${procedure}`, act: 'publish-catalogue', changes: difference('facts', before, facts), details: { number, from, decision } })
        return read(row)
      })
    },
  }
}

export type Editions = ReturnType<typeof createEditions>
