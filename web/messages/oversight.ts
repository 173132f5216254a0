import { fillText, type Language, type Text } from '../../processes/text.ts'

/** The words of the auditor's and the administrator's pages. */
const texts = {
  'audit.title': { vi: 'Nhật ký', en: 'Audit trail' },
  'audit.above': { vi: 'Kiểm tra, giám sát', en: 'Oversight' },
  'audit.lead': {
    vi: 'Mỗi việc trên hồ sơ, tài khoản, cơ quan và quy trình được ghi lại và nối với việc trước bằng mã băm. Dữ liệu cá nhân không hiện ở đây: chỉ ghi rằng đã thay đổi.',
    en: 'Every act on a dossier, an account, an agency or a process is kept and tied to the one before it by a hash. Personal data is not shown: only that it changed.',
  },
  'audit.find': { vi: 'Mã hồ sơ', en: 'Dossier code' },
  'audit.open': { vi: 'Xem nhật ký', en: 'Open the log' },
  'audit.house': { vi: 'Việc gần đây về tài khoản, cơ quan, quy trình', en: 'Latest acts on accounts, agencies and processes' },
  'audit.log-of': { vi: 'Nhật ký của {{subject}}', en: 'Log of {{subject}}' },
  'audit.when': { vi: 'Khi nào', en: 'When' },
  'audit.who': { vi: 'Ai', en: 'Who' },
  'audit.for': { vi: 'Thay mặt', en: 'On behalf of' },
  'audit.what': { vi: 'Việc', en: 'What' },
  'audit.changes': { vi: 'Thay đổi', en: 'Changes' },
  'audit.subject': { vi: 'Đối tượng', en: 'On' },
  'audit.none': { vi: 'Không có việc nào.', en: 'Nothing.' },
  'audit.filter': { vi: 'Lọc', en: 'Filter' },
  'audit.any': { vi: 'Tất cả', en: 'All' },
  'audit.filter-who': { vi: 'Chỉ việc của', en: 'Only acts of' },
  'audit.filter-act': { vi: 'Chỉ loại việc', en: 'Only acts of the kind' },
  'audit.verify': { vi: 'Kiểm tra tính toàn vẹn', en: 'Verify' },
  'audit.whole': { vi: 'Nhật ký toàn vẹn: mọi việc nối tiếp nhau, không có việc nào bị sửa, gỡ hoặc thêm.', en: 'The log is whole: every act follows the one before it; none was changed, removed or added.' },
  'audit.broken': { vi: 'Nhật ký bị đứt ở lần thay đổi {{revision}}: {{fault}}', en: 'The log is broken at revision {{revision}}: {{fault}}' },
  'audit.erased': { vi: 'chi tiết đã xóa theo thời hạn lưu trữ', en: 'details erased after their retention' },
  'audit.changed': { vi: 'đã thay đổi', en: 'changed' },
  'audit.system': { vi: 'Hệ thống', en: 'The system' },
  'audit.applicant': { vi: 'Người nộp', en: 'The applicant' },
  'audit.authoriser': { vi: 'Người ủy quyền', en: 'The person who authorised' },
  'audit.no-dossier': { vi: 'Không có nhật ký của mã này. Nhập mã như trên giấy tiếp nhận, ví dụ 000.00.14.H56-261123-0001.', en: 'There is no log of this code. Enter it as on the receipt, such as 000.00.14.H56-261123-0001.' },
  'settings.title': { vi: 'Cơ quan và cấu hình', en: 'Agencies and their settings' },
  'settings.above': { vi: 'Quản trị', en: 'Administration' },
  'settings.agency': { vi: 'Cơ quan', en: 'Agency' },
  'settings.kind': { vi: 'Loại', en: 'Kind' },
  'settings.back': { vi: 'Về danh sách cơ quan', en: 'To the agencies' },
  'settings.to-agency': { vi: 'Về trang cơ quan', en: 'To the agency' },
  'settings.swap': { vi: 'Thêm ngày nghỉ, ngày làm bù', en: 'Add a day off and its make-up day' },
  'settings.shifts': { vi: 'Đổi giờ làm việc', en: 'Change the working hours' },
  'settings.rules': { vi: 'Đổi cách tính, nhắc việc, cách trả kết quả', en: 'Change counting, reminders and delivery' },
  'settings.ending': { vi: 'Kết thúc hoạt động, sáp nhập', en: 'End it, or merge it into another' },
  'settings.valid-from': { vi: 'Hoạt động từ {{day}}.', en: 'In office from {{day}}.' },
  'settings.valid-until': { vi: 'Hoạt động đến hết {{day}}; đơn vị kế thừa: {{successor}}.', en: 'In office until {{day}}; its successor: {{successor}}.' },
  'settings.not-in-office': { vi: 'Không còn hoặc chưa hoạt động', en: 'Not in office' },
  'settings.address': { vi: 'Địa chỉ', en: 'Address' },
  'settings.what': { vi: 'Nội dung', en: 'What' },
  'settings.hours': { vi: 'Giờ làm việc', en: 'Working hours' },
  'settings.from': { vi: 'Từ ngày', en: 'From' },
  'settings.always': { vi: 'từ đầu', en: 'from the start' },
  'settings.weekday': { vi: 'Thứ', en: 'Weekday' },
  'settings.days': { vi: 'Ngày nghỉ và ngày làm bù từ nay', en: 'Days off and make-up days from now on' },
  'settings.day': { vi: 'Ngày', en: 'Day' },
  'settings.off': { vi: 'Nghỉ', en: 'Off' },
  'settings.made-up': { vi: 'Làm bù', en: 'Made up' },
  'settings.in-force': { vi: 'Cấu hình theo ngày', en: 'Settings by date' },
  'settings.counting': { vi: 'Tính ngày làm việc', en: 'Working days are counted' },
  'settings.by-days': { vi: 'theo ngày', en: 'by days' },
  'settings.by-hours': { vi: 'theo giờ', en: 'by hours' },
  'settings.reminders': { vi: 'Nhắc việc', en: 'Reminders' },
  'settings.reminders-text': { vi: 'trước {{before}} ngày; đề xuất xin lỗi trước {{apology}} ngày; {{escalation}}', en: '{{before}} days before; apology proposed {{apology}} days before; {{escalation}}' },
  'settings.escalation': { vi: 'báo người đứng đầu một cửa sau {{after}} ngày, nhắc lại mỗi {{every}} ngày', en: 'one-stop head after {{after}} days, again every {{every}} days' },
  'settings.no-escalation': { vi: 'không báo người đứng đầu một cửa', en: 'the one-stop head is not called upon' },
  'settings.delivery': { vi: 'Trả kết quả', en: 'Delivery' },
  'settings.changes': { vi: 'Lịch đã thay đổi', en: 'Changes of the calendar' },
  'settings.cause': { vi: 'Căn cứ', en: 'Cause' },
  'settings.progress': { vi: 'Hồ sơ đã tính lại', en: 'Dossiers counted anew' },
  'settings.done': { vi: '{{moved}}, đã xong', en: '{{moved}}, done' },
  'settings.going-on': { vi: '{{moved}} / {{expected}}, đang chạy', en: '{{moved}} of {{expected}}, going on' },
  'settings.people': { vi: 'Người và vai trò', en: 'People and their roles' },
  'settings.person': { vi: 'Người', en: 'Person' },
  'settings.roles': { vi: 'Vai trò', en: 'Roles' },
  'settings.left': { vi: 'đã ngừng', en: 'no longer active' },
  'settings.none': { vi: 'Chưa có.', en: 'None.' },
  'settings.preview': { vi: 'Xem trước', en: 'Preview' },
  'settings.confirm': { vi: 'Xác nhận và tính lại', en: 'Confirm and count anew' },
  'settings.save': { vi: 'Lưu', en: 'Save' },
  'settings.preview-title': { vi: 'Hồ sơ sẽ đổi ngày hẹn trả', en: 'Dossiers whose due date moves' },
  'settings.preview-lead': {
    vi: 'Chưa có gì thay đổi. Khi xác nhận, lịch mới được lưu, ngày hẹn của các hồ sơ này được tính lại, người nộp và cán bộ được báo.',
    en: 'Nothing has changed yet. When you confirm, the new calendar is kept, the due dates of these dossiers are counted anew, and applicants and officers are told.',
  },
  'settings.preview-count': { vi: '{{agency}}: {{moved}} trên {{open}} hồ sơ đang mở đổi ngày hẹn.', en: '{{agency}}: {{moved}} of {{open}} open dossiers get another due date.' },
  'settings.old': { vi: 'Ngày hẹn cũ', en: 'Old due date' },
  'settings.new': { vi: 'Ngày hẹn mới', en: 'New due date' },
  'settings.confirmed': { vi: 'Đã lưu lịch mới. Hồ sơ đang được tính lại.', en: 'The new calendar is kept. The dossiers are being counted anew.' },
  'settings.saved': { vi: 'Đã lưu cấu hình.', en: 'The settings are kept.' },
  'settings.changed-meanwhile': { vi: 'Cơ quan vừa được người khác sửa. Hãy xem lại rồi gửi lần nữa.', en: 'Somebody else has just changed this agency. Look again, then send it once more.' },
  'settings.is-off': { vi: 'Ngày này đã là ngày nghỉ.', en: 'This day is off already.' },
  'settings.is-worked': { vi: 'Ngày này đã là ngày làm việc: chọn một ngày nghỉ để làm bù.', en: 'This day is worked already: choose a day off to be made up on.' },
  'settings.same-day': { vi: 'Ngày làm bù phải khác ngày nghỉ.', en: 'The make-up day must be another day than the day off.' },
  'settings.bad-list': { vi: 'Ghi số ngày cách nhau bằng dấu phẩy, ví dụ 3, 1.', en: 'Write numbers of days with commas between, such as 3, 1.' },
  'settings.bad-shifts': { vi: 'Ghi các ca theo giờ, ví dụ 07:00-11:00, 13:00-17:00; các ca không chồng nhau.', en: 'Write shifts as 07:00-11:00, 13:00-17:00, without overlaps.' },
  'settings.no-work': { vi: 'Cả tuần không có giờ làm việc nào: thời hạn sẽ không bao giờ đến.', en: 'There is no working time in the week: no limit would ever run out.' },
  'settings.past': { vi: 'Từ ngày phải là hôm nay hoặc sau hôm nay.', en: 'The date must be today or later.' },
  'settings.account-saved': { vi: 'Tài khoản đã được cập nhật.', en: 'The account is changed.' },
  'officer.title': { vi: 'Chuyển hồ sơ {{code}} cho cán bộ khác', en: 'Give dossier {{code}} to another officer' },
  'officer.now': { vi: 'Đang thụ lý: {{name}}', en: 'At work now: {{name}}' },
  'officer.gone': { vi: '{{name}} (đã ngừng hoặc chuyển đơn vị)', en: '{{name}} (has left)' },
  'officer.submit': { vi: 'Chuyển hồ sơ', en: 'Give the dossier' },
  'officer.done': { vi: 'Đã chuyển hồ sơ {{code}} cho {{name}}.', en: 'Dossier {{code}} was given to {{name}}.' },
  'officer.closed': { vi: 'Hồ sơ không còn chuyển được nữa.', en: 'The dossier can no longer be given to anybody.' },
  'officer.to-dossier': { vi: 'Về hồ sơ', en: 'To the dossier' },
} as const satisfies Record<string, Text>

