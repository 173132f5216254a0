import { Router, urlencoded, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedures } from '../../processes/catalogue.ts'
import { limitFaults } from '../../processes/checks/edition-limits.ts'
import { formatDateInput } from '../../processes/date-input.ts'
import { factsOn, faultsOf, procedureOn, sameFact, withEdition, type EditedFacts, type FactPart } from '../../processes/edition.ts'
import { readAnswers } from '../../processes/form.ts'
import { calendarFor } from '../../processes/law/agency-settings.ts'
import { catalogueDeadline } from '../../processes/law/catalogue-deadline.ts'
import { inForce, type Dated } from '../../processes/law/dated.ts'
import { explainDueDate } from '../../processes/law/due-date.ts'
import { dayOf, type Procedure } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import { EditionChanged, type CatalogueChange } from '../../store/editions.ts'
import { mayEditCatalogue } from '../access.ts'
import { errorTexts } from '../form-errors.ts'
import { limitText } from '../limit-text.ts'
import { sayCatalogue, type CatalogueMessage } from '../messages/catalogue-editor.ts'
import { editionFaults, partNames } from '../messages/catalogue-words.ts'
import { procedureModel } from '../portal/procedure-routes.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { boardTable } from '../view/board-table.ts'
import { date, shortDateTime } from '../view/format.ts'
import { formView } from '../view/form-fields.ts'
import type { BoardCell } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { changesBetween } from './catalogue-changes.ts'
import { editorForm, editorSections, editorValues, readFacts } from './catalogue-form.ts'

const zone = 'Asia/Ho_Chi_Minh'
const later = (one: string, other: string) => one > other ? one : other

