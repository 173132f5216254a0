import type { Language, Text } from '../../processes/text.ts'
import { fillText } from '../../processes/text.ts'

/** What routes tell people, beside what their templates say. */
const messages = {
  'look-up.code': { vi: 'Nhập mã hồ sơ như trên giấy tiếp nhận, ví dụ 000.00.14.H56-261123-0001.', en: 'Enter the dossier code as it stands on the receipt, such as 000.00.14.H56-261123-0001.' },
  'look-up.proof': { vi: 'Nhập số định danh hoặc số hộ chiếu đã khai khi nộp.', en: 'Enter the identity or passport number that was given when filing.' },
  'look-up.no-match': { vi: 'Mã hồ sơ và số đã nhập không khớp với hồ sơ nào. Hãy kiểm tra lại cả hai.', en: 'The code and the number do not match any dossier. Please check both.' },
  'sign-in.wrong': { vi: 'Tên tài khoản hoặc mật khẩu không đúng.', en: 'The account name or the password is not right.' },
  'summary.declaration': { vi: 'Hãy đánh dấu cam đoan trước khi gửi hồ sơ.', en: 'Tick the declaration before you send the dossier.' },
  'task.done': { vi: 'Đã xong bước “{{step}}” của hồ sơ {{code}}.', en: 'Step “{{step}}” of dossier {{code}} is done.' },
  'dossier.nothing-asked': { vi: 'Hiện không có gì cần bổ sung.', en: 'Nothing is asked of you at the moment.' },
  'dossier.completed': { vi: 'Đã nhận phần bổ sung của bạn.', en: 'What you added has been taken in.' },
  'amend.done': { vi: 'Đã lưu thay đổi. Bộ phận Một cửa sẽ xem hồ sơ đã sửa.', en: 'Your changes are saved. The one-stop unit will see the changed dossier.' },
  'amend.too-late': { vi: 'Hồ sơ đã được tiếp nhận nên không sửa được nữa. Nếu cần, hãy liên hệ Bộ phận Một cửa.', en: 'The dossier has been received and can no longer be changed. If you need to, contact the one-stop unit.' },
  'task.amended': { vi: 'Người nộp vừa sửa hồ sơ. Hãy xem lại phần đã sửa ở diễn biến, rồi bấm lần nữa.', en: 'The applicant has just changed the dossier. Look at what changed in the timeline, then confirm again.' },
  'correction-request.heading': { vi: 'Kết quả có sai sót?', en: 'Is the result wrong?' },
  'correction-request.lead': { vi: 'Cơ quan giải quyết xem lại, sửa hoặc thay kết quả và chịu mọi chi phí nếu lỗi của mình.', en: 'The agency will look at it again, correct or replace it, and bears all costs if the error was its own.' },
  'correction-request.sent': { vi: 'Đã gửi đề nghị xem lại kết quả.', en: 'The result will be looked at again.' },
  'loss-report.heading': { vi: 'Ghi nhận mất, hư hỏng giấy tờ', en: 'Record lost or damaged papers' },
  'loss-report.lead': { vi: 'Người nộp được báo ngay kèm lời xin lỗi; người đứng đầu Bộ phận Một cửa nhận việc khắc phục.', en: 'The applicant is told at once, with an apology; the head of the one-stop unit is given the task to make it good.' },
  'loss-report.sent': { vi: 'Đã ghi nhận và báo người nộp.', en: 'It has been recorded and the applicant is told.' },
  'report.not-now': { vi: 'Việc này không còn làm được với hồ sơ ở trạng thái hiện tại.', en: 'This can no longer be done with the dossier as it stands.' },
  'withdraw.sent': { vi: 'Đã ghi nhận đề nghị dừng giải quyết. Kết quả sẽ hiện trong diễn biến hồ sơ.', en: 'Your request to stop has been noted. The outcome will show in the timeline.' },
  'completion.the-declaration': { vi: 'Tờ khai điện tử', en: 'Electronic declaration' },
  'completion.declaration': { vi: 'Hãy ghi nội dung cần sửa trong tờ khai.', en: 'Write what is to be corrected in the declaration.' },
  'slip.not-received': { vi: 'Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận.', en: 'The dossier has not been received yet, so there is no receipt.' },
  'withdraw.too-late': { vi: 'Hồ sơ không còn dừng được nữa.', en: 'The dossier can no longer be stopped.' },
  'result.pick-up': { vi: 'Mời bạn đến nhận tại: {{place}}. Hãy mang theo giấy tờ tùy thân và giấy tiếp nhận hồ sơ.', en: 'Please collect it at: {{place}}. Bring your identity paper and the receipt.' },
  'result.by-post': { vi: 'Kết quả được gửi qua dịch vụ bưu chính.', en: 'The result is sent by post.' },
  'desk.no-such-dossier': { vi: 'Không có hồ sơ mã này, hoặc đơn vị của bạn không tham gia giải quyết.', en: 'There is no dossier with this code, or your unit takes no part in it.' },
  'result.granted': { vi: 'Kết quả đã được cấp, số {{number}}.', en: 'The result was issued, number {{number}}.' },
  'result.revoked': { vi: 'Kết quả số {{number}} đã bị thu hồi, không còn giá trị.', en: 'The result number {{number}} was revoked and is no longer valid.' },
  'result.not-granted': { vi: 'Không đủ điều kiện giải quyết. Lý do: {{reason}}', en: 'Not granted. Reason: {{reason}}' },
  'fee.none': { vi: 'Miễn phí', en: 'Free' },
  'limit.from-reception': { vi: '{{limit}} kể từ khi hồ sơ được tiếp nhận', en: '{{limit}} from the reception of the dossier' },
  'document.missing': { vi: 'Hãy đính kèm: {{name}}.', en: 'Attach: {{name}}.' },
  'document.too-large': { vi: 'Tệp “{{name}}” lớn hơn mức nhận ({{size}} MB) nên chưa được lưu.', en: 'The file “{{name}}” is larger than the limit ({{size}} MB) and was not stored.' },
  'document.wrong-type': { vi: 'Tệp “{{name}}” không phải là PDF, JPG hoặc PNG nên chưa được lưu.', en: 'The file “{{name}}” is not a PDF, JPG or PNG and was not stored.' },
  'fault.required': { vi: 'Hãy điền: {{label}}.', en: 'Fill in: {{label}}.' },
  'fault.choose': { vi: 'Hãy chọn: {{label}}.', en: 'Choose: {{label}}.' },
  'fault.tick': { vi: 'Hãy đánh dấu: {{label}}.', en: 'Tick: {{label}}.' },
  'fault.too-short': { vi: '{{label}}: cần ít nhất {{min}} ký tự.', en: '{{label}}: at least {{min}} characters are needed.' },
  'fault.too-long': { vi: '{{label}}: nhiều nhất {{max}} ký tự.', en: '{{label}}: {{max}} characters at most.' },
  'fault.pattern': { vi: '{{label}}: chưa đúng dạng.', en: '{{label}}: not in the right form.' },
  'fault.not-a-number': { vi: '{{label}}: phải là một số.', en: '{{label}}: must be a number.' },
  'fault.too-small': { vi: '{{label}}: ít nhất là {{min}}.', en: '{{label}}: at least {{min}}.' },
  'fault.too-large': { vi: '{{label}}: nhiều nhất là {{max}}.', en: '{{label}}: at most {{max}}.' },
  'fault.not-a-date': { vi: '{{label}}: hãy ghi ngày có thật theo dạng ngày/tháng/năm, ví dụ 02/09/1990.', en: '{{label}}: write a date that exists as day/month/year, such as 02/09/1990.' },
  'fault.not-a-choice': { vi: '{{label}}: hãy chọn trong danh sách.', en: '{{label}}: choose from the list.' },
  'fault.email': { vi: '{{label}}: địa chỉ thư điện tử chưa đúng, ví dụ ten@vidu.vn.', en: '{{label}}: not a mail address, such as name@example.org.' },
  'fault.phone': { vi: '{{label}}: số điện thoại chưa đúng, ví dụ 0912 345 678.', en: '{{label}}: not a telephone number, such as 0912 345 678.' },
  'notice.send-notice-again': { vi: 'Thông báo của hồ sơ {{code}} đang được gửi lại.', en: 'The notice on dossier {{code}} is being sent again.' },
  'notice.tell-by-phone': { vi: 'Đã ghi nhận: người nộp hồ sơ {{code}} được báo qua điện thoại.', en: 'Noted: the applicant of dossier {{code}} was told by telephone.' },
  'notice.decided': { vi: 'Thông báo này đã được người khác xử lý.', en: 'Somebody else has dealt with this notice.' },
} as const satisfies Record<string, Text>

export type RouteMessage = keyof typeof messages

/** A message in one language, its places filled. */
export function say(key: RouteMessage, language: Language, params: Readonly<Record<string, string | number>> = {}): string {
  return fillText(messages[key][language], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))
}
