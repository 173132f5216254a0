import type { Temporal } from 'temporal-polyfill'
import { formatDong, type FeeSubject } from '../law/fees.ts'
import { paperDate, paperMoment } from './paper-words.ts'
import type { Paper, PaperHead } from './paper.ts'

/** A payment as its receipt states it; amounts in đồng. */
export interface ReceivedPayment {
  readonly receipt: string
  readonly subject: FeeSubject
  readonly amount: number
  /** What of it was too much, and goes back. */
  readonly overpaid: number
  readonly method: 'cash' | 'online'
  /** The provider's number of the transaction. */
  readonly transaction: string
  readonly at: Temporal.Instant
  /** Who took it at the counter. */
  readonly by: string
  readonly payer: { readonly name: string, readonly identityNumber: string }
  readonly procedure: string
  readonly dossier: { readonly code: string, readonly lookUp: string }
  readonly head: PaperHead
  readonly timeZone: string
}

/** The electronic receipt of a payment (requirement C5). Its form is this house's proposal: the Treasury's own is not among our sources. */
export function feeReceipt({ receipt, subject, amount, overpaid, method, transaction, at, by, payer, procedure, dossier, head, timeZone }: ReceivedPayment): Paper {
  return {
    size: 'a5', form: '', title: 'Biên lai điện tử', number: receipt, head, at, date: paperDate(at, timeZone), dossier,
    rows: [
      { label: 'Người nộp tiền', lines: [payer.name] },
      { label: 'Số định danh', lines: [payer.identityNumber] },
      { label: 'Thủ tục', lines: [procedure] },
      { label: 'Nội dung thu', lines: [subject === 'fee' ? 'Phí, lệ phí giải quyết thủ tục hành chính' : 'Nghĩa vụ tài chính'] },
      { label: 'Số tiền', lines: [formatDong(amount, 'vi')] },
      ...(overpaid > 0 ? [{ label: 'Trong đó nộp thừa', lines: [`${formatDong(overpaid, 'vi')}, được hoàn trả`] }] : []),
      { label: 'Hình thức', lines: [method === 'cash' ? 'Tiền mặt tại quầy' : `Trực tuyến${transaction ? `, mã giao dịch ${transaction}` : ''}`] },
      { label: 'Thời điểm', lines: [paperMoment(at, timeZone)] },
    ],
    paragraphs: ['Phí, lệ phí đã nộp chỉ được hoàn trả khi cơ quan không hoàn thành dịch vụ, trừ trường hợp pháp luật có quy định khác.'],
    signatures: method === 'cash' ? [{ role: 'Người thu tiền', note: 'Xác nhận điện tử', name: by }] : [],
    foot: `Phát hành điện tử. Tra cứu hồ sơ bằng mã QR hoặc tại ${dossier.lookUp}`,
  }
}
