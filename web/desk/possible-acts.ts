import type { Act } from '../../processes/law/dossier-states.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { Dossier } from '../../store/dossiers.ts'
import type { Task } from '../../store/tasks.ts'
import { digitisingRole, mayDo, roleFor } from '../access.ts'
import { sayDossier, type DossierMessage } from '../messages/dossier.ts'
import { mayReassign } from './officer-routes.ts'

interface Possible {
  readonly act: Act
  readonly name: DossierMessage
  /** The article that gives it. */
  readonly article: string
  /** The form in which it is decided, or where it is done. */
  readonly form?: string
  readonly at?: (code: string) => string
  readonly holds?: (account: Account, dossier: Dossier) => boolean
}

/** What people do to a dossier, in a step of its diagram or from its page; whether somebody may now, the tables of the law say (dossier-states.ts, access.ts). */
const possible: readonly Possible[] = [
  { act: 'receive', name: 'act.receive', article: '15.1a, 15.2b', form: 'reception' },
  { act: 'request-completion', name: 'act.request-completion', article: '14.2, 15.1b, 15.2a', form: 'reception' },
  { act: 'refuse', name: 'act.refuse', article: '15.1c, 15.2a', form: 'reception' },
  { act: 'request-completion', name: 'act.request-completion', article: '14.2, 17.4', form: 'appraisal' },
  { act: 'request-consultation', name: 'act.consult', article: '17.5', form: 'appraisal' },
  { act: 'check-documents', name: 'act.check', article: '15.1, 15.2', form: 'reception' },
  { act: 'digitise', name: 'act.digitise', article: '15.6, 17.1', at: (code) => `/desk/dossiers/${code}/digitise`, holds: (account, dossier) => dossier.channel !== 'online' && digitisingRole(account, dossier) !== null },
  { act: 'hand-over-paper', name: 'act.hand-over', article: '16.2', at: () => '/desk/hand-over', holds: (_, { handedIn }) => handedIn.length > 0 },
  { act: 'reassign', name: 'act.reassign', article: '17.1', at: (code) => `/desk/dossiers/${code}/officer`, holds: (account, dossier) => mayReassign(account, dossier) !== null },
  { act: 'request-correction', name: 'act.correction', article: '21.1', at: (code) => `/desk/dossiers/${code}/correction` },
  { act: 'record-loss', name: 'act.loss', article: '21.2', at: (code) => `/desk/dossiers/${code}/loss` },
]

/** What somebody may do to a dossier now, where, and by which article. */
export function possibleActs(account: Account, dossier: Dossier, open: readonly Task[], language: Language): { name: string, basis: string, href: string }[] {
  return possible.flatMap(({ act, name, article, form, at, holds }) => {
    if (roleFor(account, act, dossier) === null || !(holds?.(account, dossier) ?? true)) return []
    const task = form === undefined ? undefined : open.find((each) => each.form === form && mayDo(account, each))
    const href = task ? `/desk/tasks/${task.id}` : at?.(dossier.code)
    return href === undefined ? [] : [{ name: sayDossier(name, language), basis: sayDossier('act.basis', language).replace('%', article), href }]
  })
}
