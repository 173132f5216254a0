import type { Response } from 'express'
import type { Role } from '../../processes/law/roles.ts'
import type { Account } from '../../store/accounts.ts'
import type { Actor } from '../../store/events.ts'
import type { Task } from '../../store/tasks.ts'
import { inPlaceOf } from '../access.ts'

/** Who is signed in at the desk; set before any of its pages but the sign-in. */
export const accountOf = ({ locals }: Response): Account => (locals as { account: Account }).account

type Person = Pick<Account, 'username' | 'name' | 'standsFor' | 'ownRoles'>

/** Somebody of the staff as the log names them, in the role in which they act; and for whom, where they hold it for a colleague who is away. */
export function staff(account: Person, role: Role, task: Pick<Task, 'assignee'> = { assignee: null }): Extract<Actor, { kind: 'staff' }> {
  const away = inPlaceOf(account, { role, assignee: task.assignee })
  return { kind: 'staff', username: account.username, name: account.name, role, ...(away && { inPlaceOf: { username: away.username, name: away.name } }) }
}

/** The same, at work on a task. */
export const staffOn = (account: Person, task: Pick<Task, 'role' | 'assignee'>): ReturnType<typeof staff> => staff(account, task.role, task)
