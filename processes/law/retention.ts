import type { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './dated.ts'

/** How long closed dossiers are kept, in years, unless their procedure says otherwise (TN art. 15; BT 45/2023 art. 18.5: no number). */
export const usualRetention: readonly Dated<number>[] = [
  { from: null, until: null, value: 5, mark: 'doubtful', source: 'Hà Tĩnh QĐ 3005/QĐ-UBND, 1/12/2025: hồ sơ lưu 05 năm' },
]

/** The last day on which a dossier closed on a day is kept (requirement G3). */
export function retainedUntil(closed: Temporal.PlainDate, retention: readonly Dated<number>[] = usualRetention): Temporal.PlainDate {
  return closed.add({ years: inForce(retention, closed).value })
}
