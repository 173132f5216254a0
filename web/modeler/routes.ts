import { json, Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedures, shippedDiagrams } from '../../processes/catalogue.ts'
import type { Language } from '../../processes/text.ts'
import type { Bundle } from '../../store/bundles.ts'
import { DraftChanged, type DiagramDraft, type DraftedBy } from '../../store/diagram-drafts.ts'
import { mayEditCatalogue } from '../access.ts'
import { accountOf, staff } from '../desk/account-of.ts'
import { labelsOfEditor, sayDiagrams, wordsOfEditor, type DiagramMessage } from '../messages/diagrams.ts'
import { HttpProblem, sendProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { boardTable } from '../view/board-table.ts'
import { shortDateTime } from '../view/format.ts'
import type { BoardCell } from '../view/models.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { checkDraft } from './check-draft.ts'
import { elementTemplates } from './element-templates.ts'

const zone = 'Asia/Ho_Chi_Minh'

/** A diagram with the revision that it was drawn over. */
const drawn = z.object({ revision: z.number().int().positive(), diagram: z.string().min(1) })

const largestDiagram = '8mb'

/** The editor sets widths and colours of its own on what it draws (bpmn.io); scripts stay ours alone. */
const editorPolicy = (policy: string) => policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

/** The analysts' editor of diagrams: what is deployed, drafts that are saved while one draws, checked by the same functions as in CI. */
export function modelerRoutes(deps: Deps): Router {
  const { bundles, diagramDrafts, jobTypes, now } = deps
  const router = Router()
  const words = (res: Response) => (key: DiagramMessage, params: Readonly<Record<string, string | number>> = {}) => sayDiagrams(key, languageOf(res), params)
  const body = json({ limit: largestDiagram })
  const doing = (res: Response) => ({ by: staff(accountOf(res), 'analyst'), at: now() })

  router.use('/diagrams', (_req, res, next) => {
    if (!mayEditCatalogue(accountOf(res))) throw new HttpProblem(403)
    next()
  })

  const nameOf = (process: string, { names }: Pick<Bundle, 'names'>, language: Language): string =>
    procedures.find(({ id }) => id === process)?.name[language] ?? names[process]?.[language] ?? process

  const said = ({ name, at }: DraftedBy, key: 'saved-by' | 'begun-by', language: Language) => sayDiagrams(key, language, { name, at: shortDateTime(at, language, zone) })

  async function bundleOf(req: Request): Promise<Bundle> {
    const { process = '' } = req.params as { process?: string }
    const bundle = shippedDiagrams.some((each) => each.process === process) ? await bundles.latest(process) : null
    if (!bundle) throw new HttpProblem(404)
    return bundle
  }

  async function draftOf(req: Request): Promise<DiagramDraft> {
    const draft = await diagramDrafts.find(String(req.params['draft']))
    if (!draft || draft.discardedAt) throw new HttpProblem(404)
    return draft
  }

  router.get('/diagrams', async (_req, res) => {
    const [language, t] = [languageOf(res), words(res)]
    const [drafts, deployed] = await Promise.all([diagramDrafts.open(), Promise.all(shippedDiagrams.map(({ process }) => bundles.latest(process)))])
    const rows = deployed.filter((bundle) => bundle !== null).map((bundle): BoardCell[] => {
      const { process, version } = bundle
      const of = drafts.filter((draft) => draft.process === process)
      const name = nameOf(process, bundle, language)
      return [
        { text: procedures.some(({ id }) => id === process) ? name : t('shared', { process: name }), href: `/desk/diagrams/${process}` }, { text: t('version', { version }) },
        of.length > 0 ? { lines: of.map(({ saved }) => said(saved, 'saved-by', language)) } : { text: '—' },
      ]
    })
    render(res, 'desk/board', {
      above: t('above'), title: t('title'), backHref: '/desk', backLabel: t('above'), errors: [], paragraphs: [t('lead')],
      tables: [boardTable(t('title'), [t('process'), t('deployed'), t('drafts')], rows, t('none'))],
    })
  })

  router.get('/diagrams/:process', async (req, res) => {
    const [language, t, bundle] = [languageOf(res), words(res), await bundleOf(req)]
    const { process, version } = bundle
    const drafts = (await diagramDrafts.open()).filter((draft) => draft.process === process)
    const discarded = String(req.query['discarded'] ?? '')
    render(res, 'desk/diagram', {
      above: t('above'), title: nameOf(process, bundle, language), lead: t('version', { version }), backHref: '/desk/diagrams', backLabel: t('back-list'),
      diagramHref: `/desk/diagrams/${process}/deployed.bpmn`, beginAction: `/desk/diagrams/${process}/drafts`, begin: t('begin'), download: t('download'),
      ...(/^[\w-]{36}$/.test(discarded) && { takeBack: { action: `/desk/diagrams/drafts/${discarded}/take-back`, text: t('take-back') } }),
      drafts: boardTable(t('drafts'), [t('drafts'), ''], drafts.map((draft) => [
        { text: t('draft-of', { version: draft.basedOn }), href: `/desk/diagrams/drafts/${draft.id}` }, { lines: [said(draft.begun, 'begun-by', language), said(draft.saved, 'saved-by', language)] },
      ]), t('no-drafts')),
    })
  })

  const sendBpmn = (res: Response, name: string, diagram: string) => { res.type('application/xml').attachment(`${name}.bpmn`).send(diagram) }

  router.get('/diagrams/:process/deployed.bpmn', async (req, res) => {
    const { process, version, diagram } = await bundleOf(req)
    sendBpmn(res, `${process}-v${String(version)}`, diagram)
  })

  router.post('/diagrams/:process/drafts', deskForm, requireCsrf, async (req, res) => {
    const { process, version, diagram } = await bundleOf(req)
    const { id } = await diagramDrafts.begin({ process, basedOn: version, diagram }, doing(res))
    res.redirect(303, `/desk/diagrams/drafts/${id}`)
  })

  router.get('/diagrams/drafts/:draft', async (req, res) => {
    const [language, t, draft] = [languageOf(res), words(res), await draftOf(req)]
    const at = `/desk/diagrams/drafts/${draft.id}`
    const name = nameOf(draft.process, await bundles.get(draft.process, draft.basedOn), language)
    res.set('Content-Security-Policy', editorPolicy(String(res.get('Content-Security-Policy'))))
    render(res, 'desk/diagram-editor', {
      above: t('draft-of', { version: draft.basedOn }), title: name, backHref: `/desk/diagrams/${draft.process}`, backLabel: t('back', { name }), at, process: draft.process, revision: draft.revision,
      savedText: said(draft.saved, 'saved-by', language), words: JSON.stringify(wordsOfEditor(language)), say: labelsOfEditor(language),
      states: (await diagramDrafts.states(draft.id)).filter(({ revision }) => revision !== draft.revision).map(({ revision, saved }) => ({ revision, name: t('state', { revision }), saved: said(saved, 'saved-by', language) })),
    })
  })

  router.get('/diagrams/drafts/:draft/diagram.bpmn', async (req, res) => {
    const { process, revision, diagram } = await draftOf(req)
    sendBpmn(res, `${process}-${String(revision)}`, diagram)
  })

  /** What the editor offers to be drawn: the kinds of step that the running workers do. */
  router.get('/diagrams/drafts/:draft/templates.json', async (req, res) => {
    await draftOf(req)
    res.json(elementTemplates(await jobTypes.all(), languageOf(res)))
  })

  const findingsOf = async (draft: DiagramDraft, language: Language) => (await checkDraft(draft, deps)).map(({ rule, element, message }) => ({ rule, element, message: message[language] }))

  router.get('/diagrams/drafts/:draft/findings.json', async (req, res) => { res.json(await findingsOf(await draftOf(req), languageOf(res))) })

  /** Keeps what was drawn; 409 when somebody else saved meanwhile, so that nobody overwrites another unknowingly. */
  router.post('/diagrams/drafts/:draft/diagram', body, requireCsrf, async (req, res) => {
    const [language, { id }] = [languageOf(res), await draftOf(req)]
    const { revision, diagram } = readBody(drawn, req)
    try {
      const draft = await diagramDrafts.save(id, diagram, revision, doing(res))
      res.json({ revision: draft.revision, at: shortDateTime(draft.saved.at, language, zone), findings: await findingsOf(draft, language) })
    } catch (error) {
      if (!(error instanceof DraftChanged)) throw error
      const { name, at } = error.by
      sendProblem(res, 409, sayDiagrams('conflict', language, { name, at: shortDateTime(at, language, zone) }))
    }
  })

  /** What somebody drew over a state that another has replaced becomes a draft of its own; so does nothing that cannot be read. */
  router.post('/diagrams/drafts/:draft/copy', body, requireCsrf, async (req, res) => {
    const draft = await draftOf(req)
    const { diagram } = readBody(drawn, req)
    const { id } = await diagramDrafts.begin({ process: draft.process, basedOn: draft.basedOn, diagram }, doing(res))
    res.json({ href: `/desk/diagrams/drafts/${id}` })
  })

  router.post('/diagrams/drafts/:draft/here', body, requireCsrf, async (req, res) => {
    const { id } = await draftOf(req)
    res.json({ names: await diagramDrafts.visit(id, accountOf(res)) })
  })

  router.post('/diagrams/drafts/:draft/restore', deskForm, requireCsrf, async (req, res) => {
    const [t, draft] = [words(res), await draftOf(req)]
    const { to, revision } = readBody(z.object({ to: z.coerce.number().int(), revision: z.coerce.number().int() }), req)
    const diagram = await diagramDrafts.stateOf(draft.id, to)
    if (diagram === null) throw new HttpProblem(404)
    await diagramDrafts.save(draft.id, diagram, revision, doing(res)).catch((error: unknown) => {
      if (!(error instanceof DraftChanged)) throw error
      throw new HttpProblem(422, [t('conflict', { name: error.by.name, at: shortDateTime(error.by.at, languageOf(res), zone) })])
    })
    req.session.flash = { tone: 'success', text: t('restored', { revision: to }) } satisfies PageLocals['flash']
    res.redirect(303, `/desk/diagrams/drafts/${draft.id}`)
  })

  router.post('/diagrams/drafts/:draft/discard', deskForm, requireCsrf, async (req, res) => {
    const { id, process } = await draftOf(req)
    await diagramDrafts.setDiscarded(id, true, doing(res))
    req.session.flash = { tone: 'success', text: words(res)('discarded') }
    res.redirect(303, `/desk/diagrams/${process}?discarded=${id}`)
  })

  router.post('/diagrams/drafts/:draft/take-back', deskForm, requireCsrf, async (req, res) => {
    const draft = await diagramDrafts.find(String(req.params['draft']))
    if (!draft) throw new HttpProblem(404)
    await diagramDrafts.setDiscarded(draft.id, false, doing(res))
    req.session.flash = { tone: 'success', text: words(res)('taken-back') }
    res.redirect(303, `/desk/diagrams/drafts/${draft.id}`)
  })

  return router
}
