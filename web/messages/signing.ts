import type { Language, Text } from '../../processes/text.ts'

/** The words of the administrator's page on signing. */
const words = {
  'title': { vi: 'Ký số', en: 'Digital signatures' },
  'lead': { vi: 'Kết quả và bản số hóa được ký bằng khóa của đơn vị, hoặc của lãnh đạo có khóa riêng. Trang này cho biết khóa nào đã có và kết quả nào đang chờ ký.', en: 'Results and scans are signed with the unit’s key, or with that of a leader who has one. This page says which keys there are and which results wait.' },
  'no-signer': { vi: 'Chưa cấu hình khóa ký: kết quả được phát hành không có chữ ký số.', en: 'No keys are configured: results are issued unsigned.' },
  'all-well': { vi: 'Không có kết quả nào đang chờ ký.', en: 'No result waits for its signature.' },
  'waiting': { vi: 'Kết quả đang chờ ký: {{count}}. Hệ thống tự thử lại cho đến khi ký được; chưa phát hành kết quả nào khi chưa ký.', en: 'Results that wait for their signature: {{count}}. They are tried again until they are signed; none is issued before.' },
  'stamp': { vi: 'Dấu thời gian: {{value}}', en: 'Time stamps: {{value}}' },
  'trust': { vi: 'Tổ chức chứng thực được tin cậy: {{value}}', en: 'Trusted authorities: {{value}}' },
  'configured': { vi: 'đã cấu hình', en: 'configured' },
  'not-configured': { vi: 'chưa cấu hình', en: 'not configured' },
  'troubles': { vi: 'Đang chờ ký', en: 'Waiting' },
  'keys': { vi: 'Khóa của các đơn vị', en: 'Keys of the units' },
  'dossier': { vi: 'Hồ sơ', en: 'Dossier' },
  'unit': { vi: 'Đơn vị', en: 'Unit' },
  'why': { vi: 'Lý do', en: 'Why' },
  'since': { vi: 'Từ lúc', en: 'Since' },
  'tries': { vi: 'Số lần thử', en: 'Tries' },
  'certificate': { vi: 'Chứng thư số', en: 'Certificate' },
  'until': { vi: 'Hết hạn', en: 'Valid until' },
  'no-key': { vi: 'Chưa có khóa', en: 'No key' },
  'expired': { vi: 'Đã hết hạn', en: 'Has ended' },
  'none': { vi: 'Không có', en: 'None' },
} as const satisfies Record<string, Text>

export const saySigning = (key: keyof typeof words, language: Language, facts: Readonly<Record<string, string | number>> = {}): string =>
  words[key][language].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name] ?? ''))
