import type { Application, DocumentItem, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))

const portal = 'Cổng Dịch vụ công quốc gia 1.013225 (QĐ 56/QĐ-BXD)'
const decree217 = 'Luật Xây dựng 135/2025/QH15; NĐ 217/2026/NĐ-CP ngày 19/6/2026'
const decree175 = `NĐ 175/2024/NĐ-CP; ${portal}`
/** The law changed on this day; dossiers received before keep the earlier one. */
const [lastDay, firstDay] = ['2026-06-30', '2026-07-01']

const everywhere = ['online', 'counter', 'post'] as const

/** The papers are the same in both decrees, as far as they were seen; the application form's number is of the later one. */
const papers = (form: string): readonly DocumentItem[] => [
  {
    id: 'request', channels: ['counter', 'post'], template: form,
    name: { vi: 'Đơn đề nghị cấp giấy phép xây dựng', en: 'Application for a building permit' }, copies: { vi: '1 bản chính', en: '1 original' },
  },
  {
    id: 'land', channels: everywhere, isNeeded: (application) => !is('landData', 'yes')(application), accepts: ['KQ.G10.001148'],
    name: { vi: 'Một trong các giấy tờ chứng minh quyền sử dụng đất', en: 'One of the papers that prove the right to use the land' },
    copies: { vi: '1 bản chính, bản sao chứng thực hoặc bản điện tử hợp lệ', en: '1 original, certified copy or valid electronic copy' },
    when: { vi: 'Khi dữ liệu đất đai chưa có trong cơ sở dữ liệu quốc gia', en: 'Unless the land is in the national database' },
  },
  {
    id: 'drawings', channels: everywhere, signed: true,
    name: {
      vi: 'Bộ bản vẽ thiết kế: mặt bằng lô đất và vị trí, mặt bằng các tầng, mặt đứng, mặt cắt, móng, đấu nối hạ tầng',
      en: 'Drawings: plot and location, floor plans, elevations, sections, foundation, connections',
    },
    copies: { vi: '1 bộ, ký số của người thiết kế', en: '1 set, digitally signed by the designer' },
  },
  {
    id: 'adjacent-safety', channels: everywhere, isNeeded: is('adjacent', 'yes'),
    name: { vi: 'Bản cam kết bảo đảm an toàn công trình liền kề', en: 'Commitment to the safety of adjacent buildings' }, copies: { vi: '1 bản chính', en: '1 original' },
    when: { vi: 'Khi có công trình liền kề', en: 'When buildings stand right beside it' },
  },
  {
    id: 'fire-safety', channels: everywhere, isNeeded: is('fireSafety', 'yes'),
    name: { vi: 'Kết quả thủ tục về phòng cháy, chữa cháy', en: 'Result of the fire-safety procedure' }, copies: { vi: '1 bản', en: '1 copy' },
    when: { vi: 'Khi phải thẩm duyệt phòng cháy, chữa cháy', en: 'When fire-safety appraisal is required' },
  },
  {
    id: 'design-review', channels: everywhere, isNeeded: is('designReview', 'yes'),
    name: { vi: 'Báo cáo kết quả thẩm tra thiết kế', en: 'Design review report' }, copies: { vi: '1 bản', en: '1 copy' },
    when: { vi: 'Khi phải thẩm tra thiết kế', en: 'When a design review is required' },
  },
  {
    id: 'heritage', channels: everywhere, isNeeded: is('heritage', 'yes'),
    name: { vi: 'Ý kiến của cơ quan quản lý văn hóa', en: 'Opinion of the culture authority' }, copies: { vi: '1 bản', en: '1 copy' },
    when: { vi: 'Khi công trình ở khu vực di tích, danh thắng', en: 'When in a protected area of heritage' },
  },
]

