import type { Deps } from '../config/wire.ts'
import type { Role } from '../processes/law/roles.ts'
import { dayOf } from '../processes/procedure.ts'
import type { Account } from '../store/accounts.ts'

/** Who holds a role in a unit today, or does its steps of a procedure: people, and other systems that were given it (requirement I3). */
export async function holdersOf(unit: string, role: Role, { accounts, clients, participation, now }: Pick<Deps, 'accounts' | 'clients' | 'participation' | 'now'>, procedure?: string): Promise<Account[]> {
  const rule = procedure === undefined ? undefined : (await participation.of(unit)).find((each) => each.procedure === procedure && each.role === role)
  return [...(await accounts.withRole(unit, role)).filter(({ username }) => !rule?.people || rule.people.includes(username)), ...await clients.withRole(unit, role, dayOf(now()))]
}

/** A person or a system by the name under which tasks are given to them; null when there is none. */
export async function holderNamed(username: string, { accounts, clients }: Pick<Deps, 'accounts' | 'clients'>): Promise<Pick<Account, 'username' | 'name'> | null> {
  const client = await clients.find(username)
  return await accounts.find(username) ?? (client && { username, name: client.name })
}
