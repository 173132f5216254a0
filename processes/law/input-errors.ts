import type { Text } from '../text.ts'
import type { LedgerErrorCode } from './deadline-ledger.ts'

/** What is wrong with a ledger, by the code of its `LedgerError`. */
export const ledgerErrorTexts = {
  'empty': { vi: 'Thiếu sự kiện', en: 'There are no events' },
  'too-long': { vi: 'Quá nhiều sự kiện (tối đa 10.000)', en: 'Too many events (10,000 at most)' },
  'start-missing': { vi: 'Sự kiện đầu tiên phải là bắt đầu', en: 'The first event must be a start' },
  'second-start': { vi: 'Chỉ được bắt đầu một lần', en: 'There may be only one start' },
  'out-of-order': { vi: 'Sự kiện phải theo thứ tự thời gian', en: 'The events must be in the order of time' },
  'out-of-range': { vi: 'Thời điểm phải trong khoảng năm 1 đến 9999', en: 'The time must be in the years 1 to 9999' },
  'not-running': { vi: 'Thời hạn đang tạm dừng', en: 'The clock is paused already, so it cannot be paused or extended' },
  'not-paused': { vi: 'Thời hạn không tạm dừng nên không thể tiếp tục', en: 'The clock is not paused, so it cannot resume' },
  'met': { vi: 'Đã xong ngày hẹn thứ nhất: chỉ có thể bắt đầu ngày hẹn tiếp theo', en: 'The first appointment is met: only the next one can follow' },
  'not-met': { vi: 'Ngày hẹn thứ nhất chưa xong nên chưa thể bắt đầu ngày hẹn tiếp theo', en: 'The first appointment is not met, so the next one cannot begin' },
  'second-appointment': { vi: 'Chỉ có hai lần hẹn', en: 'There are two appointments at most' },
  'appoint-without-limit': { vi: 'Thiếu thời hạn của lần hẹn tiếp theo', en: 'The next appointment needs its limit (limit)' },
  'change-without-limit': { vi: 'Thiếu thời hạn mới', en: 'The change needs the new limit (limit)' },
  'changed-after-extension': { vi: 'Đã hẹn lại ngày trả kết quả nên không đổi thời hạn nữa', en: 'A new appointment was given, so the limit can no longer change' },
  'unexpected-limit': { vi: 'Chỉ lần hẹn tiếp theo và việc đổi thời hạn có thời hạn riêng', en: 'Only the next appointment and a change of the limit have a limit (limit)' },
  'second-extension': {
    vi: 'Chỉ được hẹn lại một lần (Điều 17.9 QĐ 45/2023)', en: 'A new appointment may be given only once (BT 45/2023, art. 17.9)',
  },
  'extension-without-to': { vi: 'Thiếu thời điểm hẹn lại', en: 'The extension needs the new due date (to)' },
  'unexpected-to': { vi: 'Chỉ sự kiện gia hạn có thời điểm hẹn lại', en: 'Only an extension has a new due date (to)' },
  'extension-not-later': {
    vi: 'Thời điểm hẹn lại phải sau thời điểm hết hạn hiện tại', en: 'The new due date must be later than the present one',
  },
  'no-due-date': { vi: 'Không hết hạn trong vòng 200 năm', en: 'The limit does not run out within 200 years' },
  'too-many-lines': { vi: 'Phần giải thích quá dài (quá 25.000 dòng)', en: 'The explanation would have more than 25,000 lines' },
} as const satisfies Record<LedgerErrorCode, Text>

/** What is wrong with a calendar, a limit or a ledger as typed: the messages of their schemas' issues. */
export const inputErrorTexts = {
  'unknown-key': { vi: 'Có trường không được biết', en: 'There is a field that is not known here' },
  'missing': { vi: 'Thiếu giá trị', en: 'A value is missing' },
  'not-a-list': { vi: 'Phải là danh sách', en: 'Must be a list' },
  'too-long': { vi: 'Quá dài', en: 'Too long' },
  'bad-date': { vi: 'Ngày không có thật; viết như 2026-04-30', en: 'Not a date of the calendar; write it like 2026-04-30' },
  'bad-time': { vi: 'Giờ không đúng; viết như 07:00', en: 'Not a time of the day; write it like 07:00 (24:00 only as an end)' },
  'bad-shift': { vi: 'Ca làm việc phải là hai giờ, như ["07:00", "11:00"]', en: 'A shift is two times, like ["07:00", "11:00"]' },
  'bad-shifts': { vi: 'Ca làm việc phải theo thứ: mon đến sun', en: 'Shifts are given by weekday, mon to sun' },
  'bad-weekday': { vi: 'Thứ phải là mon đến sun', en: 'A weekday is one of mon to sun' },
  'bad-make-up-day': { vi: 'Ngày làm bù phải có date và as', en: 'A make-up day has a date and as' },
  'bad-period': { vi: 'Giai đoạn phải có from và shifts', en: 'A period has from and shifts' },
  'bad-calendar': { vi: 'Lịch không đúng dạng', en: 'Not a calendar' },
  'bad-count-working-days-as': { vi: 'Phải là days hoặc hours', en: 'Must be days or hours' },
  'shift-backwards': { vi: 'Ca làm việc phải kết thúc sau khi bắt đầu', en: 'A shift must end after it begins' },
  'shifts-overlap': { vi: 'Các ca làm việc trùng nhau', en: 'Shifts overlap' },
  'unknown-time-zone': { vi: 'Múi giờ không được biết', en: 'The time zone is not known' },
  'holiday-and-make-up-day': { vi: 'Một ngày vừa là ngày nghỉ vừa là ngày làm bù', en: 'A date is both a holiday and a make-up day' },
  'duplicate-make-up-day': { vi: 'Ngày làm bù ghi hai lần', en: 'A make-up day is given twice' },
  'duplicate-period': { vi: 'Hai giai đoạn bắt đầu cùng ngày', en: 'Two periods begin on the same date' },
  'no-working-time': { vi: 'Lịch không có giờ làm việc nào', en: 'The calendar has no working time' },
  'bad-limit': { vi: 'Thời hạn phải có amount và unit', en: 'A limit has an amount and a unit' },
  'bad-unit': {
    vi: 'Đơn vị phải là working-hour, working-day, same-day, calendar-day hoặc calendar-month',
    en: 'The unit is working-hour, working-day, same-day, calendar-day or calendar-month',
  },
  'bad-amount': {
    vi: 'Phải là số nguyên từ 1 đến 10.000 (giờ làm việc: bội số của 0,25)',
    en: 'Must be a whole number from 1 to 10,000 (working hours: a multiple of 0.25)',
  },
  'bad-instant': {
    vi: 'Thời điểm phải có múi giờ, như 2026-04-29T15:30:00+07:00', en: 'A time needs its offset, like 2026-04-29T15:30:00+07:00',
  },
  'bad-text': { vi: 'Phải là chữ', en: 'Must be text' },
  'bad-event-type': {
    vi: 'Loại sự kiện phải là start, pause, resume, restart, extend, meet, appoint hoặc change-limit',
    en: 'The type is start, pause, resume, restart, extend, meet, appoint or change-limit',
  },
  'bad-event': { vi: 'Sự kiện phải có type và at', en: 'An event has a type and at' },
} as const satisfies Record<string, Text>

export type InputErrorCode = keyof typeof inputErrorTexts
