import { randomUUID } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { StoredFile } from './files.ts'

/** A file on its way in pieces. It can be read by nobody: what becomes of it is decided once it is whole. */
export interface ResumableUpload {
  readonly id: string
  /** Who began it, and alone may go on: `session:…`. */
  readonly owner: string
  readonly name: string
  /** Of the whole file, in bytes. */
  readonly size: number
  /** How much of it has come, in bytes. */
  readonly offset: number
  /** What became of the whole file: taken, or not and why; null before. */
  readonly outcome: { readonly file: StoredFile } | { readonly reason: string } | null
  readonly createdAt: Date
}

type Row = Omit<ResumableUpload, 'id'> & { _id: string, pieces: string[], expiresAt: Date }
interface PieceRow { _id: string, upload: string, data: Buffer, expiresAt: Date }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({ _id: String, owner: String, name: String, size: Number, offset: Number, pieces: [String], outcome: mixed, createdAt: Date, expiresAt: Date })
schema.index({ owner: 1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
const pieceSchema = new Schema<PieceRow>({ _id: String, upload: String, data: Buffer, expiresAt: Date })
pieceSchema.index({ upload: 1 })
pieceSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

/** For so long an upload can be gone on with, in ms; what is unfinished then is forgotten. */
export const uploadLife = 24 * 3600 * 1000
/** A line that breaks more often than this is not worth going on with. */
const mostPieces = 1_000

const fromRow = ({ _id, owner, name, size, offset, outcome, createdAt }: Row): ResumableUpload => ({ id: _id, owner, name, size, offset, outcome: outcome ?? null, createdAt })

/** Uploads that can be gone on with after a break, in MongoDB: any web process takes the next piece. */
export function createUploads(connection: Connection) {
  const model = connection.model('ResumableUpload', schema, 'uploads')
  const pieces = connection.model('UploadPiece', pieceSchema, 'uploadPieces')
  const expiresAt = () => new Date(Date.now() + uploadLife)

  return {
    async begin(upload: Pick<ResumableUpload, 'id' | 'owner' | 'name' | 'size'>): Promise<void> {
      const { id, ...rest } = upload
      await model.create([{ _id: id, ...rest, offset: 0, pieces: [], outcome: null, createdAt: new Date(), expiresAt: expiresAt() }])
    },

    async find(id: string): Promise<ResumableUpload | null> {
      const row = await model.findOne({ _id: id, expiresAt: { $gt: new Date() } }).lean<Row>()
      return row && fromRow(row)
    },

    /** How many uploads somebody has under way or to hand, and their bytes in all. */
    async heldBy(owner: string): Promise<{ count: number, bytes: number }> {
      const rows = await model.find({ owner, expiresAt: { $gt: new Date() } }, { size: 1 }).lean<Row[]>()
      return { count: rows.length, bytes: rows.reduce((sum, { size }) => sum + size, 0) }
    },

    /** Adds a piece that follows `offset`. @returns false when another request has gone on meanwhile, or it came in too many pieces */
    async append(id: string, offset: number, data: Buffer): Promise<boolean> {
      const piece = randomUUID()
      await pieces.create([{ _id: piece, upload: id, data, expiresAt: expiresAt() }])
      const { matchedCount } = await model.updateOne(
        { _id: id, offset, outcome: null, [`pieces.${String(mostPieces)}`]: { $exists: false } }, { $set: { offset: offset + data.length }, $push: { pieces: piece } },
      )
      if (matchedCount === 0) await pieces.deleteOne({ _id: piece })
      return matchedCount === 1
    },

    /** All of a file that has come whole. @throws when a piece is gone: it was settled meanwhile */
    async content(id: string): Promise<Buffer> {
      const order = (await model.findById(id).lean<Row>())?.pieces ?? []
      const content = Buffer.concat(await Promise.all(order.map(async (piece) => {
        const row = await pieces.findById(piece)
        if (!row) throw new Error('A piece of the upload is gone')
        return row.data
      })))
      return content
    },

    /** Notes what became of a file, once; its pieces are dropped. @returns false when that was noted before */
    async settle(id: string, outcome: NonNullable<ResumableUpload['outcome']>): Promise<boolean> {
      const { modifiedCount } = await model.updateOne({ _id: id, outcome: null }, { outcome })
      await pieces.deleteMany({ upload: id })
      return modifiedCount === 1
    },

    async drop(id: string): Promise<void> {
      await model.deleteOne({ _id: id })
      await pieces.deleteMany({ upload: id })
    },
  }
}

export type Uploads = ReturnType<typeof createUploads>
