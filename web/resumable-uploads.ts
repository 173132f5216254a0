import type { Readable } from 'node:stream'
import { randomBytes } from 'node:crypto'
import { DataStore, ERRORS, Server, Upload, type ServerOptions } from '@tus/server'
import { Router, type Request, type Response } from 'express'
import type { Deps } from '../config/wire.ts'
import { uploadLife, type ResumableUpload, type Uploads } from '../store/uploads.ts'
import { rejectedText } from './documents.ts'
import { HttpProblem } from './problem.ts'
import { addressKey, type Limits } from './rate-limits.ts'
import { browserIn, requireCsrf } from './session.ts'
import { largestFile, shownName, takeFile, type NotTaken, type Sender, type TakeDeps } from './take-file.ts'
import { languageOf } from './view/render.ts'

/** Where browsers send files in pieces, by the tus protocol. */
export const uploadsPath = '/tai-len'

/** What one browser may have under way or to hand. */
const [mostUploads, mostBytes] = [80, 400 * 1024 * 1024]
/** Pieces are kept when they have come to so many bytes, and when the line breaks. */
const pieceSize = 512 * 1024

type ServerRequest = Parameters<NonNullable<ServerOptions['onUploadFinish']>>[0]

export type Outcome = { file: Extract<ResumableUpload['outcome'], { file: unknown }>['file'] } | { reason: NotTaken | 'expired' }

/**
 * What becomes of an upload that has come whole: taken or not like any other file, once. What could not be scanned may be asked for again. One that
 * is somebody else's, has not come whole, or was used up, counts as expired.
 */
export async function settleUpload(id: string, owner: string, sender: Sender, deps: TakeDeps & Pick<Deps, 'uploads'>): Promise<{ name: string, outcome: Outcome }> {
  const { uploads, files } = deps
  const upload = await uploads.find(id)
  if (!upload || upload.owner !== owner || upload.offset < upload.size) return { name: '', outcome: { reason: 'expired' } }
  const { name, outcome } = upload
  if (outcome) {
    if ('reason' in outcome) return { name, outcome: { reason: outcome.reason as NotTaken } }
    return { name, outcome: await files.isFree(outcome.file.id) ? outcome : { reason: 'expired' } }
  }
  const made = await takeFile(name, await uploads.content(id), sender, deps)
  if ('reason' in made && made.reason === 'not-scanned') return { name, outcome: made }
  if (await uploads.settle(id, made)) return { name, outcome: made }
  if ('file' in made) await files.drop([made.file.id]) // another request was quicker
  return settleUpload(id, owner, sender, deps)
}

/** The protocol's view of our uploads; it has no way to read one. */
class UploadStore extends DataStore {
  readonly #uploads: Uploads
  constructor(uploads: Uploads) {
    super()
    this.#uploads = uploads
    this.extensions = ['creation', 'termination', 'expiration']
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await this.#uploads.find(id)
    if (!found) throw ERRORS.FILE_NOT_FOUND
    return new Upload({ id, size: found.size, offset: found.offset, creation_date: found.createdAt.toISOString() })
  }

  override async create(upload: Upload): Promise<Upload> {
    const { owner, filename } = upload.metadata ?? {}
    if (!owner || upload.size === undefined) throw ERRORS.INVALID_LENGTH
    await this.#uploads.begin({ id: upload.id, owner, name: shownName(filename ?? undefined), size: upload.size })
    upload.creation_date = new Date().toISOString()
    return upload
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let [at, held] = [offset, [] as Buffer[]]
    const keep = async () => {
      const piece = Buffer.concat(held)
      held = []
      if (piece.length === 0) return
      if (!(await this.#uploads.append(id, at, piece))) throw ERRORS.INVALID_OFFSET
      at += piece.length
    }
    try {
      for await (const chunk of stream) {
        held.push(chunk as Buffer)
        if (held.reduce((sum, { length }) => sum + length, 0) >= pieceSize) await keep()
      }
    } finally {
      await keep() // also of a line that broke: the next request goes on from here
    }
    return at
  }

  override remove(id: string): Promise<void> { return this.#uploads.drop(id) }
  override getExpiration(): number { return uploadLife }
  override deleteExpired(): Promise<number> { return Promise.resolve(0) } // MongoDB does, by their date
}

/**
 * Files sent in pieces, so that a broken line loses little (tus 1.0): begun, gone on with and ended by the session that began them, under our
 * token. The answer to the last piece says what became of the file.
 */
export function resumableUploads(deps: Deps, limits: Limits): Router {
  const { uploads, accounts, env } = deps
  const router = Router()

  async function senderOf(req: Request): Promise<Sender> {
    const account = req.session.account ? await accounts.find(req.session.account) : null
    const [role] = account?.roles ?? []
    const referer = req.get('referer') ?? ''
    const from = URL.canParse(referer) ? new URL(referer).pathname : uploadsPath
    return { by: account && role ? { kind: 'staff', username: account.username, name: account.name, role } : { kind: 'applicant' }, place: from.slice(0, 200) }
  }

  /** The request of ours in which the protocol's hooks are called. */
  const ours = ({ runtime }: ServerRequest) => runtime?.node?.req as unknown as Request & { res: Response }

  const protocol = new Server({
    path: uploadsPath, relativeLocation: true, datastore: new UploadStore(uploads), maxSize: largestFile, allowedOrigins: [env.PUBLIC_ORIGIN],
    namingFunction: () => randomBytes(18).toString('base64url'),
    onUploadCreate: (request, { metadata }) => Promise.resolve({ metadata: { filename: metadata?.['filename'] ?? null, owner: browserIn(ours(request)) } }),
    async onUploadFinish(request, { id }) {
      const req = ours(request)
      const { name, outcome } = await settleUpload(id, browserIn(req), await senderOf(req), deps)
      const answer = 'file' in outcome ? { name: outcome.file.name, size: outcome.file.size } : { name, reason: outcome.reason, problem: rejectedText({ name, reason: outcome.reason }, languageOf(req.res)) }
      return { status_code: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(answer) }
    },
  })

  router.use(uploadsPath, requireCsrf)
  router.post(uploadsPath, async (req, res) => {
    await limits.spend('upload', addressKey(req))
    const { count, bytes } = await uploads.heldBy(browserIn(req))
    if (count >= mostUploads || bytes + Number(req.get('upload-length') ?? 0) > mostBytes) throw new HttpProblem(413)
    await protocol.handle(req, res)
  })
  for (const method of ['head', 'patch', 'delete'] as const) {
    router[method](`${uploadsPath}/:upload`, async (req, res) => {
      const upload = await uploads.find(String(req.params['upload']))
      if (upload?.owner !== browserIn(req)) throw new HttpProblem(404)
      await protocol.handle(req, res)
    })
  }
  return router
}
