import { fillText, type Language, type Text } from '../../processes/text.ts'

/** The words of the editor of diagrams. */
const texts = {
  'title': { vi: 'Sơ đồ quy trình', en: 'Diagrams' },
  'above': { vi: 'Quy trình điện tử', en: 'Electronic processes' },
  'lead': {
    vi: 'Mỗi thủ tục là một sơ đồ BPMN chạy trên máy quy trình. Mở một sơ đồ để xem bản đang dùng, hoặc soạn bản nháp. Bản nháp không ảnh hưởng hồ sơ nào.',
    en: 'Each procedure is a BPMN diagram that the engine executes. Open one to see what is deployed, or to draw a draft. A draft touches no dossier.',
  },
  'process': { vi: 'Quy trình', en: 'Process' },
  'deployed': { vi: 'Bản đang dùng', en: 'Deployed' },
  'drafts': { vi: 'Bản nháp', en: 'Drafts' },
  'version': { vi: 'phiên bản {{version}}', en: 'version {{version}}' },
  'shared': { vi: 'dùng chung: {{process}}', en: 'shared: {{process}}' },
  'none': { vi: 'Chưa có sơ đồ nào được triển khai.', en: 'No diagram has been deployed yet.' },
  'no-drafts': { vi: 'Chưa có bản nháp. Bấm "Soạn bản nháp" để bắt đầu từ bản đang dùng.', en: 'There is no draft. Press “Draw a draft” to begin from what is deployed.' },
  'back-list': { vi: 'Tất cả sơ đồ', en: 'All diagrams' },
  'back': { vi: 'Về {{name}}', en: 'Back to {{name}}' },
  'begin': { vi: 'Soạn bản nháp', en: 'Draw a draft' },
  'draft-of': { vi: 'Bản nháp của phiên bản {{version}}', en: 'Draft of version {{version}}' },
  'saved-by': { vi: '{{name}} lưu lúc {{at}}', en: 'saved by {{name}}, {{at}}' },
  'begun-by': { vi: '{{name}} bắt đầu lúc {{at}}', en: 'begun by {{name}}, {{at}}' },
  'open-draft': { vi: 'Mở bản nháp', en: 'Open the draft' },
  'needs-scripts': { vi: 'Trình vẽ sơ đồ cần JavaScript. Hãy bật JavaScript, hoặc tải tệp BPMN về và sửa bằng Camunda Modeler.', en: 'Drawing needs JavaScript. Switch it on, or download the BPMN file and change it in Camunda Modeler.' },
  'loading': { vi: 'Đang mở trình vẽ…', en: 'Opening the editor…' },
  'failed': { vi: 'Không mở được trình vẽ. Hãy tải lại trang; nếu vẫn lỗi, tải tệp BPMN về.', en: 'The editor could not be opened. Load the page again; if that does not help, download the BPMN file.' },
  'undo': { vi: 'Hoàn tác', en: 'Undo' },
  'redo': { vi: 'Làm lại', en: 'Redo' },
  'fit': { vi: 'Vừa khung', en: 'Fit' },
  'zoom-in': { vi: 'Phóng to', en: 'Zoom in' },
  'zoom-out': { vi: 'Thu nhỏ', en: 'Zoom out' },
  'download': { vi: 'Tải BPMN', en: 'Download BPMN' },
  'download-svg': { vi: 'Tải SVG', en: 'Download SVG' },
  'download-png': { vi: 'Tải PNG', en: 'Download PNG' },
  'import': { vi: 'Mở tệp BPMN', en: 'Open a BPMN file' },
  'tools': { vi: 'Công cụ', en: 'Tools' },
  'canvas': { vi: 'Sơ đồ', en: 'Diagram' },
  'panel': { vi: 'Thuộc tính', en: 'Properties' },
  'saved': { vi: 'Đã lưu {{at}}', en: 'Saved {{at}}' },
  'saving': { vi: 'Đang lưu…', en: 'Saving…' },
  'not-saved': { vi: 'Chưa lưu được: mất kết nối. Thay đổi vẫn còn trên trang này và sẽ được lưu lại.', en: 'Not saved: no connection. Your changes are still on this page and are sent again.' },
  'conflict': {
    vi: '{{name}} đã lưu bản khác lúc {{at}}. Thay đổi của bạn sau đó chưa được lưu.',
    en: '{{name}} saved another state at {{at}}. What you changed since then is not saved.',
  },
  'take-theirs': { vi: 'Mở bản mới nhất', en: 'Open the latest' },
  'keep-mine': { vi: 'Giữ bản của tôi thành bản nháp mới', en: 'Keep mine as a new draft' },
  'also-here': { vi: 'Cũng đang mở bản nháp này: {{names}}. Hãy thống nhất ai sửa.', en: 'Also on this draft: {{names}}. Agree on who changes it.' },
  'findings': { vi: 'Kiểm tra', en: 'Checks' },
  'findings-lead': { vi: 'Những gì phải sửa trước khi triển khai. Chọn một dòng để đến chỗ đó trên sơ đồ.', en: 'What must be put right before it can be deployed. Choose a line to go to its place in the diagram.' },
  'no-findings': { vi: 'Không có lỗi: sơ đồ triển khai được.', en: 'Nothing to put right: the diagram can be deployed.' },
  'checking': { vi: 'Đang kiểm tra…', en: 'Checking…' },
  'states': { vi: 'Các lần lưu', en: 'What was saved' },
  'states-lead': { vi: 'Quay lại một lần lưu trước; bản hiện tại vẫn còn trong danh sách.', en: 'Go back to what was saved before; what is there now stays in the list.' },
  'state': { vi: 'Lần {{revision}}', en: 'No. {{revision}}' },
  'restore': { vi: 'Quay lại', en: 'Go back to it' },
  'restored': { vi: 'Đã quay lại lần lưu {{revision}}.', en: 'The draft is again as it was saved as no. {{revision}}.' },
  'discard': { vi: 'Bỏ bản nháp', en: 'Discard the draft' },
  'discarded': { vi: 'Đã bỏ bản nháp.', en: 'The draft was discarded.' },
  'take-back': { vi: 'Lấy lại bản nháp vừa bỏ', en: 'Take the discarded draft back' },
  'taken-back': { vi: 'Đã lấy lại bản nháp.', en: 'The draft is back.' },
  'unreadable': { vi: 'Không đọc được tệp này như một sơ đồ BPMN: {{why}}', en: 'The file cannot be read as a BPMN diagram: {{why}}' },
} as const satisfies Record<string, Text>

export type DiagramMessage = keyof typeof texts

export const sayDiagrams = (key: DiagramMessage, language: Language, params: Readonly<Record<string, string | number>> = {}): string =>
  fillText(texts[key][language], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))

/** What the editor says by itself in the browser, its places not filled. */
export const wordsOfEditor = (language: Language) => ({
  saved: texts.saved[language], saving: texts.saving[language], notSaved: texts['not-saved'][language], conflict: texts.conflict[language], alsoHere: texts['also-here'][language],
  noFindings: texts['no-findings'][language], checking: texts.checking[language], failed: texts.failed[language], unreadable: texts.unreadable[language],
})

const labels = ['needs-scripts', 'loading', 'undo', 'redo', 'fit', 'zoom-in', 'zoom-out', 'download', 'download-svg', 'download-png', 'import', 'tools', 'canvas', 'panel', 'take-theirs', 'keep-mine', 'findings', 'findings-lead', 'states', 'states-lead', 'restore', 'discard'] as const

export type EditorLabels = Readonly<Record<(typeof labels)[number], string>>

/** What stands on the page of the editor. */
export const labelsOfEditor = (language: Language): EditorLabels => Object.fromEntries(labels.map((label) => [label, texts[label][language]])) as EditorLabels
