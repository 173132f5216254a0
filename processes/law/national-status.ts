import type { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './dated.ts'
import type { Act, DossierState } from './dossier-states.ts'
import type { Text } from '../text.ts'

/** What the national portal tells apart, beside this house's own states. */
export type NationalSituation = DossierState | 'received' | 'payment-awaited' | 'withdrawal-requested'

export interface NationalStatus { readonly code: number, readonly name: Text }

const status = (code: number, vi: string, en: string): NationalStatus => ({ code, name: { vi, en } })
const completion = status(5, 'Yêu cầu bổ sung giấy tờ', 'Completion requested')

/**
 * The codes in which a dossier's status is exchanged with the national portal (requirement I3; TH 27/2019 art. 3.1 leaves them to the standard
 * of whoever runs the other system), by the date of the report. Other codes from another date are another entry.
 */
export const nationalStatuses: readonly Dated<Readonly<Record<NationalSituation, NationalStatus>>>[] = [
  {
    from: null, until: null, mark: 'doubtful',
    source: 'Danh mục trạng thái hồ sơ 1-10 của Cổng Dịch vụ công quốc gia, như các hệ thống một cửa của tỉnh đồng bộ; văn bản ban hành chưa tìm được; cách xếp các trạng thái của hệ thống này vào mã là đề xuất',
    value: {
      'filed': status(1, 'Mới đăng ký', 'Newly filed'),
      'received': status(2, 'Được tiếp nhận', 'Received'),
      'refused': status(3, 'Không được tiếp nhận', 'Not received'),
      'settling': status(4, 'Đang xử lý', 'Being settled'),
      'completion-requested': completion,
      'returned-for-completion': completion,
      'payment-awaited': status(6, 'Yêu cầu thực hiện nghĩa vụ tài chính', 'Payment asked for'),
      'withdrawal-requested': status(7, 'Công dân yêu cầu rút hồ sơ', 'Withdrawal requested'),
      'withdrawn': status(8, 'Dừng xử lý', 'Stopped'),
      'decided': status(9, 'Đã xử lý xong', 'Settled'),
      'returned': status(10, 'Đã trả kết quả', 'Result returned'),
    },
  },
]

/** Acts that begin or end one of the situations that the states do not tell apart. */
const withdrawing: readonly Act[] = ['request-withdrawal', 'decline-withdrawal', 'withdraw']
const paying: readonly Act[] = ['await-payment', 'pay-fee', 'cancel-fee']
const working: readonly Act[] = ['receive', 'complete-task', 'resubmit']
const open: readonly DossierState[] = ['filed', 'completion-requested', 'settling', 'returned-for-completion']

/** The situation of a dossier by its state and the acts on it so far, the first one first. */
export function nationalSituation(state: DossierState, acts: readonly Act[]): NationalSituation {
  const last = (of: readonly Act[]) => acts.findLast((act) => of.includes(act))
  if (!open.includes(state)) return state
  if (last(withdrawing) === 'request-withdrawal') return 'withdrawal-requested'
  if ((state === 'filed' || state === 'settling') && last(paying) === 'await-payment') return 'payment-awaited'
  return state === 'settling' && last(working) === 'receive' ? 'received' : state
}

/** The code and the name that the national portal knows the situation by on a day. */
export function nationalStatusOf(situation: NationalSituation, day: Temporal.PlainDate): NationalStatus {
  return inForce(nationalStatuses, day).value[situation]
}
