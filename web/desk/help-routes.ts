import { createHash } from 'node:crypto'
import { Router, urlencoded } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { dossierStates } from '../../processes/law/dossier-states.ts'
import { roleNames } from '../../processes/law/roles.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { Preferences } from '../../store/preferences.ts'
import { dayOfRole, sayHelp, stateMeanings, type HelpTask } from '../messages/help.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import type { TourModel } from '../view/help-models.ts'
import { languageOf, render } from '../view/render.ts'
import { stateTags } from '../view/state-tag.ts'
import { translator } from '../view/translate.ts'
import { accountOf } from './account-of.ts'

const rolesOf = ({ roles }: Account) => roles.flatMap((role) => role === 'applicant' ? [] : [role])

/** What a step is kept under: another text of the same page is another step, to be looked at anew. */
const idOf = ({ href, text }: HelpTask) => createHash('sha256').update(`${href} ${text.vi}`).digest('base64url').slice(0, 12)

/** The first day of somebody, as far as they are; each page once, whatever the roles. */
export function tourOf(account: Account, { tourDone }: Pick<Preferences, 'tourDone'>, language: Language, shown: Pick<TourModel, 'open' | 'from'> = { open: true, from: 'help' }): TourModel {
  const steps = [...new Map(rolesOf(account).flatMap((role) => dayOfRole[role]).map((task) => [idOf(task), task])).entries()]
    .map(([id, { text, href, page }]) => ({ id, text: text[language], href, page: page[language], done: tourDone.includes(id) }))
  const done = steps.filter((step) => step.done).length
  return { ...shown, steps, finished: done === steps.length, lead: sayHelp('first-day-lead', language, { done: String(done), all: String(steps.length) }) }
}

/** Help for who is signed in, and the first day that goes with it. */
export function helpRoutes({ preferences }: Pick<Deps, 'preferences'>): Router {
  const router = Router()
  const body = urlencoded({ extended: false, limit: '10kb' })

  router.get('/help', async (_req, res) => {
    const [account, language] = [accountOf(res), languageOf(res)]
    const kept = await preferences.of(account.username)
    const t = translator(language)
    const say = (key: Parameters<typeof sayHelp>[0]) => sayHelp(key, language)
    render(res, 'desk/help', {
      days: rolesOf(account).map((role) => ({ role: roleNames[role][language], tasks: dayOfRole[role].map(({ text, href, page }) => ({ text: text[language], href, page: page[language] })) })),
      states: dossierStates.map((state) => {
        const { tone, key, deskKey }: { tone: (typeof stateTags)[typeof state]['tone'], key: Parameters<typeof t>[0], deskKey?: Parameters<typeof t>[0] } = stateTags[state]
        return { name: t(deskKey ?? key), tone, meaning: stateMeanings[state][language] }
      }),
      times: (['time-soon', 'time-overdue', 'time-stands'] as const).map(say),
      ...(!kept.tourHidden && { tour: tourOf(account, kept, language) }),
      words: { title: say('title'), day: say('day'), states: say('states'), times: say('times'), keys: say('keys'), keysText: say('keys-text'), show: say('show') },
    })
  })

  router.post('/help/first-day', body, requireCsrf, async (req, res) => {
    const [{ username }, language] = [accountOf(res), languageOf(res)]
    const { from, done, undo, hide, show } = readBody(z.object({ from: z.string().optional(), done: z.string().max(20).optional(), undo: z.string().max(20).optional(), hide: z.string().optional(), show: z.string().optional() }), req)
    const { tourDone } = await preferences.of(username)
    if (done && tourOf(accountOf(res), { tourDone }, language).steps.some(({ id }) => id === done)) await preferences.keep(username, { tourDone: [...new Set([...tourDone, done])] })
    if (undo) await preferences.keep(username, { tourDone: tourDone.filter((id) => id !== undo) })
    if (hide) {
      await preferences.keep(username, { tourHidden: true })
      req.session.flash = { tone: 'info', text: sayHelp('hidden', language) }
    }
    if (show) await preferences.keep(username, { tourHidden: false })
    res.redirect(303, from !== 'home' ? '/desk/help#first-day' : hide ? '/desk' : '/desk?first-day=open#first-day')
  })

  return router
}
