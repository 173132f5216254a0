import { randomBytes } from 'node:crypto'
import { vietnam } from '../../processes/calendars/vietnam.ts'
import type { StaffEntry } from '../../processes/law/agency-contact.ts'
import type { Role } from '../../processes/law/roles.ts'
import type { SignInRules } from '../../store/sign-in-rules.ts'
import type { Accounts } from '../../store/accounts.ts'
import type { Agencies, Agency } from '../../store/agencies.ts'

const province = { vi: 'Ủy ban nhân dân tỉnh (trình diễn)', en: 'Provincial People’s Committee (demonstration)' }
const reminders = { remindWorkingDays: [1], apologyLeadWorkingDays: 2, escalation: { afterWorkingDays: 2, everyWorkingDays: 5 } }
const shared = {
  calendar: vietnam, reminders, place: 'Thanh Hóa', level: 'province', territory: null, decides: [], consultedOn: [], actsAs: [],
} as const satisfies Partial<Agency>
/** Communes have their present borders since the district level ended (NĐ 118/2025). */
const newCommunes = '2025-07-01'
const ofHacThanh = { ...shared, level: 'commune', territory: 'hac-thanh', place: 'Hạc Thành', validFrom: newCommunes } as const
const ofHoangHoa = { ...shared, level: 'commune', territory: 'hoang-hoa', place: 'Hoằng Hóa', validFrom: newCommunes } as const
const ofTheCity = { ...shared, level: 'district', territory: 'tp-thanh-hoa', place: 'TP. Thanh Hóa', validUntil: '2025-06-30' } as const
const cityPeople = { vi: 'Ủy ban nhân dân thành phố Thanh Hóa', en: 'People’s Committee of Thanh Hóa City' }
const communePeople = { vi: 'Ủy ban nhân dân phường Hạc Thành', en: 'People’s Committee of Hạc Thành Ward' }

/** What a commune's People's Committee decides (procedures.md P2-P8, P10). */
const communeProcedures = [
  'copy-certification', 'birth-registration', 'marriage-registration', 'marital-status', 'building-permit', 'first-land-certificate',
  'birth-residence-health', 'household-business',
] as const

const posts = {
  head: { vi: 'Giám đốc Trung tâm', en: 'Director of the centre' },
  deputy: { vi: 'Phó Giám đốc Trung tâm', en: 'Deputy director of the centre' },
  reception: { vi: 'Công chức tiếp nhận hồ sơ', en: 'Reception clerk' },
  result: { vi: 'Công chức trả kết quả', en: 'Result clerk' },
} as const

/** Whom a one-stop unit names in public (BT 45/2023 art. 7.7): the head and deputies without a field, the others with theirs. */
const named = (id: string, name: string, post: keyof typeof posts, phone: string, field: StaffEntry['field'] = null): StaffEntry =>
  ({ id, from: newCommunes, until: null, name, post: posts[post], field, phone })

