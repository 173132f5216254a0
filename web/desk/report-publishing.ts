import { createHash } from 'node:crypto'
import type { Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { periodText, reportPeriod } from '../../processes/law/reporting.ts'
import type { PublishedReport, ReportNumbers } from '../../store/reports.ts'
import { publishingRole } from '../access.ts'
import { sayReports } from '../messages/reports.ts'
import { dayText } from '../present-report.ts'
import { changesBetween } from '../report-paper.ts'
import { isOver, reportAddress, reportingOf, scopeText, type ReportQuery } from '../reports-query.ts'
import { languageOf } from '../view/render.ts'
import { accountOf } from './account-of.ts'
import type { Readable } from './readable-reports.ts'

/** What a person saw of the numbers, so that nothing else is published than that. */
export const seenOf = (data: ReportNumbers): string => createHash('sha256').update(JSON.stringify([data.total, data.tables, data.ratings])).digest('base64url')

/** What stands beside a live report: whether it is published, and how to do it. */
export async function publishingOf(query: ReportQuery, data: ReportNumbers, res: Response, deps: Deps): Promise<{ latest: PublishedReport | null, differs: number, mayPublish: boolean }> {
  const { reports, agencies, now } = deps
  const account = accountOf(res)
  const latest = (await reports.versions({ scope: scopeText(query.scope), period: nameOf(query) })).at(-1) ?? null
  const role = publishingRole(account, await agencies.find(account.unit), query.scope.kind === 'province' ? null : query.scope.agencies)
  return { latest, differs: latest ? changesBetween(latest.numbers, data).length : 0, mayPublish: role !== null && isOver(query.period, now()) }
}

export const nameOf = ({ period: { kind, year, number } }: Pick<ReportQuery, 'period'>) => ({ kind, year, number })

/** Reports that are due and not published, of those that the reader publishes (TN 18.8). */
export async function dueReports(readers: Readable, res: Response, deps: Deps): Promise<{ line: string, href: string, link: string, late: boolean }[]> {
  const language = languageOf(res)
  const account = accountOf(res)
  const unit = await deps.agencies.find(account.unit)
  const scope = readers.scopes.find((each) => publishingRole(account, unit, each.kind === 'province' ? null : each.agencies) !== null)
  if (!scope) return []
  const setting = await reportingOf(deps)
  const today = deps.now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()
  const told = []
  for (const [kind, count] of [['month', 12], ['quarter', 4], ['half', 2], ['year', 1]] as const) {
    const last = [today.year - 1, today.year].flatMap((year) => Array.from({ length: count }, (_, index) => reportPeriod({ kind, year, number: index + 1 }, setting)))
      .filter((period) => period.due && isOver(period, deps.now())).at(-1)
    if (!last?.due || (await deps.reports.versions({ scope: scopeText(scope), period: nameOf({ period: last }) })).length > 0) continue
    const late = Temporal.PlainDate.compare(last.due, today) < 0
    const names = { period: periodText(last)[language], scope: scope.name[language], due: dayText(last.due) }
    told.push({ late, line: sayReports(late ? 'due-late' : 'due-soon', language, names), link: sayReports('due-open', language, { period: names.period }), href: reportAddress('/desk/reports', { period: last, scope }) })
  }
  return told
}
