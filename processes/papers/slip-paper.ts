import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { formatDong } from '../law/fees.ts'
import { slipForm, type SlipKind } from '../law/slips.ts'
import { paperDate, paperMoment, shortMoment } from './paper-words.ts'
import type { Paper, PaperRow, PaperSignature } from './paper.ts'
import { apologyFacts, completionFacts, receiptFacts, refusalFacts, sharedFacts } from './slip-facts.ts'

/** An issued slip, as it is stored. */
export interface IssuedSlip {
  readonly dossier: string
  readonly kind: SlipKind
  /** Running number of the issuing unit and year, as in '12/PBS-TTPVHCC'. */
  readonly number: string
  readonly issuedAt: Temporal.Instant
  readonly issuedBy: string
  readonly facts: Readonly<Record<string, unknown>>
}

const channels = { online: 'Nộp trực tuyến', counter: 'Nộp trực tiếp', post: 'Nộp qua bưu chính', mail: 'Nộp qua hộp thư công vụ' } as const
const deliveries = { online: 'Trực tuyến, trên Cổng dịch vụ công', counter: 'Tại Bộ phận Một cửa', post: 'Qua dịch vụ bưu chính công ích' } as const
const limitUnits: Readonly<Record<string, string>> = { 'working-hour': 'giờ làm việc', 'working-day': 'ngày làm việc', 'same-day': 'ngày làm việc (trả kết quả trong ngày)', 'calendar-day': 'ngày', 'calendar-month': 'tháng' }

type Body = Pick<Paper, 'rows' | 'paragraphs' | 'signatures'> & Partial<Pick<Paper, 'list' | 'recipient' | 'copies'>>
type Shared = z.infer<typeof sharedFacts>

/** What a form's body is made of: the slip, what every slip states, the first rows, the words of moments, and how it is signed. */
interface Sheet {
  readonly slip: IssuedSlip
  readonly shared: Shared
  readonly rows: readonly PaperRow[]
  moment(at: string): string
  signed(role: string): PaperSignature
}

/** One template per kind (TT 01/2018 and TT 03/2025; the fields are those of procedures.md 1.3). */
const bodies: Readonly<Partial<Record<SlipKind, (sheet: Sheet) => Body>>> = {
  'receipt': receipt, 'completion-request': completionRequest, 'refusal': refusal, 'apology': apology, 'stop-notice': stopNotice,
}

/**
 * The paper of an issued slip, from its stored facts alone: the same facts give the same paper, whatever became of the dossier.
 * Title and number are those of the circular in force on the day of issue (requirement J3).
 * @throws ZodError when the facts are not those of its kind; RangeError for a form that derives from the events
 */
export function slipPaper(slip: IssuedSlip): Paper {
  const body = bodies[slip.kind]
  if (!body) throw new RangeError(`${slip.kind} is not issued as a slip: it derives from the events`)
  const shared = sharedFacts.parse(slip.facts)
  const { head, timeZone, lookUp } = shared
  const form = slipForm(slip.kind, slip.issuedAt.toZonedDateTimeISO(timeZone).toPlainDate())
  return {
    size: 'a5', form: form.number ? `Mẫu số ${form.number}` : '', title: form.title.vi, number: slip.number, head,
    at: slip.issuedAt, date: paperDate(slip.issuedAt, timeZone), dossier: { code: slip.dossier, lookUp },
    foot: `Phát hành điện tử. Tra cứu hồ sơ bằng mã QR hoặc tại ${lookUp}`,
    ...body({
      slip, shared, rows: applicantRows(shared),
      moment: (at) => paperMoment(at, timeZone),
      signed: (role) => ({
        role, note: 'Ký, ghi rõ họ tên',
        ...(slip.issuedBy && { name: slip.issuedBy, confirmed: `Xác nhận điện tử lúc ${shortMoment(slip.issuedAt, timeZone)}` }),
      }),
    }),
  }
}

