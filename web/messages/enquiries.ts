import type { EnquiryAct, EnquiryKind } from '../../processes/law/enquiries.ts'
import { fillText, type Language, type Text } from '../../processes/text.ts'

/** Where the pages of each kind lie, and what its process is called. */
export const enquiryPlaces = {
  question: { home: '/hoi-dap', ask: '/hoi-dap/dat-cau-hoi', name: { vi: 'Hỏi đáp', en: 'Questions and answers' } },
  feedback: { home: '/phan-anh', ask: '/phan-anh/gui', name: { vi: 'Phản ánh, kiến nghị', en: 'Feedback and petitions' } },
} as const satisfies Record<EnquiryKind, { home: string, ask: string, name: Text }>

const messages = {
  'confirmation': { vi: 'Gõ bốn chữ số của mã xác nhận, đúng như viết bằng chữ ở trên.', en: 'Type the four digits of the confirmation code, as they stand in words above.' },
  'confirmation-used': { vi: 'Mã xác nhận này đã dùng. Hãy gõ mã mới.', en: 'This confirmation code was used before. Type the new one.' },
  'look-up.code': { vi: 'Nhập số như khi gửi, ví dụ HD-260302-0001 hoặc PA-260302-0001.', en: 'Enter the number that you were given, such as HD-260302-0001 or PA-260302-0001.' },
  'look-up.proof': { vi: 'Nhập mã bí mật hoặc số giấy tờ đã khai.', en: 'Enter the secret, or the number of the paper that you gave.' },
  'look-up.no-match': { vi: 'Số và mã đã nhập không khớp. Hãy kiểm tra lại cả hai.', en: 'The number and the secret do not match. Please check both.' },
  'further.content': { vi: 'Hãy viết câu hỏi bổ sung, ít nhất 20 ký tự.', en: 'Write your further question, at least 20 characters.' },
  'further.sent': { vi: 'Đã gửi câu hỏi bổ sung, số {{code}}.', en: 'Your further question was sent, number {{code}}.' },
  'task.done': { vi: 'Đã xong bước “{{step}}” của {{code}}.', en: 'Step “{{step}}” of {{code}} is done.' },
  'due.received': { vi: 'Phân loại trước', en: 'Sorted by' },
  'due.answering': { vi: 'Hạn trả lời', en: 'Answered by' },
  'reply.refused': { vi: 'Không tiếp nhận', en: 'Not taken' },
  'reply.passed-on': { vi: 'Đã chuyển cơ quan có thẩm quyền', en: 'Passed on to the competent agency' },
  'reply.interim': { vi: 'Trả lời bước đầu', en: 'Interim answer' },
  'reply.final': { vi: 'Câu trả lời', en: 'Answer' },
} as const satisfies Record<string, Text>

export type EnquiryMessage = keyof typeof messages

export const sayEnquiry = (key: EnquiryMessage, language: Language, params: Readonly<Record<string, string>> = {}): string => fillText(messages[key][language], params)

export const enquiryActTitles = {
  'ask': { vi: 'Đã gửi', en: 'Sent' },
  'open': { vi: 'Ghi nhận vào hệ thống', en: 'Registered in the system' },
  'complete-task': { vi: 'Hoàn thành một bước', en: 'A step was completed' },
  'pass': { vi: 'Đã chuyển đơn vị trả lời', en: 'Passed to the unit that answers' },
  'refuse': { vi: 'Không tiếp nhận', en: 'Not taken' },
  'pass-on': { vi: 'Đã chuyển cơ quan có thẩm quyền', en: 'Passed on to the competent agency' },
  'answer-interim': { vi: 'Đã trả lời bước đầu', en: 'An interim answer was sent' },
  'answer': { vi: 'Đã trả lời', en: 'Answered' },
  'remind': { vi: 'Nhắc sắp đến hạn', en: 'Reminded before the due date' },
  'mark-overdue': { vi: 'Quá hạn', en: 'Became overdue' },
  'send-notice-again': { vi: 'Tin chưa đến được, đã gửi lại', en: 'A message that did not arrive was sent again' },
  'tell-by-phone': { vi: 'Tin chưa đến được, đã báo qua điện thoại', en: 'Told by telephone, since the message did not arrive' },
} as const satisfies Record<EnquiryAct, Text>

/** What the asker need not read: how the house works inside. */
export const enquiryInside: readonly EnquiryAct[] = ['open', 'remind', 'complete-task', 'send-notice-again']

export const enquiryTroubling: readonly EnquiryAct[] = ['refuse', 'mark-overdue']
