import { Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { parseDossierCode, parseQrPayload } from '../../processes/law/dossier-code.ts'
import { parseEnquiryCode } from '../../processes/law/enquiries.ts'
import { plainWords } from '../../processes/plain-words.ts'
import type { Language } from '../../processes/text.ts'
import { askedOf, mayRead, oversees } from '../access.ts'
import { tellOversight } from '../messages/oversight.ts'
import { say } from '../messages/routes.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { peopleNamed, stepNames } from './queue-rows.ts'

/** How many dossiers a page shows, and among how many those are looked for that the reader may see. */
const most = { shown: 50, lookedAt: 400 }
const fewestLetters = 3

/** Of a list of papers that were handed over, as web/hand-over.ts makes it: unit, year, number. */
const listNumber = /^[a-z0-9]+-\d{4}-\d+$/i

/**
 * A dossier by its code, typed or scanned, by whose it is, or by a paper of it; a list of papers by its number. Names and numbers are posted, so that they stand in no address and no log; that
 * somebody looked for a person is on record, not for whom (TH 27/2019, art. 20).
 */
export function findRoutes(deps: Deps): Router {
  const { dossiers, enquiries, consultations, events, handOverLists, slips, tasks, agencies, now } = deps
  const router = Router()

  /** Where each of some dossiers is now: its open steps, with whom. */
  async function placesOf(codes: readonly string[], language: Language): Promise<ReadonlyMap<string, string[]>> {
    const open = await tasks.openOfAll(codes)
    const stepName = stepNames(language, deps)
    const people = await peopleNamed(open.flatMap(({ assignee }) => assignee ?? []), deps)
    const units = new Map(await Promise.all([...new Set(open.flatMap(({ unit }) => unit ?? []))].map(async (unit) => [unit, (await agencies.find(unit))?.name[language] ?? unit] as const)))
    const places = new Map<string, string[]>()
    for (const { dossier, process, elementId, assignee, unit } of open) {
      const who = (assignee && people.get(assignee)) ?? (unit && units.get(unit)) ?? tellOversight('progress.applicant', language)
      places.set(dossier, [...places.get(dossier) ?? [], `${await stepName(process, elementId)} – ${who}`])
    }
    return places
  }

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
    const list = listNumber.test(words) ? await handOverLists.find(words.toLowerCase()) : null
    if (list && (list.from === account.unit || list.to === account.unit || oversees(account))) {
      res.redirect(303, `/desk/hand-over/${list.id}`)
      return
    }
    const refuse = (error: string, status: number) => { render(res, 'desk/found', { find: { action: '/desk/find', words, error } }, { status }) }
    if (parsed) { refuse(say('desk.no-such-dossier', language), 404); return }
    if (plainWords(words).length < fewestLetters) { refuse(say('find.too-short', language), 422); return }

    const numbered = await slips.dossiersNumbered(words, most.shown)
    const all = await dossiers.search(words, most.lookedAt, numbered)
    const found = all.filter((each) => mayRead(account, each)).sort((a, b) => b.filedAt.epochMilliseconds - a.filedAt.epochMilliseconds)
    await events.note({ subject: `account/${account.username}`, act: 'search-dossiers', at: now(), onBehalfOf: account.unit, by: staff(account, account.roles[0] ?? 'reception-clerk'), details: { found: found.length } })
    const shown = found.slice(0, most.shown)
    const places = await placesOf(shown.map(({ code }) => code), language)
    const typed = plainWords(words)
    render(res, 'desk/found', {
      find: { action: '/desk/find', words }, isCut: found.length > most.shown || all.length >= most.lookedAt,
      rows: shown.map(({ code, applicant, procedure, state, filedAt, papers, resultNumber }) => {
        const paper = plainWords(applicant).includes(typed) ? undefined : papers.find((name) => plainWords(name).includes(typed))
        const number = resultNumber !== null && plainWords(resultNumber).startsWith(typed) ? say('find.by-result', language, { number: resultNumber }) : numbered.includes(code) ? say('find.by-slip', language, { number: words }) : null
        const by = number ?? (paper === undefined ? null : say('find.by-paper', language, { name: paper }))
        return { href: `/desk/dossiers/${code}`, code, applicant, procedure: procedureOf({ procedure, filedAt }).name[language], state, filedAt, places: places.get(code) ?? [], ...(by !== null && { by }) }
      }),
    })
  })

  return router
}
