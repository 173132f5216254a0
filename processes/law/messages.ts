import type { Language, Text } from '../text.ts'
import { fillText } from '../text.ts'

/** Why a piece of time counts or does not, for the applicant to read. */
export const whyTexts = {
  'counted': { vi: 'Được tính vào thời hạn giải quyết', en: 'Counts towards the time limit' },
  'make-up-day': {
    vi: 'Ngày {{date}} là ngày làm bù nên được tính là ngày làm việc',
    en: '{{date}} is a make-up working day, so it counts',
  },
  'start-moved': {
    vi: 'Ngoài giờ làm việc: thời hạn bắt đầu từ giờ làm việc kế tiếp',
    en: 'Outside working hours: the time limit starts at the next working hour',
  },
  'start-day': {
    vi: 'Ngày bắt đầu không được tính; tính từ ngày tiếp theo (Điều 147 Bộ luật Dân sự 2015)',
    en: 'The day it starts is not counted; counting begins the next day (Civil Code 2015, art. 147)',
  },
  'same-day': {
    vi: 'Nhận hồ sơ không muộn hơn {{time}}: giải quyết trong ngày làm việc này',
    en: 'Received no later than {{time}}: settled within this working day',
  },
  'after-cut-off': {
    vi: 'Nhận hồ sơ sau {{time}}: giải quyết trong ngày làm việc tiếp theo',
    en: 'Received after {{time}}: settled within the next working day',
  },
  'outside-hours': { vi: 'Ngoài giờ làm việc, không tính', en: 'Outside working hours, not counted' },
  'rest-day': { vi: 'Ngày nghỉ hằng tuần, không tính', en: 'Weekly day off, not counted' },
  'holiday': { vi: 'Ngày nghỉ lễ, Tết hoặc nghỉ hoán đổi, không tính', en: 'Public holiday or swapped day off, not counted' },
  'paused': { vi: 'Tạm dừng tính thời hạn', en: 'The clock is paused, not counted' },
  'restarted': {
    vi: 'Không tính: thời hạn được tính lại từ đầu sau khi hồ sơ được hoàn thiện',
    en: 'Not counted: the time limit started again from zero when the dossier was completed',
  },
  'appointment-late': {
    vi: 'Đã quá ngày hẹn thứ nhất, việc phải làm cho ngày hẹn đó chưa xong',
    en: 'Past the first appointment, while what was promised for it was not done',
  },
  'appointment-met': {
    vi: 'Đã xong việc của ngày hẹn thứ nhất; chờ chứng từ thực hiện nghĩa vụ tài chính, không tính',
    en: 'What was promised for the first appointment is done; waiting for the proof of payment, not counted',
  },
  'extended': {
    vi: 'Thời gian gia hạn theo phiếu xin lỗi và hẹn lại ngày trả kết quả (chỉ một lần)',
    en: 'Extra time given by the letter of apology with a new appointment (once only)',
  },
  'agreed': {
    vi: 'Thời gian kéo dài theo thỏa thuận bằng văn bản với người yêu cầu',
    en: 'Extra time agreed with the applicant in writing',
  },
  'moved-to-working-day': {
    vi: 'Ngày cuối cùng là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo (Điều 148 Bộ luật Dân sự 2015)',
    en: 'The last day is a day off, so the time limit ends on the next working day (Civil Code 2015, art. 148)',
  },
} as const satisfies Record<string, Text>

export type WhyKey = keyof typeof whyTexts

/** A reason: a key into `whyTexts` and what its text needs; dates are 'YYYY-MM-DD'. */
export interface Why { readonly key: WhyKey, readonly params: Readonly<Record<string, string>> }

/** A reason in a language; dates are written day first, as in both languages' official letters here. */
export function sayWhy({ key, params }: Why, language: Language): string {
  const shown = Object.fromEntries(Object.entries(params)
    .map(([name, value]) => [name, value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')]))
  return fillText(whyTexts[key][language], shown)
}
