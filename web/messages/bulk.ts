import { fillText, type Language, type Text } from '../../processes/text.ts'

/** What is told of doing one thing to several tasks. */
const messages = {
  'none': { vi: 'Chưa chọn việc nào. Hãy đánh dấu vào ô ở đầu dòng.', en: 'No task is chosen. Tick the box at the beginning of a line.' },
  'above': { vi: 'Việc cần làm', en: 'Tasks' },
  'back': { vi: 'Về danh sách việc', en: 'Back to the tasks' },
  'code': { vi: 'Mã hồ sơ', en: 'Dossier code' },
  'what': { vi: 'Hồ sơ', en: 'Dossier' },
  'outcome': { vi: 'Kết quả', en: 'Outcome' },
  'due': { vi: 'Hạn', en: 'Due' },
  'why': { vi: 'Vì sao phải mở riêng', en: 'Why it must be opened' },
  'open': { vi: 'Mở việc', en: 'Open the task' },
  'claim.title': { vi: 'Nhận việc: kết quả', en: 'Taking tasks: outcome' },
  'claim.done': { vi: 'Đã nhận {{count}} việc.', en: 'Taken: {{count}}.' },
  'claim.one': { vi: 'Đã nhận', en: 'Taken' },
  'release.title': { vi: 'Trả lại việc: kết quả', en: 'Giving tasks back: outcome' },
  'release.done': { vi: 'Đã trả lại {{count}} việc cho đơn vị.', en: 'Given back to the unit: {{count}}.' },
  'release.one': { vi: 'Đã trả lại đơn vị', en: 'Given back to the unit' },
  'receive.title': { vi: 'Tiếp nhận {{count}} hồ sơ', en: 'Receive {{count}} dossiers' },
  'receive.lead': {
    vi: 'Danh mục giấy tờ của mỗi hồ sơ dưới đây đã được kiểm tra, đánh dấu đủ, và không còn gì phải điền riêng. Bấm nút là tiếp nhận từng hồ sơ, ngày hẹn trả tính riêng cho từng hồ sơ.',
    en: 'The list of papers of each of these was looked through and every paper ticked; nothing more is to be filled in. The button receives them one by one; each has its own due date.',
  },
  'receive.nothing': { vi: 'Không có hồ sơ nào trong số đã chọn tiếp nhận được cùng lúc. Hãy mở từng hồ sơ.', en: 'None of the chosen can be received together. Open them one by one.' },
  'receive.ready': { vi: 'Sẽ tiếp nhận ({{count}})', en: 'To be received ({{count}})' },
  'receive.not-ready': { vi: 'Phải mở riêng ({{count}})', en: 'To be opened one by one ({{count}})' },
  'receive.submit': { vi: 'Tiếp nhận {{count}} hồ sơ', en: 'Receive {{count}} dossiers' },
  'receive.result': { vi: 'Tiếp nhận hàng loạt: kết quả', en: 'Receiving together: outcome' },
  'receive.done': { vi: 'Đã tiếp nhận {{count}} hồ sơ.', en: 'Received: {{count}}.' },
  'receive.left': { vi: 'Còn {{count}} hồ sơ chưa tiếp nhận: xem lý do bên dưới.', en: 'Not received: {{count}}. The reasons are below.' },
  'receive.one': { vi: 'Đã tiếp nhận', en: 'Received' },
  'refused.not-reception': { vi: 'Không phải bước tiếp nhận hồ sơ', en: 'Not at the step of reception' },
  'refused.gone': { vi: 'Việc đã được người khác hoàn thành, hoặc không còn cần làm', en: 'Done by somebody else, or no longer to be done' },
  'refused.forbidden': { vi: 'Không phải việc của bạn', en: 'Not yours to do' },
  'refused.taken': { vi: '{{name}} đang làm', en: '{{name}} is working on it' },
  'refused.not-mine': { vi: 'Bạn chưa nhận việc này', en: 'You have not taken it' },
  'refused.unchecked': { vi: 'Chưa đánh dấu danh mục giấy tờ', en: 'The list of papers was not ticked yet' },
  'refused.new-paper': { vi: 'Có giấy tờ nộp sau khi đánh dấu danh mục', en: 'A paper came after the list was ticked' },
  'refused.documents': { vi: 'Chưa đạt: {{names}}', en: 'Not ticked: {{names}}' },
  'refused.changed': { vi: 'Hồ sơ đã thay đổi sau khi bạn xem danh sách', en: 'It has changed since you looked at the list' },
  'refused.closed': { vi: 'Hồ sơ đã dừng', en: 'The dossier was stopped' },
} as const satisfies Record<string, Text>

export type BulkMessage = keyof typeof messages

export const sayBulk = (key: BulkMessage, language: Language, params: Readonly<Record<string, string | number>> = {}): string =>
  fillText(messages[key][language], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))
