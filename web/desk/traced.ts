import type { Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Agency } from '../../store/agencies.ts'
import { mayTrace } from '../access.ts'
import { HttpProblem } from '../problem.ts'
import { accountOf } from './account-of.ts'

/** The agencies whose dossiers the reader supervises, and whether that is the whole province. */
export async function traced(res: Response, { agencies }: Pick<Deps, 'agencies'>): Promise<{ all: boolean, own: readonly Agency[], deciding: readonly Agency[] }> {
  const account = accountOf(res)
  const unit = await agencies.find(account.unit)
  const deciding = await agencies.ofKind('deciding')
  return { all: mayTrace(account, unit, null), own: deciding.filter((agency) => mayTrace(account, unit, agency)), deciding }
}

/** The units whose work the reader steers: their own as its head, and the agencies whose dossiers they supervise. @throws HttpProblem 403 when none */
export async function steeredUnits(res: Response, deps: Pick<Deps, 'agencies'>): Promise<string[]> {
  const { unit, roles } = accountOf(res)
  const { all, own, deciding } = await traced(res, deps)
  const headed = new Set([...(all ? deciding : own).map(({ id }) => id), ...roles.some((role) => role === 'leader' || role === 'division-head' || role === 'one-stop-head') ? [unit] : []])
  if (headed.size === 0) throw new HttpProblem(403)
  const { unitsOf } = await deps.agencies.succession()
  return [...headed].flatMap(unitsOf)
}
