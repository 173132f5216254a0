import type { Application, DocumentItem, FeeRule, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))

/** Longer when records of several places must be asked (Law on Judicial Records 2009 art. 48). */
const needsVerification = (application: Application) =>
  is('severalPlaces', 'yes')(application) || is('conviction', 'yes')(application) || is('nationality', 'foreign')(application)

const law2009 = 'Luật Lý lịch tư pháp 2009, Điều 48; Cổng Dịch vụ công quốc gia 3.000333'
const decree216 = 'Luật 107/2025/QH15; NĐ 216/2026/NĐ-CP'
const fees244 = 'TT 244/2016/TT-BTC, Điều 4-5'

/** Until Decree 216/2026 the copy of the identity paper was compared with the original. */
const showIdentity = { vi: 'Xuất trình bản chính căn cước hoặc hộ chiếu để đối chiếu.', en: 'Show the original identity card or passport for comparison.' } as const

const authorisation: DocumentItem = {
  id: 'authorisation', channels: ['online', 'counter', 'post'], isNeeded: (application) => is('onBehalf', 'authorised')(application) && is('relation', 'other')(application),
  name: { vi: 'Văn bản ủy quyền có công chứng hoặc chứng thực', en: 'Notarised or certified authorisation' },
  copies: { vi: '1 bản chính', en: '1 original' },
  when: { vi: 'Khi ủy quyền cho người không phải cha, mẹ, vợ, chồng, con', en: 'When somebody other than a parent, spouse or child is authorised' },
}

const exemption: DocumentItem = {
  id: 'fee-exemption', channels: ['online', 'counter', 'post'],
  isNeeded: (application) => application['feeClass'] !== undefined && application['feeClass'] !== 'full',
  name: { vi: 'Giấy tờ chứng minh được miễn, giảm phí', en: 'Proof of fee exemption or reduction' },
  copies: { vi: '1 bản, nếu có', en: '1, if any' },
  when: { vi: 'Khi đề nghị miễn hoặc giảm phí', en: 'When exemption or reduction is asked for' },
}

/** Amounts of Circular 244/2016; when it is paid changed on 1 July 2026 (Decree 216/2026). */
const fees = {
  cases: [
    {
      amount: 0, applies: is('feeClass', 'child', 'elderly', 'disabled', 'poor', 'difficult-commune'),
      who: { vi: 'Trẻ em, người cao tuổi, người khuyết tật, hộ nghèo, người ở xã đặc biệt khó khăn', en: 'Children, the elderly, disabled people, poor households, residents of specially difficult communes' },
    },
    {
      amount: 100_000, applies: is('feeClass', 'student', 'merit', 'martyr-relative'),
      who: { vi: 'Sinh viên, người có công với cách mạng, thân nhân liệt sĩ', en: 'Students, people of merit, relatives of martyrs' },
    },
    { amount: 200_000, who: { vi: 'Các trường hợp còn lại, mỗi lần, mỗi người', en: 'Everybody else, per person and time' } },
  ],
  furtherCopies: { from: 3, amount: 5_000 },
} as const satisfies FeeRule

