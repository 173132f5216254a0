import type { Mark } from '../../processes/law/figures.ts'
import { fillText, type Language, type Text } from '../../processes/text.ts'

/** The words of the open figures and of ratings (requirements A4, A6). */
const texts = {
  'title': { vi: 'Số liệu giải quyết thủ tục hành chính', en: 'How dossiers are settled: open figures' },
  'lead': {
    vi: 'Mỗi hồ sơ được đếm một lần, ngay khi được tiếp nhận và khi có kết quả. Số liệu tự cập nhật, không ai nhập tay.',
    en: 'Every dossier is counted once, when it is received and when it has its result. The figures come from the work itself; nobody types them in.',
  },
  'updated': { vi: 'Số liệu thay đổi lần cuối: {{at}}', en: 'The figures last changed at {{at}}' },
  'year': { vi: 'Năm', en: 'Year' },
  'month': { vi: 'Tháng', en: 'Month' },
  'whole-year': { vi: 'Cả năm', en: 'Whole year' },
  'month-of': { vi: 'Tháng {{month}}', en: 'Month {{month}}' },
  'month-of-year': { vi: 'Tháng {{month}} năm {{year}}', en: 'Month {{month}} of {{year}}' },
  'year-of': { vi: 'Năm {{year}}', en: 'Year {{year}}' },
  'scope': { vi: 'Phạm vi', en: 'Of what' },
  'province': { vi: 'Toàn tỉnh', en: 'Whole province' },
  'agencies': { vi: 'Cơ quan giải quyết', en: 'Deciding agency' },
  'fields': { vi: 'Lĩnh vực (toàn tỉnh)', en: 'Field (whole province)' },
  'procedures': { vi: 'Thủ tục (toàn tỉnh)', en: 'Procedure (whole province)' },
  'show': { vi: 'Xem số liệu', en: 'Show the figures' },
  'none': { vi: 'Chưa có số liệu', en: 'There are no figures yet' },
  'none-text': { vi: 'Số liệu có ở đây ngay khi hồ sơ đầu tiên được tiếp nhận.', en: 'Figures stand here as soon as the first dossier is received.' },
  'received': { vi: 'Đã tiếp nhận', en: 'Received' },
  'online': { vi: 'Nộp trực tuyến', en: 'Filed online' },
  'settled': { vi: 'Đã giải quyết', en: 'Settled' },
  'early': { vi: 'Trước hạn', en: 'Early' },
  'on-time': { vi: 'Đúng hạn', en: 'On time' },
  'overdue': { vi: 'Quá hạn', en: 'Overdue' },
  'by-appointment': { vi: 'Quá hạn ban đầu, kịp hẹn lại', en: 'Overdue, but by the new date' },
  'refused': { vi: 'Từ chối tiếp nhận', en: 'Refused at reception' },
  'stopped': { vi: 'Dừng theo đề nghị', en: 'Stopped on request' },
  'open': { vi: 'Đang giải quyết', en: 'Being settled now' },
  'open-overdue': { vi: 'Đang giải quyết, đã quá hạn', en: 'Being settled, overdue' },
  'online-share': { vi: '{{share}} nộp trực tuyến', en: '{{share}} filed online' },
  'in-time-share': { vi: '{{share}} trước hạn và đúng hạn', en: '{{share}} early or on time' },
  'overdue-share': { vi: '{{share}} số đã giải quyết', en: '{{share}} of those settled' },
  'overdue-mended': { vi: '{{share}} số đã giải quyết; {{count}} kịp ngày hẹn lại', en: '{{share}} of those settled; {{count}} by the new date' },
  'open-note': { vi: 'hiện nay; {{count}} đã quá hạn', en: 'at present; {{count}} of them overdue' },
  'by-month': { vi: 'Theo tháng', en: 'By month' },
  'by-agency': { vi: 'Theo cơ quan giải quyết', en: 'By deciding agency' },
  'by-procedure': { vi: 'Theo lĩnh vực và thủ tục, toàn tỉnh', en: 'By field and procedure, whole province' },
  'agency': { vi: 'Cơ quan', en: 'Agency' },
  'procedure': { vi: 'Thủ tục', en: 'Procedure' },
  'total': { vi: 'Cộng', en: 'Total' },
  'dossiers': { vi: 'hồ sơ', en: 'dossiers' },
  'chart-months': { vi: 'Biểu đồ: hồ sơ đã tiếp nhận và đã giải quyết theo tháng, {{scope}}, {{period}}. Bảng ngay bên dưới có cùng số liệu.', en: 'Chart: dossiers received and settled by month, {{scope}}, {{period}}. The table below has the same figures.' },
  'chart-agencies': { vi: 'Biểu đồ: hồ sơ đã giải quyết theo cơ quan, {{period}}. Bảng ngay bên dưới có cùng số liệu.', en: 'Chart: dossiers settled by agency, {{period}}. The table below has the same figures.' },
  'chart-ratings': { vi: 'Biểu đồ: mức độ hài lòng, {{scope}}, {{period}}. Bảng ngay bên dưới có cùng số liệu.', en: 'Chart: satisfaction, {{scope}}, {{period}}. The table below has the same figures.' },
  'others': { vi: 'Cơ quan khác', en: 'Others' },
  'ratings': { vi: 'Mức độ hài lòng', en: 'Satisfaction' },
  'ratings-count': { vi: '{{count}} đánh giá trong kỳ.', en: '{{count}} ratings in this period.' },
  'ratings-none': {
    vi: 'Chưa đủ đánh giá để công bố. Đánh giá của mỗi cơ quan được cộng theo từng nhóm ít nhất {{least}}, để không ai đoán được một người đã chấm gì.',
    en: 'There are not enough ratings to publish. Those of an agency are added in groups of at least {{least}}, so that nobody can guess what one person gave.',
  },
  'ratings-not-by-procedure': { vi: 'Đánh giá được công bố theo cơ quan và toàn tỉnh, không theo thủ tục, để không lộ ý kiến của từng người.', en: 'Ratings are published by agency and for the province, not by procedure, so that no single person’s opinion shows.' },
  'rating-question': { vi: 'Nội dung', en: 'What was rated' },
  'rating-mean': { vi: 'Trung bình (trên 5)', en: 'Mean (of 5)' },
  'timeliness': { vi: 'Tiến độ giải quyết', en: 'Timeliness' },
  'service': { vi: 'Chất lượng, thái độ phục vụ', en: 'Quality and attitude' },
  'definitions': { vi: 'Các con số này nghĩa là gì', en: 'What these numbers mean' },
  'source': { vi: 'Nguồn: {{source}}', en: 'Source: {{source}}' },
  'data': { vi: 'Dữ liệu mở', en: 'Open data' },
  'data-lead': {
    vi: 'Cùng số liệu này, theo tháng, cho máy đọc. Địa chỉ không thay đổi; mỗi cột được mô tả trong tệp mô tả. Ai cũng được dùng, kể cả cho mục đích thương mại, khi ghi rõ nguồn ({{licence}}).',
    en: 'The same figures by month, for machines. The addresses stay; the descriptor explains each column. Everybody may use them, also commercially, naming the source ({{licence}}).',
  },
  'data-agencies': { vi: 'Theo tháng và cơ quan, năm {{year}}', en: 'By month and agency, {{year}}' },
  'data-procedures': { vi: 'Theo tháng và thủ tục, năm {{year}}', en: 'By month and procedure, {{year}}' },
  'data-ratings': { vi: 'Đánh giá theo tháng và cơ quan, năm {{year}}', en: 'Ratings by month and agency, {{year}}' },
  'data-descriptor': { vi: 'Tệp mô tả (Data Package)', en: 'Descriptor (Data Package)' },
  'desk-lead': { vi: 'Chọn một con số để xem các hồ sơ tạo nên nó.', en: 'Choose a number to see the dossiers that make it up.' },
  'desk-title': { vi: 'Số liệu', en: 'Figures' },
  'desk-all-procedures': { vi: 'Mọi thủ tục', en: 'All procedures' },
  'behind': { vi: '{{measure}}: các hồ sơ', en: '{{measure}}: the dossiers' },
  'behind-back': { vi: 'Về số liệu', en: 'Back to the figures' },
  'behind-none': { vi: 'Không có hồ sơ nào.', en: 'There are none.' },
  'behind-next': { vi: 'Trang sau', en: 'Next page' },
  'behind-code': { vi: 'Mã hồ sơ', en: 'Code' },
  'behind-state': { vi: 'Tình trạng', en: 'State' },
  'behind-received': { vi: 'Tiếp nhận', en: 'Received' },
  'behind-due': { vi: 'Hạn ban đầu', en: 'Original due date' },
  'behind-settled': { vi: 'Có kết quả', en: 'Settled' },
  'to-ratings': { vi: 'Ý kiến đánh giá của người dân', en: 'What people said' },
  'remarks-title': { vi: 'Ý kiến đánh giá', en: 'Ratings and remarks' },
  'remarks-lead': {
    vi: 'Đánh giá được giữ tách khỏi hồ sơ: không ai thấy ai đã viết. Ý kiến chỉ để người đứng đầu Bộ phận Một cửa và quản trị đọc, không công bố.',
    en: 'Ratings are kept apart from dossiers: nobody sees who wrote them. Remarks are for the heads of one-stop units and administrators to read; they are never published.',
  },
  'remarks-none': { vi: 'Chưa có đánh giá nào.', en: 'There are no ratings yet.' },
  'remark': { vi: 'Ý kiến', en: 'Remark' },
  'rate-title': { vi: 'Ông/bà hài lòng đến mức nào?', en: 'How satisfied are you?' },
  'rate-lead': {
    vi: 'Đánh giá được giữ tách khỏi hồ sơ và họ tên của quý vị; kết quả hồ sơ không thay đổi. Mỗi hồ sơ đánh giá một lần, gửi rồi không sửa được.',
    en: 'Your rating is kept apart from your dossier and your name, and changes nothing about the result. Each dossier is rated once; what is sent cannot be changed.',
  },
  'rate-remark-hint': { vi: 'Người đứng đầu Bộ phận Một cửa đọc ý kiến này. Không ghi họ tên, số giấy tờ.', en: 'The head of the one-stop unit reads it. Leave out names and numbers.' },
  'rate-invite': {
    vi: 'Hồ sơ đã kết thúc. Mời quý vị đánh giá tiến độ và chất lượng phục vụ; mất chưa đến một phút.',
    en: 'Your dossier is closed. Please rate how timely and how good the service was; it takes less than a minute.',
  },
  'rate-open': { vi: 'Đánh giá', en: 'Rate it' },
  'rate-submit': { vi: 'Gửi đánh giá', en: 'Send the rating' },
  'rate-sent': { vi: 'Cảm ơn đánh giá của quý vị.', en: 'Thank you for your rating.' },
  'rate-again': { vi: 'Hồ sơ này đã được đánh giá.', en: 'This dossier was rated before.' },
  'rate-not-yet': { vi: 'Hồ sơ chưa kết thúc nên chưa đánh giá được.', en: 'The dossier is not closed yet and cannot be rated.' },
} as const satisfies Record<string, Text>

