import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { ReportColumn } from '../../processes/law/report-counts.ts'
import { periodText, reportPeriod } from '../../processes/law/reporting.ts'
import type { Language } from '../../processes/text.ts'
import { ReportChanged, type PublishedReport, type ReportNumbers } from '../../store/reports.ts'
import { publishingRole } from '../access.ts'
import { makeReport } from '../make-report.ts'
import { sayReports, type ReportMessage } from '../messages/reports.ts'
import { numbers } from '../present-figures.ts'
import { headOf } from '../present-papers.ts'
import { columnText, dayText, ratingTable, reportTables } from '../present-report.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { changesBetween, livePaper, publishedPaper } from '../report-paper.ts'
import { isOver, nameIn, reportAddress, reportingOf, reportScopes, scopeText, type Breakdown, type ReportQuery } from '../reports-query.ts'
import { sendPrinted } from '../send-printed.ts'
import { requireCsrf } from '../session.ts'
import { shortDateTime } from '../view/format.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { leadsFrom, readable } from './readable-reports.ts'
import { nameOf, seenOf } from './report-publishing.ts'
import { traced } from './traced.ts'

const mostListed = 100
const mostChangesShown = 60

/** Published reports: each stays as it was; a correction is another one (requirement I1). */
export function publishedRoutes(deps: Deps): Router {
  const { reports, agencies, figures, now } = deps
  const router = Router()

  /** A report that the reader may read: they may trace every agency that it was on. */
  async function published(req: Request, res: Response): Promise<PublishedReport> {
    const report = await reports.find(String(req.params['id']))
    if (!report) throw new HttpProblem(404)
    const { all, own } = await traced(res, deps)
    const { currentOf } = await agencies.succession()
    if (!all && (report.matter.scope === '' || !report.agencies.every((id) => own.some((each) => each.id === currentOf(id))))) throw new HttpProblem(403)
    return report
  }

  /** The report on the same matter as the numbers are today. */
  async function today({ matter }: Pick<PublishedReport, 'matter'>): Promise<{ query: ReportQuery, data: ReportNumbers }> {
    const scopes = reportScopes(await agencies.ofKind('deciding'))
    const scope = scopes.find((each) => scopeText(each) === matter.scope)
    if (!scope) throw new HttpProblem(404)
    const query: ReportQuery = { period: reportPeriod(matter.period, await reportingOf(deps)), scope, by: 'agency' }
    return { query, data: await makeReport(query, deps) }
  }

  async function publish(query: ReportQuery, data: ReportNumbers, seen: number, correction: PublishedReport['correction'], res: Response): Promise<PublishedReport> {
    const account = accountOf(res)
    const unit = await agencies.get(account.unit)
    const role = publishingRole(account, unit, query.scope.kind === 'province' ? null : query.scope.agencies)
    if (!role) throw new HttpProblem(403)
    return reports.publish({
      matter: { scope: scopeText(query.scope), period: nameOf(query) }, scopeName: query.scope.name, agencies: query.scope.agencies.map(({ id }) => id),
      from: query.period.from.toString(), to: query.period.to.toString(), head: headOf(unit), timeZone: unit.calendar.timeZone, unit: unit.id, numbers: data, correction,
    }, seen, { by: staff(account, role), at: now() })
  }

  /** Everything that has happened is counted before it is published. */
  async function countAll(): Promise<void> {
    while (await figures.count(now()) > 0);
  }

  for (const kind of ['xlsx', 'pdf'] as const) {
    router.get(`/reports/report.${kind}`, async (req, res) => {
      const { query } = await readable(req, res, deps)
      const unit = await agencies.get(accountOf(res).unit)
      const { kind: of, year, number } = query.period
      await sendPrinted(res, kind, livePaper(await makeReport(query, deps), query, { head: headOf(unit), timeZone: unit.calendar.timeZone, at: now() }), `bao-cao-${of}-${String(year)}-${String(number)}`)
    })
    router.get(`/reports/published/:id.${kind}`, async (req, res) => {
      const report = await published(req, res)
      await sendPrinted(res, kind, publishedPaper(report), `bao-cao-${report.id}`)
    })
  }

  router.post('/reports/publish', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const language = languageOf(res)
    const { query } = await readable(req, res, deps)
    const { seen } = readBody(z.object({ seen: z.string().max(100) }), req)
    const back = reportAddress('/desk/reports', query)
    const tell = (key: ReportMessage, params = {}, to = back) => {
      req.session.flash = { tone: to === back ? 'info' : 'success', text: sayReports(key, language, params) }
      res.redirect(303, to)
    }
    if (!isOver(query.period, now())) { tell('not-over'); return }
    await countAll()
    const data = await makeReport(query, deps)
    if (seenOf(data) !== seen) { tell('moved'); return }
    try {
      const { id, number } = await publish(query, data, 0, null, res)
      tell('published-now', { number }, `/desk/reports/published/${id}`)
    } catch (error) {
      if (!(error instanceof ReportChanged)) throw error
      tell('other-version')
    }
  })

  router.get('/reports/published', async (_req, res) => {
    const language = languageOf(res)
    const { timeZone } = res.locals as PageLocals
    const say = (key: ReportMessage, params = {}) => sayReports(key, language, params)
    const { all, own } = await traced(res, deps)
    if (!all && own.length === 0) throw new HttpProblem(403)
    const { unitsOf } = await agencies.succession()
    const found = (await reports.latest(all ? null : own.flatMap(({ id }) => unitsOf(id)), mostListed)).filter(({ matter }) => all || matter.scope !== '')
    const head = [say('number'), say('period'), say('scope'), say('published-on'), say('version')]
    render(res, 'desk/board', {
      above: say('title'), title: say('all-published'), backHref: '/desk/reports', backLabel: say('back'), errors: [], paragraphs: [say('published-lead')],
      tables: [{
        caption: say('all-published'), head, empty: say('published-none'),
        rows: found.map(({ id, number, matter, scopeName, at, by, version }) => ({
          cells: [
            { text: number, href: `/desk/reports/published/${id}` }, { text: periodText(matter.period)[language] }, { text: nameIn(scopeName, language) },
            { text: `${shortDateTime(at, language, timeZone)}, ${by.name}` }, { text: versionText(version, language) },
          ].map((cell, index) => ({ ...cell, label: head[index] ?? '' })),
        })),
      }],
    })
  })

  async function page(report: PublishedReport, res: Response, wrong?: { reason: string }): Promise<void> {
    const language = languageOf(res)
    const { timeZone } = res.locals as PageLocals
    const say = (key: ReportMessage, params = {}) => sayReports(key, language, params)
    const { id, number, matter, scopeName, numbers: kept, from, to, at, by, correction, version } = report
    const all = await reports.versions(matter)
    const next = all.find((each) => each.version === version + 1)
    const { query, data } = await today(report)
    const differs = changesBetween(kept, data).length
    const account = accountOf(res)
    const role = publishingRole(account, await agencies.find(account.unit), query.scope.kind === 'province' ? null : query.scope.agencies)
    const link = (each: Pick<PublishedReport, 'id' | 'number'>) => ({ href: `/desk/reports/published/${each.id}`, text: say('open-other', { number: each.number }) })
    render(res, 'desk/reports', {
      above: `${say('title')} · ${nameIn(scopeName, language)}`, title: `${say('number')} ${number}`, back: { href: '/desk/reports/published', text: say('all-published') },
      heading: `${nameIn(scopeName, language)} · ${periodText(matter.period)[language]}`,
      lines: [say('from-to', { from: dayText(from), to: dayText(to) }), say('links-today')],
      notices: [
        { lines: [say('is-published', { number, at: shortDateTime(at, language, timeZone), name: by.name }), ...(next ? [] : [differs === 0 ? say('same') : say('differs', { count: String(differs) })])], ...(differs > 0 && !next && { warning: true }) },
        ...(correction ? [{ lines: [say('corrects', { number: correction.ofNumber, reason: correction.reason })], links: [link({ id: correction.of, number: correction.ofNumber })] }] : []),
        ...(next ? [{ warning: true, lines: [say('superseded', { number: next.number })], links: [link(next)] }] : []),
      ],
      files: [{ href: `/desk/reports/published/${id}.xlsx`, text: say('file-xlsx') }, { href: `/desk/reports/published/${id}.pdf`, text: say('file-pdf') }],
      tables: reportTables(kept as Parameters<typeof reportTables>[0], null, leadsFrom(query), language),
      plain: [ratingTable(kept, language), ...(correction ? [changeTable(correction.changes, language)] : [])], note: say('balance'),
      errors: wrong ? [{ text: say('reason-missing'), href: '#field-reason' }] : [],
      ...(role && !next && differs > 0 && {
        form: {
          action: `/desk/reports/published/${id}/correct`, heading: say('correct'), lead: say('correct-lead'), button: say('correct-button'), hidden: [{ name: 'seen', value: seenOf(data) }],
          reason: { label: say('reason'), hint: say('reason-hint'), value: wrong?.reason ?? '' },
        },
      }),
    })
  }

  router.get('/reports/published/:id', async (req, res) => page(await published(req, res), res))

  router.post('/reports/published/:id/correct', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const language = languageOf(res)
    const before = await published(req, res)
    const { seen, reason: typed } = readBody(z.object({ seen: z.string().max(100), reason: z.string().max(2000).default('') }), req)
    const reason = typed.trim()
    const account = accountOf(res)
    const here = `/desk/reports/published/${before.id}`
    const tell = (key: ReportMessage, params = {}, to = here) => {
      req.session.flash = { tone: to === here ? 'info' : 'success', text: sayReports(key, language, params) }
      res.redirect(303, to)
    }
    await countAll()
    const { query, data } = await today(before)
    if (!publishingRole(account, await agencies.find(account.unit), query.scope.kind === 'province' ? null : query.scope.agencies)) throw new HttpProblem(403)
    if (reason === '') { await page(before, res, { reason }); return }
    if (seenOf(data) !== seen) { tell('moved'); return }
    try {
      const { id, number } = await publish(query, data, before.version, { reason, of: before.id, ofNumber: before.number, changes: changesBetween(before.numbers, data) }, res)
      tell('corrected-now', { number }, `/desk/reports/published/${id}`)
    } catch (error) {
      if (!(error instanceof ReportChanged)) throw error
      tell('other-version')
    }
  })

  return router
}

const versionText = (version: number, language: Language): string => version === 1 ? sayReports('version-first', language) : sayReports('version-of', language, { count: String(version - 1) })

function changeTable(changes: NonNullable<PublishedReport['correction']>['changes'], language: Language) {
  const say = (key: ReportMessage) => sayReports(key, language)
  const number = numbers(language)
  return {
    id: 'changed', caption: say('changed'), none: say('changed-none'), head: [say('by'), say('row'), say('column'), say('before'), say('after')],
    rows: changes.slice(0, mostChangesShown).map(({ by, row, column, before, after }) => [
      by ? say(`by-${by as Breakdown}`) : say('total'), row?.[language] ?? say('total'), columnText(column as ReportColumn, language), number.format(before), number.format(after),
    ]),
  }
}
