import type { Temporal } from 'temporal-polyfill'
import type { Text } from '../text.ts'
import type { Dated } from './dated.ts'
import { inForce } from './dated.ts'

/** The official forms of a dossier (BT 45/2023, art. 12; requirements D3-D5, F9, F11, J3). */
export const slipKinds = ['receipt', 'completion-request', 'refusal', 'apology', 'stop-notice', 'control-sheet', 'register'] as const
export type SlipKind = (typeof slipKinds)[number]

/** A form as the circular in force has it: its number ('01'; null when that circular has no such form), its title, and its number style. */
export interface SlipForm {
  readonly number: string | null
  readonly title: Text
  /** What follows the running number and a slash on the printed form. */
  readonly numberStyle: string
}

const titles = {
  'receipt': { vi: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', en: 'Receipt and appointment slip' },
  'completion-request': { vi: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', en: 'Completion request' },
  'refusal': { vi: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ', en: 'Refusal slip' },
  'apology': { vi: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả', en: 'Letter of apology and new appointment' },
  'stop-notice': { vi: 'Thông báo dừng giải quyết hồ sơ', en: 'Stop notice' },
  'control-sheet': { vi: 'Phiếu kiểm soát quá trình giải quyết hồ sơ', en: 'Process control sheet' },
  'register': { vi: 'Sổ theo dõi hồ sơ', en: 'Register of dossiers' },
} as const satisfies Record<SlipKind, Text>

const apology2025: Text = {
  vi: 'Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết', en: 'Letter of apology and request for more time',
}

const circular2018 = { from: null, until: '2025-09-14', source: 'TT 01/2018/TT-VPCP' } as const
const circular2025 = { from: '2025-09-15', until: null, source: 'TT 03/2025/TT-VPCP, Phụ lục I' } as const
const published = 'published' as const
const doubtful = 'doubtful' as const
const proposal = 'proposal' as const

/** The forms by date. Number styles of 2018 are those of one province's print templates; the stop notice's is this house's proposal. */
export const slipForms = {
  'receipt': [
    { ...circular2018, mark: doubtful, value: { number: '01', title: titles.receipt, numberStyle: 'BPTNTKQ' } },
    { ...circular2025, mark: published, value: { number: '01', title: titles.receipt, numberStyle: 'TTPVHCC' } },
  ],
  'completion-request': [
    { ...circular2018, mark: doubtful, value: { number: '02', title: titles['completion-request'], numberStyle: 'HDHS' } },
    { ...circular2025, mark: published, value: { number: '02', title: titles['completion-request'], numberStyle: 'PBS-TTPVHCC' } },
  ],
  'refusal': [
    { ...circular2018, mark: doubtful, value: { number: '03', title: titles.refusal, numberStyle: 'PTC-BPTNTKQ' } },
    { ...circular2025, mark: published, value: { number: '03', title: titles.refusal, numberStyle: 'PTC-TTPVHCC' } },
  ],
  'apology': [
    { ...circular2018, mark: published, value: { number: '04', title: titles.apology, numberStyle: 'PXL' } },
    { ...circular2025, mark: published, value: { number: '04', title: apology2025, numberStyle: 'PXL' } },
  ],
  'stop-notice': [
    { ...circular2018, mark: proposal, value: { number: null, title: titles['stop-notice'], numberStyle: 'TBD' } },
    { ...circular2025, mark: doubtful, value: { number: '05', title: titles['stop-notice'], numberStyle: 'TBD-TTPVHCC' } },
  ],
  'control-sheet': [
    { ...circular2018, mark: published, value: { number: '05', title: titles['control-sheet'], numberStyle: 'PKS-BPTNTKQ' } },
    { ...circular2025, mark: published, value: { number: '06', title: titles['control-sheet'], numberStyle: 'PKS-TTPVHCC' } },
  ],
  'register': [
    { ...circular2018, mark: published, value: { number: '06', title: titles.register, numberStyle: 'STD-BPTNTKQ' } },
    { ...circular2025, mark: published, value: { number: '07', title: titles.register, numberStyle: 'STD-TTPVHCC' } },
  ],
} as const satisfies Record<SlipKind, readonly Dated<SlipForm>[]>

/** The form of a kind in force on a date: TT 01/2018/TT-VPCP until 14 September 2025, TT 03/2025/TT-VPCP from 15 September 2025. */
export function slipForm(kind: SlipKind, date: Temporal.PlainDate): SlipForm {
  return inForce<SlipForm>(slipForms[kind], date).value
}