export type OversightMessage = keyof typeof texts

export function tellOversight(key: OversightMessage, language: Language, params: Readonly<Record<string, string | number>> = {}): string {
  return fillText(texts[key][language], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))
}

export const houseActTitles = {
  'sign-in': { vi: 'Đăng nhập', en: 'Signed in' },
  'sign-in-failed': { vi: 'Đăng nhập không thành công', en: 'A sign-in failed' },
  'create-account': { vi: 'Tạo tài khoản', en: 'An account was created' },
  'set-password': { vi: 'Đặt lại mật khẩu', en: 'A password was set' },
  'change-account': { vi: 'Thay đổi tài khoản', en: 'An account was changed' },
  'end-agency': { vi: 'Kết thúc hoạt động, chuyển cho đơn vị kế thừa', en: 'The agency ends, another succeeds it' },
  'set-up-agency': { vi: 'Thiết lập cơ quan', en: 'An agency was set up' },
  'change-settings': { vi: 'Thay đổi cấu hình', en: 'Settings were changed' },
  'change-calendar': { vi: 'Thay đổi lịch làm việc', en: 'A calendar was changed' },
  'deploy': { vi: 'Triển khai quy trình', en: 'A process was deployed' },
  'erase-personal-data': { vi: 'Xóa dữ liệu cá nhân hết hạn lưu trữ', en: 'Personal data was erased after its retention' },
} as const satisfies Record<string, Text>

