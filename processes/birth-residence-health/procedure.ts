import type { Application, Channel, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))

const decree63 = 'NĐ 63/2024/NĐ-CP'
const portal = 'Cổng Dịch vụ công quốc gia 2.000986'
const channels: readonly Channel[] = ['online', 'counter', 'post']

/**
 * P7: birth, residence and health card of a child under six as one joint procedure at one level; the results come in parts. Facts of
 * Decree 63/2024; the portal's text of this procedure is older than the decree and not followed.
 */
export const birthResidenceHealth = {
  id: 'birth-residence-health',
  code: '2.000986',
  name: {
    vi: 'Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
    en: 'Joint procedure of birth registration, permanent residence and health insurance card for children under six',
  },
  field: { vi: 'Hộ tịch', en: 'Civil status' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Ủy ban nhân dân cấp xã (chủ trì); Công an cấp xã; Bảo hiểm xã hội', en: 'Commune People’s Committee (lead); commune police; social insurance' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'birth', order: 1, why: { vi: 'Một lần khai cho cả ba: khai sinh, thường trú và thẻ bảo hiểm y tế.', en: 'One declaration for all three: birth, residence and health card.' } },
    ],
  }],
  alsoCalled: ['khai sinh thường trú bảo hiểm', 'thẻ bảo hiểm y tế trẻ em', 'nhập khẩu cho con', 'health insurance card'],
  onlineLevel: [{ from: '2024-07-01', until: null, mark: 'published', source: decree63, value: { level: 'full' } }],
  applicants: [
    { vi: 'Cha, mẹ, ông, bà, người thân thích khác của trẻ', en: 'Parents, grandparents and other relatives of the child' },
    { vi: 'Cá nhân, tổ chức đang nuôi dưỡng trẻ', en: 'Whoever brings the child up' },
  ],
  conditions: [
    { vi: 'Trẻ em dưới 6 tuổi, chưa được đăng ký khai sinh.', en: 'The child is under six and not registered yet.' },
    { vi: 'Chủ hộ đồng ý cho trẻ đăng ký thường trú.', en: 'The head of the household agrees to the child’s residence.' },
    { vi: 'Mỗi kết quả được báo và trả ngay khi có, không chờ kết quả khác.', en: 'Each result is announced and given out as soon as it is there.' },
  ],
  channels: [
    { channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' }, text: { vi: 'Hồ sơ điện tử được chuyển cùng lúc đến Công an và Bảo hiểm xã hội sau khi đăng ký khai sinh.', en: 'After the birth is registered, the electronic dossier goes to the police and the social insurance at once.' } },
    { channel: 'counter', name: { vi: 'Trực tiếp, khi chưa nộp được trực tuyến', en: 'At the counter, when online filing is not possible' }, text: { vi: 'Hồ sơ giấy chuyển lần lượt: Ủy ban nhân dân cấp xã, Công an, Bảo hiểm xã hội.', en: 'Paper goes from agency to agency: commune, police, social insurance.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích, khi chưa nộp được trực tuyến', en: 'By public post, when online filing is not possible' }, text: { vi: 'Hồ sơ giấy chuyển lần lượt qua từng cơ quan.', en: 'Paper goes from agency to agency.' } },
  ],
  partners: ['police', 'insurance'],
  results: [
    { part: 'birth', code: 'KQ.G15.000031', name: { vi: 'Giấy khai sinh', en: 'Birth certificate' } },
    { part: 'residence', code: 'KQ.G01.000065', name: { vi: 'Thông báo kết quả giải quyết, hủy bỏ đăng ký cư trú', en: 'Notice of the registration of residence' } },
    { part: 'card', code: 'KQ.G18.000047', name: { vi: 'Thẻ bảo hiểm y tế', en: 'Health insurance card' } },
  ],
  documents: [
    {
      from: '2024-07-01', until: null, mark: 'published', source: decree63,
      value: [
        {
          id: 'birth-proof', channels, isNeeded: is('birthProof', 'paper', 'declared'),
          name: { vi: 'Giấy chứng sinh, hoặc giấy tờ thay thế', en: 'Certificate of the hospital, or what takes its place' }, copies: { vi: '1 bản chính', en: '1 original' },
          when: { vi: 'Khi chưa có Giấy chứng sinh điện tử có chữ ký số', en: 'Without a digital certificate of the hospital' },
        },
        {
          id: 'residence-proof', channels, isNeeded: is('residenceAt', 'elsewhere'),
          name: { vi: 'Giấy tờ chứng minh chỗ ở hợp pháp', en: 'Proof of lawful residence' }, copies: { vi: '1 bản', en: '1' },
          when: { vi: 'Khi nơi thường trú của trẻ khác cha, mẹ', en: 'When the child’s residence is not that of a parent' },
        },
      ],
    },
  ],
  limits: [
    {
      from: '2024-07-01', until: null, mark: 'doubtful',
      source: `${decree63}: 3 ngày làm việc, 5 ngày khi phải xác minh; khai sinh trong ngày, cư trú và thẻ mỗi phần không quá 2 ngày; rằng nơi thường trú khác cha, mẹ thì phải xác minh là cách hiểu của hệ thống này; nộp sau 15 giờ tính từ ngày làm việc kế tiếp, như mọi thời hạn theo ngày: ngày tiếp nhận không tính`,
      value: [
        {
          limit: { amount: 5, unit: 'working-day' }, applies: is('residenceAt', 'elsewhere'),
          words: { vi: '5 ngày làm việc khi phải xác minh nơi cư trú', en: '5 working days when the residence must be verified' },
        },
        { limit: { amount: 3, unit: 'working-day' }, words: { vi: '3 ngày làm việc', en: '3 working days' } },
      ],
    },
  ],
  fees: [
    {
      from: '2024-07-01', until: null, mark: 'doubtful', source: `${portal}: khai sinh và thẻ miễn phí; lệ phí phần cư trú khi liên thông chưa tìm được`,
      value: { cases: [{ amount: 0, who: { vi: 'Mọi trường hợp', en: 'Everybody' } }] },
    },
  ],
  legalBasis: [
    { vi: 'Nghị định 63/2024/NĐ-CP', en: 'Decree 63/2024/NĐ-CP' },
    { vi: 'Luật Hộ tịch 60/2014/QH13', en: 'Law on Civil Status 60/2014/QH13' },
    { vi: 'Luật Cư trú 68/2020/QH14', en: 'Law on Residence 68/2020/QH14' },
    { vi: 'Luật Bảo hiểm y tế 25/2008/QH12', en: 'Law on Health Insurance 25/2008/QH12' },
  ],
  rules: [],
  applicationForm: 'application',
} as const satisfies Procedure
