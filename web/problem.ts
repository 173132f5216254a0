import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express'
import { randomUUID } from 'node:crypto'
import type { Log } from '../config/log.ts'
import { render } from './view/render.ts'
import type { ErrorModel } from './view/models.ts'

/** Something that the person, not the program, has to mend; `reasons` are in the person's language. */
export class HttpProblem extends Error {
  readonly status: ErrorModel['status'] | 400 | 401 | 405 | 409 | 415
  readonly reasons: readonly string[]
  readonly retryAfter: number | undefined
  constructor(status: HttpProblem['status'], reasons: readonly string[] = [], retryAfter?: number) {
    super(reasons.join(' ') || String(status))
    this.status = status
    this.reasons = reasons
    this.retryAfter = retryAfter
  }
}

/** A member of an RFC 9457 problem that says where the request is wrong. */
export interface Fault { readonly pointer: string, readonly detail: string }

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict',
  413: 'Content Too Large', 415: 'Unsupported Media Type', 422: 'Unprocessable Content', 429: 'Too Many Requests', 500: 'Internal Server Error', 503: 'Service Unavailable',
}

/** Answers with a problem document (RFC 9457). */
export function sendProblem(res: Response, status: number, detail: string, errors: readonly Fault[] = []): void {
  res.status(status).type('application/problem+json').send(JSON.stringify({
    type: 'about:blank', title: titles[status] ?? 'Error', status, detail, ...(errors.length > 0 && { errors }),
  }))
}

const pageStatuses: readonly number[] = [403, 404, 413, 422, 429, 500, 503] satisfies ErrorModel['status'][]

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown, statusCode?: unknown }).status
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}

/** The one place where failures become answers: a page for people, a problem document under `/api`. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) { next(error); return }
    const status = statusOf(error)
    const reference = status >= 500 ? randomUUID() : undefined
    if (reference) log.error({ reference, method: req.method, path: req.route ? req.baseUrl + String((req.route as { path: unknown }).path) : undefined, err: error }, 'a request failed')
    const problem = error instanceof HttpProblem ? error : null
    if (problem?.retryAfter !== undefined) res.set('Retry-After', String(problem.retryAfter))
    if (/^\/api\//i.test(req.originalUrl)) {
      sendProblem(res, status, reference ? `Something went wrong on our side. Reference: ${reference}` : problem?.message ?? (error as Error).message)
      return
    }
    if (!res.locals['csrfToken']) { // it failed before there was a session, or outside of the pages: a missing asset
      res.status(status).type('text').send([titles[status] ?? 'Error', ...(reference ? [`Reference: ${reference}`] : [])].join('\n'))
      return
    }
    const shown = (pageStatuses.includes(status) ? status : status >= 500 ? 500 : 422) as ErrorModel['status']
    const desk = req.path.startsWith('/desk')
    render(res, 'portal/error', {
      status: shown, homeHref: desk ? '/desk' : '/', ...(reference && { reference }),
      ...(problem && problem.reasons.length > 0 && { reasons: problem.reasons }),
      ...(problem?.retryAfter !== undefined && { retryAfter: problem.retryAfter }),
    }, { status, layout: desk && res.locals['user'] ? 'desk' : 'portal' })
  }
}
