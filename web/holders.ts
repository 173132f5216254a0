import type { Deps } from '../config/wire.ts'
import type { Role } from '../processes/law/roles.ts'
import { dayOf } from '../processes/procedure.ts'
import type { Account } from '../store/accounts.ts'

/** Who holds a role in a unit today: people, and other systems that were given it (requirement I3). */
export async function holdersOf(unit: string, role: Role, { accounts, clients, now }: Pick<Deps, 'accounts' | 'clients' | 'now'>): Promise<Account[]> {
  return [...await accounts.withRole(unit, role), ...await clients.withRole(unit, role, dayOf(now()))]
}

/** A person or a system by the name under which tasks are given to them; null when there is none. */
export async function holderNamed(username: string, { accounts, clients }: Pick<Deps, 'accounts' | 'clients'>): Promise<Pick<Account, 'username' | 'name'> | null> {
  const client = await clients.find(username)
  return await accounts.find(username) ?? (client && { username, name: client.name })
}
