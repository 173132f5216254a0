import { Router, type Request } from 'express'
import type { Deps } from '../../config/wire.ts'
import { parseDossierCode } from '../../processes/law/dossier-code.ts'
import { parseEnquiryCode } from '../../processes/law/enquiries.ts'
import { citizenOf } from '../account/signed-in.ts'
import { enquiryPlaces } from '../messages/enquiries.ts'
import { eventLinks } from '../present-procedures.ts'
import { createSearch } from '../search/search.ts'
import type { FoundView } from '../view/find-models.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'
import { owns } from './look-up-routes.ts'

const mostShown = 30
const mostSuggested = 6
const longest = 200

const asked = (req: Request) => typeof req.query['q'] === 'string' ? req.query['q'].slice(0, longest).trim() : ''

/**
 * The search (requirement A5): a page that needs no script, and suggestions while one types. A dossier's code leads to its look-up and is
 * written nowhere; it is neither searched for nor in any address that is logged.
 */
export function searchRoutes(deps: Pick<Deps, 'agencies' | 'enquiries' | 'now'>): Router {
  const search = createSearch(deps)
  const router = Router()

  async function find(req: Request, language: 'vi' | 'en', most: number): Promise<FoundView[]> {
    const query = asked(req)
    const enquiry = parseEnquiryCode(query)
    if (enquiry) return [{ kind: enquiry.kind, name: enquiry.code, href: `${enquiryPlaces[enquiry.kind].home}/${enquiry.code}`, text: enquiryPlaces[enquiry.kind].name[language] }]
    return query === '' ? [] : (await search.find(query, language, most)).map(({ kind, name, href, text }) => ({ kind, name: name[language], href, text: text[language] }))
  }

  router.get('/tim-kiem', async (req, res) => {
    const [language, query] = [languageOf(res), asked(req)]
    const dossier = parseDossierCode(query)
    if (dossier && !owns(req, dossier.code) && !citizenOf(req)) { // of an account the dossier's own page decides
      render(res, 'portal/look-up', { action: '/ho-so', values: { code: dossier.code }, errors: [] })
      return
    }
    const found: FoundView[] = dossier
      ? [{ kind: 'dossier', name: dossier.code, href: `/ho-so/${dossier.code}`, text: translator(language)('home.follow-text') }]
      : await find(req, language, mostShown)
    render(res, 'portal/search', { query, found, phone: (await deps.agencies.centre())?.phone ?? '', events: eventLinks(language, deps.now()) })
  })

  router.get('/tim-kiem/goi-y', async (req, res) => {
    const language = languageOf(res)
    const t = translator(language)
    const dossier = parseDossierCode(asked(req))
    const found: FoundView[] = dossier
      ? [{ kind: 'dossier', name: dossier.code, href: `/tim-kiem?q=${encodeURIComponent(dossier.code)}`, text: t('home.follow') }]
      : await find(req, language, mostSuggested)
    res.json({
      found: found.map(({ kind, name, href, text }) => ({ name, href, text, kind: t(`find.kind-${kind}`) })),
      told: found.length > 0 ? t('find.suggestions-told', { count: found.length }) : t('find.suggestions-none'), all: t('find.all-results'),
    })
  })

  return router
}
