import { Temporal } from 'temporal-polyfill'
import type { IssuedSlip } from '../../../processes/papers/slip-paper.ts'

/** Every letter of Vietnamese, in both cases: none may be lost on the way to the paper. */
export const vietnameseLetters = [...new Set(['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
  .flatMap((vowel) => ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')))
  .concat('đ').flatMap((letter) => [letter, letter.toUpperCase()]))]

const shared = {
  applicant: {
    name: 'Nguyễn Thị Ánh', identityNumber: '038190001234', address: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0912345678', email: 'anh@example.org',
  },
  filer: null, procedure: { vi: 'Cấp Phiếu lý lịch tư pháp', en: 'x' }, timeZone: 'Asia/Ho_Chi_Minh', unit: 'ttpvhcc',
  head: { superior: 'Ủy ban nhân dân tỉnh', agency: 'Trung tâm Phục vụ hành chính công tỉnh', place: 'Thanh Hóa', phone: '0237 3 900 900' },
  lookUp: 'https://dichvucong.example.vn/ho-so/000.00.14.H56-260302-0001',
}
const base = { dossier: '000.00.14.H56-260302-0001', issuedAt: Temporal.Instant.from('2026-03-02T09:30:00+07:00'), issuedBy: 'Lê Thị Hoa' }

/** One slip of each kind, as it is stored. */
export const samples = {
  'receipt': {
    ...base, kind: 'receipt', number: '12/TTPVHCC',
    facts: {
      ...shared, receivedAt: '2026-03-02T02:30:00Z', due: '2026-03-12T10:00:00Z', fee: 100_000, channel: 'online', delivery: 'post', limit: { amount: 10, unit: 'calendar-day' },
      documents: [{ name: { vi: 'Bản sao căn cước hoặc hộ chiếu' }, files: 2 }, { name: { vi: 'Văn bản ủy quyền' }, files: 1 }],
    },
  },
  'completion-request': {
    ...base, kind: 'completion-request', number: '3/PBS-TTPVHCC',
    facts: { ...shared, reason: `Chữ không đọc được: ${vietnameseLetters.join(' ')}`, missingItems: ['application'], items: [{ vi: 'Tờ khai điện tử' }] },
  },
  'refusal': {
    ...base, kind: 'refusal', number: '4/PTC-TTPVHCC',
    facts: { ...shared, filer: { name: 'Trần Quốc Bảo', identityNumber: '038185005678' }, reason: 'Không thuộc thẩm quyền.', rightAuthority: 'Công an tỉnh Nghệ An' },
  },
  'apology': {
    ...base, kind: 'apology', number: '5/PXL',
    facts: { ...shared, reason: 'Chờ xác minh tại tòa án.', from: '2026-03-12T10:00:00Z', to: '2026-03-20T10:00:00Z', receivedAt: '2026-03-02T02:30:00Z' },
  },
  'stop-notice': { ...base, kind: 'stop-notice', number: '6/TBD-TTPVHCC', issuedBy: '', facts: { ...shared, stage: 'settling' } },
} as const satisfies Record<string, IssuedSlip>
