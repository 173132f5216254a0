import type { Application, Procedure } from '../procedure.ts'

const portal = 'Cổng Dịch vụ công quốc gia 1.000894 (QĐ 163/QĐ-BTP)'
const sameDay = {
  vi: 'Ngay trong ngày làm việc; nhận hồ sơ sau 15 giờ mà không giải quyết được ngay thì trả kết quả trong ngày làm việc tiếp theo', en: 'Within the working day; received after 15:00, within the next one',
}
const verified = { vi: 'không quá 5 ngày làm việc khi phải xác minh điều kiện kết hôn', en: 'at most 5 working days when the conditions of the marriage must be verified' }
const law2026 = 'Luật Hộ tịch 03/2026/QH16, hiệu lực 01/3/2027: thời hạn mới chưa tìm được, tạm giữ như Luật 60/2014/QH13'

const samePerson = ({ identityNumber, partnerIdentityNumber }: Application) => identityNumber !== undefined && identityNumber === partnerIdentityNumber

/** P3: facts of the National Public Service Portal and the texts it rests on; doubts are marked where they are. */
export const marriageRegistration = {
  id: 'marriage-registration',
  code: '1.000894',
  name: { vi: 'Thủ tục đăng ký kết hôn', en: 'Registration of a marriage' },
  field: { vi: 'Hộ tịch', en: 'Civil status' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Ủy ban nhân dân cấp xã nơi cư trú của một trong hai bên', en: 'People’s Committee of the commune where either party resides' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'marriage', order: 2, why: { vi: 'Hai bên cùng có mặt ký Giấy chứng nhận kết hôn.', en: 'Both sign the marriage certificate in person.' } },
    ],
  }],
  alsoCalled: ['giấy kết hôn', 'giấy chứng nhận kết hôn', 'hôn thú', 'marriage certificate'],
  onlineLevel: [{
    from: null, until: null, mark: 'doubtful', source: `${portal}: nộp trực tuyến, hai bên có mặt ký; nhãn mức độ chưa tìm được`,
    value: {
      level: 'partial',
      inPerson: { vi: 'Hai bên cùng có mặt ký khi đăng ký, xuất trình giấy tờ tùy thân.', en: 'Both come to sign the registration and show their identity papers.' },
    },
  }],
  applicants: [{ vi: 'Công dân Việt Nam, nam và nữ', en: 'Vietnamese citizens, a man and a woman' }],
  conditions: [
    { vi: 'Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi; tự nguyện; không mất năng lực hành vi dân sự; không thuộc trường hợp cấm kết hôn (Luật HN&GĐ 2014, Điều 8).', en: 'The man is 20, the woman 18 or older; of free will; with legal capacity; no prohibition applies (Law on Marriage and Family 2014, art. 8).' },
    { vi: 'Hai bên cùng có mặt khi đăng ký, xuất trình giấy tờ tùy thân.', en: 'Both appear for the registration and show their identity papers.' },
    { vi: 'Ly hôn hoặc hủy kết hôn ở nước ngoài thì phải ghi chú trước.', en: 'A divorce or annulment abroad must be noted first.' },
  ],
  channels: [
    { channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' }, text: { vi: 'Sau đó hai bên có mặt để kiểm tra và ký.', en: 'Both parties then appear to check and sign.' } },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Bộ phận Một cửa', en: 'At the one-stop unit' }, text: { vi: 'Xuất trình giấy tờ tùy thân của hai bên.', en: 'Show the identity papers of both.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Gửi bản sao có chứng thực giấy tờ phải xuất trình.', en: 'Send certified copies of what is to be shown.' } },
  ],
  results: [{ code: 'KQ.G15.000032', name: { vi: 'Giấy chứng nhận kết hôn (2 bản chính, mỗi bên một bản)', en: 'Marriage certificate (2 originals, one for each)' } }],
  documents: [{
    from: null, until: null, mark: 'published', source: `${portal}: ngoài tờ khai và giấy tờ xuất trình, không yêu cầu giấy tờ khác`,
    value: [
      {
        id: 'declaration', channels: ['counter', 'post'], name: { vi: 'Tờ khai đăng ký kết hôn', en: 'Application for marriage registration' },
        copies: { vi: '1 bản chính, hai bên có thể khai chung', en: '1 original, both may share one' },
      },
      {
        id: 'foreign-divorce-note', channels: ['online', 'counter', 'post'], isNeeded: ({ divorcedAbroad }) => divorcedAbroad === 'yes',
        name: { vi: 'Trích lục ghi chú ly hôn, hủy kết hôn', en: 'Extract of the note of the divorce or annulment' }, copies: { vi: '1 bản, nếu chưa có trong dữ liệu', en: '1, unless the data show it' },
        when: { vi: 'Khi đã ly hôn, hủy kết hôn ở nước ngoài', en: 'After a divorce or annulment abroad' },
      },
    ],
  }],
  limits: [
    { from: null, until: '2027-02-28', mark: 'published', source: `Luật Hộ tịch 60/2014/QH13, Điều 5.3, 18; ${portal}`, value: [{ limit: { amount: 1, unit: 'same-day' }, words: sameDay }] },
    { from: '2027-03-01', until: null, mark: 'doubtful', source: law2026, value: [{ limit: { amount: 1, unit: 'same-day' }, words: sameDay }] },
  ],
  laterLimits: [
    {
      from: null, until: '2027-02-28', mark: 'published', source: `Luật Hộ tịch 60/2014/QH13, Điều 18.2; ${portal}`,
      value: [{ cause: 'verification', limit: { amount: 5, unit: 'working-day' }, words: verified, basis: 'Luật Hộ tịch 2014, Điều 18 khoản 2' }],
    },
    { from: '2027-03-01', until: null, mark: 'doubtful', source: law2026, value: [{ cause: 'verification', limit: { amount: 5, unit: 'working-day' }, words: verified, basis: 'Luật Hộ tịch 03/2026/QH16' }] },
  ],
  fees: [{
    from: null, until: null, mark: 'doubtful', source: `${portal}: đăng ký miễn lệ phí; bản sao trích lục: TT 281/2016/TT-BTC, 8.000 đồng là mức thấy ở Đà Nẵng năm 2025, chưa đối chiếu. Nộp trước khi nhận kết quả là đề xuất`,
    value: {
      due: 'before-return',
      cases: [{
        amount: 0, scale: { counted: { field: 'copies', least: 0, each: { vi: 'bản', en: 'copy' } }, rates: [{ from: 1, amount: 8_000 }], most: null },
        who: { vi: 'Đăng ký kết hôn; bản sao trích lục 8.000 đồng mỗi bản', en: 'Registration; 8,000 đồng for each extract' },
      }],
    },
  }],
  slip: [{ from: null, until: null, mark: 'published', source: 'QĐ 45/2023/QĐ-UBND (Bến Tre), Điều 15.4', value: 'on-request' }],
  legalBasis: [
    { vi: 'Luật Hôn nhân và gia đình 52/2014/QH13', en: 'Law on Marriage and Family 52/2014/QH13' },
    { vi: 'Luật Hộ tịch 60/2014/QH13 (từ 01/3/2027: Luật Hộ tịch 03/2026/QH16)', en: 'Law on Civil Status 60/2014/QH13 (from 1 March 2027: 03/2026/QH16)' },
    { vi: 'Nghị định 123/2015/NĐ-CP, 87/2020/NĐ-CP, 07/2025/NĐ-CP, 120/2025/NĐ-CP; Nghị quyết 66.7/2025/NQ-CP', en: 'Decrees 123/2015, 87/2020, 07/2025, 120/2025; Resolution 66.7/2025/NQ-CP' },
    { vi: 'Thông tư 04/2020/TT-BTP, 01/2022/TT-BTP', en: 'Circulars 04/2020 and 01/2022 of the Ministry of Justice' },
  ],
  rules: [{
    field: 'partnerIdentityNumber', isBroken: samePerson,
    words: { vi: 'Số giấy tờ của hai bên trùng nhau: hãy ghi số của bên thứ hai.', en: 'Both parties have the same number: enter the second party’s.' },
  }],
  applicationForm: 'application',
} as const satisfies Procedure
