import type { Deps } from '../../config/wire.ts'
import { passesOn } from '../../processes/law/absences.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Account } from '../../store/accounts.ts'

/** Somebody with what they hold today for colleagues who are away: their tasks, and their roles in the unit (requirements B5, B6). */
export async function withSubstitutions(found: Account, { absences, accounts, participation, now }: Pick<Deps, 'absences' | 'accounts' | 'participation' | 'now'>): Promise<Account> {
  const leavesOut = (await participation.of(found.unit)).filter(({ people }) => people?.includes(found.username) === false).map(({ procedure, role }) => ({ procedure, role }))
  const account = leavesOut.length > 0 ? { ...found, leavesOut } : found
  const away = await absences.substitutedBy(account.username, dayOf(now()).toString())
  const people = (await Promise.all(away.filter(({ unit }) => unit === account.unit).map(({ person }) => accounts.find(person)))).filter((each) => each?.unit === account.unit)
  const standsFor = people.flatMap((each) => each ? [{ username: each.username, name: each.name, roles: each.roles.filter(passesOn) }] : [])
  if (standsFor.length === 0) return account
  // Who does a step that an absent colleague does, does it too.
  const rules = await participation.of(account.unit)
  const left = leavesOut.filter(({ procedure, role }) => !standsFor.some(({ username }) => rules.some((rule) => rule.procedure === procedure && rule.role === role && rule.people?.includes(username))))
  return { ...account, leavesOut: left, roles: [...new Set([...account.roles, ...standsFor.flatMap(({ roles }) => roles)])], ownRoles: account.roles, standsFor }
}
