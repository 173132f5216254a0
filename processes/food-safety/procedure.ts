import type { Dated } from '../law/dated.ts'
import type { Application, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))

const portal = 'Cổng Dịch vụ công quốc gia 2.001827 (QĐ 1908/QĐ-BNNMT)'
const decree15 = 'NĐ 15/2018/NĐ-CP'
const decree46 = 'NĐ 46/2026/NĐ-CP ngày 26/01/2026, Điều 16'
const suspension = 'NQ 09/2026/NQ-CP: NĐ 46/2026/NĐ-CP tạm ngưng hiệu lực từ 04/02 đến 15/04/2026, trong thời gian đó theo NĐ 15/2018/NĐ-CP'

/** What the earlier decree says of it was not seen, and what is done instead. */
const unseen = (instead: string) => ({ mark: 'doubtful', source: `${decree15}: chưa thấy quy định, ${instead}` }) as const

/** The parameters of the two decrees by date: in force, suspended, and due back; whether the latter holds was not found. */
const byDecree = <T>(before: T, since: T, { mark, source }: Pick<Dated<T>, 'mark' | 'source'>) => [
  { from: null, until: '2026-01-25', mark, source, value: before },
  { from: '2026-01-26', until: '2026-02-03', mark: 'published', source: decree46, value: since },
  { from: '2026-02-04', until: '2026-04-15', mark, source: `${suspension}; ${source}`, value: before },
  { from: '2026-04-16', until: null, mark: 'doubtful', source: `${decree46}; có hiệu lực trở lại từ 16/04/2026, sau đó có thay đổi hay không thì chưa tìm thấy`, value: since },
] as const

