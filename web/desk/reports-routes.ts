import { Router } from 'express'
import { procedureOf, procedures as catalogue } from '../../processes/catalogue.ts'
import type { Deps } from '../../config/wire.ts'
import { procedureOn } from '../../processes/edition.ts'
import { reportColumns, type ReportColumn } from '../../processes/law/report-counts.ts'
import { periodText } from '../../processes/law/reporting.ts'
import { isEmptyRow, makeReport } from '../make-report.ts'
import { sayReports, type ReportMessage } from '../messages/reports.ts'
import { sayFigures } from '../messages/figures.ts'
import { columnText, dayText, ratingTable, reportFilter, reportTables } from '../present-report.ts'
import { HttpProblem } from '../problem.ts'
import { beginOf, breakdowns, isOver, reportAddress, ways, type Breakdown, type ReportQuery, type Way } from '../reports-query.ts'
import { boardRow } from '../view/board-table.ts'
import { shortDateTime } from '../view/format.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { stateTags } from '../view/state-tag.ts'
import { translator } from '../view/translate.ts'
import { leadsFrom, readable } from './readable-reports.ts'
import { dueReports, publishingOf, seenOf } from './report-publishing.ts'
import { dossiersBehind, type Wanted } from './report-behind.ts'

const isColumn = (text: unknown): text is ReportColumn => (reportColumns as readonly unknown[]).includes(text)

