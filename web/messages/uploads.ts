import { fillText, type Language, type Text } from '../../processes/text.ts'

const messages = {
  'malware.title': { vi: 'Tệp có mã độc bị chặn', en: 'Files with malware that were caught' },
  'malware.above': { vi: 'An toàn thông tin', en: 'Security' },
  'malware.lead': {
    vi: 'Các tệp này không được lưu. Theo Điều 20.3 của quy chế, việc gửi tệp có mã độc được báo cho Thủ trưởng Bộ phận Một cửa để xử lý.',
    en: 'These files were not stored. By article 20.3 of the regulation, files with malware are reported to the head of the one-stop unit, who decides what to do.',
  },
  'malware.none': { vi: 'Chưa có tệp nào bị chặn.', en: 'None so far.' },
  'malware.when': { vi: 'Lúc', en: 'When' },
  'malware.who': { vi: 'Người gửi', en: 'Sent by' },
  'malware.applicant': { vi: 'Người nộp, qua cổng', en: 'An applicant, on the portal' },
  'malware.where': { vi: 'Gửi đến', en: 'Sent to' },
  'malware.what': { vi: 'Mã độc', en: 'Malware' },
  'malware.file': { vi: 'Tệp', en: 'File' },
  'malware.unscanned': { vi: 'Chưa cấu hình bộ quét mã độc (CLAMD_ADDRESS): tệp tải lên không được quét.', en: 'No malware scanner is configured (CLAMD_ADDRESS): uploads are not scanned.' },
  'malware.away': { vi: 'Bộ quét mã độc không trả lời: hiện không tệp nào được nhận.', en: 'The malware scanner does not answer: no file is taken at the moment.' },
  'malware.ready': { vi: 'Bộ quét mã độc đang hoạt động.', en: 'The malware scanner is at work.' },
  'draft.saved': { vi: 'Đã lưu bản nháp.', en: 'The draft is saved.' },
  'draft.deleted': { vi: 'Đã xóa bản nháp. Trong một giờ tới bạn có thể khôi phục ở cuối trang này.', en: 'The draft is deleted. For an hour you can bring it back at the end of this page.' },
  'draft.restored': { vi: 'Đã khôi phục bản nháp.', en: 'The draft is back.' },
  'draft.gone': { vi: 'Bản nháp này không còn nữa.', en: 'This draft is gone.' },
} as const satisfies Record<string, Text>

export type UploadMessage = keyof typeof messages

export const tellUpload = (key: UploadMessage, language: Language, params: Readonly<Record<string, string>> = {}): string => fillText(messages[key][language], params)