/** P9: facts of the National Public Service Portal and two decrees; doubts are marked where they are. */
export const foodSafety = {
  id: 'food-safety',
  code: '2.001827',
  name: {
    vi: 'Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở sản xuất, kinh doanh thực phẩm nông, lâm, thủy sản',
    en: 'Food-safety certificate for establishments that make or sell food of farm, forest or water',
  },
  field: { vi: 'Quản lý chất lượng nông lâm sản và thủy sản', en: 'Quality of farm, forest and water products' },
  level: { vi: 'Cấp tỉnh hoặc cấp xã, theo phân công', en: 'Province or commune, as delegated' },
  decidingAgency: { vi: 'Cơ quan an toàn thực phẩm do Chủ tịch UBND cấp tỉnh phân công', en: 'The food-safety agency named by the provincial Chairman' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'business', order: 2, why: { vi: 'Khi sản xuất, kinh doanh thực phẩm.', en: 'When it is about food.' } },
    ],
  }],
  alsoCalled: ['giấy vệ sinh an toàn thực phẩm', 'vệ sinh thực phẩm', 'food hygiene'],
  onlineLevel: [{
    from: null, until: null, mark: 'doubtful', source: `${portal}: nộp trực tuyến được, nhãn mức độ chưa tìm thấy`,
    value: {
      level: 'partial',
      inPerson: { vi: 'Cơ sở được thẩm định tại chỗ: người đại diện có mặt và ký biên bản.', en: 'The premises are inspected on site: somebody must be there and sign the minutes.' },
    },
  }],
  applicants: [
    { vi: 'Cá nhân, hộ kinh doanh', en: 'Individuals and household businesses' },
    { vi: 'Doanh nghiệp, hợp tác xã', en: 'Enterprises and co-operatives' },
    { vi: 'Tàu cá của tỉnh khác', en: 'Fishing vessels of other provinces' },
  ],
  conditions: [
    { vi: 'Cơ sở được thẩm định thực tế; chưa đạt thì được khắc phục trong thời hạn không quá 30 ngày.', en: 'The establishment is inspected on site; what is amiss may be put right within 30 days at most.' },
    { vi: 'Mẫu không đạt: chỉ cấp sau khi rõ nguyên nhân, khắc phục và kiểm tra lại.', en: 'After a failed sample, only once the cause is found, put right and checked again.' },
  ],
  channels: [
    { channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' }, text: { vi: 'Kiểm tra thành phần hồ sơ trong 01 ngày làm việc.', en: 'Checked for completeness within 1 working day.' } },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Trung tâm Phục vụ hành chính công', en: 'At the public administrative service centre' }, text: { vi: 'Kiểm tra thành phần hồ sơ ngay.', en: 'Checked for completeness at once.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Kiểm tra thành phần hồ sơ trong 01 ngày làm việc.', en: 'Checked for completeness within 1 working day.' } },
  ],
  results: [{
    code: 'KQ.G10.000559', name: { vi: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm', en: 'Food-safety certificate' },
    holdsFor: [{ from: null, until: null, value: 36, mark: 'doubtful', source: 'Luật An toàn thực phẩm 55/2010/QH12, Điều 37.1: 03 năm; chưa đối chiếu với văn bản sửa đổi' }],
  }],
  documents: [
    {
      from: null, until: null, mark: 'published', source: `${portal}; TT 17/2025/TT-BNNMT`,
      value: [
        {
          id: 'request', channels: ['counter', 'post'], template: 'Phụ lục I TT 17/2025/TT-BNNMT',
          name: { vi: 'Đơn đề nghị cấp giấy chứng nhận', en: 'Application for the certificate' }, copies: { vi: '1 bản chính', en: '1 original' },
        },
        {
          id: 'facilities', channels: ['online', 'counter', 'post'], template: 'Phụ lục II TT 17/2025/TT-BNNMT',
          name: { vi: 'Bản thuyết minh cơ sở vật chất, trang thiết bị', en: 'Description of the premises and equipment' }, copies: { vi: '1 bản chính', en: '1 original' },
        },
        {
          id: 'registration', channels: ['online', 'counter', 'post'], isNeeded: is('businessRegistered', 'no'), accepts: ['KQ.G12.001041'],
          name: { vi: 'Bản sao giấy chứng nhận đăng ký kinh doanh', en: 'Copy of the business registration' }, copies: { vi: '1 bản sao', en: '1 copy' },
          when: { vi: 'Khi dữ liệu đăng ký chưa có trong cơ sở dữ liệu', en: 'Unless the registration is in the database' },
        },
      ],
    },
  ],
  limits: [
    {
      from: null, until: null, mark: 'published',
      source: `${portal}: 15 ngày kể từ khi hồ sơ đầy đủ. ${decree46} cho thẩm định và lập biên bản đến 15 ngày làm việc, cấp trong 05 ngày làm việc: thời hạn đã công bố ngắn hơn nên được giữ`,
      value: [{ limit: { amount: 15, unit: 'calendar-day' }, words: { vi: '15 ngày kể từ khi hồ sơ đầy đủ', en: '15 days from a complete dossier' } }],
    },
  ],
  periods: {
    'return-notice': byDecree({ amount: 3, unit: 'working-day' }, { amount: 5, unit: 'working-day' }, { mark: 'published', source: 'QĐ 45/2023/QĐ-UBND (Bến Tre), Điều 17.4' }),
    'completion': byDecree(null, { amount: 30, unit: 'calendar-day' }, unseen('không đặt thời hạn')),
    'remedy': byDecree({ amount: 30, unit: 'calendar-day' }, { amount: 30, unit: 'calendar-day' }, unseen('lấy như NĐ 46/2026/NĐ-CP')),
  },
  inspectionTeam: byDecree(null, { least: 3, most: 5, specialists: 2 }, unseen('không đặt điều kiện')),
  fees: [
    {
      from: null, until: null, mark: 'doubtful', source: `${portal}; TT 286/2016/TT-BTC và văn bản thay thế (cột phí ghi "700", hiểu là 700.000 đồng). Nộp trước khi nhận kết quả là đề xuất: thời điểm nộp chưa tìm thấy`,
      value: { due: 'before-return', cases: [{ amount: 700_000, who: { vi: 'Mỗi cơ sở', en: 'Each establishment' } }] },
    },
  ],
  legalBasis: [
    { vi: 'Luật An toàn thực phẩm 55/2010/QH12', en: 'Law on Food Safety 55/2010/QH12' },
    { vi: 'Nghị định 15/2018/NĐ-CP; Nghị định 46/2026/NĐ-CP và Nghị quyết 09/2026/NQ-CP', en: 'Decrees 15/2018/NĐ-CP and 46/2026/NĐ-CP, Resolution 09/2026/NQ-CP' },
    { vi: 'Thông tư 38/2018/TT-BNNPTNT, 17/2024, 17/2025/TT-BNNMT', en: 'Circulars 38/2018/TT-BNNPTNT, 17/2024, 17/2025/TT-BNNMT' },
    { vi: 'Quyết định 1908/QĐ-BNNMT', en: 'Decision 1908/QĐ-BNNMT' },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
