import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { enquiryKinds, isEnquiryClosed, parseEnquiryCode, type EnquiryKind } from '../../processes/law/enquiries.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import { askEnquiry, digestOf } from '../ask-enquiry.ts'
import { createConfirmation } from '../confirmation.ts'
import { enquiryPlaces, sayEnquiry } from '../messages/enquiries.ts'
import { askedGroups, enquiryDue, enquiryOptions, enquiryTimeline, enquiryView, intakeForms } from '../present-enquiry.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readAsked, readFurther, sorterOf } from '../read-asked.ts'
import { readBody } from '../read-body.ts'
import { csrfToken, renew, requireCsrf } from '../session.ts'
import { formView, type ErrorLink } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { owns, remember } from './look-up-routes.ts'

const perPage = 20

const bare = (text: unknown) => typeof text === 'string' ? text.replace(/\s/g, '').toUpperCase() : ''

/** The secret that was given, or the number of the paper that was named when asking. */
function proves(proof: string, { code, secret, asked }: Enquiry): boolean {
  const given = bare(proof)
  return digestOf(code, proof) === secret || (given !== '' && [asked['identityNumber'], asked['foundingDecision']].some((number) => bare(number) === given))
}

/** Questions, and feedback and petitions (requirements A7, A8, H1, H4): the public list, asking, following and asking further. */
export function enquiryRoutes(deps: Deps, limits: Limits): Router {
  const router = Router()
  for (const kind of enquiryKinds) router.use(enquiryPlaces[kind].home, routesOf(kind, deps, limits))
  return router
}

