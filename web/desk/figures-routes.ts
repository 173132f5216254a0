import { Router } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { procedureOf, procedures } from '../../processes/catalogue.ts'
import { countsOf, standing, type Measure } from '../../processes/law/figures.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Behind, Dossier } from '../../store/dossiers.ts'
import { mayReadRatings } from '../access.ts'
import { figureChoices, figuresAddress, readFiguresQuery, theProvince, type FiguresQuery } from '../figures-query.ts'
import { markNames, sayFigures, type FigureMessage } from '../messages/figures.ts'
import { presentFigures, procedureName, tracedMeasures, type Trace, type Traced } from '../present-figures.ts'
import { HttpProblem } from '../problem.ts'
import { boardRow } from '../view/board-table.ts'
import { date, shortDateTime } from '../view/format.ts'
import { stateTags } from '../view/state-tag.ts'
import { translator } from '../view/translate.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { accountOf } from './account-of.ts'
import { traced } from './traced.ts'

const perPage = 50
/** How many dossiers are looked at for one page, where few of them count. */
const mostLookedAt = 1000

const isTraced = (name: string): name is Traced => Object.hasOwn(tracedMeasures, name)

/** What the store is to look for, before each dossier is asked whether it counts. */
const looksFor = {
  'received': { moment: 'receivedAt' }, 'online': { moment: 'receivedAt', channel: 'online' },
  'settled': { moment: 'decidedAt' }, 'early': { moment: 'decidedAt', punctuality: 'early' }, 'on-time': { moment: 'decidedAt', punctuality: 'on-time' }, 'overdue': { moment: 'decidedAt', punctuality: 'overdue' },
  'by-appointment': { moment: 'decidedAt', punctuality: 'overdue' },
  'refused': { moment: 'closedAt', states: ['refused'] }, 'stopped': { moment: 'closedAt', states: ['withdrawn'], wasReceived: true },
} as const satisfies Partial<Record<Traced, Pick<Behind, 'moment' | 'channel' | 'punctuality' | 'states' | 'wasReceived'>>>

