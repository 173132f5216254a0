import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'
import type { StoredFile } from './files.ts'

/** What came with a mail: a file that was taken, or its name and why it was not. */
export interface MailedFile { readonly name: string, readonly file?: StoredFile, readonly reason?: string }

/** A mail to the official mailbox of a one-stop unit (BT 45/2023 art. 13.4), until it is filed or answered. */
export interface MailedFiling {
  readonly id: string
  readonly unit: string
  readonly from: string
  readonly name: string
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly files: readonly MailedFile[]
  readonly receivedAt: Temporal.Instant
  readonly state: 'open' | 'filed' | 'answered'
  /** The dossier that it became. */
  readonly dossier: string | null
  /** Who answered or filed it. */
  readonly by: string | null
}

type Row = Omit<MailedFiling, 'id' | 'receivedAt'> & { _id: string, receivedAt: Date, expiresAt?: Date }

const schema = new Schema<Row>({
  _id: String, unit: String, from: String, name: String, subject: String, text: String, messageId: String, files: Schema.Types.Mixed, receivedAt: Date, state: String, dossier: String, by: String, expiresAt: Date,
})
schema.index({ unit: 1, state: 1, receivedAt: 1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
/** What was dealt with is kept for a quarter of a year, in ms; the dossier has its own papers. */
const kept = 90 * 24 * 3600 * 1000

const fromRow = ({ _id, unit, from, name, subject, text, messageId, files, receivedAt, state, dossier, by }: Row): MailedFiling =>
  ({ id: _id, unit, from, name, subject, text, messageId, files, receivedAt: toInstant(receivedAt), state, dossier: dossier ?? null, by: by ?? null })

/** Mails to the official mailbox, as the desk lists them. */
export function createMailedFilings(connection: Connection) {
  const model = connection.model('MailedFiling', schema, 'mailedFilings')
  return {
    /** Adds one; part of the transaction that runs. */
    async add({ id, receivedAt, ...mail }: Omit<MailedFiling, 'state' | 'dossier' | 'by'>): Promise<void> {
      await model.create([{ _id: id, ...mail, receivedAt: toDate(receivedAt), state: 'open', dossier: null, by: null }])
    },
    async find(id: string): Promise<MailedFiling | null> {
      const row = await model.findById(id).lean<Row>()
      return row && fromRow(row)
    },
    /** Those of a unit that wait, the first first; and the latest that were dealt with. */
    async of(unit: string): Promise<{ open: MailedFiling[], done: MailedFiling[] }> {
      const [open, done] = [
        await model.find({ unit, state: 'open' }).sort({ receivedAt: 1 }).limit(200).lean<Row[]>(),
        await model.find({ unit, state: { $ne: 'open' } }).sort({ receivedAt: -1 }).limit(50).lean<Row[]>(),
      ]
      return { open: open.map(fromRow), done: done.map(fromRow) }
    },
    /** Notes that it was filed or answered, once; part of the transaction that runs. @returns false when it was dealt with before */
    async settle(id: string, { state, dossier = null, by }: { state: 'filed' | 'answered', dossier?: string | null, by: string }): Promise<boolean> {
      return (await model.updateOne({ _id: id, state: 'open' }, { state, dossier, by, expiresAt: new Date(Date.now() + kept) })).modifiedCount === 1
    },
    /** The ids of the files of mails that wait. */
    async heldFiles(): Promise<string[]> { return (await model.distinct('files.file.id', { state: 'open' })).map(String) },
  }
}

export type MailedFilings = ReturnType<typeof createMailedFilings>
