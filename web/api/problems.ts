import type { ErrorRequestHandler } from 'express'
import { z } from 'zod'
import { formatDong } from '../../processes/law/fees.ts'
import type { Language } from '../../processes/text.ts'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { TaskNotOpen } from '../../store/tasks.ts'
import { NotOwed } from '../../store/fees.ts'
import { NotFailed } from '../../store/outbox.ts'
import { Amended } from '../complete-task.ts'
import { sayApi, type ApiMessage } from '../messages/api.ts'
import { HttpProblem, sendProblem, type Fault } from '../problem.ts'

/** A refusal with the places of the request that are at fault (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number
  readonly faults: readonly Fault[]
  /** In how many seconds to come again. */
  readonly retryAfter: number | null
  constructor(status: number, detail: string, faults: readonly Fault[] = [], retryAfter: number | null = null) {
    super(detail)
    this.status = status
    this.faults = faults
    this.retryAfter = retryAfter
  }
}

export const refuse = (status: number, why: ApiMessage, language: Language, params: Readonly<Record<string, string>> = {}): ApiProblem => new ApiProblem(status, sayApi(why, language, params))

/** Another request with the key is under way: such a one takes seconds. */
export const underWay = (language: Language): ApiProblem => new ApiProblem(409, sayApi('key-under-way', language), [], 2)

/** Well-formed, and wrong all the same: 422 with every place. */
export const wrongInput = (faults: readonly Fault[], language: Language): ApiProblem => new ApiProblem(422, sayApi('input-wrong', language), faults.slice(0, 100))

/** A JSON pointer (RFC 6901) as a fragment. */
export const pointer = (path: readonly PropertyKey[]): string => `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`

const locales = { vi: z.locales.vi().localeError, en: z.locales.en().localeError }

/** A part of the request in its shape. @throws ApiProblem 400 that names every place where it is not */
export function inShape<Shape extends z.ZodType>(shape: Shape, value: unknown, language: Language, at: readonly string[] = []): z.infer<Shape> {
  const parsed = shape.safeParse(value, { error: locales[language], reportInput: false })
  if (parsed.success) return parsed.data
  throw new ApiProblem(400, sayApi('input-wrong', language), parsed.error.issues.slice(0, 50).map((issue) => ({ pointer: pointer([...at, ...issue.path]), detail: issue.message })))
}

/** Faults by field or by paper, as the pages tell them, at their places in the request. */
export const faultsAt = (at: string, errors: Readonly<Record<string, string>>): Fault[] => Object.entries(errors).map(([key, detail]) => ({ pointer: pointer([at, key]), detail }))

/** What a failure is to whoever asked; null: it is ours. */
function refusalOf(error: unknown, language: Language): ApiProblem | null {
  if (error instanceof ApiProblem) return error
  if (error instanceof TaskNotOpen) return refuse(409, 'task-done', language)
  if (error instanceof Amended) return refuse(409, 'amended', language)
  if (error instanceof NotOwed) return refuse(409, 'owed-other', language, { amount: formatDong(error.owed, language) })
  if (error instanceof NotFailed) return refuse(409, 'sending-decided', language)
  if (error instanceof ActNotAllowed) return refuse(409, 'not-now', language)
  if (error instanceof HttpProblem && error.status === 413) return refuse(413, 'body-too-large', language)
  if (error instanceof HttpProblem && error.status === 404) return refuse(404, 'no-such', language)
  const { type } = error as { type?: unknown }
  if (type === 'entity.parse.failed') return refuse(400, 'body-malformed', language)
  return type === 'entity.too.large' ? refuse(413, 'body-too-large', language) : null
}

/** Turns refusals into problem documents; what is our own fault goes on to the one place that logs it. */
export const apiProblems: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  const { language } = res.locals as { language: Language }
  const refusal = res.headersSent ? null : refusalOf(error, language)
  if (!refusal) { next(error); return }
  res.set({ 'Content-Language': language, ...(refusal.retryAfter !== null && { 'Retry-After': String(refusal.retryAfter) }) })
  sendProblem(res, refusal.status, refusal.message, refusal.faults)
}
