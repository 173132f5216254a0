import { tell } from '../config/notify/tell.ts'
import type { Deps } from '../config/wire.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { Worker } from '../store/events.ts'
import { holderNamed, holdersOf } from './holders.ts'

/** Who is to work on a dossier from now on is nobody who could. */
export class NotAnOfficer extends Error {}

/** The officer to whom a dossier was assigned; null before that. */
export function officerOf({ answers }: Pick<Dossier, 'answers'>): string | null {
  const officer = answers['assignment']?.values['officer']
  return typeof officer === 'string' && officer !== '' ? officer : null
}

/**
 * Gives a dossier to another officer (BT 45/2023, art. 17.1; TN 18.5: people change, the diagram does not): the open tasks move, the
 * processes read the new officer at the steps to come, both are told; in one transaction. Asked for twice it is done once.
 * @throws NotAnOfficer, ActNotAllowed
 */
export async function reassignOfficer(
  { code, to, reason, by }: { code: string, to: string, reason: string, by: Worker }, deps: Deps,
): Promise<void> {
  const { transactions, dossiers, tasks, outbox, now } = deps
  await transactions.run(async () => {
    const before = await dossiers.get(code)
    const from = officerOf(before)
    if (from === to) return
    const unit = before.units.deciding
    const next = (await holdersOf(unit, 'case-officer', deps, before.procedure)).find(({ username }) => username === to)
    if (!from || !next) throw new NotAnOfficer(`${to} cannot take over dossier ${code}`)
    const at = now()
    const dossier = await dossiers.act(code, { act: 'reassign', by, at, onBehalfOf: unit, details: { from, to, reason } }, ({ answers }) => ({
      answers: { ...answers, assignment: { values: { ...answers['assignment']?.values, officer: to }, by: by.name, at } },
    }))
    const instances = new Set([...await tasks.reassign(code, from, to), ...(dossier.processInstanceKey ? [dossier.processInstanceKey] : [])])
    for (const processInstanceKey of instances) await outbox.add(code, { kind: 'set-variables', processInstanceKey, variables: { officer: to } })
    const previous = await holderNamed(from, deps)
    await tell('case-officer', 'assignedToYou', dossier, { before: previous?.name ?? from, reason }, deps, { elsewhere: { unit, person: to } })
    await tell('case-officer', 'takenFromYou', dossier, { after: next.name, reason }, deps, { elsewhere: { unit, person: from } })
  })
}