/** P1: facts of the National Public Service Portal and the texts it rests on; doubts are marked where they are. */
export const judicialRecord = {
  id: 'judicial-record',
  code: '3.000333',
  name: { vi: 'Cấp Phiếu lý lịch tư pháp', en: 'Issue of a judicial record certificate' },
  field: { vi: 'Lý lịch tư pháp', en: 'Judicial records' },
  level: { vi: 'Cấp tỉnh', en: 'Province' },
  decidingAgency: { vi: 'Công an tỉnh (Phòng Hồ sơ nghiệp vụ)', en: 'Provincial Police (Professional Records Division)' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'work', order: 1, why: { vi: 'Nhiều nơi tuyển dụng yêu cầu Phiếu số 1.', en: 'Many employers ask for certificate no. 1.' } },
      { event: 'abroad', order: 1, why: { vi: 'Cơ quan nước ngoài thường yêu cầu Phiếu số 2.', en: 'Offices abroad usually ask for certificate no. 2.' } },
    ],
  }],
  alsoCalled: ['tiền án tiền sự', 'lý lịch', 'án tích', 'criminal record', 'police clearance'],
  onlineLevel: [
    { from: null, until: '2022-08-14', mark: 'doubtful', source: 'Mức độ theo NĐ 43/2011; nhãn của thủ tục chưa tìm được', value: { level: 'level-3', inPerson: showIdentity } },
    { from: '2022-08-15', until: '2026-06-30', mark: 'doubtful', source: 'NĐ 42/2022/NĐ-CP; nhãn của thủ tục chưa tìm được', value: { level: 'partial', inPerson: showIdentity } },
    { from: '2026-07-01', until: null, mark: 'doubtful', source: decree216, value: { level: 'full' } },
  ],
  applicants: [
    { vi: 'Công dân Việt Nam', en: 'Vietnamese citizens' },
    { vi: 'Người Việt Nam đang cư trú ở nước ngoài', en: 'Vietnamese living abroad' },
    { vi: 'Người nước ngoài đang cư trú tại Việt Nam', en: 'Foreigners living in Vietnam' },
  ],
  conditions: [
    { vi: 'Phiếu số 1 được ủy quyền cho người khác làm thủ tục.', en: 'Certificate no. 1 may be applied for by somebody authorised.' },
    { vi: 'Phiếu số 2 không được ủy quyền, trừ cha, mẹ của người chưa thành niên.', en: 'Certificate no. 2 may not, except by a parent of a minor.' },
    { vi: 'Mỗi loại phiếu nộp một hồ sơ.', en: 'One dossier for each kind of certificate.' },
  ],
  channels: [
    { channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' }, text: { vi: 'Bộ phận Một cửa trả lời trong 8 giờ làm việc.', en: 'The one-stop unit answers within 8 working hours.' } },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Bộ phận Một cửa', en: 'At the one-stop unit' }, text: { vi: 'Mang theo căn cước hoặc hộ chiếu.', en: 'Bring your identity card or passport.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Tờ khai phải được chứng thực chữ ký.', en: 'The signature on the declaration must be certified.' } },
  ],
  results: [
    { code: 'KQ.G01.000200', name: { vi: 'Phiếu lý lịch tư pháp số 1', en: 'Judicial record certificate no. 1' }, applies: (application) => !is('certificateKind', 'number-2')(application) },
    { code: 'KQ.G01.000199', name: { vi: 'Phiếu lý lịch tư pháp số 2', en: 'Judicial record certificate no. 2' } },
  ],
  documents: [
    {
      from: null, until: '2026-06-30', mark: 'published', source: 'Cổng Dịch vụ công quốc gia 3.000333',
      value: [
        {
          id: 'declaration', channels: ['counter', 'post'], template: '01/2025/LLTP, 02/2025/LLTP',
          name: { vi: 'Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp', en: 'Application for a judicial record certificate' }, copies: { vi: '1 bản chính', en: '1 original' },
        },
        {
          id: 'identity', channels: ['online', 'counter', 'post'],
          name: { vi: 'Bản sao căn cước hoặc hộ chiếu', en: 'Copy of the identity card or passport' },
          copies: { vi: '1 bản sao (xuất trình bản chính hoặc bản sao chứng thực)', en: '1 copy (original shown, or a certified copy)' },
        },
        authorisation, exemption,
      ],
    },
    {
      from: '2026-07-01', until: null, mark: 'published', source: decree216,
      value: [
        {
          id: 'declaration', channels: ['counter', 'post'], template: '01/2025/LLTP, 02/2025/LLTP',
          name: { vi: 'Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp', en: 'Application for a judicial record certificate' },
          copies: { vi: '1 bản chính; gửi bưu chính thì chứng thực chữ ký', en: '1 original; signature certified when sent by post' },
        },
        authorisation, exemption,
      ],
    },
  ],
  limits: [
    {
      from: null, until: '2026-06-30', mark: 'published', source: law2009,
      value: [
        {
          limit: { amount: 15, unit: 'calendar-day' }, applies: needsVerification,
          words: { vi: '15 ngày khi cư trú nhiều nơi, ở nước ngoài, là người nước ngoài hoặc phải xác minh xóa án tích', en: '15 days for several places of residence, abroad, foreigners, or deletion of a conviction to verify' },
        },
        { limit: { amount: 10, unit: 'calendar-day' }, words: { vi: '10 ngày', en: '10 days' } },
      ],
    },
    {
      from: '2026-07-01', until: null, mark: 'doubtful', source: `${law2009}; thời hạn sửa đổi (Luật 107/2025/QH15, Điều 48.2) chưa tìm được`,
      value: [
        {
          limit: { amount: 15, unit: 'calendar-day' }, applies: needsVerification,
          words: { vi: '15 ngày khi cư trú nhiều nơi, ở nước ngoài, là người nước ngoài hoặc phải xác minh xóa án tích', en: '15 days for several places of residence, abroad, foreigners, or deletion of a conviction to verify' },
        },
        { limit: { amount: 10, unit: 'calendar-day' }, words: { vi: '10 ngày', en: '10 days' } },
      ],
    },
  ],
  fees: [
    { from: null, until: '2026-06-30', mark: 'published', source: fees244, value: { ...fees, due: 'at-reception' } },
    { from: '2026-07-01', until: null, mark: 'published', source: `${fees244}; nộp trước khi tiếp nhận: ${decree216}`, value: { ...fees, due: 'before-reception' } },
  ],
  legalBasis: [
    { vi: 'Luật Lý lịch tư pháp 28/2009/QH12, sửa đổi bởi Luật 107/2025/QH15', en: 'Law on Judicial Records 28/2009/QH12, amended by Law 107/2025/QH15' },
    { vi: 'Nghị định 216/2026/NĐ-CP ngày 18/6/2026', en: 'Decree 216/2026/NĐ-CP of 18 June 2026' },
    { vi: 'Quyết định 1025/QĐ-BCA', en: 'Decision 1025/QĐ-BCA' },
    { vi: 'Thông tư 244/2016/TT-BTC', en: 'Circular 244/2016/TT-BTC' },
  ],
  rules: [
    {
      field: 'onBehalf', isBroken: (application) => is('certificateKind', 'number-2')(application) && is('onBehalf', 'authorised')(application),
      words: {
        vi: 'Phiếu số 2 không được ủy quyền: người được cấp phiếu phải tự nộp; người chưa thành niên do cha hoặc mẹ nộp.',
        en: 'Certificate no. 2 cannot be asked for by somebody authorised: the person files in person, a minor through a parent.',
      },
    },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
