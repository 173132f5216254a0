import type { DossierState } from '../../processes/law/dossier-states.ts'
import type { Role } from '../../processes/law/roles.ts'
import { fillText, type Language, type Text } from '../../processes/text.ts'

/** The words of the help and of the first day (issue: each page explains itself). */
const texts = {
  'title': { vi: 'Trợ giúp', en: 'Help' },
  'day': { vi: 'Một ngày làm việc', en: 'A day’s work' },
  'states': { vi: 'Trạng thái hồ sơ và ý nghĩa', en: 'The states of a dossier, and what they mean' },
  'times': { vi: 'Màu của hạn', en: 'The colours of due dates' },
  'time-soon': { vi: 'Sắp đến hạn: còn không quá 4 giờ làm việc.', en: 'Due soon: 4 working hours left, or fewer.' },
  'time-overdue': { vi: 'Quá hạn: đã qua giờ hẹn; hệ thống đã đề xuất phiếu xin lỗi khi còn kịp.', en: 'Overdue: the time is past; an apology was proposed while there was time.' },
  'time-stands': { vi: 'Đồng hồ dừng khi chờ người nộp bổ sung hoặc nộp phí; lời giải thích hạn nằm trong hồ sơ.', en: 'The clock stands while the applicant is to add or to pay; each dossier explains its due date.' },
  'keys': { vi: 'Bàn phím', en: 'Keyboard' },
  'keys-text': { vi: 'Tab đi tới ô tiếp theo, Enter mở, phím cách đánh dấu. Mọi việc ở đây làm được bằng bàn phím.', en: 'Tab goes on, Enter opens, Space ticks. Everything here works by keyboard.' },
  'first-day-lead': { vi: 'Vài trang nên xem trước. Đã xong {{done}} trong {{all}}.', en: 'A few pages to look at first. {{done}} of {{all}} done.' },
  'hidden': { vi: 'Đã ẩn. Mở lại bất cứ lúc nào ở trang Trợ giúp.', en: 'Put aside. Open it again from Help whenever you like.' },
  'show': { vi: 'Mở lại “Ngày đầu tiên của bạn”', en: 'Open “Your first day” again' },
} as const satisfies Record<string, Text>

export type HelpMessage = keyof typeof texts

export const sayHelp = (key: HelpMessage, language: Language, params: Readonly<Record<string, string>> = {}): string => fillText(texts[key][language], params)

/** Something that somebody does in a day, with the page where it is done. */
export interface HelpTask { readonly text: Text, readonly href: string, readonly page: Text }

const queue: Pick<HelpTask, 'href' | 'page'> = { href: '/desk', page: { vi: 'Việc cần làm', en: 'Tasks' } }
const find: HelpTask = { text: { vi: 'Khi có người hỏi, tìm hồ sơ theo mã, tên, điện thoại hoặc số định danh.', en: 'When somebody asks, find the dossier by code, name, telephone or identity number.' }, href: '/desk/find', page: { vi: 'Tìm hồ sơ', en: 'Find a dossier' } }
const files: HelpTask = { text: { vi: 'Nộp hồ sơ cho người đến quầy, đánh dấu giấy tờ đã nhận, in giấy tiếp nhận.', en: 'File for who comes to the counter, tick the papers you took, print the slip.' }, href: '/desk/file', page: { vi: 'Nộp tại quầy', en: 'Counter' } }
const papers: HelpTask = { text: { vi: 'Giao, nhận hồ sơ giấy; cả hai bên xác nhận.', en: 'Hand papers over and take them; both sides confirm.' }, href: '/desk/hand-over', page: { vi: 'Giao nhận', en: 'Hand-over' } }
const register: HelpTask = { text: { vi: 'Xem và in sổ theo dõi hồ sơ.', en: 'Read and print the register.' }, href: '/desk/register', page: { vi: 'Sổ theo dõi', en: 'Register' } }
const progress: HelpTask = { text: { vi: 'Xem hồ sơ nào sắp trễ, đang ở ai, đã bao lâu.', en: 'See which dossiers are nearly late, with whom, and for how long.' }, href: '/desk/progress', page: { vi: 'Theo dõi', en: 'Progress' } }
const figures: HelpTask = { text: { vi: 'Đọc số liệu; bấm vào con số để thấy các hồ sơ của nó.', en: 'Read the figures; follow a number to its dossiers.' }, href: '/desk/figures', page: { vi: 'Số liệu', en: 'Figures' } }
const doing = (vi: string, en: string): HelpTask => ({ text: { vi, en }, ...queue })

