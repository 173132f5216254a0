import type { Deps } from '../../config/wire.ts'
import { passesOn } from '../../processes/law/absences.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Account } from '../../store/accounts.ts'

/** Somebody with what they hold today for colleagues who are away: their tasks, and their roles in the unit (requirements B5, B6). */
export async function withSubstitutions(account: Account, { absences, accounts, now }: Pick<Deps, 'absences' | 'accounts' | 'now'>): Promise<Account> {
  const away = await absences.substitutedBy(account.username, dayOf(now()).toString())
  const people = (await Promise.all(away.filter(({ unit }) => unit === account.unit).map(({ person }) => accounts.find(person)))).filter((each) => each?.unit === account.unit)
  const standsFor = people.flatMap((each) => each ? [{ username: each.username, name: each.name, roles: each.roles.filter(passesOn) }] : [])
  if (standsFor.length === 0) return account
  return { ...account, roles: [...new Set([...account.roles, ...standsFor.flatMap(({ roles }) => roles)])], ownRoles: account.roles, standsFor }
}
