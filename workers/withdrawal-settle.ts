import { z } from 'zod'
import { endParts, endPostings, endProcesses } from './end-processes.ts'
import { issueSlip } from './issue-slip.ts'
import { tell } from '../config/notify/tell.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { mayWithdraw, outlasting } from '../processes/law/dossier-states.ts'

/**
 * The applicant asks to stop: granted while nothing has been decided (NĐ 118/2025 art. 21; TT 03/2025 art. 7). The stop notice
 * is issued, the procedure ends, its tasks leave the desks.
 */
export const withdrawalSettle = defineWorker({
  type: 'withdrawal.settle',
  label: { vi: 'Dừng giải quyết theo yêu cầu', en: 'Stop on request' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps, job) {
    const { dossiers, tasks, handOverLists, outbox, now } = deps
    const before = await dossiers.get(code)
    if (!mayWithdraw(before.state)) return { withdrawn: false }
    const at = now()
    const dossier = await dossiers.act(code, { act: 'withdraw', by: { kind: 'system' }, at }, () => ({ state: 'withdrawn', closedAt: at }))
    await endProcesses(code, ['consultation', 'confirmation', 'apology'], deps)
    await endPostings(code, deps)
    await endParts(code, deps)
    await tasks.withdraw(code, { except: outlasting })
    await handOverLists.drop(code)
    if (dossier.processInstanceKey) await outbox.add(code, { kind: 'cancel-instance', processInstanceKey: dossier.processInstanceKey })
    await deps.fees.endWithoutService(code, at)
    await issueSlip(dossier, {
      kind: 'stop-notice', unit: dossier.units.receiving, issuedBy: '',
      facts: { stage: before.state },
    }, job, deps)
    await tell('applicant', 'withdrawn', dossier, {}, deps)
    await wakeWatch(code, outbox)
    return { withdrawn: true }
  },
})
