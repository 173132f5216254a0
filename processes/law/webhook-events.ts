import type { Text } from '../text.ts'

/** What another system may be told of a dossier that it follows (requirement I3). */
export const webhookEvents = {
  'dossier.status': { vi: 'Trạng thái hồ sơ đã thay đổi', en: 'The dossier’s status changed' },
  'dossier.due': { vi: 'Ngày hẹn trả, hoặc việc tạm dừng thời hạn, đã thay đổi', en: 'The due date changed, or the clock was stopped or started again' },
  'dossier.result': { vi: 'Có bản điện tử của kết quả', en: 'There is an electronic copy of the result' },
} as const satisfies Record<string, Text>

export type WebhookEvent = keyof typeof webhookEvents