export const weekdayNames = {
  mon: { vi: 'Thứ Hai', en: 'Monday' }, tue: { vi: 'Thứ Ba', en: 'Tuesday' }, wed: { vi: 'Thứ Tư', en: 'Wednesday' }, thu: { vi: 'Thứ Năm', en: 'Thursday' },
  fri: { vi: 'Thứ Sáu', en: 'Friday' }, sat: { vi: 'Thứ Bảy', en: 'Saturday' }, sun: { vi: 'Chủ Nhật', en: 'Sunday' },
} as const satisfies Record<string, Text>

export const kindNames = {
  'one-stop': { vi: 'Bộ phận Một cửa', en: 'One-stop unit' }, 'deciding': { vi: 'Cơ quan giải quyết', en: 'Deciding agency' },
  'consulted': { vi: 'Cơ quan được lấy ý kiến', en: 'Consulted agency' }, 'partner': { vi: 'Cơ quan phối hợp', en: 'Partner agency' },
} as const satisfies Record<string, Text>

export const levelNames = {
  province: { vi: 'cấp tỉnh', en: 'province' }, district: { vi: 'cấp huyện', en: 'district' }, commune: { vi: 'cấp xã', en: 'commune' },
} as const satisfies Record<string, Text>

export const deliveryNames = {
  online: { vi: 'trực tuyến', en: 'online' }, counter: { vi: 'tại quầy', en: 'at the counter' }, post: { vi: 'qua bưu chính', en: 'by post' },
} as const satisfies Record<string, Text>
