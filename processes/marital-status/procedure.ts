import type { Application, DocumentItem, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))
const all = (...conditions: readonly ((application: Application) => boolean)[]) => (application: Application) => conditions.every((each) => each(application))

const portal = 'Cổng Dịch vụ công quốc gia 1.004873 (QĐ 163/QĐ-BTP)'
const everyWay = ['online', 'counter', 'post'] as const
const limit = { vi: '3 ngày làm việc; phải hỏi xã khác thì cấp ngay trong ngày nhận trả lời', en: '3 working days; where another commune is asked, on the day on which its answer arrives' }

const documents: readonly DocumentItem[] = [
  {
    id: 'declaration', channels: ['counter', 'post'], name: { vi: 'Tờ khai cấp Giấy xác nhận tình trạng hôn nhân', en: 'Application for a certificate of marital status' }, copies: { vi: '1 bản chính', en: '1 original' },
  },
  {
    id: 'earlier-certificate', channels: everyWay, isNeeded: is('reissue', 'expired', 'other-purpose'),
    name: { vi: 'Giấy xác nhận tình trạng hôn nhân đã cấp trước đó', en: 'The certificate issued before' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi đề nghị cấp lại vì hết hạn hoặc dùng cho mục đích khác', en: 'When asked for again because it has expired or for another purpose' },
  },
  {
    id: 'proof-elsewhere', channels: everyWay, isNeeded: is('hasProof', 'yes'),
    name: { vi: 'Giấy tờ chứng minh tình trạng hôn nhân ở nơi cư trú trước', en: 'Proof of the marital status at former residences' }, copies: { vi: '1 bản, nếu có', en: '1, if any' },
    when: { vi: 'Khi đã thường trú ở nhiều nơi và có giấy tờ', en: 'After living in several places, if there is proof' },
  },
  {
    id: 'authorisation-certified', channels: everyWay, isNeeded: all(is('onBehalf', 'authorised'), is('agentKin', 'no')),
    name: { vi: 'Văn bản ủy quyền có chứng thực', en: 'Certified authorisation' }, copies: { vi: '1 bản chính', en: '1 original' }, when: { vi: 'Khi ủy quyền cho người khác', en: 'When somebody is authorised' },
  },
  {
    id: 'authorisation', channels: everyWay, isNeeded: all(is('onBehalf', 'authorised'), is('agentKin', 'yes')),
    name: { vi: 'Văn bản ủy quyền (không phải chứng thực)', en: 'Authorisation (not certified)' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi người được ủy quyền là người thân thích gần', en: 'When a close relative is authorised' },
  },
  {
    id: 'commitment', channels: everyWay, onRequest: true, isNeeded: is('reissue', 'lost'),
    name: { vi: 'Văn bản cam đoan về tình trạng hôn nhân', en: 'Written commitment about the marital status' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: {
      vi: 'Chỉ nộp khi được yêu cầu: cấp lại để kết hôn, không nộp lại được giấy cũ, đã hỏi mà không xác minh được hoặc không có trả lời',
      en: 'Only when asked for: re-issue for a marriage, the old one cannot be handed back, and the place that was asked could not tell or did not answer',
    },
  },
]

/** P10: facts of the National Public Service Portal and of NĐ 123/2015/NĐ-CP arts. 21-23; doubts are marked where they are. */
export const maritalStatus = {
  id: 'marital-status',
  code: '1.004873',
  name: { vi: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', en: 'Issue of a certificate of marital status' },
  field: { vi: 'Hộ tịch', en: 'Civil status' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Ủy ban nhân dân cấp xã nơi thường trú; không có thì nơi tạm trú', en: 'People’s Committee of the commune of permanent, or else temporary, residence' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'marriage', order: 1, why: { vi: 'Cần khi đăng ký kết hôn ở nơi khác nơi thường trú.', en: 'Needed to marry elsewhere than where you reside.' } },
      { event: 'abroad', order: 2, why: { vi: 'Cần khi kết hôn ở nước ngoài.', en: 'Needed to marry abroad.' } },
    ],
  }],
  alsoCalled: ['giấy độc thân', 'xác nhận độc thân', 'single status'],
  onlineLevel: [{ from: null, until: null, mark: 'doubtful', source: `${portal}: nộp trực tuyến; nhãn mức độ chưa tìm được`, value: { level: 'full' } }],
  applicants: [{ vi: 'Công dân Việt Nam; công dân nước ngoài, người không quốc tịch cư trú tại Việt Nam', en: 'Vietnamese citizens; foreigners and stateless people living in Vietnam' }],
  conditions: [
    { vi: 'Giấy có giá trị 6 tháng (NĐ 123/2015/NĐ-CP, Điều 23), ghi rõ mục đích; để kết hôn chỉ cấp 1 bản.', en: 'Valid for 6 months (NĐ 123/2015, art. 23), with its purpose; for a marriage only one is issued.' },
    { vi: 'Không cấp để kết hôn với người cùng giới tính hoặc kết hôn tại cơ quan đại diện nước ngoài ở Việt Nam.', en: 'Not for a marriage of persons of the same sex or at a foreign mission in Vietnam.' },
  ],
  channels: [
    {
      channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' },
      text: { vi: 'Dự thảo được gửi để xác nhận trong 1 ngày; không trả lời là đồng ý.', en: 'A draft is sent to be confirmed within 1 day; no answer means agreement.' },
    },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Bộ phận Một cửa', en: 'At the one-stop unit' }, text: { vi: 'Xuất trình giấy tờ tùy thân.', en: 'Show your identity paper.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Gửi bản sao có chứng thực giấy tờ phải xuất trình.', en: 'Send certified copies of what is to be shown.' } },
  ],
  results: [{
    code: 'KQ.G15.000038', name: { vi: 'Giấy xác nhận tình trạng hôn nhân', en: 'Certificate of marital status' },
    holdsFor: [{ from: null, until: null, value: 6, mark: 'published', source: 'NĐ 123/2015/NĐ-CP, Điều 23' }],
  }],
  documents: [{ from: null, until: null, mark: 'published', source: `${portal}; NĐ 123/2015/NĐ-CP, Điều 22`, value: documents }],
  limits: [
    { from: null, until: '2027-02-28', mark: 'published', source: `NĐ 123/2015/NĐ-CP, Điều 22; ${portal} (ghi "3", không ghi đơn vị; Đà Nẵng: 03 ngày làm việc)`, value: [{ limit: { amount: 3, unit: 'working-day' }, words: limit }] },
    {
      from: '2027-03-01', until: null, mark: 'doubtful', source: 'Luật Hộ tịch 03/2026/QH16, hiệu lực 01/3/2027: thời hạn mới chưa tìm được, tạm giữ như trước',
      value: [{ limit: { amount: 3, unit: 'working-day' }, words: limit }],
    },
  ],
  fees: [{
    from: null, until: null, mark: 'doubtful', source: 'HĐND cấp tỉnh quy định; 15.000 đồng mỗi bản là mức của Đà Nẵng năm 2025, tỉnh phải nạp mức của mình. Nộp trước khi nhận kết quả là đề xuất',
    value: {
      due: 'before-return',
      cases: [
        { amount: 0, applies: is('feeClass', 'merit', 'poor', 'disabled'), who: { vi: 'Gia đình có công với cách mạng, hộ nghèo, người khuyết tật', en: 'Families of merit, poor households, disabled people' } },
        {
          amount: 0, scale: { counted: { field: 'copies', least: 1, each: { vi: 'bản', en: 'original' } }, rates: [{ from: 1, amount: 15_000 }], most: null },
          who: { vi: 'Các trường hợp còn lại, mỗi bản', en: 'Everybody else, for each original' },
        },
      ],
    },
  }],
  legalBasis: [
    { vi: 'Luật Hộ tịch 60/2014/QH13 (từ 01/3/2027: Luật Hộ tịch 03/2026/QH16)', en: 'Law on Civil Status 60/2014/QH13 (from 1 March 2027: 03/2026/QH16)' },
    { vi: 'Nghị định 123/2015/NĐ-CP, Điều 21-23, và các nghị định sửa đổi', en: 'Decree 123/2015/NĐ-CP, arts. 21-23, as amended' },
    { vi: 'Thông tư 04/2020/TT-BTP, 01/2022/TT-BTP', en: 'Circulars 04/2020 and 01/2022 of the Ministry of Justice' },
  ],
  rules: [
    {
      field: 'copies', isBroken: ({ purpose, copies }) => purpose === 'marriage' && typeof copies === 'number' && copies > 1,
      words: { vi: 'Để kết hôn chỉ cấp 1 bản Giấy xác nhận tình trạng hôn nhân.', en: 'For a marriage only 1 certificate is issued.' },
    },
    {
      field: 'marriageWhere', isBroken: all(is('purpose', 'marriage'), is('marriageWhere', 'foreign-mission')),
      words: { vi: 'Không cấp giấy để kết hôn tại cơ quan đại diện nước ngoài ở Việt Nam.', en: 'No certificate is issued for a marriage at a foreign mission in Vietnam.' },
    },
    {
      field: 'marriageWithSex', isBroken: (application) => is('purpose', 'marriage')(application) && application['sex'] !== undefined && application['sex'] === application['marriageWithSex'],
      words: { vi: 'Không cấp giấy để kết hôn với người cùng giới tính.', en: 'No certificate is issued for a marriage of persons of the same sex.' },
    },
    {
      field: 'purpose', isBroken: (application) => is('purpose', 'marriage')(application) && is('maritalStatus', 'married')(application),
      words: { vi: 'Người đang có vợ hoặc chồng không được cấp giấy để kết hôn.', en: 'Who is married gets no certificate for a marriage.' },
    },
    {
      field: 'reissue', isBroken: (application) => is('reissue', 'lost')(application) && !is('purpose', 'marriage')(application),
      words: { vi: 'Trường hợp không nộp lại được giấy cũ chỉ áp dụng khi cấp lại để kết hôn.', en: 'The case of a lost certificate is only for a re-issue for a marriage.' },
    },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
