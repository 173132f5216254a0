import { createHash } from 'node:crypto'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { mongo, Schema, type Connection } from 'mongoose'

/** A stored file: what is known of it without opening it. `size` in bytes. */
export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
  /** Of a PDF that people sent: the signatures in it; absent when it bears none. */
  readonly signatures?: readonly { readonly signer: string, readonly intact: boolean, readonly whole: boolean, readonly certificate?: 'trusted' | 'untrusted' | 'not-checked', readonly stampedAt?: string }[]
}

interface Metadata { type: string, sha256: string, owner: string | null, sharedWith?: string[] }

/** GridFS' own rows, as a model: what mongoose does inside of a transaction belongs to it, what the bare driver does would not. */
const schema = new Schema<{ metadata: Metadata }>({ metadata: Schema.Types.Mixed })

/**
 * Uploaded papers, in GridFS. A file belongs to nobody until a dossier takes it over; what nobody takes is dropped. What a person's document
 * store has is shared with the dossiers that use it again: it is stored once, and dropped when none of them has it any more.
 */
export function createFiles(connection: Connection) {
  const database = connection.db
  if (!database) throw new Error('createFiles needs an open connection')
  const bucket = new mongo.GridFSBucket(database, { bucketName: 'papers' })
  const model = connection.model('PaperFile', schema, 'papers.files')
  const rows = database.collection<{ _id: mongo.ObjectId, filename: string, length: number, uploadDate: Date, metadata: Metadata }>('papers.files')

  return {
    /**
     * Stores a stream; `type` is the media type found by looking at the content. What the house itself makes for a dossier belongs to it at
     * once (`owner`): a transaction that is running would not see the new file.
     */
    async put(name: string, type: string, content: Readable, owner: string | null = null): Promise<StoredFile> {
      const hash = createHash('sha256')
      const hashing = new Transform({ transform(chunk: Buffer, _encoding, done) { hash.update(chunk); done(null, chunk) } })
      const upload = bucket.openUploadStream(name, { metadata: { type, sha256: '', owner } })
      await pipeline(content, hashing, upload)
      const sha256 = hash.digest('hex')
      await rows.updateOne({ _id: upload.id }, { $set: { 'metadata.sha256': sha256 } })
      return { id: upload.id.toHexString(), name, type, size: upload.length, sha256 }
    },

    /** Ties files to a dossier, so that they are kept; part of the transaction that runs. */
    async assign(ids: readonly string[], dossier: string): Promise<void> {
      await model.updateMany({ _id: { $in: ids.map((id) => new mongo.ObjectId(id)) } }, { $set: { 'metadata.owner': dossier } })
    },

    /** Lets another dossier have files that belong elsewhere; part of the transaction that runs. */
    async share(ids: readonly string[], dossier: string): Promise<void> {
      await model.updateMany({ _id: { $in: ids.map((id) => new mongo.ObjectId(id)) } }, { $addToSet: { 'metadata.sharedWith': dossier } })
    },

    /** A file of the given dossier, with its content; null when there is none, or it belongs elsewhere. */
    async find(id: string, dossier: string): Promise<{ file: StoredFile, content: Readable } | null> {
      if (!mongo.ObjectId.isValid(id)) return null
      const row = await rows.findOne({ _id: new mongo.ObjectId(id), $or: [{ 'metadata.owner': dossier }, { 'metadata.sharedWith': dossier }] })
      if (!row) return null
      const { type, sha256 } = row.metadata
      return { file: { id, name: row.filename, type, size: row.length, sha256 }, content: bucket.openDownloadStream(row._id) }
    },

    /** A file that no dossier has taken over yet, with its content; null when there is none. */
    async unowned(id: string): Promise<{ file: StoredFile, content: Readable } | null> {
      if (!mongo.ObjectId.isValid(id)) return null
      const row = await rows.findOne({ _id: new mongo.ObjectId(id), 'metadata.owner': null })
      return row && { file: { id, name: row.filename, type: row.metadata.type, size: row.length, sha256: row.metadata.sha256 }, content: bucket.openDownloadStream(row._id) }
    },

    /** Whether a file is there and no dossier has taken it over yet. */
    async isFree(id: string): Promise<boolean> {
      return await rows.countDocuments({ '_id': new mongo.ObjectId(id), 'metadata.owner': null }, { limit: 1 }) === 1
    },

    /** Drops some of the files, unless a dossier has taken them over. */
    async drop(ids: readonly string[]): Promise<void> {
      const left = await rows.find({ _id: { $in: ids.map((id) => new mongo.ObjectId(id)) }, 'metadata.owner': null }).toArray()
      for (const { _id } of left) await bucket.delete(_id).catch(gone)
    },

    /** Drops files that no dossier has taken over or shares since `before`, but for those of drafts and document stores (`kept`); returns how many. */
    async dropUnowned(before: Date, kept: readonly string[] = []): Promise<number> {
      const drafted = new Set(kept)
      let dropped = 0
      for await (const { _id } of rows.find({ 'metadata.owner': null, 'metadata.sharedWith.0': { $exists: false }, 'uploadDate': { $lt: before } }).project<{ _id: mongo.ObjectId }>({ _id: 1 })) {
        if (drafted.has(_id.toHexString())) continue
        await bucket.delete(_id).catch(gone)
        dropped++
      }
      return dropped
    },
  }
}

/** Another process was quicker. */
function gone(error: unknown): void {
  if (!(error instanceof mongo.MongoRuntimeError)) throw error
}

export type Files = ReturnType<typeof createFiles>
