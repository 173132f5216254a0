import { fillText, type Language, type Text } from '../../processes/text.ts'

/** The words of the pages on which an administrator edits what an agency makes public of itself. */
const texts = {
  'contact': { vi: 'Đổi địa chỉ, điện thoại, thư điện tử', en: 'Change address, telephone and mail' },
  'contacts': { vi: 'Liên hệ công khai theo ngày', en: 'Public contact by date' },
  'staff': { vi: 'Cán bộ công khai trên cổng', en: 'Staff named on the portal' },
  'staff-new': { vi: 'Thêm người vào danh sách công khai', en: 'Name another person on the portal' },
  'staff-change': { vi: 'Đổi thông tin, hoặc đưa ra khỏi danh sách', en: 'Change, or take off the list' },
  'staff-end': { vi: 'Đưa ra khỏi danh sách', en: 'Take off the list' },
  'from': { vi: 'Từ ngày', en: 'From' },
  'until': { vi: 'Đến hết ngày', en: 'Until' },
  'always': { vi: 'từ đầu', en: 'from the start' },
  'person': { vi: 'Họ và tên', en: 'Name' },
  'post': { vi: 'Chức danh', en: 'Post' },
  'field': { vi: 'Lĩnh vực', en: 'Field' },
  'phone': { vi: 'Điện thoại', en: 'Telephone' },
  'address': { vi: 'Địa chỉ', en: 'Address' },
  'hotline': { vi: 'Đường dây nóng', en: 'Hotline' },
  'email': { vi: 'Thư điện tử', en: 'Mail' },
  'none': { vi: 'Chưa có.', en: 'None yet.' },
  'saved': { vi: 'Đã lưu. Người dân thấy trên trang của cơ quan kể từ ngày áp dụng.', en: 'Saved. People see it on the agency’s page from that day on.' },
  'save': { vi: 'Lưu', en: 'Save' },
  'past': { vi: 'Ngày áp dụng không được trước hôm nay: điều đã công khai thì giữ nguyên.', en: 'The day may not be before today: what was public stays as it was.' },
  'no-field': { vi: 'Nêu lĩnh vực phụ trách, hoặc chọn là người đứng đầu, cấp phó.', en: 'Name the field, or say that the person is head or deputy.' },
  'gone': { vi: 'Người này không có trong danh sách.', en: 'This person is not on the list.' },
  'public-page': { vi: 'Xem trang công khai', en: 'See the public page' },
} as const satisfies Record<string, Text>

export type ContactMessage = keyof typeof texts

export const tellContact = (key: ContactMessage, language: Language, params: Readonly<Record<string, string>> = {}): string => fillText(texts[key][language], params)
