import type { Text } from '../text.ts'

/**
 * What is told about a question or feedback, as handlebars templates. `code`, `title` and `link` are always there, `agency` once a unit
 * answers. Sources: TQ 14.3, 15.2; TQ-STP 12.2; TH 14; NĐ 20/2008, art. 9; urging as for dossiers, BT 45/2023, art. 6.3b.
 */
export const enquiryNotices = {
  received: {
    subject: { vi: 'Đã nhận {{what}} {{code}}', en: 'We have your {{what}} {{code}}' },
    text: {
      vi: 'Đã nhận {{what}} {{code}}: “{{title}}”. Nội dung được phân loại chậm nhất lúc {{due}}. Theo dõi tại {{link}} bằng số {{code}} và mã bí mật đã cấp khi gửi, hoặc số giấy tờ đã khai.',
      en: 'We have your {{what}} {{code}}: “{{title}}”. It is sorted by {{due}}. Follow it at {{link}} with the number {{code}} and the secret that you were given, or the number of your paper.',
    },
  },
  passed: {
    subject: { vi: 'Đã chuyển {{what}} {{code}} đến đơn vị trả lời', en: 'Your {{what}} {{code}} is with the unit that answers' },
    text: {
      vi: '{{agency}} trả lời {{what}} {{code}} chậm nhất lúc {{due}}. Theo dõi tại {{link}}.',
      en: '{{agency}} answers your {{what}} {{code}} by {{due}}. Follow it at {{link}}.',
    },
  },
  refused: {
    subject: { vi: 'Không tiếp nhận {{what}} {{code}}', en: 'Your {{what}} {{code}} was not taken' },
    text: {
      vi: 'Không tiếp nhận {{what}} {{code}}. {{reason}} Xem tại {{link}}.',
      en: 'Your {{what}} {{code}} was not taken. {{reason}} See {{link}}.',
    },
  },
  passedOn: {
    subject: { vi: 'Đã chuyển {{what}} {{code}} đến cơ quan có thẩm quyền', en: 'Your {{what}} {{code}} was passed on' },
    text: {
      vi: 'Nội dung {{what}} {{code}} không thuộc thẩm quyền của chúng tôi và đã được chuyển đến {{authority}}. Xem tại {{link}}.',
      en: 'Your {{what}} {{code}} is not in our competence and was passed on to {{authority}}. See {{link}}.',
    },
  },
  interim: {
    subject: { vi: 'Trả lời bước đầu {{what}} {{code}}', en: 'Interim answer to your {{what}} {{code}}' },
    text: {
      vi: '{{agency}} đã trả lời bước đầu {{what}} {{code}} và sẽ trả lời đầy đủ chậm nhất lúc {{due}}. Xem tại {{link}}.',
      en: '{{agency}} has given an interim answer to your {{what}} {{code}} and answers in full by {{due}}. See {{link}}.',
    },
  },
  answered: {
    subject: { vi: 'Đã trả lời {{what}} {{code}}', en: 'Your {{what}} {{code}} is answered' },
    text: {
      vi: '{{agency}} đã trả lời {{what}} {{code}}. Xem câu trả lời, hỏi bổ sung tại {{link}}.',
      en: '{{agency}} has answered your {{what}} {{code}}. Read the answer and ask further at {{link}}.',
    },
  },
  dueSoon: {
    subject: { vi: '{{code}} sắp đến hạn trả lời', en: '{{code}} is due soon' },
    text: { vi: '{{code}} đến hạn trả lời lúc {{due}}.', en: '{{code}} is due at {{due}}.' },
  },
  overdue: {
    subject: { vi: '{{code}} đã quá hạn', en: '{{code}} is overdue' },
    text: {
      vi: '{{code}} đã quá hạn {{step}} lúc {{due}} ({{agency}}). Đề nghị đôn đốc, xử lý ngay.',
      en: '{{code}} should have been {{step}} by {{due}} ({{agency}}). Please act now.',
    },
  },
} as const satisfies Record<string, { subject: Text, text: Text }>

export type EnquiryNotice = keyof typeof enquiryNotices

/** The words that stand for `what`, by kind. */
export const enquiryWords = {
  question: { vi: 'câu hỏi', en: 'question' },
  feedback: { vi: 'phản ánh, kiến nghị', en: 'feedback' },
} as const satisfies Record<string, Text>

/** The words that stand for `step` of an overdue one. */
export const overdueWords = {
  received: { vi: 'phân loại', en: 'sorted' },
  answering: { vi: 'trả lời', en: 'answered' },
} as const satisfies Record<string, Text>
