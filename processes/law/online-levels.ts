import type { Text } from '../text.ts'

/**
 * How far a procedure can be done online (requirement J4): two levels since Decree 42/2022, numbers 1 to 4 before (Decree 43/2011 art. 3;
 * TH 9). What is only described online, formerly levels 1 and 2, is no online service (Decree 42/2022 art. 11).
 */
export type OnlineLevel = 'full' | 'partial' | 'level-4' | 'level-3' | 'information'

interface LevelFacts { readonly name: Text, readonly basis: string }

const decree42 = 'NĐ 42/2022/NĐ-CP, Điều 11, sửa đổi bởi NĐ 118/2025/NĐ-CP, Điều 40'
const decree43 = 'NĐ 43/2011/NĐ-CP, Điều 3; QĐ 27/2019/QĐ-UBND (Thanh Hóa), Điều 9'

export const onlineLevels = {
  'full': { name: { vi: 'Toàn trình', en: 'Full online service' }, basis: decree42 },
  'partial': { name: { vi: 'Một phần', en: 'Partial online service' }, basis: decree42 },
  'level-4': { name: { vi: 'Mức độ 4', en: 'Level 4' }, basis: decree43 },
  'level-3': { name: { vi: 'Mức độ 3', en: 'Level 3' }, basis: decree43 },
  'information': { name: { vi: 'Cung cấp thông tin; nộp trực tiếp', en: 'Information only; filed at the counter' }, basis: decree42 },
} as const satisfies Record<OnlineLevel, LevelFacts>

/** A procedure's level; below the full ones with what must be done in person, or why nothing can be filed online. */
export type OnlineService =
  | { readonly level: 'full' | 'level-4' }
  | { readonly level: 'partial' | 'level-3', readonly inPerson: Text }
  | { readonly level: 'information', readonly why: Text }

/** What the applicant has to come for, told when filing; null when nothing. */
export function inPersonStep(service: OnlineService): Text | null {
  return 'inPerson' in service ? service.inPerson : null
}
