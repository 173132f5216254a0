import express, { type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import { canonical, sha256 } from '../../store/canonical.ts'
import type { Actor } from '../../store/events.ts'
import { readForm, type PostedForm } from '../upload.ts'
import type { Operation } from './operation.ts'
import { inShape, refuse } from './problems.ts'

const parseJson = express.json({ limit: '1mb', type: ['application/json', 'application/*+json'], strict: false })

function readJson(req: Request, res: Response): Promise<unknown> {
  return new Promise((resolve, reject) => {
    parseJson(req, res, (error: unknown) => { if (error) reject(error as Error); else resolve(req.body) })
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
  if (body === 'files') throw refuse(415, 'body-file', language)
  if (!isJson(req)) throw refuse(415, body === 'json' ? 'body-json' : 'body-json-or-form', language)
  return { body: await readJson(req, res), files }
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
