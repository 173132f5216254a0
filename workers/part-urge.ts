import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { defineWorker } from './worker.ts'

/**
 * An agency's part of a joint procedure is due soon or overdue: its officers are urged, and when it is late the head of the one-stop unit is
 * told too (BT 45/2023 arts. 6.3b, 17.6-17.7; requirement G6).
 */
export const partUrge = defineWorker({
  type: 'part.urge',
  label: { vi: 'Đôn đốc phần việc phối hợp', en: 'Urge an agency’s part' },
  reads: z.object({ dossier: z.string(), watch: z.string(), momentKey: z.string() }),
  async handle({ dossier: code, watch: id, momentKey }, deps) {
    const task = await deps.tasks.find(id)
    const before = await deps.dossiers.get(code)
    if (task?.state !== 'open' || !task.unit || !task.due || before.momentsDone.includes(momentKey)) return
    const late = momentKey.startsWith('overdue@')
    const details = { due: task.due.toString(), part: task.elementId, agency: task.unit, late }
    const dossier = await deps.dossiers.act(code, { act: 'urge-part', by: { kind: 'system' }, at: deps.now(), details },
      ({ momentsDone }) => ({ momentsDone: [...momentsDone, momentKey] }))
    const agency = await deps.agencies.get(task.unit)
    const facts = { due: momentText(task.due, dossier.language, agency), partner: agency.name[dossier.language], late }
    await tell('case-officer', 'partDue', dossier, facts, deps, { elsewhere: { unit: task.unit, person: task.assignee } })
    if (late) await tell('one-stop-head', 'partDue', dossier, facts, deps)
  },
})
