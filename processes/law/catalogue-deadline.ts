import type { Dated } from './dated.ts'
import type { Limit } from './limit.ts'

/**
 * By when a change of the catalogue is on the portal, from the day on which the decision that publishes it was received (requirement A10). A
 * province writes its own here: Tuyên Quang has 10 working days from the appraisal (QĐ 246/QĐ-UBND, art. 11.2b).
 */
export const catalogueDeadline: readonly Dated<Limit>[] = [
  { from: null, until: null, mark: 'published', source: 'TH 6.1-6.2 (QĐ 27/2019/QĐ-UBND), TN 8.1', value: { amount: 5, unit: 'working-day' } },
]