function applicantRows({ applicant, filer, procedure, head }: Shared): PaperRow[] {
  const row = (label: string, line: string) => line === '' ? [] : [{ label, lines: [line] }]
  return [
    ...row('Bộ phận tiếp nhận', head.agency),
    ...(filer ? [...row('Người nộp hồ sơ', filer.name), ...row('Số định danh', filer.identityNumber)] : []),
    ...row(filer ? 'Nộp thay cho' : 'Người nộp hồ sơ', applicant.name),
    ...row(filer ? 'Số định danh người được nộp thay' : 'Số định danh', applicant.identityNumber),
    ...row('Địa chỉ', applicant.address), ...row('Điện thoại', applicant.phone), ...row('Thư điện tử', applicant.email),
    ...row('Nội dung yêu cầu giải quyết', procedure.vi),
  ]
}

/** The applicant signs on paper; what was filed online is confirmed by having been filed. */
const applicantSigns = ({ shared: { applicant, filer } }: Sheet, online: boolean): PaperSignature =>
  ({ role: 'Người nộp hồ sơ', note: 'Ký, ghi rõ họ tên', name: filer?.name ?? applicant.name, ...(online && { confirmed: 'Đã nộp bằng phương thức điện tử' }) })

function receipt(sheet: Sheet): Body {
  const { slip, rows, moment, signed } = sheet
  const { receivedAt, due, fee, feePaid, delivery, channel, limit, second, documents } = receiptFacts.parse(slip.facts)
  const year = slip.issuedAt.toZonedDateTimeISO(sheet.shared.timeZone).year
  return {
    rows: [
      ...rows,
      { label: 'Số lượng hồ sơ', lines: ['01 bộ'] },
      { label: 'Hình thức nộp', lines: [channels[channel]] },
      { label: 'Thời hạn giải quyết', lines: [`${String(limit.amount)} ${limitUnits[limit.unit] ?? limit.unit}`] },
      { label: 'Thời gian nhận hồ sơ', lines: [moment(receivedAt)] },
      ...(second ? [
        { label: 'Hẹn lần 1, chuyển thông tin để xác định nghĩa vụ tài chính', lines: [due ? moment(due) : ''] }, { label: 'Hẹn lần 2, trả kết quả', lines: [second.vi] },
      ] : [{ label: 'Thời gian trả kết quả', lines: [due ? moment(due) : ''] }]),
      { label: 'Đăng ký nhận kết quả', lines: [deliveries[delivery]] },
      { label: 'Phí, lệ phí', lines: [fee === 0 ? 'Miễn phí' : `${formatDong(fee, 'vi')}${feePaid === undefined ? '' : feePaid ? ' (đã nộp)' : ' (chưa nộp)'}`] },
      { label: 'Vào Sổ theo dõi hồ sơ', lines: [`Sổ điện tử, quyển số ${String(year)}, số thứ tự: theo mã hồ sơ`] },
    ],
    list: {
      heading: 'Thành phần hồ sơ nộp gồm:',
      items: [
        ...(channel === 'online' ? [{ name: 'Tờ khai điện tử' }] : []),
        ...documents.map(({ name, files, copies, given }) => ({ name: name.vi, ...(given ? { note: given.vi } : files > 0 ? { note: `${String(files)} tệp` } : copies ? { note: copies.vi } : {}) })),
      ],
    },
    paragraphs: [], signatures: [applicantSigns(sheet, channel === 'online'), signed('Người tiếp nhận hồ sơ')],
  }
}

