import { tell } from '../config/notify/tell.ts'
import type { Deps } from '../config/wire.ts'
import { isEnquiryCode } from '../processes/law/enquiries.ts'
import { roleNames } from '../processes/law/roles.ts'
import type { Actor } from '../store/events.ts'
import type { Participation } from '../store/participation.ts'
import { holderNamed } from './holders.ts'

/**
 * Decides who does a role's steps of a procedure in a unit (requirement B6; TN 18.5). What somebody had taken who does them no longer is the unit's again,
 * and its head is told; in one transaction. Returns how many tasks that were.
 */
export async function changeParticipation(wanted: Participation, by: Extract<Actor, { kind: 'staff' }>, deps: Deps): Promise<number> {
  const { transactions, participation, tasks, dossiers, accounts, now } = deps
  return transactions.run(async () => {
    await participation.set(wanted, { by, at: now() })
    const { unit, procedure, role, people } = wanted
    if (!people) return 0
    const taken = await tasks.takenBeside({ unit, procedure, role, people })
    const head = (await accounts.withRole(unit, 'leader')).length > 0 ? 'leader' as const : 'one-stop-head' as const
    for (const { id, dossier: code, assignee, process, elementId } of taken) {
      if (assignee === null || !await tasks.release(id, assignee) || isEnquiryCode(code)) continue
      const dossier = await dossiers.act(code, { act: 'release-task', by, at: now(), details: { process, element: elementId, from: assignee } }, () => ({}))
      await tell(head, 'taskReleased', dossier, { person: (await holderNamed(assignee, deps))?.name ?? assignee, role: roleNames[role].vi }, deps, { elsewhere: { unit, person: null } })
    }
    return taken.length
  })
}
