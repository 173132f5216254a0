import type { FeeScale } from '../law/fee-scale.ts'
import type { Application, Procedure } from '../procedure.ts'

const is = (key: string, ...values: readonly string[]) => (application: Application) => values.includes(String(application[key]))

const portal = 'Cổng Dịch vụ công quốc gia 2.000815 (QĐ 3152/QĐ-BTP, 31/10/2025)'
const fees226 = 'TT 226/2016/TT-BTC, Điều 4'

/** One certified copy: 2.000 đồng a page, from the third page on 1.000, at most 200.000; pages of the original (TT 226/2016/TT-BTC, art. 4). */
export const perCopy = {
  counted: { field: 'pages', times: 'copies', rows: 'originals', mostRows: 5, each: { vi: 'trang', en: 'page' } },
  rates: [{ from: 1, amount: 2_000 }, { from: 3, amount: 1_000 }],
  most: 200_000,
} as const satisfies FeeScale

/** P4: facts of the National Public Service Portal and the texts it rests on. */
export const copyCertification = {
  id: 'copy-certification',
  code: '2.000815',
  name: {
    vi: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận',
    en: 'Certification of copies of originals issued or certified by Vietnamese authorities, foreign authorities, or both together',
  },
  field: { vi: 'Chứng thực', en: 'Certification' },
  level: { vi: 'Cấp xã', en: 'Commune' },
  decidingAgency: { vi: 'Ủy ban nhân dân cấp xã', en: 'Commune People’s Committee' },
  lifeEvents: [{
    from: null, until: null, mark: 'proposal', source: 'Đề xuất: nhóm theo sự kiện, TQ 246/QĐ-UBND, Điều 8.1b',
    value: [
      { event: 'work', order: 2, why: { vi: 'Bằng cấp, giấy tờ trong hồ sơ xin việc, nhập học.', en: 'Degrees and papers for an application.' } },
      { event: 'abroad', order: 3, why: { vi: 'Bản sao giấy tờ do Việt Nam cấp.', en: 'Copies of papers issued in Viet Nam.' } },
    ],
  }],
  alsoCalled: ['sao y bản chính', 'công chứng bản sao', 'photo công chứng', 'certified copy'],
  onlineLevel: [{
    from: null, until: null, mark: 'doubtful', source: `${portal}: chỉ nộp trực tiếp; Đồng Nai QĐ 2770/QĐ-UBND: một phần`,
    value: {
      level: 'information',
      why: { vi: 'Bản sao được đối chiếu với bản chính ngay tại quầy, nên người yêu cầu mang bản chính đến.', en: 'Copies are compared with the originals at the counter, so the originals are brought there.' },
    },
  }],
  applicants: [
    { vi: 'Công dân Việt Nam, người Việt Nam ở nước ngoài', en: 'Vietnamese citizens, Vietnamese abroad' },
    { vi: 'Tổ chức', en: 'Organisations' },
  ],
  conditions: [
    { vi: 'Xuất trình bản chính; không nộp bản chính.', en: 'The original is shown, not handed in.' },
    {
      vi: 'Không chứng thực khi bản chính bị tẩy xóa, sửa chữa, hư hỏng, không xác định được nội dung; đóng dấu mật; có nội dung trái pháp luật; giấy tờ nước ngoài chưa được hợp pháp hóa lãnh sự; giấy tờ cá nhân tự lập không có xác nhận.',
      en: 'Not certified: an original that is altered, damaged or unreadable, secret, or unlawful; a foreign paper that is not legalised; a private paper that nobody has confirmed.',
    },
  ],
  channels: [
    { channel: 'counter', name: { vi: 'Trực tiếp tại Bộ phận Một cửa', en: 'At the one-stop unit' }, text: { vi: 'Mang theo bản chính và bản sao, nếu đã chụp.', en: 'Bring the originals, and the copies if you have made them.' } },
  ],
  results: [{ code: 'KQ.G15.000021', name: { vi: 'Bản sao được chứng thực từ bản chính', en: 'Copies certified from the original' } }],
  documents: [{
    from: null, until: null, mark: 'published', source: `${portal}; NĐ 23/2015/NĐ-CP, Điều 20`,
    value: [
      {
        id: 'original', channels: ['counter'], name: { vi: 'Bản chính giấy tờ, văn bản', en: 'The original' }, copies: { vi: '1 bản chính, xuất trình để đối chiếu', en: '1 original, shown for comparison' },
      },
      {
        id: 'copies', channels: ['counter'], isNeeded: is('copiesBy', 'brought'),
        name: { vi: 'Bản sao cần chứng thực', en: 'The copies to be certified' }, copies: { vi: 'Số bản theo yêu cầu', en: 'As many as asked for' },
        when: { vi: 'Khi người yêu cầu tự chụp; nếu không, cơ quan chụp từ bản chính', en: 'When you have made them; otherwise the office copies the original' },
      },
      {
        id: 'legalisation', channels: ['counter'], isNeeded: is('foreign', 'yes'),
        name: { vi: 'Hợp pháp hóa lãnh sự trên giấy tờ nước ngoài', en: 'Legalisation of the foreign paper' }, copies: { vi: 'Trên bản chính', en: 'On the original' },
        when: { vi: 'Giấy tờ do nước ngoài cấp, trừ trường hợp được miễn', en: 'For papers of a foreign authority, unless exempt' },
      },
    ],
  }],
  limits: [{
    from: null, until: null, mark: 'published', source: `NĐ 23/2015/NĐ-CP, Điều 7, 21; ${portal}`,
    value: [
      {
        limit: { amount: 3, unit: 'same-day' }, applies: is('settleWithin', 'two-more-days'),
        words: { vi: 'kéo dài thêm không quá 2 ngày làm việc khi nhiều loại bản chính, nhiều trang, nhiều bản sao hoặc nội dung phức tạp, hoặc dài hơn theo thỏa thuận bằng văn bản', en: 'at most 2 working days more for many originals, pages or copies, or complex content, or longer as agreed in writing' },
      },
      {
        limit: { amount: 1, unit: 'same-day' },
        words: { vi: 'Trong ngày cơ quan tiếp nhận yêu cầu, hoặc ngày làm việc tiếp theo nếu tiếp nhận sau 15 giờ', en: 'Within the day of reception, or the next working day when received after 15:00' },
      },
    ],
  }],
  agreedTime: { from: null, until: null, mark: 'published', source: 'NĐ 23/2015/NĐ-CP, Điều 21', value: { basis: 'NĐ 23/2015/NĐ-CP, Điều 21' } },
  fees: [{
    from: null, until: null, mark: 'published', source: `${fees226}; nộp rồi nhận kết quả: ${portal}`,
    value: {
      due: 'before-return',
      cases: [{
        amount: 0, scale: perCopy,
        who: { vi: 'Mỗi trang; từ trang thứ 3 trở lên 1.000 đồng mỗi trang, tối đa 200.000 đồng mỗi bản (trang của bản chính)', en: 'Per page; from the 3rd page on 1,000 đồng a page, at most 200,000 đồng a copy (pages of the original)' },
      }],
    },
  }],
  slip: [{ from: null, until: null, mark: 'published', source: 'QĐ 45/2023/QĐ-UBND (Bến Tre), Điều 15.4', value: 'on-request' }],
  legalBasis: [
    { vi: 'Nghị định 23/2015/NĐ-CP, sửa đổi bởi Nghị định 07/2025/NĐ-CP, 280/2025/NĐ-CP', en: 'Decree 23/2015/NĐ-CP, amended by 07/2025 and 280/2025' },
    { vi: 'Thông tư 01/2020/TT-BTP', en: 'Circular 01/2020/TT-BTP' },
    { vi: 'Thông tư 226/2016/TT-BTC, 257/2016/TT-BTC, 264/2016/TT-BTC', en: 'Circulars 226, 257 and 264/2016/TT-BTC' },
  ],
  applicationForm: 'application',
} as const satisfies Procedure
