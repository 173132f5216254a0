import { fillText, type Language, type Text } from '../../processes/text.ts'
import type { Scope } from '../../store/clients.ts'

export const scopeTexts: Readonly<Record<Scope, Text>> = {
  'procedures:read': { vi: 'đọc danh mục thủ tục', en: 'read the catalogue' },
  'dossiers:file': { vi: 'nộp hồ sơ và làm những việc của người nộp', en: 'file dossiers and do what their applicants may' },
  'dossiers:read': { vi: 'đọc hồ sơ đã nộp, tải phiếu và kết quả', en: 'read the dossiers that it filed, download slips and results' },
  'papers:write': { vi: 'thêm và rút giấy tờ', en: 'add papers and take them out' },
  'enquiries:ask': { vi: 'gửi câu hỏi, phản ánh thay cho người hỏi', en: 'send questions and feedback for those who ask' },
  'enquiries:read': { vi: 'đọc câu hỏi, phản ánh đã gửi và câu trả lời', en: 'read the questions and feedback that it sent, and the answers' },
  'tasks:read': { vi: 'đọc công việc của các vai trò được giao, với hồ sơ', en: 'read the tasks of the roles that it holds, with their dossiers' },
  'tasks:complete': { vi: 'hoàn thành công việc và làm việc khác của các vai trò được giao', en: 'complete the tasks of the roles that it holds, and do what else they may' },
  'webhooks:write': { vi: 'đăng ký nơi nhận tin', en: 'say where it is told what happens' },
}

