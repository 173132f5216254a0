import type { Request, Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Leads } from '../present-report.ts'
import { HttpProblem } from '../problem.ts'
import { readReportQuery, reportAddress, reportingOf, reportScopes, scopeText, type ReportQuery, type ScopeOption } from '../reports-query.ts'
import { traced } from './traced.ts'

/** What a reader of reports may choose from. */
export interface Readable { readonly scopes: readonly [ScopeOption, ...ScopeOption[]], readonly years: readonly number[], readonly query: ReportQuery }

/** The reader's scopes, and what the address asks for among them. @throws HttpProblem 403 for who may trace nothing, or not what is asked for */
export async function readable(req: Request, res: Response, deps: Pick<Deps, 'agencies' | 'figures' | 'now'>): Promise<Readable> {
  const { all, own, deciding } = await traced(res, deps)
  const scopes = reportScopes(deciding).filter(({ kind, agencies }) => all || (kind !== 'province' && agencies.every(({ id }) => own.some((each) => each.id === id))))
  const [first, ...others] = scopes
  if (!first) throw new HttpProblem(403)
  const asked = req.query['pham-vi']
  if (typeof asked === 'string' && asked === '' && first.kind !== 'province') throw new HttpProblem(403)
  const today = dayOf(deps.now())
  const { year } = await deps.figures.since()
  const since = Math.min(Number(year ?? today.year), today.year)
  const query = readReportQuery(req.query, [first, ...others], { today, setting: await reportingOf(deps), since })
  if (typeof asked === 'string' && asked !== '' && !scopes.some((each) => asked === scopeText(each))) throw new HttpProblem(403)
  return { scopes: [first, ...others], years: Array.from({ length: today.year - since + 1 }, (_, index) => today.year - index), query }
}

/** Where the dossiers of each number are. */
export const leadsFrom = (query: Pick<ReportQuery, 'period' | 'scope'>): Leads => (column, row) =>
  reportAddress('/desk/reports/dossiers', { period: query.period, scope: query.scope, ...(row && { by: row.by }) }, { so: column, ...(row && { dong: row.key }) })
