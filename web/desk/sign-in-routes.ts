import { Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { say } from '../messages/routes.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { deskForm, readBody } from '../read-body.ts'
import { endSession, requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { enter, safeNext } from './enter.ts'

/** Coming in and going out; tries are limited, each is on record. */
export function signInRoutes(deps: Deps, limits: Limits): Router {
  const { accounts, events, now } = deps
  const router = Router()

  router.get('/sign-in', (req, res) => {
    render(res, 'desk/sign-in', { action: '/desk/sign-in', errors: [], next: safeNext(req.query['next']) })
  })

  router.post('/sign-in', deskForm, requireCsrf, async (req, res) => {
    const { username, password, next } = readBody(z.object({
      username: z.string().max(100).default(''), password: z.string().max(200).default(''), next: z.string().max(500).optional(),
    }), req)
    const name = username.trim().toLowerCase()
    const attempts = `${name} from ${addressKey(req)}`
    await limits.spend('signIn', attempts)
    await limits.spend('signInTotal', `address ${addressKey(req)}`)
    await limits.spend('signInTotal', `account ${name}`)
    const signIn = await accounts.authenticate(name, password)
    if (!signIn) {
      if (await accounts.find(name)) await events.note({ subject: `account/${name}`, act: 'sign-in-failed', by: { kind: 'system' }, at: now() })
      const language = languageOf(res)
      render(res, 'desk/sign-in', {
        action: '/desk/sign-in', username, next: safeNext(next), errors: [{ text: say('sign-in.wrong', language), href: '#field-username' }],
      })
      return
    }
    await limits.giveBack('signInTotal', `address ${addressKey(req)}`)
    await limits.forgive('signIn', attempts)
    await enter(req, res, signIn, { way: 'password', next: safeNext(next) }, deps)
  })

  router.post('/sign-out', deskForm, requireCsrf, async (req, res) => {
    await endSession(req)
    res.redirect(303, '/desk/sign-in')
  })

  return router
}
