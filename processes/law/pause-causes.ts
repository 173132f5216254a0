import type { Text } from '../text.ts'

/**
 * Why a clock stands, as the applicant is told: a paused dossier is shown as paused and why, not as late (requirement J6). The key is the
 * `cause` of the ledger event. BT 45/2023, arts. 14.2, 17.4 (form 02); ĐT138 art. 5.3, QĐ 1610/QĐ-TTPVHCC (payment); NĐ 46/2026, art. 16
 * (remedy); the portal's steps of 1.001193, 1.000894 and 1.004873 (confirmation: that the clock stands is our reading, as for an appearance); that a laboratory's result is waited for with the clock standing is this house's proposal.
 */
export const pauseCauses = {
  'form-02': { vi: 'chờ bổ sung, hoàn thiện hồ sơ', en: 'waiting for the dossier to be completed' },
  'confirmation': { vi: 'chờ người nộp xác nhận dự thảo', en: 'waiting for the applicant to confirm the draft' },
  'appearance': { vi: 'chờ đến ngày hẹn có mặt', en: 'waiting for the day of the appearance' },
  'payment': { vi: 'chờ thực hiện nghĩa vụ tài chính', en: 'waiting for payment' },
  'remedy': { vi: 'chờ khắc phục', en: 'waiting for what was found to be put right' },
  'laboratory': { vi: 'chờ kết quả kiểm nghiệm', en: 'waiting for a laboratory result' },
} as const satisfies Record<string, Text>

export type PauseCause = keyof typeof pauseCauses

/** Whether a ledger event's cause is one that there are words for. */
export function isPauseCause(cause: string | undefined): cause is PauseCause {
  return cause !== undefined && Object.hasOwn(pauseCauses, cause)
}