function routesOf(kind: EnquiryKind, deps: Deps, limits: Limits): Router {
  const { enquiries, agencies } = deps
  const { home, ask } = enquiryPlaces[kind]
  const confirmation = createConfirmation(deps, limits)
  const router = Router()
  const body = urlencoded({ extended: false, limit: '100kb', parameterLimit: 100 })

  router.get('/', async (req, res) => {
    const asked = Number(req.query['page'])
    const current = Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked : 1
    const { total, shown } = await enquiries.publishedOf(kind, { page: current, perPage })
    const last = Math.max(1, Math.ceil(total / perPage))
    render(res, 'portal/enquiries', {
      kind, askHref: ask, followHref: `${home}/tra-cuu`, total,
      entries: shown.map(({ code, version }) => ({ code, title: version.title, href: `${home}/${code}`, at: version.at })),
      pages: { current, last, ...(current > 1 && { previousHref: `${home}?page=${String(Math.min(current - 1, last))}` }), ...(current < last && { nextHref: `${home}?page=${String(current + 1)}` }) },
    })
  })

  async function showAsk(res: Response, posted: Readonly<Record<string, unknown>> = {}, errors: Record<string, string> = {}, status?: number) {
    const language = languageOf(res)
    const options = await enquiryOptions(language, deps)
    const { confirmationCode, ...fieldErrors } = errors
    const forms = await intakeForms(kind, deps)
    const views = forms.map((form) => {
      const own = Object.fromEntries(Object.entries(fieldErrors).filter(([key]) => form.components.some((each) => 'key' in each && each.key === key)))
      return formView(form, { values: posted, errors: own, language, options })
    })
    const text = (key: string) => typeof posted[key] === 'string' ? posted[key] : ''
    render(res, 'portal/ask', {
      kind, homeHref: home, action: ask, sections: views.map(({ fields }) => ({ fields })),
      confirmation: await confirmation.view(language, { token: text('confirmationToken'), typed: text('confirmationCode').slice(0, 20) }),
      errors: [...views.flatMap((view) => view.errors), ...(confirmationCode ? [{ text: confirmationCode, href: '#field-confirmationCode' }] : [])],
    }, { ...(status !== undefined && { status }) })
  }

  router.get(ask.slice(home.length), (_req, res) => showAsk(res))

  router.post(ask.slice(home.length), body, requireCsrf, async (req, res) => {
    const language = languageOf(res)
    await limits.spend('file', addressKey(req))
    const posted = readBody(z.record(z.string(), z.union([z.string(), z.array(z.string())])), req)
    const text = (key: string) => typeof posted[key] === 'string' ? posted[key] : ''
    const { asked, errors: faults } = await readAsked(kind, posted, language, deps)
    const confirmed = await confirmation.check({ token: text('confirmationToken'), typed: text('confirmationCode'), work: text('confirmationWork') })
    const errors = { ...faults, ...(!confirmed && { confirmationCode: sayEnquiry('confirmation', language) }) }
    if (Object.keys(errors).length > 0 || !confirmed) {
      await showAsk(res, posted, errors)
      return
    }
    if (!(await confirmation.use(confirmed, addressKey(req)))) {
      await showAsk(res, { ...posted, confirmationToken: '' }, { confirmationCode: sayEnquiry('confirmation-used', language) })
      return
    }
    const receiving = await sorterOf(asked, deps)
    if (receiving === null) throw new HttpProblem(503)
    const { code, secret } = await askEnquiry({ kind, asked, language, receiving }, deps)
    remember(req, code)
    req.session.secret = { code, secret }
    res.redirect(303, `${home}/${code}/da-gui`)
  })

  router.get('/:code/da-gui', async (req, res) => {
    const { code } = req.params
    const enquiry = owns(req, code) ? await enquiries.find(code) : null
    if (!enquiry) { res.redirect(303, `${home}/tra-cuu`); return }
    res.set('Cache-Control', 'private, no-store')
    const { secret } = req.session
    const sortedBy = (await enquiries.due(enquiry))?.due ?? enquiry.askedAt
    render(res, 'portal/asked', { kind, code, ...(secret?.code === code && { secret: secret.secret }), askedAt: enquiry.askedAt, sortedBy, href: `${home}/${code}`, homeHref: home })
  })

  const showLookUp = (res: Response, values: { code?: string, proof?: string } = {}, errors: ErrorLink[] = []) => {
    render(res, 'portal/enquiry-look-up', { kind, homeHref: home, action: `${home}/tra-cuu`, values, errors })
  }

  router.get('/tra-cuu', (_req, res) => { showLookUp(res) })

  router.post('/tra-cuu', body, requireCsrf, async (req, res) => {
    const language = languageOf(res)
    const { code, proof } = readBody(z.object({ code: z.string().max(200).default(''), proof: z.string().max(200).default('') }), req)
    const errors: ErrorLink[] = []
    const parsed = parseEnquiryCode(code)
    if (!parsed) errors.push({ text: sayEnquiry('look-up.code', language), href: '#field-code' })
    if (proof.trim() === '') errors.push({ text: sayEnquiry('look-up.proof', language), href: '#field-proof' })
    if (parsed && errors.length === 0) {
      await limits.spend('lookUp', addressKey(req))
      await limits.spend('lookUp', parsed.code)
      const enquiry = await enquiries.find(parsed.code)
      if (enquiry && proves(proof, enquiry)) {
        await limits.giveBack('lookUp', addressKey(req))
        await limits.forgive('lookUp', parsed.code)
        await renew(req)
        csrfToken(req)
        remember(req, parsed.code)
        res.redirect(303, `${enquiryPlaces[enquiry.kind].home}/${parsed.code}`)
        return
      }
      errors.push({ text: sayEnquiry('look-up.no-match', language), href: '#field-code' })
    }
    showLookUp(res, { code, proof }, errors)
  })

  /** The thread of a number when one of it was proved here to be the asker's; its latest is the last. */
  async function ownThread(req: Request): Promise<Enquiry[] | null> {
    const enquiry = await enquiries.find(String(req.params['code']))
    if (enquiry?.kind !== kind) return null
    const thread = await enquiries.ofThread(enquiry.thread)
    return thread.some(({ code }) => owns(req, code)) ? thread : null
  }

  async function showThread(res: Response, thread: readonly Enquiry[], retry: { content?: string, error?: string } = {}) {
    const language = languageOf(res)
    const [first, latest] = [thread[0], thread.at(-1)]
    if (!first || !latest) throw new HttpProblem(404)
    res.set('Cache-Control', 'private, no-store')
    const due = await enquiryDue(latest, language, deps)
    const unit = latest.units.deciding && (await agencies.find(latest.units.deciding))?.name[language]
    render(res, 'portal/enquiry', {
      kind, homeHref: home, code: first.code, thread: thread.map((each) => enquiryView(each, language)), answers: await askedGroups(first, language, deps),
      timeline: await enquiryTimeline(latest, language, 'applicant', deps), ...(due && { due }), ...(unit && { unit }),
      ...(isEnquiryClosed(latest.state) && { further: { action: `${home}/${latest.code}/hoi-them`, ...retry } }),
      errors: retry.error ? [{ text: retry.error, href: '#field-content' }] : [],
    })
  }

  router.get('/:code', async (req, res) => {
    const thread = await ownThread(req)
    if (thread) { await showThread(res, thread); return }
    const enquiry = parseEnquiryCode(req.params.code)?.kind === kind ? await enquiries.find(req.params.code) : null
    if (enquiry?.published) {
      const { title, content, answer, at } = enquiry.published
      const lines = (text: string) => text.split(/\n+/)
      render(res, 'portal/enquiry-public', { kind, homeHref: home, code: enquiry.code, title, lines: lines(content), answer: lines(answer), at })
      return
    }
    showLookUp(res, { code: req.params.code.slice(0, 64) })
  })

  router.post('/:code/hoi-them', body, requireCsrf, async (req, res) => {
    const language = languageOf(res)
    const thread = await ownThread(req)
    const latest = thread?.at(-1)
    if (!thread || !latest) throw new HttpProblem(403)
    if (!isEnquiryClosed(latest.state)) { res.redirect(303, `${home}/${latest.code}`); return }
    const { content } = readBody(z.object({ content: z.string().max(5000).default('') }), req)
    const { written, error } = readFurther(content, language)
    if (error) { await showThread(res, thread, { content, error }); return }
    await limits.spend('ask', addressKey(req))
    const { code } = await askEnquiry({ kind, asked: { ...latest.asked, content: written }, language, receiving: latest.units.receiving, thread: latest.thread }, deps)
    remember(req, code)
    req.session.flash = { tone: 'success', text: sayEnquiry('further.sent', language, { code }) }
    res.redirect(303, `${home}/${latest.thread}`)
  })

  return router
}
