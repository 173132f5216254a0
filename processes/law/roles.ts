import type { Text } from '../text.ts'

/** Who takes part in a procedure or keeps the house (requirement B5; BT 45/2023, arts. 7-9, 15-18). */
export const roles = [
  'applicant', 'reception-clerk', 'case-officer', 'division-head', 'leader', 'consulted-agency', 'one-stop-head', 'result-clerk',
  'administrator', 'analyst', 'auditor',
] as const

export type Role = (typeof roles)[number]

/** The roles as people are told them. 'leader' is the head of the deciding agency, who assigns and signs. */
export const roleNames = {
  'applicant': { vi: 'Người nộp hồ sơ', en: 'Applicant' },
  'reception-clerk': { vi: 'Công chức tiếp nhận hồ sơ', en: 'Reception clerk' },
  'case-officer': { vi: 'Công chức thụ lý', en: 'Case officer' },
  'division-head': { vi: 'Trưởng phòng', en: 'Head of division' },
  'leader': { vi: 'Lãnh đạo cơ quan giải quyết', en: 'Head of the deciding agency' },
  'consulted-agency': { vi: 'Cơ quan được lấy ý kiến', en: 'Consulted agency' },
  'one-stop-head': { vi: 'Người đứng đầu Bộ phận Một cửa', en: 'Head of the one-stop unit' },
  'result-clerk': { vi: 'Công chức trả kết quả', en: 'Result clerk' },
  'administrator': { vi: 'Quản trị hệ thống', en: 'Administrator' },
  'analyst': { vi: 'Người thiết kế quy trình', en: 'Process analyst' },
  'auditor': { vi: 'Người kiểm tra, giám sát', en: 'Auditor' },
} as const satisfies Record<Role, Text>