/** A province's agencies for a first look; a real one keeps its own. Two communes stand for all of them. */
export const demonstrationAgencies: readonly Agency[] = [
  {
    ...shared, id: 'ttpvhcc', kind: 'one-stop', code: '000.00.14.H56', superior: province,
    name: { vi: 'Trung tâm Phục vụ hành chính công tỉnh', en: 'Provincial Public Administrative Service Centre' },
    address: 'Số 1, đường Hạc Thành', phone: '0237 3 900 900',
    email: 'trungtam@motcua.example', hotline: '0237 3 900 999',
    staff: [
      named('do-thi-mai', 'Đỗ Thị Mai', 'head', '0237 3 900 901'),
      named('trinh-van-phuc', 'Trịnh Văn Phúc', 'deputy', '0237 3 900 902'),
      named('le-thi-hoa', 'Lê Thị Hoa', 'reception', '0237 3 900 911', { vi: 'Lý lịch tư pháp, y tế', en: 'Judicial records, health' }),
      named('pham-van-long', 'Phạm Văn Long', 'result', '0237 3 900 912', { vi: 'Tất cả lĩnh vực', en: 'All fields' }),
    ],
  },
  {
    ...shared, id: 'pv06', kind: 'deciding', code: '000.00.01.G01', superior: { vi: 'Công an tỉnh', en: 'Provincial Police' }, decides: ['judicial-record'],
    name: { vi: 'Phòng Hồ sơ nghiệp vụ', en: 'Professional Records Division' }, address: 'Số 15, đường Đỗ Huy Cư', phone: '0237 3 725 725', email: 'pv06@motcua.example',
  },
  {
    ...shared, id: 'tand', kind: 'consulted', code: '000.00.21.H56', superior: { vi: 'Tòa án nhân dân tối cao', en: 'Supreme People’s Court' },
    name: { vi: 'Tòa án nhân dân tỉnh', en: 'Provincial People’s Court' }, address: 'Số 5, đường Hạc Thành', phone: '0237 3 852 852',
    consultedOn: ['judicial-record'],
  },
  {
    ...shared, id: 'thads', kind: 'consulted', code: '000.00.22.H56', superior: { vi: 'Bộ Tư pháp', en: 'Ministry of Justice' },
    name: { vi: 'Thi hành án dân sự tỉnh', en: 'Provincial Civil Judgment Enforcement' }, address: 'Số 9, đường Lê Hoàn', phone: '0237 3 751 751',
    consultedOn: ['judicial-record'],
  },
  {
    ...ofHacThanh, id: 'pvhcchacthanh', kind: 'one-stop', code: '000.01.31.H56', superior: communePeople,
    name: { vi: 'Trung tâm Phục vụ hành chính công phường Hạc Thành', en: 'Public Administrative Service Centre of Hạc Thành Ward' },
    address: 'Số 24, đường Triệu Quốc Đạt', phone: '0237 3 111 111',
    email: 'hacthanh@motcua.example', hotline: '0237 3 111 199',
    staff: [
      named('le-van-quang', 'Lê Văn Quang', 'head', '0237 3 111 101'),
      named('trinh-thi-nga', 'Trịnh Thị Nga', 'reception', '0237 3 111 121', { vi: 'Hộ tịch, chứng thực', en: 'Civil status, certification' }),
      named('luu-dinh-tu', 'Lưu Đình Tú', 'reception', '0237 3 111 122', { vi: 'Đất đai, xây dựng, hộ kinh doanh', en: 'Land, construction, household businesses' }),
    ],
  },
  {
    ...ofHacThanh, id: 'hacthanh', kind: 'deciding', code: '000.02.31.H56', superior: province, decides: communeProcedures,
    name: communePeople, address: 'Số 24, đường Triệu Quốc Đạt', phone: '0237 3 111 112', email: 'ubnd.hacthanh@motcua.example',
  },
  {
    ...ofHacThanh, id: 'cahacthanh', kind: 'partner', code: '000.03.31.H56', superior: { vi: 'Công an tỉnh', en: 'Provincial Police' }, actsAs: ['police'],
    name: { vi: 'Công an phường Hạc Thành', en: 'Police of Hạc Thành Ward' }, address: 'Số 30, đường Triệu Quốc Đạt', phone: '0237 3 111 113',
  },
  {
    ...ofHoangHoa, id: 'pvhcchoanghoa', kind: 'one-stop', code: '000.01.32.H56', superior: { vi: 'Ủy ban nhân dân xã Hoằng Hóa', en: 'People’s Committee of Hoằng Hóa Commune' },
    name: { vi: 'Trung tâm Phục vụ hành chính công xã Hoằng Hóa', en: 'Public Administrative Service Centre of Hoằng Hóa Commune' },
    address: 'Khu phố Trung Sơn', phone: '0237 3 222 221',
    email: 'hoanghoa@motcua.example', hotline: '0237 3 222 299',
    staff: [
      named('nguyen-thi-tuyet', 'Nguyễn Thị Tuyết', 'head', '0237 3 222 201'),
      named('bui-thi-loan', 'Bùi Thị Loan', 'reception', '0237 3 222 211', { vi: 'Tất cả lĩnh vực', en: 'All fields' }),
    ],
  },
  {
    ...ofHoangHoa, id: 'hoanghoa', kind: 'deciding', code: '000.02.32.H56', superior: province, decides: ['household-business'], consultedOn: ['birth-registration', 'marriage-registration', 'marital-status'],
    name: { vi: 'Ủy ban nhân dân xã Hoằng Hóa', en: 'People’s Committee of Hoằng Hóa Commune' }, address: 'Khu phố Trung Sơn', phone: '0237 3 222 222',
  },
  {
    ...ofTheCity, id: 'motcuatp', kind: 'one-stop', code: '000.01.20.H56', superior: cityPeople, successor: 'pvhcchacthanh',
    name: { vi: 'Bộ phận Tiếp nhận và Trả kết quả thành phố Thanh Hóa', en: 'One-stop unit of Thanh Hóa City' },
    address: 'Số 27, đường Trần Phú', phone: '0237 3 121 121',
  },
  {
    ...ofTheCity, id: 'ubndtp', kind: 'deciding', code: '000.02.20.H56', superior: province, decides: ['birth-registration'], successor: 'hacthanh',
    name: cityPeople, address: 'Số 27, đường Trần Phú', phone: '0237 3 121 122',
  },
  {
    ...shared, id: 'vpdk', kind: 'partner', code: '000.00.23.H56', superior: { vi: 'Sở Nông nghiệp và Môi trường', en: 'Department of Agriculture and Environment' },
    name: { vi: 'Chi nhánh Văn phòng đăng ký đất đai', en: 'Branch of the Land Registration Office' }, address: 'Số 14, đường Hạc Thành', phone: '0237 3 333 333',
    actsAs: ['land-office'], consultedOn: ['first-land-certificate'],
  },
  {
    ...shared, id: 'thue', kind: 'partner', code: '000.00.24.H56', superior: { vi: 'Cục Thuế', en: 'Tax Department' },
    name: { vi: 'Thuế tỉnh', en: 'Provincial Tax Office' }, address: 'Số 550, đường Bà Triệu', phone: '0237 3 444 444', actsAs: ['tax'],
  },
  {
    ...shared, id: 'bhxh', kind: 'partner', code: '000.00.25.H56', superior: { vi: 'Bảo hiểm xã hội Việt Nam', en: 'Vietnam Social Security' },
    name: { vi: 'Bảo hiểm xã hội tỉnh', en: 'Provincial Social Insurance' }, address: 'Số 5, đường Hạc Thành', phone: '0237 3 555 555', actsAs: ['insurance'],
  },
  {
    ...shared, id: 'sxd', kind: 'consulted', code: '000.00.26.H56', superior: province, consultedOn: ['building-permit', 'first-land-certificate'],
    name: { vi: 'Sở Xây dựng', en: 'Department of Construction' }, address: 'Số 36, đường Lê Lợi', phone: '0237 3 666 666',
  },
  {
    ...shared, id: 'pc07', kind: 'consulted', code: '000.00.27.H56', superior: { vi: 'Công an tỉnh', en: 'Provincial Police' }, consultedOn: ['building-permit'],
    name: { vi: 'Phòng Cảnh sát phòng cháy, chữa cháy', en: 'Fire Prevention Police Division' }, address: 'Số 2, đường Lê Hoàn', phone: '0237 3 777 777',
  },
  {
    ...shared, id: 'syt', kind: 'deciding', code: '000.00.28.H56', superior: province, decides: ['food-safety'],
    name: { vi: 'Sở Y tế', en: 'Department of Health' }, address: 'Số 101, đường Nguyễn Trãi', phone: '0237 3 888 888', email: 'syt@motcua.example',
  },
]

