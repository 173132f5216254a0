import { Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { parseDossierCode, parseQrPayload } from '../../processes/law/dossier-code.ts'
import { parseEnquiryCode } from '../../processes/law/enquiries.ts'
import { plainWords } from '../../processes/plain-words.ts'
import { askedOf, mayRead } from '../access.ts'
import { say } from '../messages/routes.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

/** How many dossiers a page shows, and among how many those are looked for that the reader may see. */
const most = { shown: 50, lookedAt: 400 }
const fewestLetters = 3

/**
 * A dossier by its code, typed or scanned, or by whose it is. Names and numbers are posted, so that they stand in no address and no log; that
 * somebody looked for a person is on record, not for whom (TH 27/2019, art. 20).
 */
export function findRoutes({ dossiers, enquiries, consultations, events, now }: Deps): Router {
  const router = Router()

  router.get('/find', (_req, res) => { render(res, 'desk/found', { find: { action: '/desk/find' } }) })

  router.post('/find', deskForm, requireCsrf, async (req, res) => {
    const account = accountOf(res)
    const language = languageOf(res)
    const { words } = readBody(z.object({ words: z.string().max(200).default('').transform((text) => text.trim()) }), req)
    const enquiry = parseEnquiryCode(words)
    if (enquiry && await enquiries.find(enquiry.code)) {
      res.redirect(303, `/desk/enquiries/${enquiry.code}`)
      return
    }
    const parsed = parseDossierCode(words) ?? parseQrPayload(words)
    const dossier = parsed && await dossiers.find(parsed.code)
    if (dossier && (mayRead(account, dossier) || askedOf(account, await consultations.of(dossier.code)).length > 0)) {
      res.redirect(303, `/desk/dossiers/${dossier.code}`)
      return
    }
    const refuse = (error: string, status: number) => { render(res, 'desk/found', { find: { action: '/desk/find', words, error } }, { status }) }
    if (parsed) { refuse(say('desk.no-such-dossier', language), 404); return }
    if (plainWords(words).length < fewestLetters) { refuse(say('find.too-short', language), 422); return }

    const all = await dossiers.search(words, most.lookedAt)
    const found = all.filter((each) => mayRead(account, each)).sort((a, b) => b.filedAt.epochMilliseconds - a.filedAt.epochMilliseconds)
    await events.note({ subject: `account/${account.username}`, act: 'search-dossiers', at: now(), onBehalfOf: account.unit, by: staff(account, account.roles[0] ?? 'reception-clerk'), details: { found: found.length } })
    render(res, 'desk/found', {
      find: { action: '/desk/find', words }, isCut: found.length > most.shown || all.length === most.lookedAt,
      rows: found.slice(0, most.shown).map(({ code, applicant, procedure, state, filedAt }) => ({
        href: `/desk/dossiers/${code}`, code, applicant: applicant.name, procedure: procedureOf({ procedure, filedAt }).name[language], state, filedAt,
      })),
    })
  })

  return router
}
