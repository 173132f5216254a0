import type { Readable } from 'node:stream'
import busboy from 'busboy'
import type { Request } from 'express'
import { HttpProblem } from './problem.ts'
import { settleUpload } from './resumable-uploads.ts'
import { isCsrfTokenValid, browserIn } from './session.ts'
import { withoutSecrets } from './secret-paths.ts'
import { largestFile, shownName, takeFile, type NotTaken, type Sender, type TakeDeps } from './take-file.ts'
import type { Deps } from '../config/wire.ts'
import type { Account } from '../store/accounts.ts'
import type { Actor } from '../store/events.ts'
import type { StoredFile } from '../store/files.ts'

const mostFiles = 20
/** Files that came in pieces before the form. */
const mostResumed = 40
const mostFields = 400
const largestField = 64 * 1024
/** Of all files and fields of one form, in bytes. */
const largestForm = 128 * 1024 * 1024

export interface PostedForm {
  /** A field that came several times is a list. */
  readonly fields: Readonly<Record<string, string | string[]>>
  readonly papers: readonly { readonly item: string, readonly file: StoredFile }[]
  /** Files that were not taken, with the reason. */
  readonly rejected: readonly { readonly item: string, readonly name: string, readonly reason: NotTaken | 'expired' }[]
}

/** Who sends a form, as the log names them, and where to. */
function senderOf({ res, originalUrl }: Request): Sender {
  const account = res?.locals['account'] as Account | undefined
  const [role] = account?.roles ?? []
  return {
    by: account && role ? { kind: 'staff', username: account.username, name: account.name, role } : { kind: 'applicant' },
    place: withoutSecrets(originalUrl),
  }
}

/**
 * Reads a multipart form and stores its files. Files come in inputs named `documents.<item>`; nothing is stored before the
 * form's token (its first field) has been found to be ours. One file is held in memory at a time: the next one is not read before
 * the one before has been stored. Of a form that fails nothing is kept. Files that came in pieces before (resumable-uploads.ts) are named by fields
 * `uploaded.<item>`.
 * @param sentBy another system, which has proved who it is otherwise: no browser sends its forms
 * @param named who sends it from a browser, where that is neither staff nor an applicant
 * @throws HttpProblem 403 without our token, 413 beyond the bounds, 415 for another kind of body
 */
export function readForm(req: Request, deps: TakeDeps & Pick<Deps, 'uploads'>, { sentBy = null, named = null }: { sentBy?: Actor | null, named?: Actor | null } = {}): Promise<PostedForm> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>
    const stored: Promise<{ item: string, file: StoredFile } | null>[] = []
    const rejected: PostedForm['rejected'][number][] = []
    const resumed: { item: string, id: string }[] = []
    let ours = sentBy !== null
    let failed = false
    let storing: Promise<unknown> = Promise.resolve()
    const streams: Readable[] = []
    const fail = (problem: Error) => {
      if (failed) return
      failed = true
      req.unpipe()
      req.resume()
      for (const stream of streams) stream.destroy() // one that is being read would wait for ever
      reject(problem)
      void dropStored()
    }
    if (Number(req.get('content-length') ?? 0) > largestForm) {
      reject(new HttpProblem(413))
      return
    }

    let parser: busboy.Busboy
    try {
      parser = busboy({
        headers: req.headers, defParamCharset: 'utf8',
        limits: { fileSize: largestFile, files: mostFiles, fields: mostFields, fieldSize: largestField, fieldNameSize: 200 },
      })
    } catch {
      reject(new HttpProblem(415))
      return
    }

    parser.on('field', (name: string | undefined, value, { valueTruncated }) => {
      if (name === undefined) return // a part may have no name, whatever the types say
      if (name === '_csrf' && sentBy === null) ours = isCsrfTokenValid(req, value)
      else if (valueTruncated || resumed.length > mostResumed) fail(new HttpProblem(413))
      else if (name.startsWith('uploaded.') && sentBy === null) resumed.push({ item: name.slice('uploaded.'.length), id: value })
      else {
        const before = fields[name]
        fields[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
      }
    })
    parser.on('file', (field: string | undefined, stream, { filename }) => {
      const item = field?.startsWith('documents.') ? field.slice('documents.'.length) : null
      if (!ours || item === null || failed) { stream.resume(); return }
      // A form that breaks off breaks its file: unheard, that would end the process.
      stream.on('error', () => { fail(new HttpProblem(422)) })
      streams.push(stream)
      const one = storing.then(() => failed ? null : store(item, filename, stream))
      storing = one.catch(fail)
      stored.push(one)
    })
    parser.on('filesLimit', () => { fail(new HttpProblem(413)) })
    parser.on('fieldsLimit', () => { fail(new HttpProblem(413)) })
    parser.on('error', () => { fail(new HttpProblem(422)) })
    parser.on('close', () => {
      if (failed) return
      if (!ours) { fail(new HttpProblem(403)); return }
      Promise.all(stored).then(async (papers) => {
        const before = await takeResumed()
        resolve({ fields, papers: [...before, ...papers.filter((paper) => paper !== null)], rejected })
      }).catch(fail)
    })
    let read = 0
    req.on('data', (chunk: Buffer) => { if ((read += chunk.length) > largestForm) fail(new HttpProblem(413)) })
    req.on('close', () => { if (!req.complete) fail(new HttpProblem(422)) })
    req.pipe(parser)

    async function takeResumed() {
      const taken: { item: string, file: StoredFile }[] = []
      for (const { item, id } of resumed) {
        const { name, outcome } = await settleUpload(id, browserIn(req), senderOf(req), deps)
        if ('file' in outcome) taken.push({ item, file: outcome.file })
        else rejected.push({ item, name, reason: outcome.reason })
      }
      return taken
    }

    async function dropStored() {
      const settled = await Promise.allSettled(stored)
      const ids = settled.flatMap((each) => each.status === 'fulfilled' && each.value ? [each.value.file.id] : [])
      await deps.files.drop(ids).catch(() => undefined) // the sweep finds what is left
    }

    async function store(item: string, name: string | undefined, stream: Readable & { truncated?: boolean }) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const content = Buffer.concat(chunks)
      if (content.length === 0) return null // an input without a file
      const called = shownName(name)
      const outcome = stream.truncated ? { reason: 'too-large' as const } : await takeFile(called, content, { ...senderOf(req), ...((sentBy ?? named) && { by: sentBy ?? named }) } as Sender, deps)
      if ('file' in outcome) return { item, file: outcome.file }
      rejected.push({ item, name: called, reason: outcome.reason })
      return null
    }
  })
}