/** Reports on how dossiers are settled, by period, agency, level, field, procedure and way in (TQ 16.2c, TH 16.6, TN 18.8; requirement I1). */
export function reportsRoutes(deps: Deps): Router {
  const { dossiers, agencies, now } = deps
  const router = Router()

  router.get('/reports', async (req, res) => {
    const language = languageOf(res)
    const say = (key: ReportMessage, params = {}) => sayReports(key, language, params)
    const reader = await readable(req, res, deps)
    const { scopes, years, query } = reader
    const { period, scope } = query
    const data = await makeReport(query, deps)
    const empty = isEmptyRow(data.total)
    const { latest, differs, mayPublish } = await publishingOf(query, data, res, deps)
    const due = await dueReports(reader, res, deps)
    const { timeZone } = res.locals as PageLocals
    render(res, 'desk/reports', {
      above: scope.name[language], title: say('title'), lead: say('lead'), filter: reportFilter(query, { scopes, years }, language),
      heading: `${scope.name[language]} · ${periodText(period)[language]}`,
      lines: [say('from-to', { from: dayText(period.from), to: dayText(period.to) }), ...(isOver(period, now()) ? [] : [say('running')])],
      notices: [
        ...due.map(({ line, href, link, late }) => ({ lines: [line], warning: late, links: [{ href, text: link }] })),
        ...(latest ? [{
          warning: differs > 0, links: [{ href: `/desk/reports/published/${latest.id}`, text: say('open-published') }],
          lines: [say('is-published', { number: latest.number, at: shortDateTime(latest.at, language, timeZone), name: latest.by.name }), differs > 0 ? say('differs', { count: String(differs) }) : say('same')],
        }] : []),
      ],
      files: [
        ...(empty ? [] : [{ href: reportAddress('/desk/reports/report.xlsx', query), text: say('file-xlsx') }, { href: reportAddress('/desk/reports/report.pdf', query), text: say('file-pdf') }]),
        { href: '/desk/reports/published', text: say('all-published') },
      ],
      ...(mayPublish && !latest && { form: { action: reportAddress('/desk/reports/publish', query), heading: say('publish'), lead: say('publish-lead'), button: say('publish-button'), hidden: [{ name: 'seen', value: seenOf(data) }] } }),
      tables: reportTables(data, query.by, leadsFrom(query), language), plain: empty ? [] : [ratingTable(data, language)], note: say('balance'), errors: [],
      ...(empty && { empty: { title: say('none'), text: say('none-text') } }),
    })
  })

  /** What a row of a report narrows the dossiers to. @throws HttpProblem 404 when there is no such row */
  async function narrowed({ scope, by, period }: ReportQuery, key: string | null): Promise<Pick<Wanted, 'units' | 'procedures' | 'channels'>> {
    const { unitsOf, currentOf } = await agencies.succession()
    const units = scope.kind === 'province' ? null : scope.agencies.flatMap(({ id }) => unitsOf(id))
    const whole = { units, procedures: null, channels: null }
    if (key === null) return whole
    const among = (some: readonly string[]) => some.filter((unit) => units?.includes(unit) ?? true)
    const narrow = async (kind: Breakdown): Promise<Partial<Pick<Wanted, 'units' | 'procedures' | 'channels'>>> => {
      if (kind === 'agency') return { units: among(unitsOf(key)) }
      if (kind === 'level') {
        const every = await agencies.all()
        const levelOf = new Map(every.map(({ id, level }) => [id, level]))
        return { units: among(every.map(({ id }) => id).filter((unit) => levelOf.get(currentOf(unit)) === key)) }
      }
      if (kind === 'field') return { procedures: catalogue.filter((each) => procedureOn(each, period.to).field.vi === key).map(({ id }) => id) }
      if (kind === 'procedure') return { procedures: catalogue.filter(({ id }) => id === key).map(({ id }) => id) }
      if (!Object.hasOwn(ways, key)) throw new HttpProblem(404)
      return { channels: ways[key as Way] }
    }
    return { ...whole, ...await narrow(by) }
  }

  router.get('/reports/dossiers', async (req, res) => {
    const language = languageOf(res)
    const { timeZone } = res.locals as PageLocals
    const say = (key: ReportMessage, params = {}) => sayReports(key, language, params)
    const { query } = await readable(req, res, deps)
    const { period, scope } = query
    const given = (name: string) => typeof req.query[name] === 'string' && req.query[name] !== '' ? req.query[name].slice(0, 200) : null
    const [column, key] = [given('so'), given('dong')]
    if (!isColumn(column) || (key !== null && !breakdowns.some((each) => each === given('theo')))) throw new HttpProblem(404)
    const { units, procedures, channels } = await narrowed(query, key)
    const { found, next } = await dossiersBehind({ column, from: beginOf(period.from), until: beginOf(period.to.add({ days: 1 })), units, procedures, channels }, given('sau'), deps)
    const head = [sayFigures('behind-code', language), sayFigures('procedure', language), sayFigures('behind-state', language), sayFigures('behind-received', language), sayFigures('behind-due', language), sayFigures('behind-settled', language)]
    const show = (at: Parameters<typeof shortDateTime>[0] | null) => at ? shortDateTime(at, language, timeZone) : ''
    const rows = await Promise.all(found.map(async (dossier) => {
      const due = dossier.punctuality?.firstDue ?? (dossier.clocks.settlement ? (await dossiers.due(dossier))?.firstDue ?? null : null)
      const { key: tag, deskKey }: { key: string, deskKey?: string } = stateTags[dossier.state]
      const cells = [
        { text: dossier.code, href: `/desk/dossiers/${dossier.code}` }, { text: procedureOf(dossier).name[language] }, { text: translator(language)((deskKey ?? tag) as Parameters<ReturnType<typeof translator>>[0]) },
        { text: show(dossier.receivedAt) }, { text: show(due) }, { text: show(dossier.decidedAt) },
      ]
      return boardRow(head, cells)
    }))
    const title = say('behind', { column: columnText(column, language) })
    const by = key === null ? {} : { by: query.by }
    render(res, 'desk/board', {
      above: [scope.name[language], periodText(period)[language]].join(' · '), title, backHref: reportAddress('/desk/reports', query), backLabel: say('back'), errors: [],
      ...(next && { links: [{ text: sayFigures('behind-next', language), href: reportAddress('/desk/reports/dossiers', { period, scope, ...by }, { so: column, ...(key !== null && { dong: key }), sau: next }) }] }),
      tables: [{ caption: title, head, empty: say('behind-none'), rows }],
    })
  })

  return router
}
