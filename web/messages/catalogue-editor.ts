import type { EditionFault, FactPart } from '../../processes/edition.ts'
import type { Channel } from '../../processes/procedure.ts'
import { fillText, type Language, type Text } from '../../processes/text.ts'

/** The words of the catalogue's editor (requirement A10). */
const texts = {
  'title': { vi: 'Danh mục thủ tục', en: 'Catalogue of procedures' },
  'above': { vi: 'Nội dung công khai', en: 'What is published' },
  'lead': {
    vi: 'Nội dung công khai của thủ tục được sửa ở đây, áp dụng từ một ngày. Hồ sơ đã nộp, đã tiếp nhận giữ nội dung của ngày đó. Tên, mã, thời hạn và các bước đổi cùng quy trình, không sửa ở đây.',
    en: 'What is published of a procedure is edited here and holds from a day on. Dossiers keep what held on the day on which they were filed or received. Names, codes, limits and steps change with the diagram, not here.',
  },
  'deadline': { vi: 'Thay đổi phải lên cổng trong {{limit}} kể từ ngày nhận quyết định ({{source}}).', en: 'A change must be on the portal within {{limit}} of receiving the decision ({{source}}).' },
  'procedure': { vi: 'Thủ tục', en: 'Procedure' },
  'in-force': { vi: 'Công bố gần nhất', en: 'Last published' },
  'shipped': { vi: 'theo bản gốc', en: 'as shipped' },
  'from-day': { vi: 'áp dụng từ {{day}}', en: 'holds from {{day}}' },
  'draft': { vi: 'Bản nháp', en: 'Draft' },
  'no-draft': { vi: '—', en: '—' },
  'due': { vi: 'hạn công bố {{at}}', en: 'to be published by {{at}}' },
  'late': { vi: 'QUÁ HẠN công bố: {{at}}', en: 'LATE, was to be published by {{at}}' },
  'in-time': { vi: 'kịp hạn {{at}}', en: 'in time, by {{at}}' },
  'was-late': { vi: 'trễ hạn {{at}}', en: 'late, was due {{at}}' },
  'edit': { vi: 'Sửa nội dung', en: 'Edit' },
  'edit-draft': { vi: 'Sửa tiếp bản nháp', en: 'Go on with the draft' },
  'preview-draft': { vi: 'Xem trước trang của người dân từ {{day}}', en: 'Preview the citizens’ page from {{day}} on' },
  'see-page': { vi: 'Trang người dân đang thấy', en: 'The page that citizens see now' },
  'preview': { vi: 'Bản nháp số {{number}}: người dân sẽ thấy trang này từ {{day}}. Chưa công bố.', en: 'Draft no. {{number}}: citizens will see this page from {{day}} on. Not published.' },
  'past-preview': { vi: 'Bản số {{number}}: trang của ngày {{day}}, theo {{decision}}.', en: 'Edition no. {{number}}: the page as of {{day}}, by {{decision}}.' },
  'back': { vi: 'Về thủ tục', en: 'Back to the procedure' },
  'back-list': { vi: 'Về danh mục', en: 'Back to the catalogue' },
  'history': { vi: 'Lịch sử thay đổi', en: 'History' },
  'number': { vi: 'Số', en: 'No.' },
  'from': { vi: 'Áp dụng từ ngày', en: 'Holds from' },
  'from-hint': { vi: 'Sớm nhất là ngày mai, sau lần công bố trước.', en: 'Tomorrow at the earliest, after the edition before.' },
  'decision': { vi: 'Quyết định công bố', en: 'Decision' },
  'decision-hint': { vi: 'Số, ngày, cơ quan ban hành; hiện làm nguồn trên trang thủ tục.', en: 'Number, date and authority; shown as the source on the procedure’s page.' },
  'received-on': { vi: 'Ngày nhận quyết định', en: 'Decision received on' },
  'changed': { vi: 'Thay đổi', en: 'What changed' },
  'nothing-changed': { vi: 'Không khác bản đang có', en: 'Nothing differs' },
  'who': { vi: 'Ai, khi nào', en: 'Who, and when' },
  'saved-by': { vi: 'Soạn: {{name}}, {{at}}', en: 'Drafted: {{name}}, {{at}}' },
  'published-by': { vi: 'Công bố: {{name}}, {{at}}', en: 'Published: {{name}}, {{at}}' },
  'view': { vi: 'Xem', en: 'View' },
  'none': { vi: 'Chưa có thay đổi nào.', en: 'Nothing has been changed yet.' },
  'publish': { vi: 'Công bố bản này', en: 'Publish this draft' },
  'discard': { vi: 'Bỏ bản nháp', en: 'Discard the draft' },
  'discarded': { vi: 'Đã bỏ bản nháp.', en: 'The draft was discarded.' },
  'published': { vi: 'Đã công bố, áp dụng từ {{day}}.', en: 'Published; it holds from {{day}} on.' },
  'saved': { vi: 'Đã lưu bản nháp. Hãy xem trước rồi công bố.', en: 'The draft was saved. Preview it, then publish it.' },
  'save': { vi: 'Lưu bản nháp', en: 'Save the draft' },
  'stale': { vi: '{{name}} vừa lưu bản nháp này lúc {{at}}. Nội dung của bạn còn nguyên dưới đây; lưu lần nữa sẽ thay bản của họ.', en: '{{name}} saved this draft at {{at}}. What you wrote stands below; saving again replaces theirs.' },
  'stale-publish': { vi: 'Bản nháp vừa được người khác sửa hoặc công bố. Hãy xem lại.', en: 'Somebody else changed or published the draft just now. Look again.' },
  'checks-good': { vi: 'Đã kiểm tra: đủ hai ngôn ngữ, giấy tờ và phí hợp lệ.', en: 'Checked: both languages are there, papers and fees are sound.' },
  'when-section': { vi: 'Theo quyết định nào, từ khi nào', en: 'By which decision, from when on' },
  'texts-section': { vi: 'Đối tượng, điều kiện, căn cứ', en: 'Who, conditions, legal basis' },
  'channels-section': { vi: 'Cách nộp', en: 'Ways of filing' },
  'new-document': { vi: 'Thêm một giấy tờ', en: 'Add a paper' },
  'fees-section': { vi: 'Phí, lệ phí (đồng)', en: 'Fees (đồng)' },
  'lines-hint': { vi: 'Mỗi dòng một mục.', en: 'One item a line.' },
  'english': { vi: '{{label}} (tiếng Anh)', en: '{{label}} (English)' },
  'name': { vi: 'Tên giấy tờ', en: 'Name of the paper' },
  'copies': { vi: 'Số bản', en: 'Copies' },
  'when': { vi: 'Khi nào cần', en: 'When it is needed' },
  'template': { vi: 'Mẫu', en: 'Template' },
  'remove': { vi: 'Không yêu cầu giấy tờ này nữa', en: 'This paper is no longer asked for' },
  'fee-who': { vi: 'Trường hợp {{number}}: áp dụng cho', en: 'Case {{number}}: for whom' },
  'fee-amount': { vi: 'Trường hợp {{number}}: mức', en: 'Case {{number}}: amount' },
  'fee-base': { vi: 'Trường hợp {{number}}: mức cố định mỗi hồ sơ', en: 'Case {{number}}: fixed part of each dossier' },
  'fee-rate': { vi: 'Trường hợp {{number}}: cộng thêm mỗi {{each}}', en: 'Case {{number}}: beside it, for each {{each}}' },
  'fee-next-from': { vi: 'Trường hợp {{number}}: mức khác từ {{each}} thứ mấy', en: 'Case {{number}}: another rate from which {{each}} on' },
  'fee-next-hint': { vi: 'Để trống nếu mỗi {{each}} cùng một mức.', en: 'Empty if each {{each}} costs the same.' },
  'fee-next-rate': { vi: 'Trường hợp {{number}}: mức khác đó, mỗi {{each}}', en: 'Case {{number}}: that other rate, for each {{each}}' },
  'fee-most': { vi: 'Trường hợp {{number}}: tối đa', en: 'Case {{number}}: at most' },
  'fee-most-hint': { vi: 'Không kể mức cố định. Để trống nếu không có mức tối đa.', en: 'Without the fixed part. Empty if there is no such bound.' },
  'further-from': { vi: 'Thu thêm từ bản thứ mấy', en: 'Charged more from which copy on' },
  'further-amount': { vi: 'Thu thêm mỗi bản', en: 'Charged more for each such copy' },
  'words-each': { vi: '{{amount}} mỗi {{each}}', en: '{{amount}} for each {{each}}' },
  'words-next': { vi: 'từ {{each}} thứ {{from}}: {{amount}}', en: 'from {{each}} no. {{from}} on: {{amount}}' },
  'words-further': { vi: 'từ bản thứ {{from}}: thêm {{amount}} mỗi bản', en: 'from copy no. {{from}} on: {{amount}} more each' },
  'words-most': { vi: 'tối đa {{amount}}', en: 'at most {{amount}}' },
  'fault-next-rate': { vi: 'Hãy nhập mức từ đó.', en: 'Enter the rate from there on.' },
  'fault-next-from': { vi: 'Hãy nhập mức này bắt đầu từ thứ mấy.', en: 'Enter from which one on this rate holds.' },
  'fault-lines': { vi: 'Số dòng tiếng Anh phải bằng số dòng tiếng Việt ({{count}}).', en: 'There must be as many lines in English as in Vietnamese ({{count}}).' },
  'fault-from': { vi: 'Ngày áp dụng sớm nhất là {{day}}.', en: 'The earliest day is {{day}}.' },
  'fault-received': { vi: 'Ngày nhận quyết định không thể ở tương lai.', en: 'The decision cannot have been received in the future.' },
  'fault-english': { vi: 'Hãy nhập cả tiếng Anh.', en: 'Enter the English too.' },
} as const satisfies Record<string, Text>

