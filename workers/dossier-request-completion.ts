import { z } from 'zod'
import { answersOf } from './answers.ts'
import { endProcesses } from './end-processes.ts'
import { issueSlip } from './issue-slip.ts'
import { tell } from '../config/notify/tell.ts'
import { stage } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { checkCompletionRequest } from '../processes/law/completion-requests.ts'
import { NotAllowedByLaw } from '../processes/law/refusal.ts'
import { askAgainRefusal } from '../processes/law/reuse.ts'
import { itemNames } from '../processes/papers/slip-facts.ts'
import { reusableDocuments } from '../store/reusable-documents.ts'

const header = z.object({ stage })
const request = z.object({ missingItems: z.array(z.string()), reason: z.string(), askAgain: z.string().optional() })

/**
 * Issues form 02: what to complete, why, once (BT 45/2023 arts. 8.5b, 14.2, 15.2a at reception; 17.4 after appraisal). That
 * the clock stands while it is the applicant's turn is our reading: both articles count again from zero afterwards.
 */
export const dossierRequestCompletion = defineWorker({
  type: 'dossier.request-completion',
  label: { vi: 'Yêu cầu bổ sung, hoàn thiện', en: 'Request completion' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { stage } = header.parse(job.headers)
    const before = await deps.dossiers.get(code)
    const { values, by, at } = answersOf(before, stage === 'reception' ? 'reception' : 'appraisal', request)
    const refusal = askAgainRefusal(values.missingItems, (await reusableDocuments(before, at, deps)).map(({ item }) => item.id), values.askAgain)
    if (refusal) throw new NotAllowedByLaw(refusal)
    const dossier = await deps.dossiers.act(
      code, { act: 'request-completion', by: { kind: 'system' }, at, details: { stage, ...values } },
      ({ completionRequests, clocks }) => {
        checkCompletionRequest(completionRequests, stage)
        const clock = clocks[stage]
        if (!clock) throw new Error(`Dossier ${code} has no clock of ${stage}`)
        const basis = stage === 'reception' ? 'BT 45/2023, 15.2a' : 'BT 45/2023, 17.4'
        return {
          state: stage === 'reception' ? 'completion-requested' : 'returned-for-completion',
          completionRequests: { ...completionRequests, [stage]: completionRequests[stage] + 1 },
          clocks: { ...clocks, [stage]: { ...clock, events: [...clock.events, { type: 'pause', at, cause: 'form-02', basis }] } },
        }
      },
    )
    if (stage === 'settlement') await endProcesses(code, ['apology'], deps)
    const procedure = findProcedure(dossier.procedure)
    const remarks = values.missingItems.map((id) => dossier.documentCheck?.items.find(({ item }) => item === id)?.remark ?? '')
    await issueSlip(dossier, {
      kind: 'completion-request', unit: stage === 'reception' ? dossier.units.receiving : dossier.units.deciding, issuedBy: by,
      facts: { stage, ...values, items: itemNames(procedure, dossier.application, values.missingItems, dossier.receivedAt ?? at, dossier.channel), ...(remarks.some(Boolean) && { remarks }) },
    }, job, deps)
    await tell('applicant', 'completionRequested', dossier, { reason: values.reason }, deps)
    await wakeWatch(code, deps.outbox)
  },
})
