import type { Act } from '../../processes/law/dossier-states.ts'
import type { Text } from '../../processes/text.ts'

/** The acts on a dossier, as the timeline tells them. A completed task is told by the name of its step. */
export const actTitles = {
  'file': { vi: 'Hồ sơ được nộp', en: 'The dossier was filed' },
  'open': { vi: 'Hệ thống mở hồ sơ', en: 'The system opened the dossier' },
  'amend': { vi: 'Người nộp sửa hồ sơ', en: 'The applicant changed the dossier' },
  'complete-task': { vi: 'Đã xong bước', en: 'A step was done' },
  'request-completion': { vi: 'Yêu cầu bổ sung, hoàn thiện hồ sơ', en: 'Completion was requested' },
  'resubmit': { vi: 'Đã nhận phần bổ sung; thời hạn được tính lại từ đầu', en: 'The completed dossier was taken in; the time limit starts again' },
  'receive': { vi: 'Hồ sơ được tiếp nhận, đã hẹn ngày trả kết quả', en: 'The dossier was received and the appointment given' },
  'refuse': { vi: 'Từ chối tiếp nhận hồ sơ', en: 'The dossier was refused' },
  'transfer': { vi: 'Chuyển hồ sơ', en: 'The dossier was passed on' },
  'request-consultation': { vi: 'Lấy ý kiến cơ quan liên quan', en: 'Other agencies were consulted' },
  'record-opinion': { vi: 'Cơ quan phối hợp đã trả lời', en: 'A consulted agency answered' },
  'close-consultation': { vi: 'Cơ quan phối hợp không trả lời đúng hạn', en: 'A consulted agency did not answer in time' },
  'arrange-verification': { vi: 'Đã hẹn thẩm tra, xác minh', en: 'A verification was arranged' },
  'record-verification': { vi: 'Đã lập biên bản thẩm tra, xác minh', en: 'The verification was minuted' },
  'miss-verification': { vi: 'Chưa thẩm tra, xác minh được', en: 'The verification did not take place' },
  'lapse': { vi: 'Hết thời hạn mà chưa có trả lời của người nộp', en: 'The time for the applicant’s answer is over' },
  'lapse-completion': { vi: 'Không bổ sung đúng hạn; hồ sơ được giải quyết như hiện có', en: 'Not completed in time; the dossier goes on as it is' },
  'notify-authority': { vi: 'Đã báo cơ quan quản lý tại địa phương', en: 'The local authority was told' },
  'remind': { vi: 'Nhắc việc sắp đến hạn', en: 'Reminder before the due date' },
  'propose-apology': { vi: 'Đề xuất soạn phiếu xin lỗi', en: 'An apology was proposed' },
  'issue-apology': { vi: 'Xin lỗi và hẹn lại ngày trả kết quả', en: 'Apology with a new date' },
  'mark-overdue': { vi: 'Hồ sơ quá hạn', en: 'The dossier became overdue' },
  'pause-clock': { vi: 'Tạm dừng tính thời hạn', en: 'The clock was stopped' },
  'resume-clock': { vi: 'Tiếp tục tính thời hạn', en: 'The clock runs on' },
  'meet-appointment': { vi: 'Xong việc của ngày hẹn thứ nhất', en: 'The first appointment was met' },
  'begin-appointment': { vi: 'Ngày hẹn thứ hai bắt đầu được tính', en: 'The second appointment began to count' },
  'complete-part': { vi: 'Cơ quan phối hợp đã xong phần việc', en: 'An agency has done its part' },
  'reject-part': { vi: 'Cơ quan phối hợp trả lại phần việc', en: 'An agency handed its part back' },
  'urge-part': { vi: 'Đôn đốc cơ quan phối hợp', en: 'An agency was urged' },
  'publish-posting': { vi: 'Niêm yết công khai', en: 'Posted publicly' },
  'record-objection': { vi: 'Có ý kiến về nội dung niêm yết', en: 'An objection to the posting was recorded' },
  'close-posting': { vi: 'Hết thời gian niêm yết', en: 'The posting ended' },
  'escalate': { vi: 'Vẫn quá hạn: đã báo người đứng đầu Bộ phận Một cửa', en: 'Still overdue: the one-stop head was told' },
  'reassign': { vi: 'Chuyển hồ sơ cho cán bộ khác thụ lý', en: 'Given to another officer' },
  'move-due-date': { vi: 'Lịch làm việc thay đổi, ngày hẹn trả được tính lại', en: 'The calendar changed: the due date was counted anew' },
  'record-part': { vi: 'Đã có một phần kết quả', en: 'A part of the result is there' },
  'record-result': { vi: 'Đã có quyết định', en: 'A decision was made' },
  'assign-number': { vi: 'Đã ghi nhận mã số hộ kinh doanh', en: 'The business number was recorded' },
  'issue-result': { vi: 'Đã lập bản điện tử của kết quả', en: 'The electronic copy of the result was made' },
  'announce-result': { vi: 'Đã có kết quả, đã báo người nộp', en: 'The result is ready; the applicant was told' },
  'close': { vi: 'Đã trả kết quả, hồ sơ kết thúc', en: 'The result was returned; the dossier is closed' },
  'request-slip': { vi: 'Cấp giấy tiếp nhận theo yêu cầu', en: 'The receipt was asked for and given' },
  'hand-over-paper': { vi: 'Bàn giao hồ sơ giấy', en: 'The papers were handed over' },
  'receive-paper': { vi: 'Đã nhận hồ sơ giấy', en: 'The papers were received' },
  'miss-paper': { vi: 'Chưa nhận được hồ sơ giấy', en: 'The papers did not arrive' },
  'request-correction': { vi: 'Đề nghị xem lại kết quả', en: 'The result was asked to be looked at again' },
  'correct-result': { vi: 'Kết quả đã được sửa, thay thế hoặc thu hồi', en: 'The result was corrected, replaced or revoked' },
  'decline-correction': { vi: 'Kết quả được giữ nguyên', en: 'The result stands' },
  'record-loss': { vi: 'Ghi nhận giấy tờ bị mất, hư hỏng', en: 'Papers were found lost or damaged' },
  'apologise-loss': { vi: 'Đã xin lỗi vì giấy tờ bị mất, hư hỏng', en: 'The agency apologised for the loss' },
  'remedy-loss': { vi: 'Đã khắc phục việc mất giấy tờ', en: 'The loss was made good' },
  'request-withdrawal': { vi: 'Người nộp đề nghị dừng giải quyết', en: 'The applicant asked to stop' },
  'withdraw': { vi: 'Đã dừng giải quyết theo đề nghị', en: 'The dossier was stopped on request' },
  'decline-withdrawal': { vi: 'Không dừng được vì đã có quyết định', en: 'Could not be stopped: a decision had been made' },
  'send-notice-again': { vi: 'Gửi lại thông báo không đến nơi', en: 'A notice that had not arrived was sent again' },
  'tell-by-phone': { vi: 'Đã báo người nộp qua điện thoại', en: 'The applicant was told by telephone' },
  'charge-fee': { vi: 'Xác định khoản phải nộp', en: 'The amount to be paid was determined' },
  'await-payment': { vi: 'Tạm dừng, chờ nộp tiền', en: 'Waiting for the payment' },
  'pay-fee': { vi: 'Đã nhận khoản nộp', en: 'A payment was received' },
  'cancel-fee': { vi: 'Khoản chưa nộp được hủy', en: 'What was not paid yet was cancelled' },
  'request-refund': { vi: 'Đề nghị hoàn trả được ghi nhận', en: 'A refund was requested' },
  'pay-refund': { vi: 'Đã hoàn trả', en: 'The refund was paid' },
  'decline-refund': { vi: 'Không hoàn trả', en: 'The refund was declined' },
} as const satisfies Record<Act, Text>

/** What the applicant need not read: how the house works inside. */
export const insideOnly: readonly Act[] = ['open', 'record-loss', 'issue-result', 'remind', 'urge-part', 'propose-apology', 'escalate', 'reassign', 'send-notice-again', 'hand-over-paper', 'receive-paper', 'miss-paper']

/** Steps of which the applicant reads the outcome as an act of its own, or that are the house's alone; by the form that is answered. */
export const insideForms: readonly string[] = [
  'reception', 'completion', 'correction-review', 'loss-remedy', 'consultation-answer', 'signature', 'issue', 'hand-over', 'apology-draft', 'apology-signature',
  'verification-appointment', 'verification-minutes', 'return-notice', 'permit-draft', 'inspection-team', 'assessment', 'reassessment', 'laboratory-result',
]

/** Acts that need attention. */
export const troubling: readonly Act[] = ['refuse', 'request-completion', 'mark-overdue', 'escalate', 'issue-apology', 'reject-part', 'record-objection', 'close-consultation', 'decline-withdrawal', 'miss-paper', 'correct-result', 'apologise-loss', 'miss-verification', 'lapse', 'lapse-completion']