/** The figures at the desk: each number leads to its dossiers for those entitled to them (requirement A4); what people said when they rated (A6). */
export function figuresDeskRoutes(deps: Deps): Router {
  const { dossiers, agencies, ratings, now } = deps
  const router = Router()

  router.get('/figures', async (req, res) => {
    const language = languageOf(res)
    const { all, own } = await traced(res, deps)
    if (!all && own.length === 0) throw new HttpProblem(403)
    const choices = await figureChoices(language, deps)
    const asked = readFiguresQuery(req.query, choices)
    const [first] = own
    const query: FiguresQuery = { ...asked, scope: asked.scope.kind === 'province' && req.query['pham-vi'] === undefined && !all && first ? { kind: 'agency', id: first.id } : asked.scope }
    const mayList = (agency: string | null) => agency === null ? all : all || own.some(({ id }) => id === agency)
    const trace: Trace = (what, { month, agency, procedure }) => mayList(agency)
      ? `/desk/figures/dossiers?${new URLSearchParams({ so: what, ...(month && { ky: month }), ...(agency && { 'co-quan': agency }), ...(procedure && { 'thu-tuc': procedure }) }).toString()}` : null
    const account = accountOf(res)
    const unit = await agencies.find(account.unit)
    const reads = own.some((agency) => mayReadRatings(account, unit, agency))
    const at = { action: '/desk/figures', trace, title: 'title', lead: 'desk-lead', links: reads ? [{ text: sayFigures('to-ratings', language), href: '/desk/ratings' }] : [] } as const
    render(res, 'portal/figures', await presentFigures(query, choices, at, language, deps), { layout: 'desk' })
  })

  /** A month 'YYYY-MM' or a year as the time in which something happened, by the days of Vietnam; null is now. */
  function timeOf(text: string | null): { period: string, from: Temporal.Instant, until: Temporal.Instant } | null {
    if (text === null) return null
    const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? []
    if (!year) throw new HttpProblem(404)
    const first = Temporal.PlainDate.from({ year: Number(year), month: Number(month ?? 1), day: 1 })
    const start = (day: Temporal.PlainDate) => day.toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
    return { period: text, from: start(first), until: start(first.add(month ? { months: 1 } : { years: 1 })) }
  }

  /** A page of the dossiers that a number counts, and where the next one begins: each is asked by the same rule as when it was counted. */
  async function listed(what: Traced, { units, time, procedure, after }: { units: readonly string[] | null, time: ReturnType<typeof timeOf>, procedure: string | null, after: string | null }) {
    const measures: readonly Measure[] = tracedMeasures[what]
    const counts = (dossier: Dossier) => countsOf(dossier).some(({ period, measure }) => measures.includes(measure) && (time ? period.startsWith(time.period) : period === standing))
    const found: Dossier[] = []
    let place = after
    for (let looked = 0; looked < mostLookedAt;) {
      const batch = await look(what, units, time, procedure, place)
      for (const dossier of batch) {
        if (found.length === perPage) return { found, next: place }
        if (counts(dossier)) found.push(dossier)
        place = placeOf(what, dossier)
      }
      looked += batch.length
      if (batch.length <= perPage) return { found, next: null }
    }
    return { found, next: place }
  }

  function look(what: Traced, units: readonly string[] | null, time: ReturnType<typeof timeOf>, procedure: string | null, place: string | null): Promise<Dossier[]> {
    if (what === 'open' || what === 'open-overdue' || !time) return dossiers.openBehind({ units, ...(procedure && { procedure }) }, place ?? '', perPage + 1)
    const [, at, code] = /^(\d+)\.(.+)$/.exec(place ?? '') ?? []
    const after = at && code ? { at: Temporal.Instant.fromEpochMilliseconds(Number(at)), code } : null
    return dossiers.behind({ units, from: time.from, until: time.until, ...(procedure && { procedure }), ...looksFor[what] }, after, perPage + 1)
  }

  const placeOf = (what: Traced, dossier: Dossier): string =>
    what === 'open' || what === 'open-overdue' ? dossier.code : `${String(dossier[looksFor[what].moment]?.epochMilliseconds ?? 0)}.${dossier.code}`

  router.get('/figures/dossiers', async (req, res) => {
    const language = languageOf(res)
    const say = (key: FigureMessage, params = {}) => sayFigures(key, language, params)
    const given = (name: string) => typeof req.query[name] === 'string' && req.query[name] !== '' ? req.query[name].slice(0, 100) : null
    const [what, agency, procedure] = [given('so') ?? '', given('co-quan'), given('thu-tuc')]
    const { all, own, deciding } = await traced(res, deps)
    if (!isTraced(what) || (procedure !== null && !procedures.some(({ id }) => id === procedure))) throw new HttpProblem(404)
    if (agency === null ? !all : !all && !own.some(({ id }) => id === agency)) throw new HttpProblem(403)
    const isNow = what === 'open' || what === 'open-overdue'
    const time = timeOf(isNow ? null : given('ky') ?? String(dayOf(now()).year))
    const { unitsOf } = await agencies.succession()
    const units = agency === null ? null : unitsOf(agency)
    const { found, next } = await listed(what, { units, time, procedure, after: given('sau') })

    const { timeZone } = res.locals as PageLocals
    const show = (at: Temporal.Instant | null) => at ? shortDateTime(at, language, timeZone) : ''
    const head = [say('behind-code'), say('procedure'), say('behind-state'), say('behind-received'), say('behind-due'), say('behind-settled')]
    const scope = agency === null ? theProvince : { kind: 'agency' as const, id: agency }
    const [year, month] = [Number(time?.period.slice(0, 4) ?? dayOf(now()).year), time && time.period.length > 4 ? Number(time.period.slice(5)) : null]
    const back = figuresAddress('/desk/figures', { year, month, scope })
    const named = agency === null ? say('province') : deciding.find(({ id }) => id === agency)?.name[language] ?? agency
    const period = time ? month === null ? say('year-of', { year }) : say('month-of-year', { month, year }) : date(dayOf(now()).toString(), language, timeZone)
    const title = say('behind', { measure: say(what) })
    const rows = await Promise.all(found.map(async (dossier) => {
      const due = dossier.punctuality?.firstDue ?? (dossier.clocks.settlement ? (await dossiers.due(dossier))?.firstDue ?? null : null)
      const { key, deskKey }: { key: string, deskKey?: string } = stateTags[dossier.state]
      const cells = [
        { text: dossier.code, href: `/desk/dossiers/${dossier.code}` }, { text: procedureOf(dossier).name[language] }, { text: translator(language)((deskKey ?? key) as Parameters<ReturnType<typeof translator>>[0]) },
        { text: show(dossier.receivedAt) }, { text: show(due) }, { text: show(dossier.decidedAt) },
      ]
      return boardRow(head, cells)
    }))
    const further = next && new URLSearchParams({ so: what, ...(time && { ky: time.period }), ...(agency && { 'co-quan': agency }), ...(procedure && { 'thu-tuc': procedure }), sau: next })
    render(res, 'desk/board', {
      above: [named, period, procedure && procedureName(procedure, language, now())].filter(Boolean).join(' · '), title, backHref: back, backLabel: say('behind-back'), errors: [],
      ...(further && { links: [{ text: say('behind-next'), href: `/desk/figures/dossiers?${further.toString()}` }] }),
      tables: [{ caption: title, head, empty: say('behind-none'), rows }],
    })
  })

  router.get('/ratings', async (req, res) => {
    const language = languageOf(res)
    const say = (key: FigureMessage, params = {}) => sayFigures(key, language, params)
    const account = accountOf(res)
    const unit = await agencies.find(account.unit)
    const { deciding } = await traced(res, deps)
    const read = deciding.filter((agency) => mayReadRatings(account, unit, agency))
    if (read.length === 0) throw new HttpProblem(403)
    const { unitsOf, currentOf } = await agencies.succession()
    const after = typeof req.query['sau'] === 'string' ? req.query['sau'].slice(0, 100) : null
    const found = await ratings.of(read.flatMap(({ id }) => unitsOf(id)), { remarked: false, after, most: perPage + 1 })
    const shown = found.slice(0, perPage)
    const last = found.length > perPage ? shown.at(-1) : null
    const head = [say('month'), say('agency'), say('procedure'), say('timeliness'), say('service'), say('remark')]
    render(res, 'desk/board', {
      above: say('desk-title'), title: say('remarks-title'), backHref: '/desk/figures', backLabel: say('behind-back'), errors: [], paragraphs: [say('remarks-lead')],
      ...(last && { links: [{ text: say('behind-next'), href: `/desk/ratings?${new URLSearchParams({ sau: last.place }).toString()}` }] }),
      tables: [{
        caption: say('remarks-title'), head, empty: say('remarks-none'),
        rows: shown.map(({ month, agency, procedure, timeliness, service, remark }) => ({
          cells: [
            { text: month.split('-').reverse().join('/') }, { text: deciding.find(({ id }) => id === currentOf(agency))?.name[language] ?? agency }, { text: procedureName(procedure, language, now()) },
            { text: `${String(timeliness)} – ${markNames[timeliness][language]}` }, { text: `${String(service)} – ${markNames[service][language]}` }, { lines: remark.split(/\n+/) },
          ].map((cell, index) => ({ ...cell, label: head[index] ?? '' })),
        })),
      }],
    })
  })

  return router
}