/** P5: facts of the two decrees and the National Public Service Portal; doubts are marked where they are. */
export const buildingPermit = {
  id: 'building-permit',
  code: '1.013225',
  name: { vi: 'Cấp giấy phép xây dựng mới công trình cấp III, cấp IV và nhà ở riêng lẻ', en: 'New building permit for works of class III and IV and detached houses' },
  field: { vi: 'Hoạt động xây dựng', en: 'Construction' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Ủy ban nhân dân cấp xã', en: 'Commune People’s Committee' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'house', order: 2, why: { vi: 'Trước khi khởi công.', en: 'Before the work begins.' } },
    ],
  }],
  alsoCalled: ['giấy phép xây nhà', 'xây nhà', 'xin phép xây dựng', 'permit to build'],
  onlineLevel: [
    { from: null, until: '2026-06-30', mark: 'doubtful', source: 'Mức độ trước ngày 01/7/2026 chưa tìm thấy; nộp trực tuyến được theo Cổng Dịch vụ công quốc gia', value: { level: 'full' } },
    { from: firstDay, until: null, mark: 'published', source: `${decree217}, Điều 56.1`, value: { level: 'full' } },
  ],
  applicants: [
    { vi: 'Công dân là chủ đầu tư', en: 'Citizens who build' },
    { vi: 'Doanh nghiệp, tổ chức là chủ đầu tư', en: 'Enterprises and organisations that build' },
  ],
  conditions: [
    { vi: 'Phù hợp quy hoạch, mục đích sử dụng đất; bảo đảm an toàn công trình và công trình lân cận.', en: 'It agrees with planning and land use, and is safe for itself and its neighbours.' },
    { vi: 'Thông báo bổ sung chỉ một lần; chủ đầu tư có 02 ngày làm việc, quá hạn thì hồ sơ bị từ chối.', en: 'Completion is asked for once; the owner has 2 working days, after which the dossier is refused.' },
    { vi: 'Khởi công trong 12 tháng kể từ ngày được cấp giấy phép.', en: 'Building must begin within 12 months of the permit.' },
  ],
  channels: [
    { channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' }, text: { vi: 'Bản vẽ phải được ký số.', en: 'Drawings must be digitally signed.' } },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Trung tâm Phục vụ hành chính công', en: 'At the public administrative service centre' }, text: { vi: 'Chỉ khi hệ thống gặp sự cố.', en: 'Only when the system fails.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Chỉ khi hệ thống gặp sự cố.', en: 'Only when the system fails.' } },
  ],
  results: [{ code: 'KQ.G17.000311', name: { vi: 'Giấy phép xây dựng kèm bản vẽ đóng dấu', en: 'Building permit with stamped drawings' } }],
  documents: [
    { from: null, until: lastDay, mark: 'doubtful', source: `${decree175}: thành phần chưa thấy, lấy theo NĐ 217/2026/NĐ-CP`, value: papers('Mẫu 01 Phụ lục II NĐ 175/2024/NĐ-CP') },
    { from: firstDay, until: null, mark: 'published', source: `${decree217} (giấy tờ về đất: Điều 55)`, value: papers('Mẫu 01 Phụ lục II NĐ 217/2026/NĐ-CP') },
  ],
  limits: [
    {
      from: null, until: lastDay, mark: 'published', source: decree175,
      value: [
        { limit: { amount: 20, unit: 'calendar-day' }, applies: is('workKind', 'other'), words: { vi: '20 ngày với công trình khác', en: '20 days for other works' } },
        { limit: { amount: 15, unit: 'calendar-day' }, words: { vi: '15 ngày với nhà ở riêng lẻ', en: '15 days for a house' } },
      ],
    },
    {
      from: firstDay, until: null, mark: 'published', source: decree217,
      value: [
        { limit: { amount: 10, unit: 'working-day' }, applies: is('workKind', 'other'), words: { vi: '10 ngày làm việc với công trình khác', en: '10 working days for other works' } },
        { limit: { amount: 7, unit: 'working-day' }, words: { vi: '07 ngày làm việc với nhà ở riêng lẻ', en: '7 working days for a house' } },
      ],
    },
  ],
  consultation: [
    { from: null, until: lastDay, mark: 'published', source: `${decree175}: trả lời trong 12 ngày, không trả lời coi là đồng ý`, value: { within: { amount: 12, unit: 'calendar-day' }, silence: 'consent' } },
    { from: firstDay, until: null, mark: 'published', source: `${decree217}: trả lời trong 02 ngày làm việc, không trả lời coi là đồng ý`, value: { within: { amount: 2, unit: 'working-day' }, silence: 'consent' } },
  ],
  periods: {
    completion: [
      { from: null, until: lastDay, mark: 'doubtful', source: `${decree175}: không thấy quy định thời hạn cho chủ đầu tư`, value: null },
      { from: firstDay, until: null, mark: 'published', source: decree217, value: { amount: 2, unit: 'working-day' } },
    ],
  },
  fees: [
    {
      from: null, until: null, mark: 'doubtful', source: 'Lệ phí do HĐND cấp tỉnh quy định; mức thu chưa tìm thấy: tỉnh phải nhập trước khi dùng',
      value: { cases: [{ amount: 0, who: { vi: 'Mức thu do Hội đồng nhân dân cấp tỉnh quy định (chưa nhập)', en: 'Set by the provincial People’s Council (not entered yet)' } }] },
    },
  ],
  legalBasis: [
    { vi: 'Luật Xây dựng 135/2025/QH15', en: 'Law on Construction 135/2025/QH15' },
    { vi: 'Nghị định 217/2026/NĐ-CP ngày 19/6/2026', en: 'Decree 217/2026/NĐ-CP of 19 June 2026' },
    { vi: 'Nghị định 175/2024/NĐ-CP (hồ sơ tiếp nhận trước ngày 01/7/2026)', en: 'Decree 175/2024/NĐ-CP (dossiers received before 1 July 2026)' },
    { vi: 'Quyết định 56/QĐ-BXD', en: 'Decision 56/QĐ-BXD' },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
