import { NotAllowedByLaw } from './refusal.ts'
import type { RefusalReason } from './refusal.ts'

/** When a completion is requested with form 02: before reception, or after appraisal. */
export type CompletionStage = 'reception' | 'settlement'

/** How often completion has been requested at each stage. */
export type CompletionRequests = Readonly<Record<CompletionStage, number>>

const spent = {
  reception: 'completion-requested-before-reception',
  settlement: 'completion-requested-after-appraisal',
} as const satisfies Record<CompletionStage, RefusalReason>

/**
 * Why completion may not be requested now, or null when it may: once at reception (BT 45/2023, arts. 8.5b, 14.2; requirement D4),
 * and once after appraisal (art. 17.4; requirement F4).
 */
export function completionRequestRefusal(requests: CompletionRequests, stage: CompletionStage): RefusalReason | null {
  return requests[stage] > 0 ? spent[stage] : null
}

/** @throws NotAllowedByLaw when completion may not be requested now */
export function checkCompletionRequest(requests: CompletionRequests, stage: CompletionStage): void {
  const reason = completionRequestRefusal(requests, stage)
  if (reason) throw new NotAllowedByLaw(reason)
}
