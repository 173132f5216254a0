import type { Application, Channel, DocumentItem, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))
/** A special case that the applicant ticked; the answer is a list. */
const ticked = (value: string) => (application: Application) => [application['cases']].flat().includes(value)

const portal = 'Cổng Dịch vụ công quốc gia 1.013978 (QĐ 3380/QĐ-BNNMT ngày 25/8/2025)'
const dt138 = 'Đồng Tháp, QĐ 138/2025/QĐ-UBND, Điều 51'
const channels: readonly Channel[] = ['online', 'counter', 'post']
const originalAndCopy = { vi: '1 bản chính và 1 bản sao', en: '1 original and 1 copy' }

const paper = (id: string, vi: string, en: string, when: DocumentItem['when'], isNeeded: NonNullable<DocumentItem['isNeeded']>): DocumentItem =>
  ({ id, channels, name: { vi, en }, copies: originalAndCopy, ...(when && { when }), isNeeded })

/**
 * P6: the first certificate of rights to land, joint across levels: the commune leads and decides, the branch of the land registration office and the tax
 * office have their parts. Facts of the National Public Service Portal; limits and appointments as in the decisions of Đồng Tháp and Đồng Nai.
 */
export const firstLandCertificate = {
  id: 'first-land-certificate',
  code: '1.013978',
  name: {
    vi: 'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu đối với hộ gia đình, cá nhân, cộng đồng dân cư, người gốc Việt Nam định cư ở nước ngoài',
    en: 'Registration of land and assets on it, first certificate of rights, for households, individuals, communities and people of Vietnamese origin living abroad',
  },
  field: { vi: 'Đất đai', en: 'Land' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Chủ tịch Ủy ban nhân dân cấp xã', en: 'Chairperson of the commune People’s Committee' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'house', order: 1, why: { vi: 'Khi đất chưa có giấy chứng nhận.', en: 'When the land has no certificate yet.' } },
    ],
  }],
  alsoCalled: ['sổ đỏ', 'làm sổ đỏ', 'sổ hồng', 'giấy chứng nhận quyền sử dụng đất', 'land title'],
  onlineLevel: [{
    from: '2025-07-01', until: null, mark: 'doubtful', source: `${portal}: nộp trực tuyến, trả bản chính khi nhận kết quả; mức độ không ghi`,
    value: {
      level: 'partial',
      inPerson: { vi: 'Nộp bản chính giấy tờ khi đến nhận kết quả.', en: 'Hand in the original papers when you come for the result.' },
    },
  }],
  applicants: [
    { vi: 'Hộ gia đình, cá nhân đang sử dụng đất', en: 'Households and individuals who use land' },
    { vi: 'Cộng đồng dân cư', en: 'Communities' },
    { vi: 'Người gốc Việt Nam định cư ở nước ngoài', en: 'People of Vietnamese origin living abroad' },
  ],
  conditions: [
    { vi: 'Đất sử dụng ổn định, không có tranh chấp, phù hợp quy hoạch hoặc thuộc trường hợp Luật Đất đai cho phép.', en: 'The land is in steady use, undisputed, and in accordance with planning or a case that the Land Law admits.' },
    { vi: 'Kết quả kiểm tra được niêm yết công khai 15 ngày tại trụ sở Ủy ban nhân dân cấp xã và khu dân cư.', en: 'The outcome of the check is posted publicly for 15 days at the commune’s office and in the neighbourhood.' },
    { vi: 'Hoàn thành nghĩa vụ tài chính, được miễn hoặc được ghi nợ trước khi cấp Giấy chứng nhận.', en: 'What is to be paid is paid, waived or recorded as a debt before the certificate is issued.' },
  ],
  channels: [
    { channel: 'online', name: { vi: 'Trực tuyến', en: 'Online' }, text: { vi: 'Quét bản chính hoặc bản sao chứng thực; nộp bản chính khi nhận kết quả.', en: 'Scans of originals or certified copies; originals are handed over when the result is collected.' } },
    { channel: 'counter', name: { vi: 'Trực tiếp tại Trung tâm Phục vụ hành chính công', en: 'At the public administrative service centre' }, text: { vi: 'Nộp tại bất kỳ trung tâm nào của tỉnh; hồ sơ chuyển về xã nơi có đất.', en: 'At any centre of the province; the dossier passes to the commune of the land.' } },
    { channel: 'post', name: { vi: 'Bưu chính công ích', en: 'By public post' }, text: { vi: 'Gửi kèm bản sao đã chứng thực.', en: 'With certified copies.' } },
  ],
  partners: ['land-office', 'tax'],
  posted: ['plotNumber', 'mapSheet', 'plotAddress', 'area', 'landUse', 'useSince', 'origin'],
  results: [
    { code: 'KQ.G10.001148', applies: (application) => !is('landRequest', 'registration')(application), name: { vi: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất', en: 'Certificate of land use rights and ownership of assets on land' } },
    { code: 'KQ.G10.000921', name: { vi: 'Thông báo xác nhận kết quả đăng ký đất đai (Mẫu 16)', en: 'Notice of the registration of land (form 16)' } },
  ],
  documents: [
    {
      from: '2025-07-01', until: null, mark: 'published', source: portal,
      value: [
        paper('land-papers', 'Một trong các giấy tờ về quyền sử dụng đất (Điều 137, 148, 149 Luật Đất đai), sơ đồ nhà ở nếu có', 'One of the papers on the right to the land (Land Law, arts. 137, 148, 149), sketch of the house if any',
          { vi: 'Khi có giấy tờ', en: 'When there are such papers' }, is('landPapers', 'yes')),
        paper('asset-papers', 'Giấy tờ về nhà ở, công trình; chưa có thì hồ sơ thiết kế', 'Papers of the house or works, else the design file', { vi: 'Khi đăng ký nhà ở, công trình', en: 'When a house or works are registered' }, is('hasAsset', 'yes')),
        paper('inheritance', 'Giấy tờ về thừa kế', 'Papers of the inheritance', { vi: 'Khi nhận thừa kế chưa đăng ký', en: 'For an inheritance not registered yet' }, ticked('inheritance')),
        paper('unregistered-transfer', 'Giấy tờ chuyển quyền có chữ ký hai bên', 'Transfer papers signed by both sides', { vi: 'Khi nhận chuyển quyền chưa đăng ký', en: 'For a transfer not registered yet' }, ticked('unregistered-transfer')),
        paper('wrong-authority', 'Giấy tờ về đất giao không đúng thẩm quyền (Điều 140 Luật Đất đai)', 'Papers of an allocation without power (Land Law, art. 140)', { vi: 'Khi đất giao không đúng thẩm quyền', en: 'For such an allocation' }, ticked('wrong-authority')),
        paper('survey', 'Mảnh trích đo bản đồ địa chính', 'Survey extract', { vi: 'Khi đã có', en: 'If there is one' }, ticked('survey')),
        paper('violation', 'Quyết định xử phạt và chứng từ nộp phạt', 'Decision on the fine and its receipt', { vi: 'Khi đã bị xử phạt vi phạm về đất đai', en: 'When a fine was paid for a violation' }, ticked('violation')),
        paper('easement', 'Hợp đồng, văn bản về quyền đối với thửa đất liền kề', 'Agreement on the easement', { vi: 'Khi có quyền đối với thửa đất liền kề', en: 'For an easement' }, ticked('easement')),
        paper('financial-duty', 'Chứng từ thực hiện nghĩa vụ tài chính, giấy tờ miễn, giảm, ghi nợ', 'Proof of payment, exemption, reduction or debt', { vi: 'Khi đã nộp hoặc thuộc diện miễn, giảm, ghi nợ', en: 'When paid already, or exemption, reduction or debt is asked for' }, ticked('exemption')),
        paper('joint-users', 'Văn bản xác định các thành viên có chung quyền sử dụng đất', 'List of those who share the right', { vi: 'Khi đất của hộ gia đình hoặc nhiều người', en: 'For a household or several users' }, is('jointUsers', 'yes')),
        paper('representation', 'Văn bản về việc đại diện, ủy quyền', 'Papers of representation or authorisation', { vi: 'Khi nộp qua người đại diện', en: 'When a representative files' }, is('onBehalf', 'authorised')),
      ],
    },
  ],
  limits: [
    {
      from: '2025-07-01', until: null, mark: 'doubtful',
      source: `${dt138}.1 (17 ngày), Điều 51.2 (20 ngày: hẹn lần 1 sau 15 ngày, hẹn lần 2 sau 5 ngày, Điều 5.3); Đồng Nai, QĐ 2228/QĐ-UBND (27, 30 ngày); chia 25 và 5 ngày ở vùng khó khăn là đề xuất`,
      value: [
        {
          limit: { amount: 27, unit: 'working-day' }, applies: (application) => is('landRequest', 'registration')(application) && is('difficultArea', 'yes')(application),
          words: { vi: '27 ngày làm việc khi chỉ đăng ký, ở vùng khó khăn', en: '27 working days for registration only, in a difficult area' },
        },
        {
          limit: { amount: 17, unit: 'working-day' }, applies: is('landRequest', 'registration'),
          words: { vi: '17 ngày làm việc khi chỉ đăng ký đất đai', en: '17 working days for registration only' },
        },
        {
          limit: { amount: 30, unit: 'working-day' }, applies: is('difficultArea', 'yes'),
          words: { vi: '30 ngày làm việc khi cấp Giấy chứng nhận, ở vùng khó khăn', en: '30 working days with a certificate, in a difficult area' },
          appointments: {
            first: { amount: 25, unit: 'working-day' }, second: { amount: 5, unit: 'working-day' },
            words: { vi: '5 ngày làm việc kể từ khi có chứng từ thực hiện nghĩa vụ tài chính', en: '5 working days from the proof of payment' },
          },
        },
        {
          limit: { amount: 20, unit: 'working-day' },
          words: {
            vi: '20 ngày làm việc khi cấp Giấy chứng nhận: 15 ngày đến khi chuyển thông tin cho cơ quan thuế, 5 ngày từ khi có chứng từ nộp tiền; không kể thời gian xác định và nộp tiền',
            en: '20 working days with a certificate: 15 until the information goes to the tax office, 5 from the proof of payment; the time of determining and paying the duty is not counted',
          },
          appointments: {
            first: { amount: 15, unit: 'working-day' }, second: { amount: 5, unit: 'working-day' },
            words: { vi: '5 ngày làm việc kể từ khi có chứng từ thực hiện nghĩa vụ tài chính', en: '5 working days from the proof of payment' },
          },
        },
      ],
    },
  ],
  fees: [
    {
      from: '2025-07-01', until: null, mark: 'doubtful',
      source: 'Đồng Nai, NQ 21/2024/NQ-HĐND: phí thẩm định 880.000, 980.000 hoặc 1.250.000 đồng (trực tuyến bằng 95%), cách chia ba mức chưa rõ nên lấy mức thấp nhất; mỗi tỉnh có nghị quyết riêng; chưa kể tiền sử dụng đất, lệ phí trước bạ. Thu khi trả kết quả: Đồng Tháp, QĐ 138/2025/QĐ-UBND, Điều 51.2',
      value: {
        due: 'before-return',
        cases: [{ amount: 880_000, who: { vi: 'Phí thẩm định hồ sơ, mức thấp nhất', en: 'Fee of the appraisal, lowest class' } }],
      },
    },
  ],
  legalBasis: [
    { vi: 'Luật Đất đai 31/2024/QH15', en: 'Land Law 31/2024/QH15' },
    { vi: 'Nghị định 101/2024/NĐ-CP, 103/2024/NĐ-CP', en: 'Decrees 101/2024/NĐ-CP and 103/2024/NĐ-CP' },
    { vi: 'Nghị định 151/2025/NĐ-CP, 226/2025/NĐ-CP', en: 'Decrees 151/2025/NĐ-CP and 226/2025/NĐ-CP' },
    { vi: 'Nghị định 49/2026/NĐ-CP, 50/2026/NĐ-CP', en: 'Decrees 49/2026/NĐ-CP and 50/2026/NĐ-CP' },
    { vi: 'Quyết định 3380/QĐ-BNNMT ngày 25/8/2025', en: 'Decision 3380/QĐ-BNNMT of 25 August 2025' },
  ],
  rules: [
    {
      field: 'originText', isBroken: ({ originText, landPapers }) => landPapers === 'no' && String(originText ?? '').trim().length < 20,
      words: {
        vi: 'Không có giấy tờ thì nguồn gốc phải được kể rõ: nhận của ai, từ năm nào, sử dụng thế nào đến nay.',
        en: 'Without papers, tell the origin in full: from whom, since which year, and how it was used until now.',
      },
    },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