export type CatalogueMessage = keyof typeof texts

export const sayCatalogue = (key: CatalogueMessage, language: Language, params: Readonly<Record<string, string | number>> = {}): string =>
  fillText(texts[key][language], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))

export const catalogueText = (key: CatalogueMessage, params: Readonly<Record<string, string | number>> = {}): Text => ({ vi: sayCatalogue(key, 'vi', params), en: sayCatalogue(key, 'en', params) })

export const partNames = {
  applicants: { vi: 'Đối tượng thực hiện', en: 'Who may apply' },
  conditions: { vi: 'Yêu cầu, điều kiện', en: 'Conditions' },
  legalBasis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  channels: { vi: 'Cách nộp', en: 'Way of filing' },
  documents: { vi: 'Giấy tờ', en: 'Paper' },
  fees: { vi: 'Phí', en: 'Fee' },
} as const satisfies Record<FactPart, Text>

export const channelNames = {
  online: { vi: 'Trực tuyến', en: 'Online' }, counter: { vi: 'Trực tiếp', en: 'At the counter' }, post: { vi: 'Bưu chính', en: 'By post' },
  mail: { vi: 'Hộp thư công vụ', en: 'By mail to the official mailbox' },
} as const satisfies Record<Channel, Text>

export const editionFaults = {
  'no-applicants': { vi: 'Chưa có đối tượng thực hiện.', en: 'Nobody may apply.' },
  'no-legal-basis': { vi: 'Chưa có căn cứ pháp lý.', en: 'There is no legal basis.' },
  'text-missing': { vi: 'Còn chỗ thiếu một ngôn ngữ.', en: 'Somewhere a language is missing.' },
  'amount': { vi: 'Có mức phí không phải số đồng nguyên.', en: 'A fee is not a whole number of đồng.' },
  'document-twice': { vi: 'Một giấy tờ đứng hai lần.', en: 'A paper stands twice.' },
  'no-fee-cases': { vi: 'Các trường hợp phí đã đổi cùng quy trình; hãy mở bản nháp và lưu lại.', en: 'The cases of the fee changed with the program; open the draft and save it again.' },
} as const satisfies Record<EditionFault, Text>
