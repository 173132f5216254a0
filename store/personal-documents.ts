import { createHmac } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { StoredFile } from './files.ts'
import { toDate, toInstant } from './instants.ts'
import { plainNumber } from '../processes/law/identity-number.ts'
import type { DocumentState, KeptDocument } from '../processes/law/reuse.ts'

/**
 * A paper in the electronic document store of a person or organisation (TN 01/2023 art. 14; BT 45/2023 arts. 15.6, 17.1; requirement B4): a
 * result that was granted, or a paper that was digitised. It outlives the dossier that it came from.
 */
export interface PersonalDocument extends KeptDocument {
  /** Says what it comes from, so that it is kept once. */
  readonly id: string
  /** Whose it is, see `ownerOf`; the number itself is in the dossier only. */
  readonly owner: string
  readonly name: string
  /** The main content, in a sentence. */
  readonly abstract: string
  readonly issuer: string
  /** 'YYYY-MM-DD' */
  readonly issuedOn: string
  /** Where it holds; empty: everywhere. */
  readonly scope: string
  readonly file: StoredFile
  /** The dossier that it came with or out of. */
  readonly dossier: string
  /** Whether it is the dossier's result, or a paper that was handed in. */
  readonly origin: 'result' | 'paper'
  readonly addedAt: Temporal.Instant
}

export interface NewDocument extends Omit<PersonalDocument, 'owner' | 'state' | 'addedAt'> { readonly identityNumber: string, readonly at: Temporal.Instant }

type Row = Omit<PersonalDocument, 'id' | 'addedAt'> & { _id: string, addedAt: Date, endedAt: Date | null }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({
  _id: String, owner: String, kinds: [String], name: String, abstract: String, issuer: String, issuedOn: String, validUntil: String, scope: String, file: mixed,
  dossier: String, origin: String, addedAt: Date, state: String, endedAt: Date,
}, { minimize: false })
schema.index({ owner: 1, addedAt: -1 })
schema.index({ dossier: 1 })

const read = ({ _id, addedAt, endedAt: _, ...row }: Row): PersonalDocument => ({ ...row, id: _id, addedAt: toInstant(addedAt) })

export function createPersonalDocuments(connection: Connection, { secret }: { secret: string }) {
  const model = connection.model('PersonalDocument', schema, 'personalDocuments')

  /**
   * Whose a store is: the identity number under a key. Who has the collection without the key cannot find a person's papers by trying
   * numbers, of which there are few.
   */
  const ownerOf = (identityNumber: string): string => createHmac('sha256', secret).update(plainNumber(identityNumber)).digest('base64url')

  return {
    ownerOf,

    /** Keeps a paper, once; part of the transaction that runs. What belongs to nobody known is not kept. */
    async add({ id, identityNumber, at, ...document }: NewDocument): Promise<void> {
      if (plainNumber(identityNumber) === '') return
      const row: Omit<Row, '_id'> = { ...document, owner: ownerOf(identityNumber), state: 'valid', addedAt: toDate(at), endedAt: null }
      await model.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })
    },

    /** What a person or organisation has, newest first, whether it still holds or not. */
    async of(identityNumber: string): Promise<PersonalDocument[]> {
      if (plainNumber(identityNumber) === '') return []
      return (await model.find({ owner: ownerOf(identityNumber) }).sort({ addedAt: -1, _id: 1 }).lean<Row[]>()).map(read)
    },

    /** What came out of some dossiers, newest first. */
    async from(dossiers: readonly string[]): Promise<PersonalDocument[]> {
      return (await model.find({ dossier: { $in: [...dossiers] } }).sort({ addedAt: -1, _id: 1 }).lean<Row[]>()).map(read)
    },

    /** The result of a dossier no longer holds: another one took its place, or none did (BT 45/2023 art. 21.1). Part of the transaction that runs. */
    async endResult(dossier: string, state: Exclude<DocumentState, 'valid'>, at: Temporal.Instant): Promise<void> {
      await model.updateMany({ dossier, origin: 'result', state: 'valid' }, { state, endedAt: toDate(at) })
    },

    /** The files of papers that hold: they stay, whatever becomes of the dossiers that they came with. */
    async heldFiles(): Promise<string[]> {
      return (await model.distinct('file.id', { state: 'valid' })).map(String)
    },
  }
}

export type PersonalDocuments = ReturnType<typeof createPersonalDocuments>
