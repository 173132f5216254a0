import type { Application, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))

const portal = 'Cổng Dịch vụ công quốc gia 1.001612 (QĐ 2353/QĐ-BTC)'
const decree168 = `NĐ 168/2025/NĐ-CP, Điều 85; ${portal}`
/** The district registered household businesses until the two-level government. */
const since = '2025-07-01'

/** P8: facts of the National Public Service Portal and Decree 168/2025; doubts are marked where they are. */
export const householdBusiness = {
  id: 'household-business',
  code: '1.001612',
  name: { vi: 'Đăng ký thành lập hộ kinh doanh', en: 'Registration of a household business' },
  field: { vi: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)', en: 'Founding and running of enterprises (household businesses)' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Cơ quan đăng ký kinh doanh cấp xã', en: 'Commune business registrar' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'business', order: 1, why: { vi: 'Trước khi bắt đầu bán hàng, cung cấp dịch vụ.', en: 'Before you begin to trade.' } },
    ],
  }],
  alsoCalled: ['giấy phép kinh doanh', 'hộ kinh doanh cá thể', 'mở quán', 'business licence'],
  onlineLevel: [{
    from: since, until: null, mark: 'doubtful', source: `${portal}: đăng ký trực tuyến trên Hệ thống thông tin về đăng ký hộ kinh doanh`,
    value: { level: 'full' },
  }],
  applicants: [
    { vi: 'Cá nhân', en: 'Individuals' },
    { vi: 'Các thành viên hộ gia đình', en: 'Members of a household' },
  ],
  conditions: [
    { vi: 'Ngành, nghề đăng ký không bị cấm đầu tư kinh doanh.', en: 'The lines of business are not forbidden.' },
    { vi: 'Tên của hộ kinh doanh được đặt theo đúng quy định.', en: 'The name keeps to the rules for names.' },
    { vi: 'Nộp đủ lệ phí đăng ký khi nộp hồ sơ; lệ phí không hoàn lại khi bị từ chối.', en: 'The fee is paid when filing; it is not refunded on a refusal.' },
  ],
  channels: [
    { channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' }, text: { vi: 'Ký bằng tài khoản định danh điện tử; được cấp giấy tiếp nhận ngay khi hồ sơ được gửi.', en: 'Signed with the electronic identity account; the receipt follows at once.' } },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Trung tâm Phục vụ hành chính công', en: 'At the public administrative service centre' }, text: { vi: 'Nộp tại bất kỳ xã, phường nào của tỉnh nơi đặt trụ sở.', en: 'In any commune of the province of the seat.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Gửi kèm giấy đề nghị đã ký.', en: 'With the signed application.' } },
  ],
  results: [
    { code: 'KQ.G12.001041', name: { vi: 'Giấy chứng nhận đăng ký hộ kinh doanh', en: 'Certificate of registration of a household business' } },
    { code: 'KQ.G12.001009', name: { vi: 'Thông báo sửa đổi, bổ sung hồ sơ', en: 'Notice of amendment' } },
  ],
  documents: [
    {
      from: since, until: null, mark: 'published', source: `${portal}; TT 68/2025/TT-BTC`,
      value: [
        {
          id: 'request', channels: ['counter', 'post'], template: 'TT 68/2025/TT-BTC',
          name: { vi: 'Giấy đề nghị đăng ký hộ kinh doanh', en: 'Application to register a household business' }, copies: { vi: '1 bản chính', en: '1 original' },
        },
        {
          id: 'members-authorisation', channels: ['online', 'counter', 'post'], isNeeded: is('founder', 'household'),
          name: { vi: 'Văn bản ủy quyền của các thành viên hộ gia đình cho một người làm chủ hộ, có công chứng hoặc chứng thực', en: 'Notarised or certified authorisation of one owner by the members of the household' },
          copies: { vi: '1 bản sao', en: '1 copy' },
          when: { vi: 'Khi các thành viên hộ gia đình cùng thành lập', en: 'When members of a household found it together' },
        },
        {
          id: 'authorisation', channels: ['online', 'counter', 'post'], isNeeded: is('filer', 'authorised'),
          name: { vi: 'Văn bản ủy quyền cho người nộp hồ sơ', en: 'Authorisation of the person who files' }, copies: { vi: '1 bản sao, không phải công chứng, chứng thực', en: '1 copy, not certified' },
          when: { vi: 'Khi cá nhân khác nộp thay chủ hộ', en: 'When another person files for the owner' },
        },
        {
          id: 'service-contract', channels: ['online', 'counter', 'post'], isNeeded: is('filer', 'service'),
          name: { vi: 'Hợp đồng dịch vụ và giấy giới thiệu người nộp hồ sơ', en: 'Service contract and letter of introduction' }, copies: { vi: '1 bản sao', en: '1 copy' },
          when: { vi: 'Khi tổ chức dịch vụ nộp thay chủ hộ', en: 'When a service organisation files for the owner' },
        },
        {
          id: 'postal-slip', channels: ['online', 'counter', 'post'], isNeeded: is('filer', 'post'),
          name: { vi: 'Phiếu gửi hồ sơ của doanh nghiệp bưu chính, có chữ ký của nhân viên và chủ hộ', en: 'Slip of the postal service, signed by its clerk and the owner' }, copies: { vi: '1 bản sao', en: '1 copy' },
          when: { vi: 'Khi đơn vị bưu chính nộp thay chủ hộ', en: 'When the postal service files for the owner' },
        },
        {
          id: 'identity', channels: ['online', 'counter', 'post'], isNeeded: is('electronicIdentity', 'no'),
          name: { vi: 'Bản sao thẻ căn cước của chủ hộ', en: 'Copy of the owner’s identity card' }, copies: { vi: '1 bản sao', en: '1 copy' },
          when: { vi: 'Khi chủ hộ chưa có tài khoản định danh điện tử', en: 'When the owner has no electronic identity account' },
        },
      ],
    },
  ],
  limits: [
    {
      from: since, until: null, mark: 'published', source: decree168,
      value: [{ limit: { amount: 3, unit: 'working-day' }, words: { vi: '03 ngày làm việc', en: '3 working days' } }],
    },
  ],
  fees: [
    {
      from: since, until: null, mark: 'doubtful',
      source: `TT 85/2019/TT-BTC: do HĐND cấp tỉnh quy định. ${portal} ghi 150.000 đồng khi nộp trực tuyến hoặc qua bưu chính, 50.000 đồng tại quầy: chưa thống nhất. Nộp khi nộp hồ sơ: ${portal}`,
      value: {
        due: 'before-reception',
        cases: [
          { amount: 50_000, channels: ['counter'], who: { vi: 'Mỗi lần đăng ký tại quầy', en: 'Each registration at the counter' } },
          { amount: 150_000, who: { vi: 'Mỗi lần đăng ký trực tuyến hoặc qua bưu chính', en: 'Each registration online or by post' } },
        ],
      },
    },
  ],
  legalBasis: [
    { vi: 'Nghị định 168/2025/NĐ-CP về đăng ký doanh nghiệp', en: 'Decree 168/2025/NĐ-CP on the registration of enterprises' },
    { vi: 'Thông tư 68/2025/TT-BTC', en: 'Circular 68/2025/TT-BTC' },
    { vi: 'Thông tư 85/2019/TT-BTC (lệ phí)', en: 'Circular 85/2019/TT-BTC (fees)' },
    { vi: 'Quyết định 2353/QĐ-BTC', en: 'Decision 2353/QĐ-BTC' },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
