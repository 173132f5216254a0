import type { Application, DocumentItem, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))

const portal = 'Cổng Dịch vụ công quốc gia 1.001193 (QĐ 163/QĐ-BTP)'
const everyWay = ['online', 'counter', 'post'] as const

const documents: readonly DocumentItem[] = [
  {
    id: 'declaration', channels: ['counter', 'post'], name: { vi: 'Tờ khai đăng ký khai sinh', en: 'Application for birth registration' }, copies: { vi: '1 bản chính', en: '1 original' },
  },
  {
    id: 'birth-notice', channels: everyWay, isNeeded: is('birthProof', 'paper'),
    name: { vi: 'Giấy chứng sinh', en: 'Birth notice of the medical facility' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi cơ sở y tế chưa chia sẻ giấy chứng sinh điện tử đã ký số', en: 'When the medical facility has not shared a signed electronic one' },
  },
  {
    id: 'witness-statement', channels: everyWay, isNeeded: is('birthProof', 'witness'),
    name: { vi: 'Văn bản của người làm chứng xác nhận về việc sinh', en: 'Statement of a witness of the birth' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi không có giấy chứng sinh', en: 'When there is no birth notice' },
  },
  {
    id: 'birth-declaration', channels: everyWay, isNeeded: is('birthProof', 'declaration'),
    name: { vi: 'Giấy cam đoan về việc sinh', en: 'Written declaration about the birth' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi không có giấy chứng sinh và không có người làm chứng', en: 'When there is neither a birth notice nor a witness' },
  },
  {
    id: 'abandonment-record', channels: everyWay, isNeeded: is('birthProof', 'abandoned'),
    name: { vi: 'Biên bản về việc trẻ bị bỏ rơi', en: 'Record of the abandonment' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Trẻ bị bỏ rơi, sau khi niêm yết 7 ngày liên tục', en: 'For an abandoned child, after a public notice of 7 consecutive days' },
  },
  {
    id: 'surrogacy-confirmation', channels: everyWay, isNeeded: is('surrogacy', 'yes'),
    name: { vi: 'Văn bản xác nhận của cơ sở y tế về việc mang thai hộ', en: 'The medical facility’s confirmation of the surrogacy' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Trẻ sinh ra do mang thai hộ', en: 'For a child born by a surrogate' },
  },
  {
    id: 'authorisation-certified', channels: everyWay, isNeeded: (application) => is('relation', 'authorised')(application) && !is('authoriserKin', 'yes')(application),
    name: { vi: 'Văn bản ủy quyền có chứng thực', en: 'Certified authorisation' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi ủy quyền cho người khác', en: 'When somebody is authorised' },
  },
  {
    id: 'authorisation', channels: everyWay, isNeeded: (application) => is('relation', 'authorised')(application) && is('authoriserKin', 'yes')(application),
    name: { vi: 'Văn bản ủy quyền (không phải chứng thực)', en: 'Authorisation (not certified)' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi người được ủy quyền là ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột', en: 'When a grandparent, parent, child, spouse or sibling is authorised' },
  },
]

/** P2: facts of the National Public Service Portal and the texts it rests on; doubts are marked where they are. */
export const birthRegistration = {
  id: 'birth-registration',
  code: '1.001193',
  name: { vi: 'Thủ tục đăng ký khai sinh', en: 'Registration of a birth' },
  field: { vi: 'Hộ tịch', en: 'Civil status' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Ủy ban nhân dân cấp xã', en: 'Commune People’s Committee' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'birth', order: 2, why: { vi: 'Khi chỉ cần giấy khai sinh.', en: 'When only the birth certificate is needed.' } },
    ],
  }],
  alsoCalled: ['làm giấy khai sinh', 'giấy khai sinh', 'birth certificate'],
  onlineLevel: [{ from: null, until: null, mark: 'published', source: portal, value: { level: 'full' } }],
  applicants: [
    { vi: 'Cha, mẹ, ông, bà, người thân thích của trẻ', en: 'Parents, grandparents and relatives of the child' },
    { vi: 'Cá nhân, tổ chức đang nuôi dưỡng trẻ', en: 'The person or organisation that takes care of the child' },
  ],
  conditions: [
    { vi: 'Cha, mẹ có trách nhiệm đăng ký trong 60 ngày kể từ ngày sinh.', en: 'Parents are to register within 60 days of the birth.' },
    { vi: 'Xuất trình giấy tờ tùy thân; giấy tờ về cư trú chỉ khi dữ liệu chưa có.', en: 'An identity paper is shown; a residence paper only when the data are not there.' },
  ],
  channels: [
    {
      channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' },
      text: { vi: 'Dự thảo Giấy khai sinh được gửi để xác nhận trong 1 ngày; không trả lời là đồng ý.', en: 'A draft certificate is sent to be confirmed within 1 day; no answer means agreement.' },
    },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Bộ phận Một cửa', en: 'At the one-stop unit' }, text: { vi: 'Xuất trình giấy tờ tùy thân.', en: 'Show your identity paper.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Gửi bản sao có chứng thực giấy tờ phải xuất trình.', en: 'Send certified copies of what is to be shown.' } },
  ],
  results: [{ code: 'KQ.G15.000031', name: { vi: 'Giấy khai sinh', en: 'Birth certificate' } }],
  documents: [{ from: null, until: null, mark: 'published', source: portal, value: documents }],
  limits: [{
    from: null, until: '2027-02-28', mark: 'published', source: `Luật Hộ tịch 60/2014/QH13, Điều 5.3; ${portal}`,
    value: [{
      limit: { amount: 1, unit: 'same-day' },
      words: { vi: 'Ngay trong ngày làm việc; nhận hồ sơ sau 15 giờ mà không giải quyết được ngay thì trả kết quả trong ngày làm việc tiếp theo', en: 'Within the working day; received after 15:00, within the next one' },
    }],
  }, {
    from: '2027-03-01', until: null, mark: 'doubtful', source: 'Luật Hộ tịch 03/2026/QH16, hiệu lực 01/3/2027: thời hạn mới chưa tìm được, tạm giữ như Luật 60/2014/QH13',
    value: [{
      limit: { amount: 1, unit: 'same-day' },
      words: { vi: 'Ngay trong ngày làm việc; nhận hồ sơ sau 15 giờ thì trong ngày làm việc tiếp theo', en: 'Within the working day; received after 15:00, within the next one' },
    }],
  }],
  fees: [{
    from: null, until: null, mark: 'doubtful', source: `${portal}: đăng ký miễn lệ phí; bản sao: TT 281/2016/TT-BTC, 8.000 đồng là mức thấy ở Đà Nẵng năm 2025, chưa đối chiếu. Nộp trước khi nhận kết quả là đề xuất`,
    value: {
      due: 'before-return',
      cases: [{
        amount: 0, scale: { counted: { field: 'copies', least: 0, each: { vi: 'bản', en: 'copy' } }, rates: [{ from: 1, amount: 8_000 }], most: null },
        who: { vi: 'Đăng ký khai sinh; bản sao 8.000 đồng mỗi bản', en: 'Registration of a birth; 8,000 đồng for each certified copy' },
      }],
    },
  }],
  slip: [{ from: null, until: null, mark: 'published', source: 'QĐ 45/2023/QĐ-UBND (Bến Tre), Điều 15.4', value: 'on-request' }],
  legalBasis: [
    { vi: 'Luật Hộ tịch 60/2014/QH13 (từ 01/3/2027: Luật Hộ tịch 03/2026/QH16)', en: 'Law on Civil Status 60/2014/QH13 (from 1 March 2027: 03/2026/QH16)' },
    { vi: 'Nghị định 123/2015/NĐ-CP, sửa đổi bởi Nghị định 07/2025/NĐ-CP, 120/2025/NĐ-CP, 18/2026/NĐ-CP', en: 'Decree 123/2015/NĐ-CP, amended by 07/2025, 120/2025 and 18/2026' },
    { vi: 'Nghị định 87/2020/NĐ-CP, 104/2022/NĐ-CP; Nghị quyết 66.7/2025/NQ-CP', en: 'Decrees 87/2020, 104/2022; Resolution 66.7/2025/NQ-CP' },
    { vi: 'Thông tư 04/2020/TT-BTP, 01/2022/TT-BTP, 04/2024/TT-BTP', en: 'Circulars 04/2020, 01/2022, 04/2024 of the Ministry of Justice' },
    { vi: 'Thông tư 281/2016/TT-BTC (bản sao trích lục)', en: 'Circular 281/2016/TT-BTC (certified copies)' },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