/** What each role does in a day, in the order of the day. */
export const dayOfRole: Readonly<Record<Exclude<Role, 'applicant'>, readonly HelpTask[]>> = {
  'reception-clerk': [doing('Mở việc “Tiếp nhận” đến hạn trước: kiểm tra giấy tờ, tiếp nhận, yêu cầu bổ sung một lần hoặc từ chối có lý do.', 'Open what is due first: check the papers, then receive, ask once for what is missing, or refuse with a reason.'), files, papers, register, find],
  'case-officer': [doing('Nhận việc được giao, đọc giấy tờ bên cạnh tờ khai, ghi kết quả thẩm định.', 'Take what is given to you, read the papers beside the form, enter your findings.'), papers, find],
  'division-head': [doing('Giao hồ sơ cho công chức thụ lý, xem lại kết quả thẩm định trước khi trình ký.', 'Assign dossiers to officers, and review findings before they go to be signed.'), find],
  'leader': [doing('Xem và ký kết quả; trả lại có lý do khi chưa đạt; ký phiếu xin lỗi khi trễ hẹn.', 'Read and sign results; send back with a reason; sign the apology when one is due.'), progress, figures],
  'consulted-agency': [doing('Đọc nội dung được hỏi và trả lời trong hạn; im lặng có hậu quả theo thủ tục.', 'Read what you are asked and answer in time; silence has the effect that the procedure says.')],
  'one-stop-head': [progress, register, figures, doing('Xem việc của bộ phận chưa ai nhận và nhắc người phụ trách.', 'See what nobody has taken yet, and remind who is in charge.')],
  'result-clerk': [doing('Trả kết quả: kiểm tra người nhận, thu phí còn thiếu, ghi ai đã nhận.', 'Hand out results: check who takes them, collect what is owed, note who took them.'), papers, find],
  'administrator': [
    { text: { vi: 'Đơn vị, tài khoản, vai trò, giờ làm việc, ngày nghỉ: mỗi thay đổi có ngày áp dụng.', en: 'Units, accounts, roles, hours, days off: each change holds from a day on.' }, href: '/desk/agencies', page: { vi: 'Đơn vị', en: 'Agencies' } },
    { text: { vi: 'Thông báo chưa gửi được: gửi lại hoặc sửa.', en: 'Notices that could not be sent: send again, or mend.' }, href: '/desk/failed-notices', page: { vi: 'Thông báo lỗi', en: 'Failed notices' } },
    { text: { vi: 'Hệ thống khác được kết nối: quyền, khóa, cuộc gọi lỗi.', en: 'Connected systems: scopes, keys, failed calls.' }, href: '/desk/systems', page: { vi: 'Hệ thống kết nối', en: 'Systems' } },
  ],
  'analyst': [{ text: { vi: 'Sửa nội dung công khai của thủ tục theo quyết định: lưu nháp, xem trước, công bố trước hạn.', en: 'Change what is published of a procedure by its decision: draft, preview, publish in time.' }, href: '/desk/catalogue', page: { vi: 'Danh mục thủ tục', en: 'Catalogue of procedures' } }],
  'auditor': [
    { text: { vi: 'Đọc nhật ký: ai làm gì, lúc nào, trên hồ sơ hay thiết lập nào.', en: 'Read the record: who did what, when, to which dossier or setting.' }, href: '/desk/audit', page: { vi: 'Nhật ký', en: 'Audit trail' } }, find,
  ],
}

/** What a state means to the staff. */
export const stateMeanings = {
  'filed': { vi: 'Đã nộp, bộ phận Một cửa phải xem trong 8 giờ làm việc.', en: 'Filed; the one-stop unit is to look at it within 8 working hours.' },
  'completion-requested': { vi: 'Chờ người nộp bổ sung; đồng hồ dừng.', en: 'Waits for the applicant’s additions; the clock stands.' },
  'settling': { vi: 'Đã tiếp nhận, đang giải quyết; thời hạn đang chạy.', en: 'Received and being settled; the limit runs.' },
  'returned-for-completion': { vi: 'Trả lại trong khi giải quyết để bổ sung một lần; đồng hồ dừng.', en: 'Sent back while being settled, to be completed once; the clock stands.' },
  'decided': { vi: 'Đã có kết quả, chờ trả.', en: 'There is a result; it is to be handed out.' },
  'returned': { vi: 'Đã trả kết quả; hồ sơ đóng, được lưu giữ.', en: 'The result was handed out; the dossier is closed and kept.' },
  'refused': { vi: 'Không tiếp nhận, có lý do và phiếu mẫu 03.', en: 'Not received, with a reason and form 03.' },
  'withdrawn': { vi: 'Người nộp đã rút.', en: 'Withdrawn by the applicant.' },
} as const satisfies Record<DossierState, Text>