/** The analyst's editor of what is published of the procedures: dated, previewed, with its history (TH 6, TN 8.1, TQ 11.2b; requirement A10). */
export function catalogueEditorRoutes(deps: Deps): Router {
  const { editions, agencies, catalogue, bundles, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '500kb', parameterLimit: 1000 })
  const words = (res: Response) => (key: CatalogueMessage, params: Readonly<Record<string, string | number>> = {}) => sayCatalogue(key, languageOf(res), params)

  router.use('/catalogue', (_req, res, next) => {
    if (!mayEditCatalogue(accountOf(res))) throw new HttpProblem(403)
    next()
  })

  function procedureOf(req: Request): Procedure {
    const procedure = procedures.find(({ id }) => id === req.params['procedure'])
    if (!procedure) throw new HttpProblem(404)
    return procedure
  }

  /** By when a change must be on the portal: so many working days from the day on which its decision was received. */
  async function dueOf({ decision: { receivedOn } }: Pick<CatalogueChange, 'decision'>): Promise<Temporal.Instant | null> {
    const centre = await agencies.centre()
    const at = Temporal.PlainDate.from(receivedOn).toZonedDateTime({ timeZone: zone, plainTime: '08:00' }).toInstant()
    return centre && explainDueDate({ calendar: calendarFor(centre, at), limit: inForce(catalogueDeadline, dayOf(at)).value, events: [{ type: 'start', at, cause: 'received', basis: inForce(catalogueDeadline, dayOf(at)).source }] }).due
  }

  async function standing(change: CatalogueChange, language: Language): Promise<string> {
    const due = await dueOf(change)
    if (!due) return ''
    const isLate = Temporal.Instant.compare(change.published?.at ?? now(), due) > 0
    return sayCatalogue(change.published ? isLate ? 'was-late' : 'in-time' : isLate ? 'late' : 'due', language, { at: shortDateTime(due, language, zone) })
  }

  const day = (text: string, language: Language) => date(text, language, zone)
  const tomorrow = () => dayOf(now()).add({ days: 1 }).toString()

  /** The earliest day from which a change may hold: one that has not begun, after all that was published. */
  const earliest = (changes: readonly CatalogueChange[]) => {
    const last = changes.find(({ state }) => state === 'published')
    return last ? later(tomorrow(), Temporal.PlainDate.from(last.from).add({ days: 1 }).toString()) : tomorrow()
  }

  router.get('/catalogue', async (_req, res) => {
    const [language, t] = [languageOf(res), words(res)]
    const deadline = inForce(catalogueDeadline, dayOf(now()))
    const rows = await Promise.all(procedures.map(async (each): Promise<BoardCell[]> => {
      const { id, name, code } = procedureOn(each, dayOf(now()))
      const changes = await editions.of(id)
      const [draft, last] = [changes.find(({ state }) => state === 'draft'), changes.find(({ state }) => state === 'published')]
      return [
        { text: `${name[language]} (${code})`, href: `/desk/catalogue/${id}` }, { lines: last ? [last.decision.title, t('from-day', { day: day(last.from, language) })] : [t('shipped')] },
        draft ? { lines: [t('from-day', { day: day(draft.from, language) }), await standing(draft, language)] } : { text: t('no-draft') },
      ]
    }))
    render(res, 'desk/board', {
      above: t('above'), title: t('title'), backHref: '/desk', backLabel: t('above'), errors: [], paragraphs: [t('lead'), t('deadline', { limit: limitText(deadline.value, language), source: deadline.source })],
      tables: [boardTable(t('title'), [t('procedure'), t('in-force'), t('draft')], rows, t('none'))],
    })
  })

  function changedLines(procedure: Procedure, { from, before, facts }: Pick<CatalogueChange, 'from' | 'before' | 'facts'>, language: Language): string[] {
    const whole = factsOn(procedure, Temporal.PlainDate.from(from)) // what an earlier program did not edit did not change either
    const lines = changesBetween({ ...whole, ...before }, { ...whole, ...facts }, language).map(({ part, before: was, after }) => `${partNames[part][language]}: ${was ?? '—'} → ${after ?? '—'}`)
    return lines.length > 0 ? lines : [sayCatalogue('nothing-changed', language)]
  }

  /** What keeps a draft from being published, in words. */
  async function problemsOf(procedure: Procedure, draft: CatalogueChange, changes: readonly CatalogueChange[], language: Language): Promise<string[]> {
    const stood = factsOn(procedure, Temporal.PlainDate.from(draft.from))
    const faults = faultsOf(procedure, { ...draft, facts: { ...stood, ...draft.facts } }).map((fault) => editionFaults[fault][language])
    const limits = await limitProblems(procedure, stood, { ...stood, ...draft.facts })
    return [
      ...faults, ...limits.map(({ finding }) => finding.message[language]), ...(sameFact(stood, draft.before) ? [] : [sayCatalogue('moved', language)]),
      ...(draft.from < earliest(changes) ? [sayCatalogue('fault-from', language, { day: day(earliest(changes), language) })] : []),
    ]
  }

  async function limitProblems(procedure: Procedure, stood: EditedFacts, facts: EditedFacts) {
    const bundle = await bundles.latest(procedure.id)
    return bundle ? limitFaults(bundle.diagram, stood, facts) : []
  }

  /** Changes of the law that were known before and come after a draft: they take the place of what it changes. */
  function knownChanges({ limits, laterLimits = [], fees, documents, onlineLevel, lifeEvents = [] }: Procedure, { from, before, facts }: CatalogueChange, language: Language): string[] {
    const lists: readonly [FactPart, readonly Dated<unknown>[]][] = [['limits', limits], ['laterLimits', laterLimits], ['fees', fees], ['documents', documents], ['onlineLevel', onlineLevel], ['lifeEvents', lifeEvents]]
    return lists.filter(([part]) => !sameFact(before[part], facts[part])).flatMap(([part, list]) => list.filter((each) => each.from !== null && each.from > from)
      .map((each) => sayCatalogue('known-change', language, { day: day(each.from ?? '', language), source: each.source, part: partNames[part][language] })))
  }

  router.get('/catalogue/:procedure', async (req, res) => {
    const [language, t, procedure] = [languageOf(res), words(res), procedureOf(req)]
    const changes = await editions.of(procedure.id)
    const draft = changes.find(({ state }) => state === 'draft')
    const at = `/desk/catalogue/${procedure.id}`
    const faults = draft ? await problemsOf(procedure, draft, changes, language) : []
    const isReady = faults.length === 0
    const planned = changes.find(({ state }) => state === 'published')
    const mayWithdraw = planned !== undefined && planned.from >= tomorrow()
    const named = procedureOn(procedure, dayOf(now()))
    const who = ({ saved, published, withdrawn }: CatalogueChange) => [
      t('saved-by', { name: saved.name, at: shortDateTime(saved.at, language, zone) }), ...(published ? [t('published-by', { name: published.name, at: shortDateTime(published.at, language, zone) })] : []),
      ...(withdrawn ? [t('withdrawn-by', { name: withdrawn.name, at: shortDateTime(withdrawn.at, language, zone) })] : []),
    ]
    const rows = await Promise.all(changes.map(async (change): Promise<BoardCell[]> => [
      { text: String(change.number), ...(change.state === 'published' && { href: `${at}/editions/${String(change.number)}` }) }, { text: day(change.from, language) },
      { lines: [change.decision.title, `${t('received-on')}: ${day(change.decision.receivedOn, language)}`, await standing(change, language)] }, { lines: changedLines(procedure, change, language) }, { lines: [...(change.state === 'draft' ? [t('draft')] : change.state === 'withdrawn' ? [t('withdrawn-state')] : []), ...who(change)] },
    ]))
    render(res, 'desk/board', {
      above: `${t('title')} · ${named.code}`, title: named.name[language], backHref: '/desk/catalogue', backLabel: t('back-list'), errors: [],
      links: [
        { text: draft ? t('edit-draft') : t('edit'), href: `${at}/edit` }, ...(draft ? [{ text: t('preview-draft', { day: day(draft.from, language) }), href: `${at}/preview` }] : []),
        { text: t('see-page'), href: `/thu-tuc/${procedure.id}` }, ...(mayWithdraw ? [{ text: t('withdraw', { number: planned.number }), href: `${at}/editions/${String(planned.number)}/withdraw` }] : []),
      ],
      ...(draft && { verdict: { good: isReady, lines: [await standing(draft, language), ...faults, ...(isReady ? [t('checks-good')] : []), ...knownChanges(procedure, draft, language)] } }),
      ...(draft && {
        form: {
          method: 'post' as const, action: `${at}/publish`, sections: [], errors: [],
          hidden: [{ name: 'version', value: String(draft.version) }, ...(isReady ? [] : [{ name: 'discard', value: 'yes' }])],
          ...(isReady ? { submit: t('publish'), other: { name: 'discard', text: t('discard') } } : { submit: t('discard') }),
        },
      }),
      tables: [boardTable(t('history'), [t('number'), t('from'), t('decision'), t('changed'), t('who')], rows, t('none'))],
    })
  })

  /** What the form shows: the draft, or what will hold when the next change begins; with papers that the draft leaves out. */
  async function editing(procedure: Procedure) {
    const changes = await editions.of(procedure.id)
    const draft = changes.find(({ state }) => state === 'draft') ?? null
    const from = later(draft?.from ?? '', earliest(changes))
    const base = factsOn(procedure, Temporal.PlainDate.from(from))
    const removed = draft ? base.documents.filter(({ id }) => !draft.facts.documents.some((each) => each.id === id)) : []
    const facts: EditedFacts = { ...base, ...draft?.facts }
    // Cases belong to the program: where it has others by now, what the draft says of them is of no use.
    const [fees, limits, laterLimits] = [facts.fees.length === base.fees.length ? facts.fees : base.fees, facts.limits.length === base.limits.length ? facts.limits : base.limits, facts.laterLimits.length === base.laterLimits.length ? facts.laterLimits : base.laterLimits]
    const shown: EditedFacts = { ...facts, fees, limits, laterLimits, documents: [...facts.documents, ...removed] }
    const sections = editorSections(shown)
    const values = {
      ...editorValues({ ...shown, documents: facts.documents }, removed), decision: draft?.decision.title ?? '', receivedOn: draft ? formatDateInput(draft.decision.receivedOn) : '', from: formatDateInput(draft?.from ?? from),
    }
    return { changes, draft, base, shown, sections, values }
  }

  function showEditor(
    res: Response, procedure: Procedure, { sections, values, version }: Pick<Awaited<ReturnType<typeof editing>>, 'sections'> & { values: Readonly<Record<string, unknown>>, version: number },
    { faults = {}, stale }: { faults?: Record<string, string>, stale?: string } = {},
  ) {
    const [language, t] = [languageOf(res), words(res)]
    const views = sections.map(({ heading, components }) => {
      const keys = new Set(components.flatMap((each) => 'key' in each ? [each.key] : []))
      return { heading: heading[language], ...formView({ components }, { values, errors: Object.fromEntries(Object.entries(faults).filter(([key]) => keys.has(key))), language }) }
    })
    const errors = views.flatMap((view) => view.errors)
    render(res, 'desk/board', {
      above: `${t('title')} · ${procedureOn(procedure, dayOf(now())).code}`, title: procedureOn(procedure, dayOf(now())).name[language], backHref: `/desk/catalogue/${procedure.id}`, backLabel: t('back'), errors, tables: [], paragraphs: [t('lead')],
      ...(stale && { verdict: { good: false, lines: [stale] } }),
      form: {
        method: 'post', action: `/desk/catalogue/${procedure.id}/edit`, hidden: [{ name: 'version', value: String(version) }], submit: t('save'), errors,
        sections: views.map(({ heading, fields }) => ({ heading, fields })),
      },
    }, stale ? { status: 409 } : {})
  }

  /** What is wrong with facts beside others: limits beside the steps, a code beside other procedures', a level beside the ways of filing; by the field. */
  async function misfits(procedure: Procedure, stood: EditedFacts, facts: EditedFacts, from: Temporal.PlainDate | null, language: Language): Promise<Record<string, string>> {
    const other = procedures.find((each) => each.id !== procedure.id && procedureOn(each, from ?? dayOf(now())).code === facts.code)
    const limits = await limitProblems(procedure, stood, facts)
    return {
      ...Object.fromEntries(limits.map((each) => ['case' in each ? `limit-${String(each.case)}-amount` : `later-${each.cause}-amount`, each.finding.message[language]])),
      ...(other && { code: sayCatalogue('fault-code', language, { name: other.name[language] }) }),
      ...(facts.onlineLevel.level !== 'information' && !procedure.channels.some(({ channel }) => channel === 'online') && { level: sayCatalogue('fault-online', language) }),
    }
  }

  router.get('/catalogue/:procedure/edit', async (req, res) => {
    const procedure = procedureOf(req)
    const { sections, values, draft } = await editing(procedure)
    showEditor(res, procedure, { sections, values, version: draft?.version ?? 0 })
  })

  router.post('/catalogue/:procedure/edit', body, requireCsrf, async (req, res) => {
    const [language, t, procedure] = [languageOf(res), words(res), procedureOf(req)]
    const posted = readBody(z.record(z.string(), z.union([z.string(), z.array(z.string())])), req)
    const { sections, base, shown, changes, draft } = await editing(procedure)
    const form = editorForm(sections)
    const { values, faults: wrong } = readAnswers(form, posted)
    const holdsFrom = typeof values['from'] === 'string' ? Temporal.PlainDate.from(values['from']) : null
    const stood = holdsFrom ? factsOn(procedure, holdsFrom) : base
    const { facts, faults: between } = readFacts(values, shown, stood)
    const faults: Record<string, string> = { ...Object.fromEntries(Object.entries(between).map(([key, { key: message, params }]) => [key, t(message, params)])), ...errorTexts(form, wrong, language) }
    const [from, receivedOn] = [String(values['from']), String(values['receivedOn'])]
    if (!faults['from'] && from < earliest(changes)) faults['from'] = t('fault-from', { day: day(earliest(changes), language) })
    if (!faults['receivedOn'] && receivedOn > dayOf(now()).toString()) faults['receivedOn'] = t('fault-received')
    for (const [key, text] of Object.entries(await misfits(procedure, stood, facts, holdsFrom, language))) faults[key] ??= text
    const seen = Number(posted['version'])
    if (Object.keys(faults).length > 0) {
      showEditor(res, procedure, { sections, values: posted, version: seen }, { faults })
      return
    }
    try {
      await editions.save(procedure.id, { from, decision: { title: String(values['decision']), receivedOn }, facts, before: stood }, seen, { by: staff(accountOf(res), 'analyst'), at: now() })
    } catch (error) {
      if (!(error instanceof EditionChanged)) throw error
      const theirs = await editions.draftOf(procedure.id) ?? draft
      const stale = theirs ? t('stale', { name: theirs.saved.name, at: shortDateTime(theirs.saved.at, language, zone) }) : t('stale-publish')
      showEditor(res, procedure, { sections, values: posted, version: theirs?.version ?? 0 }, { stale })
      return
    }
    req.session.flash = { tone: 'success', text: t('saved') }
    res.redirect(303, `/desk/catalogue/${procedure.id}`)
  })

  const noon = (text: string) => Temporal.PlainDate.from(text).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant()

  router.get('/catalogue/:procedure/preview', async (req, res) => {
    const [language, t, procedure] = [languageOf(res), words(res), procedureOf(req)]
    const draft = await editions.draftOf(procedure.id)
    if (!draft) throw new HttpProblem(404)
    const model = await procedureModel(withEdition(procedure, { ...draft, source: draft.decision.title }), language, noon(draft.from), deps)
    render(res, 'portal/procedure', { ...model, preview: { text: t('preview', { number: draft.number, day: day(draft.from, language) }), backHref: `/desk/catalogue/${procedure.id}`, back: t('back') } }, { layout: 'desk' })
  })

  router.get('/catalogue/:procedure/editions/:number', async (req, res) => {
    const [language, t, procedure] = [languageOf(res), words(res), procedureOf(req)]
    const change = (await editions.of(procedure.id)).find(({ number, state }) => state === 'published' && String(number) === req.params.number)
    if (!change) throw new HttpProblem(404)
    const text = t('past-preview', { number: change.number, day: day(change.from, language), decision: change.decision.title })
    render(res, 'portal/procedure', { ...await procedureModel(procedure, language, noon(change.from), deps), preview: { text, backHref: `/desk/catalogue/${procedure.id}`, back: t('back') } }, { layout: 'desk' })
  })

  router.get('/catalogue/:procedure/editions/:number/withdraw', async (req, res) => {
    const [language, t, procedure] = [languageOf(res), words(res), procedureOf(req)]
    const change = (await editions.of(procedure.id)).find(({ state }) => state === 'published')
    if (!change || String(change.number) !== req.params.number || change.from < tomorrow()) throw new HttpProblem(404)
    const [at, named] = [`/desk/catalogue/${procedure.id}`, procedureOn(procedure, dayOf(now()))]
    render(res, 'desk/board', {
      above: `${t('title')} · ${named.code}`, title: named.name[language], backHref: at, backLabel: t('back'), errors: [], tables: [],
      paragraphs: [t('withdraw-lead', { number: change.number, day: day(change.from, language) }), ...changedLines(procedure, change, language)],
      form: { method: 'post', action: `${at}/editions/${String(change.number)}/withdraw`, sections: [], hidden: [], errors: [], submit: t('withdraw', { number: change.number }) },
    })
  })

  router.post('/catalogue/:procedure/editions/:number/withdraw', body, requireCsrf, async (req, res) => {
    const [t, procedure, number] = [words(res), procedureOf(req), Number(req.params.number)]
    try {
      await editions.withdraw(procedure.id, number, dayOf(now()).toString(), { by: staff(accountOf(res), 'analyst'), at: now() })
      await catalogue.refresh()
      req.session.flash = { tone: 'success', text: t('withdrawn', { number }) }
    } catch (error) {
      if (!(error instanceof EditionChanged)) throw error
      req.session.flash = { tone: 'info', text: t('stale-withdraw') }
    }
    res.redirect(303, `/desk/catalogue/${procedure.id}`)
  })

  router.post('/catalogue/:procedure/publish', body, requireCsrf, async (req, res) => {
    const [language, t, procedure] = [languageOf(res), words(res), procedureOf(req)]
    const { version, discard } = readBody(z.object({ version: z.coerce.number().int(), discard: z.literal('yes').optional() }), req)
    const doing = { by: staff(accountOf(res), 'analyst'), at: now() }
    const changes = await editions.of(procedure.id)
    const draft = changes.find(({ state }) => state === 'draft')
    const isReady = draft?.version === version && (await problemsOf(procedure, draft, changes, language)).length === 0
    try {
      if (discard) {
        await editions.discard(procedure.id, version, doing)
        req.session.flash = { tone: 'success', text: t('discarded') }
        res.redirect(303, `/desk/catalogue/${procedure.id}`)
        return
      }
      if (!isReady) throw new EditionChanged('not as it was looked at')
      const { from } = await editions.publish(procedure.id, version, doing)
      await catalogue.refresh()
      req.session.flash = { tone: 'success', text: t('published', { day: day(from, language) }) }
    } catch (error) {
      if (!(error instanceof EditionChanged)) throw error
      req.session.flash = { tone: 'info', text: t('stale-publish') }
    }
    res.redirect(303, `/desk/catalogue/${procedure.id}`)
  })

  return router
}
