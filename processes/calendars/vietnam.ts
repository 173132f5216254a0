import type { Calendar, Shift } from '../law/calendar.ts'

const day: readonly Shift[] = [['07:00', '11:00'], ['13:00', '17:00']]

/**
 * The days off of 2027, DOUBTFUL: no announcement was found by 22 November 2026; computed from the Labour Code, arts. 111.3 and 112.
 * Tết: mùng 1 is Saturday 6 February; taken as Friday 5 to Tuesday 9, with the weekend made up on 10 and 11. Hùng Kings 16 April;
 * 30 April; Monday 3 May for Saturday 1 May; National Day with the day after (it may be the day before); Culture Day 24 November.
 */
export const doubtfulDaysOff2027: readonly string[] = [
  '2027-01-01', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-04-16',
  '2027-04-30', '2027-05-03', '2027-09-02', '2027-09-03', '2027-11-24',
]

/**
 * Working time of the one-stop units (BT 45/2023, art. 10: Monday to Friday, 07:00-11:00 and 13:00-17:00, except holidays) and the
 * public sector's days off and swapped days (Labour Code 2019, arts. 111.3 and 112; National Assembly resolution 28/2026/QH16 for
 * 24 November). An agency's own calendar starts as a copy of this one. Only days off that fall on Monday to Friday are listed.
 */
export const vietnam: Calendar = {
  timeZone: 'Asia/Ho_Chi_Minh',
  periods: [{ from: null, shifts: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] } }],
  holidays: [
    // 2025: New Year; Tết 27-31 January (its weekdays are doubtful); Hùng Kings; 30 April and 1 May, with Friday 2 May swapped;
    // National Day. Source: thoidai.com.vn 209915, quoting the Prime Minister's approval.
    '2025-01-01', '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-04-07',
    '2025-04-30', '2025-05-01', '2025-05-02', '2025-09-01', '2025-09-02',
    // 2026: New Year, with Friday 2 January swapped (VPCP 12729/VPCP-KGVX, 25 December 2025); Tết 16-20 February; Hùng Kings, a Sunday, so
    // Monday 27 April; 30 April and 1 May; National Day, with Monday 31 August swapped (VPCP 9859/VPCP-KGVX, TB 9441/TB-BNV); Culture Day
    // (resolution 28/2026/QH16). Sources: 24h.com.vn c46a1724830, Cần Thơ TB 109, Cao Bằng TB 3399.
    '2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-04-27',
    '2026-04-30', '2026-05-01', '2026-08-31', '2026-09-01', '2026-09-02', '2026-11-24',
    ...doubtfulDaysOff2027,
  ],
  makeUpDays: [
    // For Friday 2 May 2025.
    { date: '2025-04-26', as: 'fri' },
    // For Friday 2 January 2026 (VPCP 12729/VPCP-KGVX).
    { date: '2026-01-10', as: 'fri' },
    // For Monday 31 August 2026 (VPCP 9859/VPCP-KGVX).
    { date: '2026-08-22', as: 'mon' },
  ],
  countWorkingDaysAs: 'days',
}