export type FigureMessage = keyof typeof texts

export const sayFigures = (key: FigureMessage, language: Language, params: Readonly<Record<string, string | number>> = {}): string =>
  fillText(texts[key][language], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])))

/** The marks in words, the best first. */
export const markNames = {
  5: { vi: 'Rất hài lòng', en: 'Very satisfied' },
  4: { vi: 'Hài lòng', en: 'Satisfied' },
  3: { vi: 'Bình thường', en: 'Neither' },
  2: { vi: 'Không hài lòng', en: 'Dissatisfied' },
  1: { vi: 'Rất không hài lòng', en: 'Very dissatisfied' },
} as const satisfies Record<Mark, Text>

export type Term = 'received' | 'online' | 'settled' | 'early' | 'on-time' | 'overdue' | 'by-appointment' | 'refused' | 'stopped' | 'open' | 'ratings'

const law = 'TQ 8.2a (QĐ 246/QĐ-UBND), TQ-STP 5.2a (QĐ 196/QĐ-STP), TH 5.2 (QĐ 27/2019/QĐ-UBND)'
const cited = (articles: string): Text => ({ vi: articles, en: articles })
const read = (articles: string): Text => ({
  vi: articles ? `${articles}; cách tính cụ thể là cách hiểu của hệ thống` : 'cách hiểu của hệ thống',
  en: articles ? `${articles}; how exactly it is counted is this system’s reading` : 'this system’s reading',
})

