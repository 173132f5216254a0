import type { ReportColumn } from '../../processes/law/report-counts.ts'
import type { PeriodKind } from '../../processes/law/reporting.ts'
import { fillText, type Language, type Text } from '../../processes/text.ts'

export const levelNames = {
  province: { vi: 'Cấp tỉnh', en: 'Province' }, district: { vi: 'Cấp huyện (trước 01/7/2025)', en: 'Districts (before 1 July 2025)' }, commune: { vi: 'Cấp xã', en: 'Communes' },
} as const satisfies Record<string, Text>

export const periodKindNames = {
  month: { vi: 'Tháng', en: 'Month' }, quarter: { vi: 'Quý', en: 'Quarter' }, half: { vi: '6 tháng', en: 'Half year' }, year: { vi: 'Cả năm', en: 'Whole year' },
} as const satisfies Record<PeriodKind, Text>

/** Columns as they stand under the words of their group, and as they stand alone. */
export const columnNames = {
  'carried': { vi: 'Kỳ trước chuyển sang', en: 'Carried over' },
  'received': { vi: 'Tiếp nhận', en: 'Received' },
  'online': { vi: 'Trực tuyến', en: 'Online' },
  'direct': { vi: 'Trực tiếp', en: 'At the counter' },
  'post': { vi: 'Bưu chính, thư', en: 'By post or mail' },
  'settled': { vi: 'Đã giải quyết', en: 'Settled' },
  'early': { vi: 'Trước hạn', en: 'Early' },
  'on-time': { vi: 'Đúng hạn', en: 'On time' },
  'overdue': { vi: 'Quá hạn', en: 'Overdue' },
  'under-way': { vi: 'Đang giải quyết', en: 'Under way' },
  'in-time': { vi: 'Trong hạn', en: 'In time' },
  'late': { vi: 'Đã quá hạn', en: 'Overdue now' },
  'stopped': { vi: 'Dừng theo đề nghị', en: 'Stopped on request' },
  'refused': { vi: 'Từ chối tiếp nhận', en: 'Refused at reception' },
  'denied': { vi: 'Kết quả: không đủ điều kiện', en: 'Result: not granted' },
} as const satisfies Record<ReportColumn, Text>

