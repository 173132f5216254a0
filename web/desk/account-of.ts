import type { Response } from 'express'
import type { Role } from '../../processes/law/roles.ts'
import type { Account } from '../../store/accounts.ts'
import type { Actor } from '../../store/events.ts'

/** Who is signed in at the desk; set before any of its pages but the sign-in. */
export const accountOf = ({ locals }: Response): Account => (locals as { account: Account }).account

/** Somebody of the staff as the log names them, in the role in which they act. */
export const staff = ({ username, name }: Pick<Account, 'username' | 'name'>, role: Role): Extract<Actor, { kind: 'staff' }> => ({ kind: 'staff', username, name, role })
