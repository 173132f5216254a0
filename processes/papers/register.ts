import type { Temporal } from 'temporal-polyfill'
import { slipForm } from '../law/slips.ts'
import { paperDate } from './paper-words.ts'
import type { Paper, PaperColumn, PaperHead } from './paper.ts'

/** The columns of the register of dossiers (TT 03/2025/TT-VPCP, form 07; before, form 06). */
export const registerColumns: readonly PaperColumn[] = [
  { title: 'STT', share: 4, align: 'center' }, { title: 'Mã hồ sơ', share: 19 }, { title: 'Tên thủ tục hành chính', share: 13 },
  { title: 'Tên cá nhân, tổ chức', share: 10 }, { title: 'Địa chỉ, số điện thoại', share: 13 }, { title: 'Cơ quan chủ trì giải quyết', share: 10 },
  { title: 'Nhận hồ sơ', share: 8.5, align: 'center' }, { title: 'Hẹn trả kết quả', share: 8.5, align: 'center' }, { title: 'Trả kết quả', share: 8.5, align: 'center' },
  { title: 'Phương thức nhận kết quả', share: 9 }, { title: 'Ký nhận', share: 8 }, { title: 'Ghi chú', share: 8 },
]

export interface RegisterFacts {
  readonly head: PaperHead
  readonly timeZone: string
  readonly field: string | null
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly volume: number
  readonly volumes: number
  readonly rows: readonly (readonly string[])[]
}

const day = (date: Temporal.PlainDate) => date.toString().split('-').reverse().join('/')

/** One volume of a register: the dossiers that a unit received in a period, of one field or all. Its date is the last day of the period. */
export function registerPaper({ head, timeZone, field, from, to, volume, volumes, rows }: RegisterFacts): Paper {
  const form = slipForm('register', to)
  const at = to.toZonedDateTime({ timeZone, plainTime: '00:00' }).toInstant()
  return {
    size: 'a4-landscape', form: form.number ? `Mẫu số ${form.number}` : '', title: form.title.vi, number: `${String(volume)}/${form.numberStyle}`, head, at, date: paperDate(at, timeZone),
    subtitle: [
      field ? `Lĩnh vực: ${field}` : 'Tất cả lĩnh vực', `Từ ngày ${day(from)} đến ngày ${day(to)}`, `Quyển số ${String(volume)}/${String(volumes)}`,
    ].join(' – '),
    rows: [], table: { columns: registerColumns, rows, none: 'Không có hồ sơ nào được tiếp nhận trong thời gian này.' }, paragraphs: [], signatures: [],
    foot: 'Sổ điện tử, lập tự động từ dữ liệu và nhật ký của các hồ sơ.',
  }
}