export const reportTexts = {
  'title': { vi: 'Báo cáo giải quyết thủ tục hành chính', en: 'Reports on dossiers' },
  'lead': {
    vi: 'Chọn kỳ, phạm vi và cách chia. Mỗi số mở danh sách hồ sơ của nó. Kỳ đã kết thúc thì người đứng đầu công bố, và bản đã công bố không đổi nữa.',
    en: 'Choose a period, of which agencies, and by what. Each number opens the list of its dossiers. Once a period is over its head publishes the report, which then stays as it is.',
  },
  'province': { vi: 'Toàn tỉnh', en: 'Whole province' },
  'year': { vi: 'Năm', en: 'Year' },
  'period': { vi: 'Kỳ báo cáo', en: 'Period' },
  'scope': { vi: 'Phạm vi', en: 'Of what' },
  'by': { vi: 'Chia theo', en: 'By' },
  'by-agency': { vi: 'Cơ quan giải quyết', en: 'Deciding agency' },
  'by-level': { vi: 'Cấp hành chính', en: 'Level' },
  'by-field': { vi: 'Lĩnh vực', en: 'Field' },
  'by-procedure': { vi: 'Thủ tục', en: 'Procedure' },
  'by-channel': { vi: 'Cách nộp', en: 'Way in' },
  'show': { vi: 'Xem báo cáo', en: 'Show the report' },
  'from-to': { vi: 'Từ {{from}} đến hết {{to}}', en: 'From {{from}} to the end of {{to}}' },
  'running': { vi: 'Kỳ chưa kết thúc: số liệu đến hiện tại.', en: 'The period is not over: figures so far.' },
  'total': { vi: 'Cộng', en: 'Total' },
  'none': { vi: 'Không có hồ sơ nào trong kỳ này', en: 'There is no dossier in this period' },
  'none-text': { vi: 'Không có hồ sơ chuyển sang, tiếp nhận hoặc giải quyết. Chọn kỳ hoặc phạm vi khác ở trên.', en: 'None was carried over, received or settled. Choose another period or other agencies above.' },
  'balance': {
    vi: 'Kỳ trước chuyển sang + tiếp nhận = đã giải quyết + đang giải quyết cuối kỳ + dừng theo đề nghị. Từ chối tiếp nhận không nằm trong số đã tiếp nhận; không đủ điều kiện nằm trong số đã giải quyết. Quá hạn tính theo ngày hẹn trả ban đầu; hồ sơ không có thời hạn được tính đúng hạn.',
    en: 'Carried over + received = settled + under way at the end + stopped on request. Those refused at reception were not received; those not granted are among the settled. Overdue goes by the original due date; a dossier without a limit counts as on time.',
  },
  'file-xlsx': { vi: 'Tải bảng tính (XLSX)', en: 'Spreadsheet (XLSX)' },
  'file-pdf': { vi: 'Tải bản in (PDF)', en: 'Print (PDF)' },
  'ratings': { vi: 'Mức độ hài lòng', en: 'Satisfaction' },
  'rated': { vi: 'Số đánh giá', en: 'Ratings' },
  'timeliness': { vi: 'Tiến độ (trung bình, 5 là cao nhất)', en: 'Timeliness (mean, 5 is best)' },
  'service': { vi: 'Phục vụ (trung bình, 5 là cao nhất)', en: 'Service (mean, 5 is best)' },
  'ratings-none': { vi: 'Chưa có nhóm đánh giá nào đủ trong kỳ.', en: 'No group of ratings was complete in this period.' },
  'publish': { vi: 'Công bố báo cáo này', en: 'Publish this report' },
  'publish-lead': {
    vi: 'Số liệu của cả năm cách chia được giữ nguyên như đang thấy, có số, ngày và tên người công bố. Sau này hồ sơ thay đổi thì báo cáo không đổi; cần sửa thì công bố bản đính chính.',
    en: 'The figures of all five breakdowns are kept as they are seen now, with a number, the date and who published them. The report stays when dossiers change later; to mend it, publish a correction.',
  },
  'publish-button': { vi: 'Công bố', en: 'Publish' },
  'published-now': { vi: 'Đã công bố báo cáo số {{number}}.', en: 'Report {{number}} is published.' },
  'corrected-now': { vi: 'Đã công bố bản đính chính số {{number}}.', en: 'Correction {{number}} is published.' },
  'moved': { vi: 'Số liệu vừa thay đổi trong lúc xem. Xem lại các số dưới đây rồi công bố.', en: 'The figures changed while you were looking. Look at them again below, then publish.' },
  'other-version': { vi: 'Người khác vừa công bố một bản khác. Xem lại trước khi công bố.', en: 'Somebody else has just published another version. Look at it first.' },
  'not-over': { vi: 'Kỳ chưa kết thúc nên chưa công bố được.', en: 'The period is not over, so it cannot be published yet.' },
  'is-published': { vi: 'Đã công bố: số {{number}}, {{at}}, {{name}}.', en: 'Published: number {{number}}, {{at}}, by {{name}}.' },
  'same': { vi: 'Số liệu hiện nay đúng như bản đã công bố.', en: 'The figures of today are as published.' },
  'differs': { vi: 'Số liệu hiện nay khác bản đã công bố ở {{count}} số.', en: 'The figures of today differ from those published in {{count}} numbers.' },
  'open-published': { vi: 'Mở bản đã công bố', en: 'Open the published report' },
  'all-published': { vi: 'Các báo cáo đã công bố', en: 'Published reports' },
  'published-lead': { vi: 'Mỗi báo cáo đã công bố giữ nguyên; bản đính chính là một bản mới, bản trước vẫn đọc được.', en: 'A published report stays as it is; a correction is a new one, and the one before can still be read.' },
  'published-none': { vi: 'Chưa công bố báo cáo nào. Chọn kỳ đã kết thúc ở trang Báo cáo rồi công bố.', en: 'None is published. Choose a period that is over on the page of reports, and publish it.' },
  'number': { vi: 'Số', en: 'Number' },
  'published-on': { vi: 'Công bố', en: 'Published' },
  'version': { vi: 'Bản', en: 'Version' },
  'version-first': { vi: 'Lần đầu', en: 'First' },
  'version-of': { vi: 'Đính chính lần {{count}}', en: 'Correction {{count}}' },
  'superseded': { vi: 'Bản này đã được đính chính bằng báo cáo số {{number}}.', en: 'This one was corrected by report {{number}}.' },
  'corrects': { vi: 'Đính chính báo cáo số {{number}}. Lý do: {{reason}}', en: 'Corrects report {{number}}. Reason: {{reason}}' },
  'open-other': { vi: 'Mở báo cáo số {{number}}', en: 'Open report {{number}}' },
  'changed': { vi: 'Những số đã thay đổi', en: 'Numbers that changed' },
  'changed-none': { vi: 'Không có số nào thay đổi.', en: 'No number changed.' },
  'row': { vi: 'Dòng', en: 'Row' },
  'column': { vi: 'Cột', en: 'Column' },
  'before': { vi: 'Trước', en: 'Before' },
  'after': { vi: 'Sau', en: 'After' },
  'correct': { vi: 'Đính chính', en: 'Correct it' },
  'correct-lead': { vi: 'Bản đính chính mang số liệu hiện nay, ghi những số đã thay đổi và lý do. Báo cáo này vẫn đọc được.', en: 'The correction has the figures of today, and says what changed and why. This report can still be read.' },
  'correct-button': { vi: 'Công bố bản đính chính', en: 'Publish the correction' },
  'reason': { vi: 'Lý do đính chính', en: 'Reason' },
  'reason-hint': { vi: 'Ghi rõ vì sao số liệu đã công bố không còn đúng.', en: 'Say why the published figures are no longer right.' },
  'reason-missing': { vi: 'Nhập lý do đính chính', en: 'Enter the reason for the correction' },
  'due-soon': { vi: 'Báo cáo {{period}} ({{scope}}) phải có vào ngày {{due}}; chưa công bố.', en: 'The report on {{period}} ({{scope}}) is due on {{due}}; it is not published.' },
  'due-late': { vi: 'Báo cáo {{period}} ({{scope}}) đã quá ngày phải có ({{due}}); chưa công bố.', en: 'The report on {{period}} ({{scope}}) was due on {{due}}; it is not published.' },
  'due-open': { vi: 'Mở báo cáo {{period}}', en: 'Open the report on {{period}}' },
  'links-today': { vi: 'Mỗi số mở danh sách hồ sơ như hiện nay.', en: 'Each number opens the list of its dossiers as they are today.' },
  'behind': { vi: '{{column}}: các hồ sơ', en: '{{column}}: the dossiers' },
  'back': { vi: 'Báo cáo', en: 'Report' },
  'behind-none': { vi: 'Không có hồ sơ nào.', en: 'There is none.' },
} as const satisfies Record<string, Text>

export type ReportMessage = keyof typeof reportTexts

export const sayReports = (key: ReportMessage, language: Language, params: Readonly<Record<string, string>> = {}): string => fillText(reportTexts[key][language], params)
