import type { Deps } from '../config/wire.ts'
import type { Language } from '../processes/text.ts'
import type { Account } from '../store/accounts.ts'
import type { BulkSigning, SigningItem } from '../store/bulk-signings.ts'
import { ActNotAllowed, type Answers, type Dossier } from '../store/dossiers.ts'
import { TaskNotOpen, type Task } from '../store/tasks.ts'
import { isTakenBy, mayDo } from './access.ts'
import { staffOn } from './desk/account-of.ts'
import { Amended, completeTask } from './complete-task.ts'
import { formOfTask, readTaskAnswers } from './task-answers.ts'

/** The steps that are a signature and nothing else, with the answer that signs (BT 45/2023 arts. 17.9, 17.10). */
const signatures: Readonly<Record<string, Answers>> = {
  'signature': { signatureOutcome: 'signed' },
  'apology-signature': { apologySignature: 'signed' },
}

/** What is proposed to who signs, by the step: the latest of these forms. */
const proposals: Readonly<Record<string, readonly string[]>> = {
  'signature': ['appraisal', 'assessment', 'reassessment'],
  'apology-signature': ['apology-draft'],
}

/** Whether somebody may sign a task together with others. */
export const isSignable = (task: Task, account: Account): boolean => task.state === 'open' && Object.hasOwn(signatures, task.form) && mayDo(account, task)

/** The form whose answers are proposed to who signs, with those answers. */
export function proposalOf({ form }: Pick<Task, 'form'>, { answers }: Pick<Dossier, 'answers'>): { form: string, answers: Dossier['answers'][string] } | null {
  const given = (proposals[form] ?? []).flatMap((each) => answers[each] ? [{ form: each, answers: answers[each] }] : [])
  return given.sort((a, b) => b.answers.at.epochMilliseconds - a.answers.at.epochMilliseconds)[0] ?? null
}

type Became = Pick<SigningItem, 'outcome' | 'detail' | 'at'>
const became = (outcome: SigningItem['outcome'], detail: string | null = null, at: SigningItem['at'] = null): Became => ({ outcome, detail, at })

/** What became of a task that is not open: somebody else was quicker, or it is no longer needed. */
const before = ({ completedBy, completedAt }: Task): Became => completedBy && completedAt ? became('done-before', completedBy, completedAt) : became('not-open')

/**
 * Signs what has not been signed yet, one dossier after the other, each in a transaction of its own with the note of it: what is repeated after
 * a crash signs nothing twice, and a dossier that has changed since its proposal was shown is left as it is.
 */
export async function signAll({ id, items }: BulkSigning, account: Account, language: Language, deps: Deps): Promise<void> {
  const { bulkSignings, log } = deps
  try {
    for (const item of items) {
      if (item.outcome !== null && item.outcome !== 'failed') continue
      const outcome = await signOne(id, item, account, language, deps).catch((error: unknown) => {
        log.error({ dossier: item.dossier, task: item.task, error: (error as Error).message }, 'a dossier could not be signed with others')
        return became('failed')
      })
      if (outcome) await bulkSignings.note(id, item.task, outcome)
    }
  } finally {
    await bulkSignings.rest(id)
  }
}

/** @returns what is still to be noted; null when it was signed, and noted with it */
async function signOne(id: string, { task: taskId, seen }: SigningItem, account: Account, language: Language, deps: Deps): Promise<Became | null> {
  const { tasks, dossiers, accounts, transactions, bulkSignings, now } = deps
  const task = await tasks.find(taskId)
  if (!task) return became('not-open')
  if (task.state !== 'open') return before(task)
  if (!isSignable(task, account)) return became('not-open')
  if (isTakenBy(account, task)) return became('taken', (await accounts.find(task.assignee ?? ''))?.name ?? task.assignee)
  const dossier = await dossiers.get(task.dossier)
  const form = await formOfTask(task, deps)
  const { values, errors } = await readTaskAnswers({ task, form, dossier }, { fields: signatures[task.form] ?? {}, papers: [], rejected: [] }, language, deps)
  const [error] = Object.values(errors)
  if (error !== undefined) return became('refused', error)
  const by = staffOn(account, task)
  try {
    await transactions.run(async () => {
      await completeTask({ task, by, answers: values, form, revisionSeen: seen }, deps)
      await bulkSignings.note(id, taskId, became('signed', null, now()))
    })
    return null
  } catch (refusal) {
    if (refusal instanceof Amended) return became('changed')
    if (refusal instanceof TaskNotOpen) return before(refusal.task)
    if (refusal instanceof ActNotAllowed) return became('not-open')
    throw refusal
  }
}