function completionRequest({ slip, shared: { head }, rows, signed }: Sheet): Body {
  const { reason, missingItems, items, remarks } = completionFacts.parse(slip.facts)
  return {
    rows,
    list: {
      heading: 'Để có cơ sở xem xét, giải quyết hồ sơ theo quy định, đề nghị Ông/Bà bổ sung, hoàn thiện:',
      items: items ? items.map(({ vi }, at) => ({ name: vi, ...(remarks?.[at] && { note: remarks[at] }) })) : missingItems.map((name) => ({ name: name === 'application' ? 'Tờ khai điện tử' : name })),
    },
    paragraphs: [
      `Lý do: ${reason}`, 'Việc bổ sung, hoàn thiện hồ sơ chỉ yêu cầu một lần ở bước này.',
      `Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ ${[slip.issuedBy, head.phone && `số điện thoại ${head.phone}`].filter(Boolean).join(', ')} để được hướng dẫn.`,
    ],
    signatures: [signed('Người hướng dẫn')],
  }
}

function refusal(sheet: Sheet): Body {
  const { slip, rows, signed } = sheet
  const { reason, rightAuthority, channel } = refusalFacts.parse(slip.facts)
  return {
    rows,
    paragraphs: [
      `Qua xem xét, Bộ phận tiếp nhận thông báo không tiếp nhận, giải quyết hồ sơ này với lý do: ${reason}`,
      ...(rightAuthority ? [`Cơ quan có thẩm quyền giải quyết: ${rightAuthority}`] : []),
    ],
    signatures: [applicantSigns(sheet, channel === 'online'), signed('Người tiếp nhận hồ sơ')],
  }
}

function apology({ slip, shared: { applicant, head, timeZone }, rows, moment, signed }: Sheet): Body {
  const { reason, from, to, receivedAt } = apologyFacts.parse(slip.facts)
  const titleOfNow = slipForm('apology', slip.issuedAt.toZonedDateTimeISO(timeZone).toPlainDate()).title.vi
  return {
    recipient: `${applicant.name}, ${applicant.address}`,
    rows: rows.filter(({ label }) => label !== 'Bộ phận tiếp nhận'),
    paragraphs: [
      ...(receivedAt ? [`Hồ sơ được tiếp nhận lúc ${moment(receivedAt)}${from ? `; thời gian hẹn trả kết quả: ${moment(from)}` : ''}.`] : []),
      `Tuy nhiên đến nay, ${head.agency} chưa trả kết quả giải quyết hồ sơ của Ông/Bà đúng thời hạn. Lý do: ${reason}`,
      'Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông/Bà. Chúng tôi thành thật xin lỗi Ông/Bà.',
      `${titleOfNow.includes('gia hạn') ? 'Chúng tôi đề nghị được gia hạn và hẹn' : 'Chúng tôi xin hẹn lại'} trả kết quả vào: ${moment(to)}.`,
    ],
    signatures: [signed('Thủ trưởng cơ quan, đơn vị')], copies: ['Như trên;', 'Bộ phận Một cửa;', 'Lưu: VT.'],
  }
}

const stages: Readonly<Record<string, string>> = {
  'filed': 'chờ tiếp nhận', 'completion-requested': 'chờ bổ sung trước khi tiếp nhận', 'settling': 'đang giải quyết',
  'returned-for-completion': 'chờ bổ sung sau thẩm định',
}

function stopNotice({ slip, shared: { applicant }, rows, signed }: Sheet): Body {
  const { stage } = slip.facts
  const at = typeof stage === 'string' ? stages[stage] : undefined
  return {
    recipient: `${applicant.name}, ${applicant.address}`, rows,
    paragraphs: [
      `Theo đề nghị của Ông/Bà${at ? `, hồ sơ ở bước ${at},` : ''} và do chưa có quyết định giải quyết, việc giải quyết hồ sơ được dừng kể từ thời điểm ban hành thông báo này (Điều 21 Nghị định số 118/2025/NĐ-CP).`,
      'Nếu vẫn có nhu cầu, Ông/Bà nộp hồ sơ mới.',
    ],
    signatures: [signed('Đại diện Bộ phận Một cửa')], copies: ['Như trên;', 'Lưu: VT.'],
  }
}
