import express, { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import { sayApi } from '../messages/api.ts'
import { sendProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { takeNotification } from '../take-notification.ts'
import { explainDeadline } from './explain-deadline.ts'
import { createOAuth } from './oauth.ts'
import { openApi } from './open-api.ts'
import { operations } from './operations.ts'
import { apiProblems } from './problems.ts'
import { serveOperation } from './serve-operation.ts'

/** Microseconds of computing that cost as much as a further request: 3,000 a minute are some 12 s of it for one address. */
const computingForOnePoint = 4_000

/** The interface for other systems; answers are JSON, problems follow RFC 9457. */
export function apiRoutes(deps: Deps, limits: Limits): Router {
  const router = Router()
  const json = express.json({ limit: '1mb', type: ['application/json', 'application/*+json'], strict: false })
  const oauth = createOAuth(deps, limits)

  router.get('/openapi.json', (_req, res) => {
    const { language } = res.locals as { language: Language }
    res.set({ 'Content-Language': language, 'Vary': 'Accept-Language' }).json(openApi(deps.env.PUBLIC_ORIGIN, language))
  })

  router.use(oauth.router)

  router.post('/v1/deadlines/explain', json, async (req, res) => {
    const { language } = res.locals as { language: Language }
    if (!req.is(['application/json', 'application/*+json'])) {
      sendProblem(res, 415, sayApi('body-json', language))
      return
    }
    const before = process.cpuUsage()
    const answer = await explainDeadline(req.body, language, deps)
    const { user } = process.cpuUsage(before)
    const points = Math.floor(user / computingForOnePoint)
    if (points > 0) await limits.spend('api', addressKey(req), points).catch(() => undefined) // the next request is refused, not this one
    res.set('Content-Language', language)
    if ('explained' in answer) res.json(answer.explained)
    else sendProblem(res, 400, answer.faults.map(({ pointer, detail }) => `${pointer}: ${detail}`).join(' '), answer.faults)
  })

  /** The payment provider's call (IPN); it goes by the answer's code, and calls again until it is taken. */
  router.get('/v1/payments/notify', async (req, res) => {
    if (!deps.pay) { sendProblem(res, 404, 'No payment provider is configured.'); return }
    const answer = await takeNotification(req.query, deps).catch((error: unknown) => {
      deps.log.error({ error: (error as Error).message }, 'a payment could not be booked; the provider calls again')
      return 'failed' as const
    })
    res.json(deps.pay.answer(answer))
  })

  for (const operation of operations) router[operation.method](pathOf(operation.path), serveOperation(operation, deps, { limits, oauth }))

  const served = [...operations, { path: '/v1/deadlines/explain', method: 'post' }, { path: '/v1/oauth/token', method: 'post' }]
  for (const path of new Set(served.map((each) => each.path))) {
    const allow = served.filter((each) => each.path === path).map(({ method }) => method.toUpperCase()).join(', ')
    router.all(pathOf(path), (_req, res) => {
      res.set('Allow', allow)
      sendProblem(res, 405, sayApi('method', (res.locals as { language: Language }).language, { allow }))
    })
  }

  router.use((_req, res) => { sendProblem(res, 404, 'There is no such address in this interface; see /api/openapi.json.') })
  router.use(apiProblems)
  return router
}

/** A path as the router writes it: '/v1/dossiers/:code'. */
const pathOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1')
