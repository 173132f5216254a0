import type { Response } from 'express'
import { pipeline } from 'node:stream/promises'
import { HttpProblem } from './problem.ts'
import type { Files } from '../store/files.ts'

/** Sends a stored file so that no browser runs anything in it. @throws HttpProblem 404 when there is none */
export async function sendFile(res: Response, found: Awaited<ReturnType<Files['find']>>): Promise<void> {
  if (!found) throw new HttpProblem(404)
  const { file, content } = found
  res.attachment(file.name).type(file.type) // in this order: attachment() would have the name say what the content is
  res.set({
    'Content-Disposition': (res.get('Content-Disposition') ?? '').replace(/^attachment/, 'inline'), 'Content-Length': String(file.size),
    'Cache-Control': 'private, no-store', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
  await pipeline(content, res)
}
