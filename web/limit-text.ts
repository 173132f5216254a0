import type { Limit, LimitUnit } from '../processes/law/limit.ts'
import type { Language, Text } from '../processes/text.ts'

const units: Readonly<Record<LimitUnit, { one: Text, other: Text }>> = {
  'working-hour': { one: { vi: 'giờ làm việc', en: 'working hour' }, other: { vi: 'giờ làm việc', en: 'working hours' } },
  'working-day': { one: { vi: 'ngày làm việc', en: 'working day' }, other: { vi: 'ngày làm việc', en: 'working days' } },
  'calendar-day': { one: { vi: 'ngày', en: 'day' }, other: { vi: 'ngày', en: 'days' } },
  'calendar-month': { one: { vi: 'tháng', en: 'month' }, other: { vi: 'tháng', en: 'months' } },
}

/** A time limit in words: '8 giờ làm việc'. */
export function limitText({ amount, unit }: Limit, language: Language): string {
  return `${new Intl.NumberFormat(language).format(amount)} ${units[unit][amount === 1 ? 'one' : 'other'][language]}`
}