/** The words of the administrator's pages on other systems. */
const texts = {
  'title': { vi: 'Hệ thống kết nối', en: 'Connected systems' },
  'above': { vi: 'Quản trị', en: 'Administration' },
  'lead': {
    vi: 'Hệ thống của cơ quan khác dùng giao diện lập trình để nộp hồ sơ, theo dõi và làm việc của vai trò được giao. Mỗi việc được ghi trong nhật ký dưới tên hệ thống.',
    en: 'Other agencies’ systems use the interface to file, to follow and to do the work of the roles that they hold. Each act is in the log under the system’s name.',
  },
  'register': { vi: 'Đăng ký hệ thống', en: 'Register a system' },
  'name': { vi: 'Tên hệ thống', en: 'Name of the system' },
  'name-hint': { vi: 'Như người dân và cán bộ thấy trong diễn biến hồ sơ.', en: 'As people read it in the course of a dossier.' },
  'unit': { vi: 'Giữ vai trò tại đơn vị', en: 'Holds its roles in' },
  'unit-hint': { vi: 'Để trống nếu hệ thống chỉ nộp và theo dõi hồ sơ của mình.', en: 'Left empty when it only files and follows its own dossiers.' },
  'roles': { vi: 'Vai trò', en: 'Roles' },
  'scopes': { vi: 'Quyền', en: 'Scopes' },
  'from': { vi: 'Hiệu lực từ ngày', en: 'Valid from' },
  'until': { vi: 'Đến hết ngày', en: 'Until, that day included' },
  'until-hint': { vi: 'Để trống: không thời hạn.', en: 'Left empty: without end.' },
  'standing': { vi: 'Tình trạng', en: 'Standing' },
  'standing.usable': { vi: 'Đang hiệu lực', en: 'In force' },
  'standing.not-yet': { vi: 'Chưa hoặc hết hiệu lực', en: 'Not in force' },
  'standing.withdrawn': { vi: 'Đã thu hồi', en: 'Withdrawn' },
  'none': { vi: 'Chưa có hệ thống nào.', en: 'None yet.' },
  'save': { vi: 'Lưu', en: 'Save' },
  'back': { vi: 'Về danh sách hệ thống', en: 'To the systems' },
  'to-system': { vi: 'Về trang hệ thống', en: 'To the system' },
  'id': { vi: 'Mã hệ thống (client_id): {{id}}', en: 'Its id (client_id): {{id}}' },
  'secret': { vi: 'Khóa bí mật (client_secret): {{secret}}', en: 'Its secret (client_secret): {{secret}}' },
  'secret-once': { vi: 'Khóa chỉ hiện một lần này. Hãy chuyển cho cơ quan quản lý hệ thống qua kênh an toàn; ở đây chỉ giữ mã băm.', en: 'It is shown this once. Hand it to the system’s agency by a safe way; only its digest is kept here.' },
  'registered-before': { vi: 'Hệ thống này đã được đăng ký từ biểu mẫu này, khóa không hiện lại được. Nếu chưa ghi lại, hãy cấp khóa mới.', en: 'This system was registered from this form before, and its secret cannot be shown again. If nobody has it, give a new one.' },
  'rotate': { vi: 'Cấp khóa mới', en: 'Give a new secret' },
  'rotate-lead': { vi: 'Khóa cũ còn dùng được 24 giờ để bên kia kịp đổi, trừ khi phải ngừng ngay.', en: 'The one before opens for 24 hours more, so that the other side can change it, unless it is to end at once.' },
  'rotate-when': { vi: 'Khóa cũ', en: 'The secret before' },
  'rotate-later': { vi: 'Còn dùng được 24 giờ', en: 'Opens for 24 hours more' },
  'rotate-now': { vi: 'Ngừng ngay: khóa có thể đã lộ; mã truy cập đang dùng cũng hết hiệu lực', en: 'Ends at once: it may be known to others; tokens in use end with it' },
  'withdraw': { vi: 'Thu hồi quyền kết nối', en: 'Withdraw the system' },
  'withdraw-lead': { vi: 'Hệ thống không truy cập được nữa, ngay bây giờ và vĩnh viễn. Hồ sơ đã nộp vẫn được giải quyết; người nộp tự tra cứu bằng mã hồ sơ.', en: 'It can do nothing more, from now on and for good. Dossiers that it filed go on; their applicants look them up by the code.' },
  'withdrawn': { vi: 'Đã thu hồi quyền kết nối của {{name}}.', en: '{{name}} was withdrawn.' },
  'saved': { vi: 'Đã lưu.', en: 'Saved.' },
  'webhook': { vi: 'Được báo tin tại {{address}}: {{events}}.', en: 'Is told at {{address}}: {{events}}.' },
  'no-webhook': { vi: 'Chưa đăng ký nơi nhận tin.', en: 'Has not said where to be told.' },
  'log': { vi: 'Nhật ký', en: 'Its log' },
  'failed': { vi: 'Tin chưa đến được', en: 'What it could not be told' },
  'failed-none': { vi: 'Không có tin nào.', en: 'Nothing.' },
  'failed-when': { vi: 'Thôi gửi lúc', en: 'Given up at' },
  'failed-dossier': { vi: 'Hồ sơ', en: 'Dossier' },
  'failed-what': { vi: 'Tin', en: 'What' },
  'failed-why': { vi: 'Lỗi, số lần gửi', en: 'Failure, attempts' },
  'failed-decide': { vi: 'Xử lý', en: 'Decide' },
  'decide': { vi: 'Xử lý tin chưa đến', en: 'What becomes of it' },
  'decide-again': { vi: 'Gửi lại', en: 'Send it again' },
  'decide-drop': { vi: 'Bỏ, bên kia đã biết cách khác', en: 'Drop it: they know otherwise' },
  'decided': { vi: 'Đã xử lý tin.', en: 'It is decided.' },
  'decided-before': { vi: 'Tin này đã được người khác xử lý.', en: 'Somebody else has decided about it.' },
  'unit-needed': { vi: 'Chọn đơn vị nơi hệ thống giữ vai trò.', en: 'Choose the unit in which it holds its roles.' },
  'roles-needed': { vi: 'Chọn vai trò mà hệ thống giữ tại đơn vị.', en: 'Choose the roles that it holds in the unit.' },
  'until-before': { vi: 'Phải từ ngày bắt đầu trở đi.', en: 'Not before the day it begins.' },
} as const satisfies Record<string, Text>

export type SystemMessage = keyof typeof texts

export const saySystem = (key: SystemMessage, language: Language, params: Readonly<Record<string, string>> = {}): string => fillText(texts[key][language], params)

export const systemText = (key: SystemMessage): Text => texts[key]
