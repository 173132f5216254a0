import type { Text } from '../text.ts'

export interface NoticeTemplate {
  readonly subject: Text
  readonly text: Text
  /** The SMS, in few words; the subject when absent. */
  readonly sms?: Text
}

/**
 * What people are told, as handlebars templates. `code`, `procedure` and `agency` are always there; personal data beyond
 * the addressee's own name is not. Sources: reception BT 45/2023 arts. 15.2-15.3; lateness art. 17.9; early result art. 18.4;
 * consultation art. 17.5b; the clock that stands ĐT138 art. 5.3; urging art. 6.3b; stop NĐ 118/2025 art. 21.
 */
export const noticeTemplates = {
  received: {
    subject: { vi: 'Hồ sơ {{code}} đã được tiếp nhận', en: 'Dossier {{code}} has been received' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) đã được tiếp nhận. {{#if second}}Hẹn lần 1 (chuyển thông tin để xác định nghĩa vụ tài chính): {{due}}. Hẹn lần 2 (trả kết quả): {{second}}.{{else}}Hẹn trả kết quả: {{due}}.{{/if}} Quý ông/bà xem giấy tiếp nhận và theo dõi hồ sơ tại {{link}}.',
      en: 'Dossier {{code}} ({{procedure}}) has been received. {{#if second}}First appointment (information sent to determine what is to be paid): {{due}}. Second appointment (result): {{second}}.{{else}}The result is due on {{due}}.{{/if}} See the receipt and follow the dossier at {{link}}.',
    },
    sms: {
      vi: 'Hồ sơ {{code}} đã được tiếp nhận. Hẹn {{#if second}}lần 1{{else}}trả kết quả{{/if}}: {{due}}.',
      en: 'Dossier {{code}} has been received. {{#if second}}The first appointment{{else}}The result{{/if}} is due at {{due}}.',
    },
  },
  completionRequested: {
    subject: { vi: 'Hồ sơ {{code}} cần bổ sung, hoàn thiện', en: 'Dossier {{code}} needs to be completed' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) còn thiếu hoặc chưa đúng. Lý do: {{reason}}. Quý ông/bà bổ sung một lần tại {{link}}.',
      en: 'Dossier {{code}} ({{procedure}}) is incomplete or incorrect. Reason: {{reason}}. Please complete it, once, at {{link}}.',
    },
    sms: {
      vi: 'Hồ sơ {{code}} còn thiếu hoặc chưa đúng, cần bổ sung một lần. Xem lý do trên cổng dịch vụ công.',
      en: 'Dossier {{code}} is incomplete and is to be completed, once. The portal says what is missing.',
    },
  },
  refused: {
    subject: { vi: 'Hồ sơ {{code}} bị từ chối tiếp nhận', en: 'Dossier {{code}} was refused' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) không được tiếp nhận. Lý do: {{reason}}. {{#if rightAuthority}}Nơi có thẩm quyền: {{rightAuthority}}. {{/if}}Phiếu từ chối có tại {{link}}, nơi quý ông/bà có thể đánh giá sự phục vụ.',
      en: 'Dossier {{code}} ({{procedure}}) was refused. Reason: {{reason}}. {{#if rightAuthority}}The competent authority is: {{rightAuthority}}. {{/if}}The refusal slip is at {{link}}, where you may rate the service.',
    },
    sms: {
      vi: 'Hồ sơ {{code}} không được tiếp nhận. Xem lý do và phiếu từ chối trên cổng dịch vụ công.',
      en: 'Dossier {{code}} was refused. The portal says why and has the slip.',
    },
  },
  paymentDue: {
    subject: { vi: 'Hồ sơ {{code}} chờ nộp {{amount}}', en: 'Dossier {{code}} waits for a payment of {{amount}}' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) cần nộp {{amount}} để được tiếp tục. {{#if online}}Quý ông/bà nộp trực tuyến tại {{link}} hoặc tại Bộ phận Một cửa.{{else}}Quý ông/bà nộp tại Bộ phận Một cửa; chi tiết tại {{link}}.{{/if}}',
      en: 'Dossier {{code}} ({{procedure}}) goes on once {{amount}} has been paid. {{#if online}}Pay online at {{link}}, or at the one-stop unit.{{else}}Pay at the one-stop unit; details are at {{link}}.{{/if}}',
    },
  },
  paymentReceived: {
    subject: { vi: 'Đã nhận {{amount}} cho hồ sơ {{code}}', en: '{{amount}} received for dossier {{code}}' },
    text: {
      vi: 'Đã nhận {{amount}} cho hồ sơ {{code}} ({{procedure}}). Biên lai số {{receipt}} có tại {{link}}.',
      en: '{{amount}} has been received for dossier {{code}} ({{procedure}}). Receipt {{receipt}} is at {{link}}.',
    },
    sms: { vi: 'Đã nhận {{amount}} cho hồ sơ {{code}}. Biên lai {{receipt}}.', en: '{{amount}} received for dossier {{code}}. Receipt {{receipt}}.' },
  },
  apology: {
    subject: { vi: 'Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {{code}}', en: 'Apology and new date for dossier {{code}}' },
    text: {
      vi: '{{agency}} xin lỗi vì hồ sơ {{code}} ({{procedure}}) chưa xong đúng hẹn {{oldDue}}. Lý do: {{reason}}. Hẹn trả kết quả vào {{due}}. Phiếu xin lỗi có tại {{link}}.',
      en: '{{agency}} apologises: dossier {{code}} ({{procedure}}) will not be ready by {{oldDue}}. Reason: {{reason}}. The new date is {{due}}. The letter is at {{link}}.',
    },
    sms: {
      vi: 'Xin lỗi, hồ sơ {{code}} chưa xong đúng hẹn. Hẹn trả kết quả mới: {{due}}.',
      en: 'We apologise: dossier {{code}} is late. The new date is {{due}}.',
    },
  },
  apologyIssued: {
    subject: { vi: 'Hồ sơ {{code}} trễ hẹn, đã hẹn lại', en: 'Dossier {{code}} is late; a new date was given' },
    text: {
      vi: '{{agency}} chưa giải quyết xong hồ sơ {{code}} ({{procedure}}) đúng hẹn {{oldDue}}. Lý do: {{reason}}. Ngày hẹn trả mới: {{due}}. Phiếu xin lỗi đã gửi người nộp.',
      en: '{{agency}} will not have settled dossier {{code}} ({{procedure}}) by {{oldDue}}. Reason: {{reason}}. The new date is {{due}}. The apology has been sent to the applicant.',
    },
  },
  resultReady: {
    subject: { vi: 'Hồ sơ {{code}} đã có kết quả', en: 'The result of dossier {{code}} is ready' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) đã có kết quả{{#if early}} trước hạn{{/if}}. {{#if online}}Xem kết quả tại {{link}}.{{else}}Nơi trả: {{returning}}. Chi tiết tại {{link}}.{{/if}} Nhận kết quả xong, mời quý ông/bà đánh giá sự phục vụ trên trang hồ sơ.',
      en: 'The result of dossier {{code}} ({{procedure}}) is ready{{#if early}} ahead of time{{/if}}. {{#if online}}See it at {{link}}.{{else}}It is returned by: {{returning}}. Details are at {{link}}.{{/if}} Once you have it, please rate the service on the dossier’s page.',
    },
    sms: {
      vi: 'Hồ sơ {{code}} đã có kết quả{{#if early}} trước hạn{{/if}}.{{#unless online}} Nơi trả: {{returning}}.{{/unless}}',
      en: 'The result of dossier {{code}} is ready{{#if early}} ahead of time{{/if}}.{{#unless online}} It is returned by: {{returning}}.{{/unless}}',
    },
  },
  confirmationAsked: {
    subject: { vi: 'Đề nghị xác nhận dự thảo của hồ sơ {{code}}', en: 'Please confirm the draft of dossier {{code}}' },
    text: {
      vi: 'Dự thảo kết quả hồ sơ {{code}} ({{procedure}}) đã có tại {{link}}. Đề nghị xác nhận hoặc yêu cầu sửa trước {{until}}; không trả lời được coi là đồng ý ({{basis}}).',
      en: 'The draft of the result of dossier {{code}} ({{procedure}}) is at {{link}}. Please confirm it or ask for a correction by {{until}}; no answer means that you agree ({{basis}}).',
    },
  },
  takenAsAgreed: {
    subject: { vi: 'Dự thảo của hồ sơ {{code}} được coi là đã đồng ý', en: 'The draft of dossier {{code}} is taken as agreed' },
    text: {
      vi: 'Không có trả lời trong thời hạn nên dự thảo kết quả hồ sơ {{code}} ({{procedure}}) được coi là đã đồng ý ({{basis}}). Hẹn trả kết quả: {{due}}.',
      en: 'There was no answer in time, so the draft of dossier {{code}} ({{procedure}}) is taken as agreed ({{basis}}). The result is due on {{due}}.',
    },
  },
  invited: {
    subject: { vi: 'Mời đến có mặt về hồ sơ {{code}}', en: 'You are invited to appear on dossier {{code}}' },
    text: {
      vi: 'Về hồ sơ {{code}} ({{procedure}}): mời những người phải có mặt đến vào {{when}}, tại {{place}}, mang theo giấy tờ tùy thân. Chi tiết tại {{link}}.',
      en: 'On dossier {{code}} ({{procedure}}): those who must appear are invited for {{when}}, at {{place}}, with their identity papers. Details are at {{link}}.',
    },
  },
  limitChanged: {
    subject: { vi: 'Thời hạn của hồ sơ {{code}} thay đổi', en: 'The time limit of dossier {{code}} has changed' },
    text: {
      vi: 'Thời hạn giải quyết hồ sơ {{code}} ({{procedure}}) nay là: {{words}} ({{basis}}). Hẹn trả kết quả: {{due}}. Chi tiết tại {{link}}.',
      en: 'The time limit of dossier {{code}} ({{procedure}}) is now: {{words}} ({{basis}}). The result is due on {{due}}. Details are at {{link}}.',
    },
  },
  clockPaused: {
    subject: { vi: 'Hồ sơ {{code}} tạm dừng tính thời hạn', en: 'The time limit of dossier {{code}} is paused' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) tạm dừng tính thời hạn: {{cause}}. Chi tiết tại {{link}}.',
      en: 'The time limit of dossier {{code}} ({{procedure}}) is paused: {{cause}}. Details are at {{link}}.',
    },
  },
  clockResumed: {
    subject: { vi: 'Hồ sơ {{code}} tiếp tục được giải quyết', en: 'Dossier {{code}} goes on' },
    text: {
      vi: 'Thời hạn của hồ sơ {{code}} ({{procedure}}) được tính tiếp. Hẹn trả kết quả: {{due}}. Theo dõi hồ sơ tại {{link}}.',
      en: 'The time limit of dossier {{code}} ({{procedure}}) runs on. The result is due on {{due}}. Follow the dossier at {{link}}.',
    },
  },
  nextAppointment: {
    subject: { vi: 'Hồ sơ {{code}}: ngày hẹn trả kết quả', en: 'Dossier {{code}}: the date of the result' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) đã có chứng từ thực hiện nghĩa vụ tài chính. Hẹn trả kết quả: {{due}}. Theo dõi hồ sơ tại {{link}}.',
      en: 'The proof of payment for dossier {{code}} ({{procedure}}) is there. The result is due on {{due}}. Follow the dossier at {{link}}.',
    },
  },
  posted: {
    subject: { vi: 'Hồ sơ {{code}} đang được niêm yết công khai', en: 'Dossier {{code}} is posted publicly' },
    text: {
      vi: 'Nội dung hồ sơ {{code}} ({{procedure}}) được niêm yết công khai đến {{until}}, không kèm họ tên của quý ông/bà trên cổng. Theo dõi hồ sơ tại {{link}}.',
      en: 'What dossier {{code}} ({{procedure}}) is about is posted publicly until {{until}}, on the portal without your name. Follow the dossier at {{link}}.',
    },
  },
  partDue: {
    subject: { vi: 'Phần việc của hồ sơ {{code}} {{#if late}}đã quá hạn{{else}}sắp đến hạn{{/if}}', en: 'A part of dossier {{code}} is {{#if late}}overdue{{else}}due soon{{/if}}' },
    text: {
      vi: 'Phần việc của {{partner}} trong hồ sơ {{code}} ({{procedure}}) {{#if late}}đã quá hạn{{else}}đến hạn{{/if}} lúc {{due}}. Đề nghị xử lý.',
      en: 'The part of {{partner}} in dossier {{code}} ({{procedure}}) {{#if late}}was{{else}}is{{/if}} due at {{due}}. Please act.',
    },
  },
  partReady: {
    subject: { vi: 'Hồ sơ {{code}}: {{part}}{{#if granted}} đã có{{else}} không được cấp{{/if}}', en: 'Dossier {{code}}: {{part}}{{#if granted}} is ready{{else}} was not granted{{/if}}' },
    text: {
      vi: '{{#if granted}}{{part}} số {{number}} của hồ sơ {{code}} đã có tại {{from}}{{#if online}}; xem tại {{link}}{{else}}; quý ông/bà có thể nhận ngay, không phải chờ các phần khác{{/if}}.{{else}}{{from}} không thực hiện được phần {{part}} của hồ sơ {{code}}. Lý do: {{reason}}.{{/if}}{{#if due}} Hẹn trả các phần còn lại: {{due}}.{{/if}}',
      en: '{{#if granted}}{{part}} no. {{number}} of dossier {{code}} is ready at {{from}}{{#if online}}; see {{link}}{{else}}; you may collect it now, without waiting for the other parts{{/if}}.{{else}}{{from}} could not grant {{part}} of dossier {{code}}. Reason: {{reason}}.{{/if}}{{#if due}} The other parts are due at {{due}}.{{/if}}',
    },
  },
  withdrawn: {
    subject: { vi: 'Đã dừng giải quyết hồ sơ {{code}}', en: 'Dossier {{code}} has been stopped' },
    text: {
      vi: 'Theo yêu cầu của quý ông/bà, hồ sơ {{code}} ({{procedure}}) đã dừng giải quyết. Thông báo dừng có tại {{link}}, nơi quý ông/bà có thể đánh giá sự phục vụ.',
      en: 'As you asked, dossier {{code}} ({{procedure}}) has been stopped. The stop notice is at {{link}}, where you may rate the service.',
    },
  },
  withdrawalDeclined: {
    subject: { vi: 'Không thể dừng hồ sơ {{code}}', en: 'Dossier {{code}} cannot be stopped' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) đã có quyết định nên không thể dừng giải quyết. Xem kết quả tại {{link}}.',
      en: 'Dossier {{code}} ({{procedure}}) has been decided and can no longer be stopped. See the result at {{link}}.',
    },
  },
  resultPosted: {
    subject: { vi: 'Đã gửi kết quả hồ sơ {{code}} qua bưu chính', en: 'The result of dossier {{code}} is in the post' },
    text: {
      vi: 'Kết quả của hồ sơ {{code}} ({{procedure}}) đã gửi qua bưu chính công ích, số hiệu bưu gửi: {{trackingNumber}}. Chi tiết tại {{link}}, nơi quý ông/bà có thể đánh giá sự phục vụ.',
      en: 'The result of dossier {{code}} ({{procedure}}) was sent by public post under number {{trackingNumber}}. Details are at {{link}}, where you may rate the service.',
    },
  },
  resultCorrected: {
    subject: { vi: 'Kết quả hồ sơ {{code}} đã được {{#if revoked}}thu hồi{{else}}sửa{{/if}}', en: 'The result of dossier {{code}} was {{#if revoked}}revoked{{else}}corrected{{/if}}' },
    text: {
      vi: '{{agency}} đã {{#if revoked}}thu hồi{{else}}{{#if replaced}}thay thế{{else}}đính chính{{/if}}{{/if}} kết quả của hồ sơ {{code}} ({{procedure}}): {{text}} {{#if free}}Cơ quan xin lỗi vì sai sót này và chịu mọi chi phí. {{/if}}Xem tại {{link}}.',
      en: '{{agency}} has {{#if revoked}}revoked{{else}}{{#if replaced}}replaced{{else}}corrected{{/if}}{{/if}} the result of dossier {{code}} ({{procedure}}): {{text}} {{#if free}}The agency apologises for the error and bears all costs. {{/if}}See {{link}}.',
    },
  },
  correctionDeclined: {
    subject: { vi: 'Kết quả hồ sơ {{code}} được giữ nguyên', en: 'The result of dossier {{code}} stands' },
    text: {
      vi: '{{agency}} đã xem lại kết quả của hồ sơ {{code}} ({{procedure}}) và giữ nguyên. Lý do: {{reason}}. Chi tiết tại {{link}}.',
      en: '{{agency}} has looked at the result of dossier {{code}} ({{procedure}}) again; it stands. Reason: {{reason}}. Details are at {{link}}.',
    },
  },
  papersLost: {
    subject: { vi: 'Xin lỗi vì giấy tờ của hồ sơ {{code}} bị mất hoặc hư hỏng', en: 'Apology: papers of dossier {{code}} were lost or damaged' },
    text: {
      vi: '{{agency}} xin lỗi: giấy tờ của hồ sơ {{code}} ({{procedure}}) bị mất, thất lạc hoặc hư hỏng: {{lost}}. Quý ông/bà không phải chịu chi phí cấp lại; Bộ phận Một cửa sẽ liên hệ để khắc phục. Chi tiết tại {{link}}.',
      en: '{{agency}} apologises: papers of dossier {{code}} ({{procedure}}) were lost or damaged: {{lost}}. You bear no cost for new ones; the one-stop unit will contact you to make it good. Details are at {{link}}.',
    },
  },
  lossRemedied: {
    subject: { vi: 'Đã khắc phục việc mất giấy tờ của hồ sơ {{code}}', en: 'The lost papers of dossier {{code}} have been made good' },
    text: {
      vi: 'Việc mất, hư hỏng giấy tờ của hồ sơ {{code}} ({{procedure}}) đã được khắc phục: {{remedy}} Chi tiết tại {{link}}.',
      en: 'The loss of papers of dossier {{code}} ({{procedure}}) has been made good: {{remedy}} Details are at {{link}}.',
    },
  },
  verificationInvited: {
    subject: { vi: 'Lịch thẩm tra, xác minh hồ sơ {{code}}', en: 'Verification of dossier {{code}}' },
    text: {
      vi: '{{#if again}}Lịch cũ được thay. {{/if}}{{agency}} thẩm tra, xác minh hồ sơ {{code}} ({{procedure}}) lúc {{when}} tại {{place}}. Nội dung: {{content}}. Đề nghị quý ông/bà có mặt. Giấy báo lịch có tại {{link}}.',
      en: '{{#if again}}This replaces the earlier time. {{/if}}{{agency}} verifies dossier {{code}} ({{procedure}}) at {{when}}, at {{place}}. What for: {{content}}. Please be there. The invitation is at {{link}}.',
    },
  },
  inspectionFailed: {
    subject: { vi: 'Cơ sở của hồ sơ {{code}} không đạt khi thẩm định', en: 'The establishment of dossier {{code}} failed its inspection' },
    text: {
      vi: '{{agency}} thông báo: cơ sở nêu trong hồ sơ {{code}} ({{procedure}}) không đạt, không được cấp giấy chứng nhận. Lý do: {{reason}}. Đề nghị cơ quan quản lý tại địa phương theo dõi.',
      en: '{{agency}}: the establishment of dossier {{code}} ({{procedure}}) failed its inspection and gets no certificate. Reason: {{reason}}. The local authority is asked to keep watch.',
    },
  },
  consultationLink: {
    subject: { vi: 'Lấy ý kiến về hồ sơ {{code}}, trả lời trước {{due}}', en: 'Your opinion on dossier {{code}}, by {{due}}' },
    text: {
      vi: '{{agency}} đề nghị {{consulted}} cho ý kiến về hồ sơ {{code}} ({{procedure}}) trước {{due}}. Nội dung và nơi trả lời: {{link}}. Đường dẫn này dành riêng cho quý cơ quan và dùng để trả lời một lần; đề nghị không chuyển tiếp ra ngoài.',
      en: '{{agency}} asks {{consulted}} for its opinion on dossier {{code}} ({{procedure}}) by {{due}}. The question, and the place to answer: {{link}}. The link is for your agency only, and good for one answer; please do not pass it on.',
    },
  },
  consultationUnreachable: {
    subject: { vi: 'Chưa gửi được yêu cầu lấy ý kiến về hồ sơ {{code}}', en: 'A consulted agency could not be told of dossier {{code}}' },
    text: {
      vi: '{{consulted}} không có tài khoản trên hệ thống và chưa có thư điện tử nên chưa nhận được yêu cầu lấy ý kiến về hồ sơ {{code}}, hạn trả lời {{due}}. Đề nghị liên hệ qua điện thoại hoặc quản trị viên bổ sung địa chỉ rồi gửi đường dẫn từ trang hồ sơ.',
      en: '{{consulted}} has neither an account nor a mail address here, and was not told that it is asked about dossier {{code}} by {{due}}. Telephone it, or have its address entered and send the link from the page of the dossier.',
    },
  },
  taskReleased: {
    subject: { vi: 'Việc của hồ sơ {{code}} trở về đơn vị', en: 'A task of dossier {{code}} is the unit’s again' },
    text: {
      vi: '{{person}} không còn tham gia bước của vai trò {{role}} nên việc đang nhận của hồ sơ {{code}} ({{procedure}}) trở về đơn vị. Xem tại {{link}}.',
      en: '{{person}} no longer does the steps of {{role}}: what they had taken of dossier {{code}} ({{procedure}}) is the unit’s again. See {{link}}.',
    },
  },
  consultationUnanswered: {
    subject: { vi: 'Cơ quan phối hợp chưa trả lời hồ sơ {{code}}', en: 'A consulted agency has not answered on dossier {{code}}' },
    text: {
      vi: '{{consulted}} chưa trả lời ý kiến về hồ sơ {{code}} trong thời hạn {{due}}{{#if agreed}} nên được coi là đồng ý{{/if}}. Đề nghị người đứng đầu Bộ phận Một cửa phối hợp xử lý.',
      en: '{{consulted}} has not answered on dossier {{code}} by {{due}}{{#if agreed}} and is taken to agree{{/if}}. The head of the one-stop unit is asked to step in.',
    },
  },
  dueSoon: {
    subject: { vi: 'Hồ sơ {{code}} sắp đến hạn', en: 'Dossier {{code}} is due soon' },
    text: { vi: 'Hồ sơ {{code}} ({{procedure}}) đến hạn lúc {{due}}.', en: 'Dossier {{code}} ({{procedure}}) is due at {{due}}.' },
  },
  overdue: {
    subject: { vi: 'Hồ sơ {{code}} đã quá hạn', en: 'Dossier {{code}} is overdue' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) đã quá hạn lúc {{due}}. Đề nghị đôn đốc, xử lý ngay.',
      en: 'Dossier {{code}} ({{procedure}}) has been overdue since {{due}}. Please act now.',
    },
  },
  stillOverdue: {
    subject: { vi: 'Hồ sơ {{code}} vẫn quá hạn', en: 'Dossier {{code}} is still overdue' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) đã quá hạn từ {{due}} mà {{unit}} chưa giải quyết xong. Đề nghị người đứng đầu Bộ phận Một cửa đôn đốc.',
      en: 'Dossier {{code}} ({{procedure}}) has been overdue since {{due}} and {{unit}} has not settled it. The head of the one-stop unit is asked to urge them.',
    },
  },
  assignedToYou: {
    subject: { vi: 'Hồ sơ {{code}} được giao cho ông/bà', en: 'Dossier {{code}} is now yours' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) được chuyển từ {{before}} sang ông/bà thụ lý. Lý do: {{reason}}.',
      en: 'Dossier {{code}} ({{procedure}}) was passed from {{before}} to you. Reason: {{reason}}.',
    },
  },
  takenFromYou: {
    subject: { vi: 'Hồ sơ {{code}} đã chuyển cho người khác', en: 'Dossier {{code}} was given to somebody else' },
    text: {
      vi: 'Hồ sơ {{code}} ({{procedure}}) được chuyển cho {{after}} thụ lý. Lý do: {{reason}}.',
      en: 'Dossier {{code}} ({{procedure}}) was given to {{after}}. Reason: {{reason}}.',
    },
  },
  dueMoved: {
    subject: { vi: 'Ngày hẹn trả của hồ sơ {{code}} thay đổi theo lịch làm việc', en: 'The due date of dossier {{code}} moves with the calendar' },
    text: {
      vi: 'Lịch làm việc của {{agency}} thay đổi ({{cause}}), nên ngày hẹn trả của hồ sơ {{code}} ({{procedure}}) chuyển từ {{oldDue}} sang {{due}}. Xem cách tính tại {{link}}.',
      en: 'The calendar of {{agency}} has changed ({{cause}}): the due date of dossier {{code}} ({{procedure}}) moves from {{oldDue}} to {{due}}. See how it is counted at {{link}}.',
    },
    sms: {
      vi: 'Hồ sơ {{code}}: lịch làm việc thay đổi, hẹn trả mới {{due}} (cũ {{oldDue}}).',
      en: 'Dossier {{code}}: the calendar has changed; new due date {{due}} (was {{oldDue}}).',
    },
  },
} as const satisfies Record<string, NoticeTemplate>

export type NoticeKind = keyof typeof noticeTemplates
