import { fillText, type Language, type Text } from '../../processes/text.ts'

/** The words of the page from which the head of an agency or of a one-stop unit steers the work. */
const messages = {
  'title': { vi: 'Điều hành', en: 'Oversight' },
  'lead': {
    vi: 'Việc gì đến hạn, việc gì trễ, việc gì đứng yên và đang ở ai. Mỗi con số mở danh sách của nó.',
    en: 'What is due, late or stuck, and with whom. Each number opens its list.',
  },
  'back': { vi: 'Việc cần làm', en: 'Tasks' },
  'progress': { vi: 'Tiến độ của từng hồ sơ', en: 'Progress of every dossier' },
  'apologies': { vi: 'Đề nghị xin lỗi chờ ký ({{count}})', en: 'Apologies to be signed ({{count}})' },
  'no-apologies': { vi: 'Không có đề nghị xin lỗi nào chờ bạn ký.', en: 'No apology waits for your signature.' },
  'escalations': { vi: 'Báo cáo, đôn đốc gửi bạn ({{count}})', en: 'Reports and reminders to you ({{count}})' },
  'no-escalations': { vi: 'Không có báo cáo, đôn đốc nào chưa đọc.', en: 'None that you have not read.' },
  'now': { vi: 'Bây giờ', en: 'Now' },
  'with-whom': { vi: 'Đang ở ai', en: 'With whom' },
  'person': { vi: 'Người giữ', en: 'Person' },
  'nobody': { vi: 'Chưa ai nhận', en: 'Nobody yet' },
  'oldest': { vi: 'Việc lâu nhất từ', en: 'The oldest since' },
  'overdue': { vi: 'Quá hạn', en: 'Overdue' },
  'today': { vi: 'Đến hạn hôm nay', en: 'Due today' },
  'week': { vi: 'Đến hạn tuần này', en: 'Due this week' },
  'stuck': { vi: 'Đứng yên', en: 'Stuck' },
  'waiting': { vi: 'Dừng tính giờ', en: 'Clock stopped' },
  'all': { vi: 'Tất cả', en: 'All' },
  'stuck-text': {
    vi: 'Đứng yên: quá hạn của bước hơn {{days}} ngày làm việc mà chưa ai hoàn thành, hoặc bước không có hạn đã mở hơn {{open}} ngày làm việc.',
    en: 'Stuck: more than {{days}} working days beyond the step’s limit without being completed, or open for more than {{open}} working days at a step without one.',
  },
  'list': { vi: '{{kind}}: {{who}} ({{count}})', en: '{{kind}}: {{who}} ({{count}})' },
  'everybody': { vi: 'mọi người', en: 'everybody' },
  'code': { vi: 'Mã hồ sơ', en: 'Dossier code' },
  'step': { vi: 'Bước, người giữ', en: 'Step, with whom' },
  'since': { vi: 'Từ', en: 'Since' },
  'due': { vi: 'Hạn', en: 'Due' },
  'reassign': { vi: 'Giao', en: 'Reassign' },
  'reassign-one': { vi: 'Chuyển cán bộ khác', en: 'To another officer' },
  'late': { vi: 'trễ {{time}} làm việc', en: '{{time}} of working time late' },
  'left': { vi: 'còn {{time}} làm việc', en: '{{time}} of working time left' },
  'paused': { vi: 'Đang dừng tính giờ', en: 'Clock stopped' },
  'open': { vi: 'Mở để ký', en: 'Open to sign' },
  'next': { vi: 'Trang sau', en: 'Next page' },
  'none': { vi: 'Không có việc nào như vậy.', en: 'There is none.' },
} as const satisfies Record<string, Text>

export type SteeringMessage = keyof typeof messages

export const saySteering = (key: SteeringMessage, language: Language, params: Readonly<Record<string, string | number>> = {}): string =>
  fillText(messages[key][language], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))
