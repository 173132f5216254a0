import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Role } from '../../processes/law/roles.ts'
import type { Language } from '../../processes/text.ts'
import { sha256 } from '../../store/canonical.ts'
import { asAccount } from '../../store/clients.ts'
import { LeaseLost, type KeptAnswer } from '../../store/request-keys.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import type { Answer, Call, Operation } from './operation.ts'
import { spend, type OAuth } from './oauth.ts'
import { refuse, underWay } from './problems.ts'
import { fingerprintOf, receive, requestKey, shaped } from './read-request.ts'

/** Serves one operation: who calls, what they ask with, whether it was asked before, and what comes of it. */
export function serveOperation(operation: Operation, deps: Deps, { limits, oauth }: { limits: Limits, oauth: OAuth }): RequestHandler {
  const { requestKeys, files } = deps

  /** Carries a request out once under its key, and answers it again from what was kept. */
  async function once(client: string, key: string, fingerprint: string, language: Language, work: (keep: Call<never, never, never>['keep']) => Promise<Answer>): Promise<{ answer: Answer, replayed: boolean }> {
    const beginning = await requestKeys.begin(client, key, fingerprint)
    if (beginning.state === 'other-request') throw refuse(422, 'key-reused', language)
    if (beginning.state === 'under-way') throw underWay(language)
    if (beginning.state === 'answered') return { answer: beginning.answer, replayed: true }
    const { lease } = beginning
    let kept = false
    const keep = async <Kept extends KeptAnswer>(answer: Kept) => {
      await requestKeys.answer(client, key, lease, answer)
      kept = true
      return answer
    }
    try {
      const answer = await work(keep)
      if (!kept && 'status' in answer) await keep(answer)
      return { answer, replayed: false }
    } catch (error) {
      if (error instanceof LeaseLost) throw underWay(language)
      await requestKeys.release(client, key, lease)
      throw error
    }
  }

  async function serve(req: Request, res: Response): Promise<void> {
    const { language } = res.locals as { language: Language }
    res.set({ 'Cache-Control': 'private, no-store', 'Vary': 'Accept-Language, Authorization' })
    const { client, scopes } = await oauth.authenticate(req, res, operation.scope)
    await spend(limits, 'client', client.id, res)
    const key = requestKey(operation, req, language)
    const actor: Call<never, never, never>['actor'] = (role: Role) => ({ kind: 'client', id: client.id, name: client.name, role })
    const received = await receive(operation, req, res, actor('applicant'), deps)
    try {
      const call = (keep: Call<never, never, never>['keep']) => ({
        ...shaped(operation, req, received, language), files: received.files, language, client, scopes, account: asAccount(client), ip: addressKey(req), keep, actor, request: key === null ? randomUUID() : sha256(`${client.id} ${key}`),
      }) as Call<never, never, never>
      const { answer, replayed } = key === null
        ? { answer: await operation.handle(call((each) => Promise.resolve(each)), deps), replayed: false }
        : await once(client.id, key, fingerprintOf(req, received), language, (keep) => operation.handle(call(keep), deps))
      res.set('Content-Language', language)
      if (replayed) res.set('Idempotency-Replayed', 'true')
      await send(res, answer)
    } finally {
      await files.drop(received.files.papers.map(({ file }) => file.id)) // what a dossier has taken over stays
    }
  }

  return (req, res) => serve(req, res)
}

async function send(res: Response, answer: Answer): Promise<void> {
  if ('send' in answer) { await answer.send(res); return }
  if (answer.location !== undefined) res.location(answer.location)
  if (answer.status === 204) res.status(204).end()
  else res.status(answer.status).json(answer.body)
}
