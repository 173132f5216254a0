import QRCode from 'qrcode'
import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import { formatDong } from '../processes/law/fees.ts'
import { slipForm } from '../processes/law/slips.ts'
import { documentsFor } from '../processes/procedure.ts'
import type { Agency } from '../store/agencies.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { Slip } from '../store/slips.ts'
import { HttpProblem } from './problem.ts'
import { dateTime } from './view/format.ts'
import type { AnswerRow, SlipModel } from './view/models.ts'

const textual = z.object({ vi: z.string() })
const applicant = z.object({ name: z.string(), identityNumber: z.string(), address: z.string(), phone: z.string(), email: z.string() })
const shared = z.object({ applicant, procedure: textual })
const receipt = z.object({
  receivedAt: z.string(), due: z.string().nullable(), fee: z.number(), delivery: z.enum(['online', 'counter', 'post']),
  limit: z.object({ amount: z.number(), unit: z.string() }), documents: z.array(z.object({ name: textual, files: z.number() })),
})
const completion = z.object({ reason: z.string(), missingItems: z.array(z.string()) })
const refusal = z.object({ reason: z.string(), rightAuthority: z.string().optional() })
const apology = z.object({ reason: z.string(), from: z.string().optional(), to: z.string(), receivedAt: z.string().optional() })

const deliveries = { online: 'Trực tuyến, trên Cổng dịch vụ công', counter: 'Tại Bộ phận Một cửa', post: 'Qua dịch vụ bưu chính công ích' } as const
const limitUnits: Readonly<Record<string, string>> = { 'working-hour': 'giờ làm việc', 'working-day': 'ngày làm việc', 'same-day': 'ngày làm việc (trong ngày)', 'calendar-day': 'ngày', 'calendar-month': 'tháng' }

/** The body of each form: rows, list, paragraphs, signatures, from the facts that were stored when it was issued. Forms are in Vietnamese. */
type Body = Pick<SlipModel, 'rows' | 'paragraphs' | 'signatures'> & Partial<Pick<SlipModel, 'list' | 'opening' | 'recipient' | 'copies'>>

/** The page of one of a dossier's slips. @throws HttpProblem 404 when the dossier has no such slip */
export async function slipPage(
  id: string, dossier: Dossier, backHref: string, { slips, agencies, env }: Pick<Deps, 'slips' | 'agencies' | 'env'>,
): Promise<SlipModel> {
  const slip = await slips.find(id)
  if (!slip || slip.dossier !== dossier.code) throw new HttpProblem(404)
  const qr = await QRCode.toDataURL(qrPayload(dossier.code, env.PUBLIC_ORIGIN), { margin: 1, width: 160 })
  return presentSlip(slip, dossier, await agencies.get(String(slip.facts['unit'])), { qr, backHref })
}

/** An issued slip as a page to print (forms of TT 01/2018 and TT 03/2025; see processes/law/slips.ts for numbers and titles by date). */
function presentSlip(slip: Slip, dossier: Dossier, agency: Agency, { qr, backHref }: { qr: string, backHref: string }): SlipModel {
  const form = slipForm(slip.kind, slip.issuedAt.toZonedDateTimeISO(agency.calendar.timeZone).toPlainDate())
  const show = (moment: string) => dateTime(moment, 'vi', agency.calendar.timeZone)
  return {
    form: form.number ? `Mẫu số ${form.number}` : '', title: form.title.vi, number: slip.number, place: agency.place, issuedAt: slip.issuedAt,
    superior: agency.superior.vi, agency: agency.name.vi, code: slip.dossier, qr, paper: 'a5', backHref, ...body(slip, dossier, show),
  }
}

function people({ facts }: Slip): { who: z.infer<typeof applicant>, rows: AnswerRow[] } {
  const { applicant: who, procedure } = shared.parse(facts)
  return {
    who,
    rows: [
      { label: 'Người nộp hồ sơ', lines: [who.name] },
      { label: 'Số định danh', lines: [who.identityNumber] },
      { label: 'Địa chỉ', lines: [who.address] },
      { label: 'Điện thoại', lines: [who.phone] },
      ...(who.email ? [{ label: 'Thư điện tử', lines: [who.email] }] : []),
      { label: 'Nội dung yêu cầu giải quyết', lines: [procedure.vi] },
    ],
  }
}

