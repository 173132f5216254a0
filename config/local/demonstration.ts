import { randomBytes } from 'node:crypto'
import { vietnam } from '../../processes/calendars/vietnam.ts'
import type { Role } from '../../processes/law/roles.ts'
import type { Accounts } from '../../store/accounts.ts'
import type { Agencies, Agency } from '../../store/agencies.ts'

const province = { vi: 'Ủy ban nhân dân tỉnh (trình diễn)', en: 'Provincial People’s Committee (demonstration)' }
const reminders = { remindWorkingDays: [1], apologyLeadWorkingDays: 2 }
const shared = { calendar: vietnam, reminders, place: 'Thanh Hóa' }

/** A province's agencies for a first look; a real one keeps its own. */
export const demonstrationAgencies: readonly Agency[] = [
  {
    ...shared, id: 'ttpvhcc', kind: 'one-stop', code: '000.00.14.H56', superior: province,
    name: { vi: 'Trung tâm Phục vụ hành chính công tỉnh', en: 'Provincial Public Administrative Service Centre' },
    address: 'Số 1, đường Hạc Thành', phone: '0237 3 900 900',
  },
  {
    ...shared, id: 'pv06', kind: 'deciding', code: '000.00.01.G01', superior: { vi: 'Công an tỉnh', en: 'Provincial Police' },
    name: { vi: 'Phòng Hồ sơ nghiệp vụ', en: 'Professional Records Division' }, address: 'Số 15, đường Đỗ Huy Cư', phone: '0237 3 725 725',
  },
  {
    ...shared, id: 'tand', kind: 'consulted', code: '000.00.21.H56', superior: { vi: 'Tòa án nhân dân tối cao', en: 'Supreme People’s Court' },
    name: { vi: 'Tòa án nhân dân tỉnh', en: 'Provincial People’s Court' }, address: 'Số 5, đường Hạc Thành', phone: '0237 3 852 852',
  },
  {
    ...shared, id: 'thads', kind: 'consulted', code: '000.00.22.H56', superior: { vi: 'Bộ Tư pháp', en: 'Ministry of Justice' },
    name: { vi: 'Thi hành án dân sự tỉnh', en: 'Provincial Civil Judgment Enforcement' }, address: 'Số 9, đường Lê Hoàn', phone: '0237 3 751 751',
  },
]

const people: readonly { username: string, name: string, unit: string, roles: readonly Role[] }[] = [
  { username: 'lethihoa.ttpvhcc', name: 'Lê Thị Hoa', unit: 'ttpvhcc', roles: ['reception-clerk'] },
  { username: 'phamvanlong.ttpvhcc', name: 'Phạm Văn Long', unit: 'ttpvhcc', roles: ['result-clerk'] },
  { username: 'dothimai.ttpvhcc', name: 'Đỗ Thị Mai', unit: 'ttpvhcc', roles: ['one-stop-head'] },
  { username: 'tranvanminh.pv06', name: 'Trần Văn Minh', unit: 'pv06', roles: ['case-officer'] },
  { username: 'vuthilan.pv06', name: 'Vũ Thị Lan', unit: 'pv06', roles: ['division-head'] },
  { username: 'nguyenvanhung.pv06', name: 'Nguyễn Văn Hùng', unit: 'pv06', roles: ['leader'] },
  { username: 'hoangthithu.pv06', name: 'Hoàng Thị Thu', unit: 'pv06', roles: ['result-clerk'] },
  { username: 'buivannam.tand', name: 'Bùi Văn Nam', unit: 'tand', roles: ['consulted-agency'] },
  { username: 'ngothihang.thads', name: 'Ngô Thị Hằng', unit: 'thads', roles: ['consulted-agency'] },
  { username: 'dangquocviet.ttpvhcc', name: 'Đặng Quốc Việt', unit: 'ttpvhcc', roles: ['administrator'] },
  { username: 'lythuha.ttpvhcc', name: 'Lý Thu Hà', unit: 'ttpvhcc', roles: ['analyst'] },
  { username: 'tongvanduc.ttpvhcc', name: 'Tống Văn Đức', unit: 'ttpvhcc', roles: ['auditor'] },
]

export interface DemonstrationAccount { readonly username: string, readonly password: string, readonly name: string, readonly roles: readonly Role[] }

/**
 * Sets up the demonstration agencies and one account per role, with random passwords, new at each start: nothing to remember,
 * and nothing that could be guessed.
 */
export async function setUpDemonstration({ agencies, accounts }: { agencies: Agencies, accounts: Accounts }): Promise<DemonstrationAccount[]> {
  for (const agency of demonstrationAgencies) await agencies.put(agency)
  return Promise.all(people.map(async (person) => {
    const password = randomBytes(9).toString('base64url')
    if (!(await accounts.create(person, password))) await accounts.setPassword(person.username, password)
    return { ...person, password }
  }))
}