/** Those that sign results, or scans at the counter, in their name. */
export const signingUnits = demonstrationAgencies.filter(({ kind }) => kind === 'one-stop' || kind === 'deciding').map(({ id, name }) => ({ id, name: name.vi }))

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
  { username: 'trinhthinga.pvhcchacthanh', name: 'Trịnh Thị Nga', unit: 'pvhcchacthanh', roles: ['reception-clerk', 'result-clerk'] },
  { username: 'levanquang.pvhcchacthanh', name: 'Lê Văn Quang', unit: 'pvhcchacthanh', roles: ['one-stop-head'] },
  { username: 'phamthuytrang.hacthanh', name: 'Phạm Thùy Trang', unit: 'hacthanh', roles: ['case-officer'] },
  { username: 'dovanthang.hacthanh', name: 'Đỗ Văn Thắng', unit: 'hacthanh', roles: ['case-officer'] },
  { username: 'nguyenthibich.hacthanh', name: 'Nguyễn Thị Bích', unit: 'hacthanh', roles: ['division-head'] },
  { username: 'hoangmanhcuong.hacthanh', name: 'Hoàng Mạnh Cường', unit: 'hacthanh', roles: ['leader'] },
  { username: 'vuthihanh.hacthanh', name: 'Vũ Thị Hạnh', unit: 'hacthanh', roles: ['result-clerk'] },
  { username: 'caovanson.cahacthanh', name: 'Cao Văn Sơn', unit: 'cahacthanh', roles: ['case-officer', 'leader'] },
  { username: 'buithiloan.pvhcchoanghoa', name: 'Bùi Thị Loan', unit: 'pvhcchoanghoa', roles: ['reception-clerk', 'result-clerk'] },
  { username: 'letrongnghia.hoanghoa', name: 'Lê Trọng Nghĩa', unit: 'hoanghoa', roles: ['consulted-agency'] },
  { username: 'nguyenvantho.hoanghoa', name: 'Nguyễn Văn Thọ', unit: 'hoanghoa', roles: ['case-officer'] },
  { username: 'lethimen.hoanghoa', name: 'Lê Thị Mến', unit: 'hoanghoa', roles: ['division-head'] },
  { username: 'truongcongbang.hoanghoa', name: 'Trương Công Bằng', unit: 'hoanghoa', roles: ['leader'] },
  { username: 'vuvanluc.hoanghoa', name: 'Vũ Văn Lực', unit: 'hoanghoa', roles: ['result-clerk'] },
  { username: 'hoangthicuc.motcuatp', name: 'Hoàng Thị Cúc', unit: 'motcuatp', roles: ['reception-clerk', 'result-clerk'] },
  { username: 'phamducthuan.ubndtp', name: 'Phạm Đức Thuận', unit: 'ubndtp', roles: ['case-officer'] },
  { username: 'nguyenduychinh.ubndtp', name: 'Nguyễn Duy Chính', unit: 'ubndtp', roles: ['leader'] },
  { username: 'dinhvankhoa.vpdk', name: 'Đinh Văn Khoa', unit: 'vpdk', roles: ['case-officer', 'leader', 'consulted-agency'] },
  { username: 'maithiyen.thue', name: 'Mai Thị Yến', unit: 'thue', roles: ['case-officer', 'leader'] },
  { username: 'trieuthiphuong.bhxh', name: 'Triệu Thị Phương', unit: 'bhxh', roles: ['case-officer', 'leader'] },
  { username: 'luongvantuan.sxd', name: 'Lương Văn Tuấn', unit: 'sxd', roles: ['consulted-agency'] },
  { username: 'tathihuong.pc07', name: 'Tạ Thị Hương', unit: 'pc07', roles: ['consulted-agency'] },
  { username: 'duongvanhai.syt', name: 'Dương Văn Hải', unit: 'syt', roles: ['case-officer'] },
  { username: 'nguyenthithom.syt', name: 'Nguyễn Thị Thơm', unit: 'syt', roles: ['division-head'] },
  { username: 'lequangvinh.syt', name: 'Lê Quang Vinh', unit: 'syt', roles: ['leader'] },
  { username: 'phanthilien.syt', name: 'Phan Thị Liên', unit: 'syt', roles: ['result-clerk'] },
]

export interface DemonstrationAccount { readonly username: string, readonly password: string, readonly name: string, readonly roles: readonly Role[] }

/**
 * Sets up the demonstration agencies and one account per role, with random passwords, new at each start: nothing to remember,
 * and nothing that could be guessed.
 */
export async function setUpDemonstration({ agencies, accounts, signInRules }: { agencies: Agencies, accounts: Accounts, signInRules: SignInRules }): Promise<DemonstrationAccount[]> {
  for (const agency of demonstrationAgencies) await agencies.setUp(agency)
  await signInRules.setUp([]) // one looks around without a telephone at hand; the administrator may ask for it
  return Promise.all(people.map(async (person) => {
    const password = randomBytes(9).toString('base64url')
    if (!(await accounts.create(person, password))) await accounts.setPassword(person.username, password)
    return { ...person, password }
  }))
}