function body(slip: Slip, dossier: Dossier, show: (moment: string) => string): Body {
  const { who, rows } = people(slip)
  const signed = (role: string, name = slip.issuedBy) => ({ role, ...(name && { name }), note: 'Ký, ghi rõ họ tên' })
  switch (slip.kind) {
    case 'receipt': {
      const { receivedAt, due, fee, delivery, limit, documents } = receipt.parse(slip.facts)
      return {
        rows: [
          ...rows,
          { label: 'Thời hạn giải quyết', lines: [`${String(limit.amount)} ${limitUnits[limit.unit] ?? limit.unit}`] },
          { label: 'Nhận hồ sơ lúc', lines: [show(receivedAt)] },
          { label: 'Hẹn trả kết quả lúc', lines: [due ? show(due) : ''] },
          { label: 'Đăng ký nhận kết quả', lines: [deliveries[delivery]] },
          { label: 'Phí, lệ phí', lines: [fee === 0 ? 'Miễn phí' : formatDong(fee, 'vi')] },
          { label: 'Số lượng hồ sơ', lines: ['01 bộ'] },
        ],
        list: {
          heading: 'Thành phần hồ sơ nộp gồm:',
          items: [{ name: 'Tờ khai điện tử' }, ...documents.map(({ name, files }) => ({ name: name.vi, note: `${String(files)} tệp` }))],
        },
        paragraphs: [], signatures: [signed('Người nộp hồ sơ', who.name), signed('Người tiếp nhận hồ sơ')],
      }
    }
    case 'completion-request': {
      const { reason, missingItems } = completion.parse(slip.facts)
      const listed = documentsFor(findProcedure(dossier.procedure), dossier.application, slip.issuedAt)
      return {
        rows, list: {
          heading: 'Để có cơ sở xem xét, giải quyết hồ sơ, đề nghị bổ sung, hoàn thiện:',
          items: missingItems.map((id) => ({ name: listed.find((item) => item.id === id)?.name.vi ?? 'Tờ khai điện tử' })),
        },
        paragraphs: [`Lý do: ${reason}`, 'Việc bổ sung, hoàn thiện hồ sơ chỉ yêu cầu một lần.'], signatures: [signed('Người hướng dẫn')],
      }
    }
    case 'refusal': {
      const { reason, rightAuthority } = refusal.parse(slip.facts)
      return {
        rows, paragraphs: [`Lý do từ chối: ${reason}`, ...(rightAuthority ? [`Cơ quan có thẩm quyền giải quyết: ${rightAuthority}`] : [])],
        signatures: [signed('Người nộp hồ sơ', who.name), signed('Người tiếp nhận hồ sơ')],
      }
    }
    case 'apology': {
      const { reason, from, to, receivedAt } = apology.parse(slip.facts)
      return {
        recipient: `${who.name}, ${who.address}`, rows,
        paragraphs: [
          ...(receivedAt ? [`Hồ sơ được tiếp nhận lúc ${show(receivedAt)}${from ? `, hẹn trả kết quả lúc ${show(from)}` : ''}.`] : []),
          `Đến nay hồ sơ chưa được giải quyết xong đúng hẹn. Lý do: ${reason}`,
          'Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông/Bà. Chúng tôi thành thật xin lỗi.',
          `Hẹn trả kết quả giải quyết hồ sơ vào lúc: ${show(to)}.`,
        ],
        signatures: [signed('Thủ trưởng đơn vị')], copies: ['Như trên', 'Bộ phận Một cửa', 'Lưu: VT'],
      }
    }
    case 'stop-notice':
      return {
        recipient: `${who.name}, ${who.address}`, rows,
        paragraphs: ['Theo đề nghị của Ông/Bà và do hồ sơ chưa có quyết định giải quyết, việc giải quyết hồ sơ được dừng kể từ thời điểm ban hành thông báo này.'],
        signatures: [signed('Bộ phận Một cửa')],
      }
    default:
      throw new Error(`${slip.kind} is not a slip of its own: it derives from the events`)
  }
}
