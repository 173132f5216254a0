import express, { type Request, type RequestHandler, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import { canonical, sha256 } from '../../store/canonical.ts'
import type { Actor } from '../../store/events.ts'
import { largestFile, shownName, takeFile, type Sender } from '../take-file.ts'
import { readForm, type PostedForm } from '../upload.ts'
import type { Operation } from './operation.ts'
import { inShape, refuse } from './problems.ts'

const parseJson = express.json({ limit: '1mb', type: ['application/json', 'application/*+json'], strict: false })

const parseFile = express.raw({ limit: largestFile, type: () => true })

function parsed(parse: RequestHandler, req: Request, res: Response): Promise<unknown> {
  return new Promise((resolve, reject) => {
    void parse(req, res, (error: unknown) => { if (error) reject(error as Error); else resolve(req.body) })
  })
}

const isJson = (req: Request) => Boolean(req.is(['application/json', 'application/*+json']))
const isForm = (req: Request) => Boolean(req.is('multipart/form-data'))

/** The part of a form that holds what would otherwise be the JSON body. */
const jsonPart = 'body'

/** What came with a request: its body, not yet looked at, and its files, stored and nobody's yet. */
export interface Received { readonly body: unknown, readonly files: Pick<PostedForm, 'papers' | 'rejected'> }

/** Reads the body in one of the ways that an operation takes it. @throws ApiProblem 400, 413, 415 */
export async function receive({ body }: Operation, req: Request, res: Response, sentBy: Actor, deps: Deps): Promise<Received> {
  const { language } = res.locals as { language: Language }
  const files = { papers: [], rejected: [] }
  if (body === undefined) return { body: {}, files }
  if (body !== 'json' && isForm(req)) {
    const { fields, ...posted } = await readForm(req, deps, { sentBy })
    const text = fields[jsonPart]
    if (body === 'files') return { body: {}, files: posted }
    try {
      return { body: JSON.parse(typeof text === 'string' ? text : ''), files: posted }
    } catch {
      await deps.files.drop(posted.papers.map(({ file }) => file.id))
      throw refuse(400, 'body-malformed', language)
    }
  }
  if (body === 'files') return { body: {}, files: await receiveFile(req, res, { by: sentBy, place: req.originalUrl.split('?')[0] ?? '' }, deps) }
  if (!isJson(req)) throw refuse(415, body === 'json' ? 'body-json' : 'body-json-or-form', language)
  return { body: await parsed(parseJson, req, res), files }
}

/** A file that is the body itself, for the paper that the address names. @throws ApiProblem 413, 415, 422 */
async function receiveFile(req: Request, res: Response, sender: Sender, deps: Deps): Promise<Received['files']> {
  const { language } = res.locals as { language: Language }
  const { item, name } = req.query
  if (!req.is(['application/pdf', 'image/*', 'application/octet-stream'])) throw refuse(415, 'body-file', language)
  if (typeof item !== 'string' || item === '') throw refuse(422, 'name-item', language)
  const content: unknown = await parsed(parseFile, req, res)
  if (!Buffer.isBuffer(content) || content.length === 0) throw refuse(422, 'no-file', language)
  const called = shownName(typeof name === 'string' ? name : undefined)
  const taken = await takeFile(called, content, sender, deps)
  return 'file' in taken ? { papers: [{ item, file: taken.file }], rejected: [] } : { papers: [], rejected: [{ item, name: called, reason: taken.reason }] }
}

/** The request's key, if it came with one. @throws ApiProblem 400 for none where one is needed, or one that is none */
export function requestKey({ key }: Operation, req: Request, language: Language): string | null {
  const given = req.get('idempotency-key')
  if (key === undefined || given === undefined) {
    if (key === 'needed') throw refuse(400, 'key-missing', language)
    return null
  }
  if (!/^[\w.:-]{8,200}$/.test(given)) throw refuse(400, 'key-malformed', language)
  return given
}

/** What makes a request this one: where it goes, what it says, and the content of its files. */
export function fingerprintOf(req: Request, { body, files }: Received): string {
  const papers = files.papers.map(({ item, file }) => ({ item, name: file.name, sha256: file.sha256 }))
  const rejected = files.rejected.map(({ item, name }) => ({ item, name }))
  return sha256(canonical({ method: req.method, url: req.originalUrl, body, papers, rejected }))
}

/** The request's parts in the operation's shapes. @throws ApiProblem 400 that names every place where they are not */
export function shaped({ params, query, bodyShape }: Operation, req: Request, { body }: Received, language: Language) {
  return { params: inShape(params, req.params, language, ['path']), query: inShape(query, req.query, language, ['query']), body: inShape(bodyShape, body, language) }
}
