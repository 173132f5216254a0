import type { Language, Text } from '../text.ts'
import type { DossierState } from './dossier-states.ts'

const separators = { vi: '.', en: ',' } as const satisfies Record<Language, string>

/**
 * An amount of money in whole đồng: '200.000 đồng' in Vietnamese, '200,000 đồng' in English.
 * @throws RangeError when the amount is not a whole number
 */
export function formatDong(amount: number, language: Language): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of đồng`)
  const digits = String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, separators[language])
  return `${amount < 0 ? '-' : ''}${digits} đồng`
}

/** What is paid for a dossier: the procedure's fee, or a duty that another authority has determined, such as a land-use levy (ĐT138, 5.3). */
export const feeSubjects = ['fee', 'duty'] as const
export type FeeSubject = (typeof feeSubjects)[number]

/** When a fee must have been paid (requirement C5: 'prepayment where required'; TQ 12.2c, 12.5). */
export const feeMoments = ['before-reception', 'at-reception', 'before-return'] as const
export type FeeMoment = (typeof feeMoments)[number]

export const feeMomentNames = {
  'before-reception': { vi: 'Nộp trước khi hồ sơ được tiếp nhận', en: 'To be paid before the dossier is received' },
  'at-reception': { vi: 'Nộp khi hồ sơ được tiếp nhận, chậm nhất trước khi nhận kết quả', en: 'To be paid when the dossier is received, at the latest before the result is handed over' },
  'before-return': { vi: 'Nộp trước khi nhận kết quả', en: 'To be paid before the result is handed over' },
} as const satisfies Record<FeeMoment, Text>

/**
 * The moment by which a fee is really asked for. Prepayment cannot be asked of an applicant who filed from afar where the agency takes no
 * payment online: then it is paid with the result (TQ 246/QĐ-UBND, 12.5a: the applicant pays and collects at the one-stop unit).
 */
export function collectedAt(due: FeeMoment, { channel, payableOnline }: { channel: 'online' | 'counter' | 'post' | 'mail', payableOnline: boolean }): FeeMoment {
  return due === 'before-reception' && channel !== 'counter' && !payableOnline ? 'before-return' : due
}

/**
 * Why money goes back. A fee is refunded only when the agency did not complete the service (TQ 246/QĐ-UBND, 12.5c; TH 27/2019, 9.6c); what was
 * paid beyond the fee was never a fee. That a refusal at reception and a stop before reception are 'not completed' is our reading: no
 * service had begun. A decision that does not grant what was asked is the service (BT 45/2023, 17.8), and so is a result that
 * nobody collects (TQ 12.5c).
 */
export const refundGrounds = {
  'overpaid': { vi: 'Nộp thừa, nộp trùng', en: 'Paid too much, or twice' },
  'refused-at-reception': { vi: 'Hồ sơ bị từ chối tiếp nhận nên dịch vụ không được thực hiện', en: 'The dossier was refused at reception: the service was not rendered' },
  'stopped-before-reception': { vi: 'Hồ sơ dừng trước khi được tiếp nhận nên dịch vụ chưa bắt đầu', en: 'The dossier was stopped before it was received: the service had not begun' },
  'agency-failed': { vi: 'Cơ quan không hoàn thành dịch vụ', en: 'The agency did not complete the service' },
} as const satisfies Record<string, Text>
export type RefundGround = keyof typeof refundGrounds

export const refundBasis = {
  'overpaid': 'BLDS 2015, Điều 579',
  'refused-at-reception': 'QĐ 246/QĐ-UBND (Tuyên Quang), 12.5c; QĐ 27/2019/QĐ-UBND (Thanh Hóa), 9.6c',
  'stopped-before-reception': 'QĐ 246/QĐ-UBND (Tuyên Quang), 12.5c; QĐ 27/2019/QĐ-UBND (Thanh Hóa), 9.6c',
  'agency-failed': 'QĐ 246/QĐ-UBND (Tuyên Quang), 12.5c; QĐ 27/2019/QĐ-UBND (Thanh Hóa), 9.6c',
} as const satisfies Record<RefundGround, string>

/** Why nothing is refunded. */
export const refundRefusals = {
  'nothing-paid': { vi: 'Chưa có khoản nào đã nộp để hoàn trả.', en: 'Nothing has been paid that could be refunded.' },
  'completed': {
    vi: 'Cơ quan đã giải quyết hồ sơ: phí, lệ phí đã nộp không được hoàn trả, kể cả khi không đủ điều kiện hoặc không nhận kết quả (QĐ 246/QĐ-UBND, Điều 12.5c; QĐ 27/2019/QĐ-UBND, Điều 9.6c).',
    en: 'The agency has settled the dossier: the fee is not refunded, also when nothing was granted or the result is not collected (TQ 12.5c; TH 9.6c).',
  },
  'stopped-by-applicant': {
    vi: 'Hồ sơ dừng theo đề nghị của người nộp khi đang giải quyết: không thuộc trường hợp cơ quan không hoàn thành dịch vụ (QĐ 246/QĐ-UBND, Điều 12.5c).',
    en: 'The dossier was stopped at the applicant’s wish while it was being settled: it is not the agency that did not complete the service (TQ 12.5c).',
  },
  'being-settled': { vi: 'Hồ sơ đang được giải quyết; phí, lệ phí chỉ hoàn trả khi cơ quan không hoàn thành dịch vụ.', en: 'The dossier is being settled; a fee is refunded only when the agency does not complete the service.' },
} as const satisfies Record<string, Text>
export type RefundRefusal = keyof typeof refundRefusals

/** What the law looks at when somebody wants money back. */
export interface RefundCase {
  readonly state: DossierState
  /** Whether the dossier was ever received: the service has then begun. */
  readonly received: boolean
  /** The agency itself states that it did not complete the service, such as for a dossier that it lost. */
  readonly agencyFailed?: boolean
}

/** Whether what was paid for the service goes back, and on what ground. What was paid too much goes back always and is not asked here. */
export function refundGround({ state, received, agencyFailed = false }: RefundCase): { ground: Exclude<RefundGround, 'overpaid'> } | { refusal: RefundRefusal } {
  if (state === 'decided' || state === 'returned') return { refusal: 'completed' }
  if (agencyFailed) return { ground: 'agency-failed' }
  if (state === 'refused') return { ground: 'refused-at-reception' }
  if (state === 'withdrawn') return received ? { refusal: 'stopped-by-applicant' } : { ground: 'stopped-before-reception' }
  return { refusal: 'being-settled' }
}
