import type { Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { Role } from '../../processes/law/roles.ts'
import type { Language, Text } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { Client, Scope } from '../../store/clients.ts'
import type { Actor } from '../../store/events.ts'
import type { KeptAnswer } from '../../store/request-keys.ts'
import type { PostedForm } from '../upload.ts'

/** How a body comes: as JSON; as JSON or a form with files beside it; as files alone. */
export type BodyKind = 'json' | 'json-with-files' | 'files'

/** What an operation is asked with, and by whom. */
export interface Call<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Files that came along; of a request that fails nothing is kept. */
  readonly files: Pick<PostedForm, 'papers' | 'rejected'>
  readonly language: Language
  readonly client: Client
  /** The client as the rules on access know people: its unit and its roles. */
  readonly account: Account
  readonly scopes: readonly string[]
  /** The client as the log names it, in a role; 'applicant' when it acts in the applicant's place. */
  readonly actor: (role: Role) => Extract<Actor, { kind: 'client' }>
  /** Names the request: the same one when it comes again under its key. */
  readonly request: string
  /** The caller's address. */
  readonly ip: string
  /**
   * Keeps the answer under the request's Idempotency-Key, if it came with one. Called in the transaction of the fact: a crash leaves both or
   * neither.
   */
  readonly keep: <Answer extends KeptAnswer>(answer: Answer) => Promise<Answer>
}

/** An answer in JSON, or one that sends itself. */
export type Answer = KeptAnswer | { readonly send: (res: Response) => Promise<void> }

export interface AnswerShape { readonly description: Text, readonly schema?: z.ZodType, /** Of a file. */ readonly types?: readonly string[] }

interface Described {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** As OpenAPI writes it: '/v1/dossiers/{code}'. */
  readonly path: string
  readonly scope: Scope
  readonly summary: Text
  readonly description?: Text
  readonly body?: BodyKind
  /** The header Idempotency-Key: needed, or taken. Only of POST. */
  readonly key?: 'needed' | 'taken'
  readonly answers: Readonly<Record<number, AnswerShape>>
  /** Refusals beside those that every operation has. */
  readonly problems?: readonly (403 | 404 | 409 | 413 | 415 | 422)[]
}

/** One operation of the interface: its description and what it does, of one piece. */
export interface Operation extends Described {
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly bodyShape: z.ZodType
  readonly handle: (call: Call<never, never, never>, deps: Deps) => Promise<Answer>
}

const nothing = z.strictObject({})

export function operation<P extends z.ZodObject = typeof nothing, Q extends z.ZodObject = typeof nothing, B extends z.ZodType = typeof nothing>(
  { params, query, bodyShape, handle, ...rest }: Described & {
    readonly params?: P, readonly query?: Q, readonly bodyShape?: B
    readonly handle: (call: Call<z.infer<P>, z.infer<Q>, z.infer<B>>, deps: Deps) => Promise<Answer>
  },
): Operation {
  return { ...rest, params: params ?? nothing, query: query ?? nothing, bodyShape: bodyShape ?? nothing, handle: handle as Operation['handle'] }
}
