import type { Text } from '../text.ts'

/** What can be wrong with a link of the audit trail (BT 45/2023, art. 3.6), as people are told. */
export const linkFaults = {
  'event-missing': { vi: 'Sự kiện này đã bị gỡ khỏi nhật ký.', en: 'The event was removed from the log.' },
  'event-changed': { vi: 'Nội dung sự kiện (ai, khi nào, việc gì, thay đổi gì) không khớp với mã băm của nó.', en: 'What the event says (who, when, what, which changes) does not match its hash.' },
  'details-changed': { vi: 'Chi tiết của sự kiện không khớp với mã băm.', en: 'The details of the event do not match their digest.' },
  'details-gone': { vi: 'Chi tiết của sự kiện đã mất mà không có việc xóa theo quy định.', en: 'The details of the event are gone although no act erased them.' },
  'link-broken': { vi: 'Sự kiện không nối tiếp sự kiện đứng trước nó.', en: 'The event does not follow the one before it.' },
  'event-added': { vi: 'Sự kiện này được thêm vào, không do việc nào trên hồ sơ.', en: 'The event was added: no act on the subject made it.' },
  'subject-gone': { vi: 'Hồ sơ hoặc đối tượng của nhật ký đã bị gỡ.', en: 'The dossier, or what the log is about, was removed.' },
  'head-changed': { vi: 'Hồ sơ ghi một điểm cuối khác của nhật ký.', en: 'The dossier names another end of its log.' },
  'sealed-otherwise': { vi: 'Sự kiện đã được niêm phong với nội dung khác: nhật ký bị viết lại.', en: 'The event was sealed with other content: the log was rewritten.' },
  'seal-missing': { vi: 'Dấu niêm phong của sự kiện đã bị gỡ.', en: 'The seal of the event was removed.' },
  'anchor-missing': { vi: 'Mốc niêm phong này đã bị gỡ.', en: 'The anchor was removed.' },
  'anchor-changed': { vi: 'Mốc niêm phong không khớp với mã băm hoặc với mốc trước nó.', en: 'The anchor does not match its hash, or the anchor before it.' },
  'anchor-unknown': { vi: 'Mốc được lưu ở nơi khác không còn trong nhật ký: nhật ký đã bị thay.', en: 'The anchor that was kept elsewhere is not there: the log was replaced.' },
} as const satisfies Record<string, Text>

export type LinkFault = keyof typeof linkFaults
