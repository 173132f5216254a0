import type { Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Agency } from '../../store/agencies.ts'
import { mayTrace } from '../access.ts'
import { accountOf } from './account-of.ts'

/** The agencies whose dossiers the reader supervises, and whether that is the whole province. */
export async function traced(res: Response, { agencies }: Pick<Deps, 'agencies'>): Promise<{ all: boolean, own: readonly Agency[], deciding: readonly Agency[] }> {
  const account = accountOf(res)
  const unit = await agencies.find(account.unit)
  const deciding = await agencies.ofKind('deciding')
  return { all: mayTrace(account, unit, null), own: deciding.filter((agency) => mayTrace(account, unit, agency)), deciding }
}
