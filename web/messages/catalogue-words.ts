import type { EditionFault, FactPart } from '../../processes/edition.ts'
import type { LimitUnit } from '../../processes/law/limit.ts'
import type { Channel } from '../../processes/procedure.ts'
import type { Text } from '../../processes/text.ts'

export const partNames = {
  name: { vi: 'Tên thủ tục', en: 'Name' },
  code: { vi: 'Mã thủ tục', en: 'Code' },
  field: { vi: 'Lĩnh vực', en: 'Field' },
  decidingAgency: { vi: 'Cơ quan thực hiện', en: 'Deciding agency' },
  alsoCalled: { vi: 'Từ để tìm kiếm', en: 'Word for the search' },
  applicants: { vi: 'Đối tượng thực hiện', en: 'Who may apply' },
  conditions: { vi: 'Yêu cầu, điều kiện', en: 'Conditions' },
  legalBasis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  channels: { vi: 'Cách nộp', en: 'Way of filing' },
  documents: { vi: 'Giấy tờ', en: 'Paper' },
  fees: { vi: 'Phí', en: 'Fee' },
  limits: { vi: 'Thời hạn', en: 'Time limit' },
  laterLimits: { vi: 'Thời hạn khi phát sinh', en: 'Limit brought by a finding' },
  onlineLevel: { vi: 'Mức độ trực tuyến', en: 'Online level' },
  lifeEvents: { vi: 'Sự kiện', en: 'Life event' },
} as const satisfies Record<FactPart, Text>

export const channelNames = {
  online: { vi: 'Trực tuyến', en: 'Online' }, counter: { vi: 'Trực tiếp', en: 'At the counter' }, post: { vi: 'Bưu chính', en: 'By post' },
  mail: { vi: 'Hộp thư công vụ', en: 'By mail to the official mailbox' },
} as const satisfies Record<Channel, Text>

export const limitUnitNames = {
  'working-hour': { vi: 'giờ làm việc', en: 'working hours' },
  'working-day': { vi: 'ngày làm việc', en: 'working days' },
  'same-day': { vi: 'trong ngày (từ 2: thêm ngày làm việc kế tiếp)', en: 'within the day (from 2: working days after it)' },
  'calendar-day': { vi: 'ngày', en: 'days' },
  'calendar-month': { vi: 'tháng', en: 'months' },
} as const satisfies Record<LimitUnit, Text>

export const editionFaults = {
  'no-applicants': { vi: 'Chưa có đối tượng thực hiện.', en: 'Nobody may apply.' },
  'no-legal-basis': { vi: 'Chưa có căn cứ pháp lý.', en: 'There is no legal basis.' },
  'text-missing': { vi: 'Còn chỗ thiếu một ngôn ngữ.', en: 'Somewhere a language is missing.' },
  'amount': { vi: 'Có mức phí không phải số đồng nguyên.', en: 'A fee is not a whole number of đồng.' },
  'document-twice': { vi: 'Một giấy tờ đứng hai lần.', en: 'A paper stands twice.' },
  'no-fee-cases': { vi: 'Các trường hợp phí đã đổi cùng quy trình; hãy mở bản nháp và lưu lại.', en: 'The cases of the fee changed with the program; open the draft and save it again.' },
  'no-limit-cases': { vi: 'Các trường hợp thời hạn đã đổi cùng quy trình; hãy mở bản nháp và lưu lại.', en: 'The cases of the limit changed with the program; open the draft and save it again.' },
  'no-online-filing': { vi: 'Thủ tục này chưa có giấy tờ, cách nộp trực tuyến: mức độ phải là chỉ cung cấp thông tin.', en: 'This procedure has no papers or way for filing online: its level must be information only.' },
} as const satisfies Record<EditionFault, Text>