/** What each number means, with where that is from. Where the regulations say no more than a word, the reading is ours and said to be. */
export const definitions: Readonly<Record<Term, { readonly words: Text, readonly source: Text }>> = {
  'received': {
    words: {
      vi: 'Hồ sơ được tiếp nhận trong kỳ, bằng bất cứ cách nộp nào; tính cho cơ quan giải quyết. Hồ sơ mới nộp, chưa tiếp nhận thì chưa tính. Hồ sơ của cơ quan đã kết thúc hoạt động tính cho cơ quan kế thừa.',
      en: 'Dossiers received in the period, however they were filed; counted for the agency that decides. What is filed and not received yet does not count. Dossiers of an agency that has ended count for its successor.',
    },
    source: cited(law),
  },
  'online': { words: { vi: 'Trong số đã tiếp nhận, hồ sơ được nộp trực tuyến.', en: 'Of those received, the ones that were filed online.' }, source: cited('TQ 8.2b, TQ-STP 5.2b') },
  'settled': { words: { vi: 'Hồ sơ có kết quả giải quyết trong kỳ, được cấp hay không; kể cả hồ sơ tiếp nhận từ kỳ trước.', en: 'Dossiers whose result was decided in the period, granted or not; also those received before it.' }, source: cited(law) },
  'early': {
    words: { vi: 'Có kết quả từ trước ngày hẹn trả ban đầu.', en: 'Decided on a day before the original due date.' }, source: read(law),
  },
  'on-time': {
    words: { vi: 'Có kết quả trong ngày hẹn trả ban đầu, không muộn hơn giờ hẹn.', en: 'Decided on the day of the original due date, not after its hour.' }, source: read(law),
  },
  'overdue': {
    words: { vi: 'Có kết quả sau ngày giờ hẹn trả ban đầu, kể cả khi đã xin lỗi và hẹn lại.', en: 'Decided after the original due date and hour, also when an apology gave a new date.' }, source: cited(`${law}; BT 17.9 (QĐ 45/2023/QĐ-UBND)`),
  },
  'by-appointment': {
    words: { vi: 'Trong số quá hạn, hồ sơ có kết quả kịp ngày hẹn lại duy nhất.', en: 'Of those overdue, the ones decided by the one new date that was given.' }, source: cited('BT 17.9'),
  },
  'refused': { words: { vi: 'Không được tiếp nhận, có phiếu từ chối nêu lý do; không nằm trong số đã tiếp nhận.', en: 'Not received, with a slip that says why; not among those received.' }, source: cited('BT 15.1-15.3') },
  'stopped': { words: { vi: 'Đã tiếp nhận rồi dừng giải quyết theo đề nghị của người nộp.', en: 'Received, then stopped because the applicant asked for it.' }, source: cited('NĐ 118/2025/NĐ-CP, điều 21') },
  'open': { words: { vi: 'Đã tiếp nhận, hiện chưa có kết quả; quá hạn là đã qua ngày hẹn mà chưa có kết quả.', en: 'Received and without a result at present; overdue when a due date has passed.' }, source: read('') },
  'ratings': {
    words: {
      vi: 'Người nộp chấm từ 1 đến 5 trên trang hồ sơ của mình, mỗi hồ sơ một lần, sau khi hồ sơ kết thúc. Cộng vào tháng đủ nhóm, không phải tháng chấm.',
      en: 'Applicants give 1 to 5 on the page of their own dossier, once, after it is closed. They count in the month in which a group is complete, not in the month in which they were given.',
    },
    source: cited('TQ 9.2, TN 7.5, BT 5.1d'),
  },
}
