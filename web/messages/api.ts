import { fillText, type Language, type Text } from '../../processes/text.ts'

/** What the interface tells other systems. */
const texts = {
  'body-json': { vi: 'Nội dung phải là JSON (Content-Type: application/json).', en: 'The body must be JSON (Content-Type: application/json).' },
  'body-json-or-form': { vi: 'Nội dung phải là JSON, hoặc multipart/form-data có phần “body” là JSON và các tệp “documents.<mã giấy tờ>”.', en: 'The body must be JSON, or multipart/form-data with a part “body” in JSON and files “documents.<item>”.' },
  'body-file': { vi: 'Nội dung phải là một tệp PDF hoặc ảnh, hoặc multipart/form-data có các tệp “documents.<mã giấy tờ>”.', en: 'The body must be a PDF or a picture, or multipart/form-data with files “documents.<item>”.' },
  'body-malformed': { vi: 'Nội dung không phải là JSON đúng dạng.', en: 'The body is not well-formed JSON.' },
  'body-too-large': { vi: 'Nội dung quá lớn.', en: 'The body is too large.' },
  'input-wrong': { vi: 'Yêu cầu có chỗ chưa đúng; xem “errors”.', en: 'Something in the request is wrong; see “errors”.' },
  'unknown-field': { vi: 'Biểu mẫu không có câu hỏi này.', en: 'The form has no such question.' },
  'unknown-item': { vi: 'Danh mục giấy tờ của thủ tục không có mã này.', en: 'The procedure’s list of papers has no such item.' },
  'no-file': { vi: 'Hãy gửi kèm ít nhất một tệp.', en: 'Send at least one file.' },
  'too-many-files': { vi: 'Quá nhiều tệp.', en: 'Too many files.' },
  'name-item': { vi: 'Nêu mã giấy tờ (item) mà tệp thuộc về.', en: 'Name the item that the file is for.' },
  'unknown-procedure': { vi: 'Không có thủ tục này.', en: 'There is no such procedure.' },
  'not-online': { vi: 'Thủ tục này không nộp trực tuyến: {{why}}', en: 'This procedure is not filed online: {{why}}' },
  'bad-cursor': { vi: 'Con trỏ trang không đúng: lấy từ “next” của trang trước.', en: 'Not a cursor: take it from “next” of the page before.' },
  'no-such': { vi: 'Không có, hoặc hệ thống này không được xem.', en: 'There is none, or this system may not see it.' },
  'no-role': { vi: 'Không vai trò nào của hệ thống này được làm việc đó.', en: 'None of this system’s roles may do that.' },
  'not-now': { vi: 'Trạng thái hiện nay của hồ sơ không cho phép việc này.', en: 'The dossier’s present state does not allow this.' },
  'not-answered': { vi: 'Chỉ hỏi thêm khi câu trước đã được trả lời.', en: 'One asks further once the one before was answered.' },
  'not-asked': { vi: 'Hiện không có yêu cầu nào với người nộp.', en: 'Nothing is asked of the applicant now.' },
  'task-done': { vi: 'Công việc này đã xong hoặc đã được rút.', en: 'This task was completed or withdrawn before.' },
  'task-taken': { vi: 'Đồng nghiệp đã nhận công việc này: hãy nhận thay trước khi hoàn thành.', en: 'A colleague has taken this task: take it over before completing it.' },
  'claim-late': { vi: 'Người khác nhanh hơn, hoặc công việc không còn mở.', en: 'Somebody was quicker, or the task is no longer open.' },
  'amended': { vi: 'Người nộp đã sửa hồ sơ từ khi được xem: hãy xem lại rồi quyết định.', en: 'The applicant has changed the dossier since it was looked at: look again before deciding.' },
  'no-result': { vi: 'Chưa có bản điện tử của kết quả.', en: 'There is no electronic copy of the result yet.' },
  'fee-owed': { vi: 'Kết quả được giao khi đã nộp đủ phí.', en: 'The result is given out when the fee has been paid.' },
  'nothing-owed': { vi: 'Hồ sơ không còn khoản phải nộp, hoặc nơi này không nhận thanh toán trực tuyến.', en: 'Nothing is owed, or nothing can be paid online here.' },
  'key-missing': { vi: 'Cần tiêu đề Idempotency-Key.', en: 'The header Idempotency-Key is needed.' },
  'key-malformed': { vi: 'Idempotency-Key: từ 8 đến 200 ký tự chữ, số và dấu “- _ . :”.', en: 'Idempotency-Key: 8 to 200 letters, digits and “- _ . :”.' },
  'key-reused': { vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác.', en: 'This Idempotency-Key was used for another request.' },
  'key-under-way': { vi: 'Yêu cầu với Idempotency-Key này đang được xử lý; hãy thử lại sau.', en: 'The request with this Idempotency-Key is under way; try again later.' },
  'token-missing': { vi: 'Cần mã truy cập (Authorization: Bearer …).', en: 'An access token is needed (Authorization: Bearer …).' },
  'token-invalid': { vi: 'Mã truy cập không đúng hoặc đã hết hạn.', en: 'The access token is wrong or has expired.' },
  'scope-missing': { vi: 'Mã truy cập thiếu quyền “{{scope}}”.', en: 'The access token lacks the scope “{{scope}}”.' },
  'too-many': { vi: 'Quá nhiều yêu cầu; hãy thử lại sau.', en: 'Too many requests; try again later.' },
  'webhook-address': { vi: 'Địa chỉ phải là https công khai, hoặc http tới một địa chỉ IP trong mạng được phép.', en: 'The address must be public https, or http to an IP address in a network that is allowed.' },
  'method': { vi: 'Địa chỉ này chỉ nhận: {{allow}}.', en: 'This address takes only: {{allow}}.' },
} as const satisfies Record<string, Text>

export type ApiMessage = keyof typeof texts

export const sayApi = (key: ApiMessage, language: Language, params: Readonly<Record<string, string>> = {}): string => fillText(texts[key][language], params)
