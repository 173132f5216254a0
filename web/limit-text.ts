import { sameDayCutOff, type Limit, type LimitUnit } from '../processes/law/limit.ts'
import { fillText, type Language, type Text } from '../processes/text.ts'

const units: Readonly<Record<Exclude<LimitUnit, 'same-day'>, { one: Text, other: Text }>> = {
  'working-hour': { one: { vi: 'giờ làm việc', en: 'working hour' }, other: { vi: 'giờ làm việc', en: 'working hours' } },
  'working-day': { one: { vi: 'ngày làm việc', en: 'working day' }, other: { vi: 'ngày làm việc', en: 'working days' } },
  'calendar-day': { one: { vi: 'ngày', en: 'day' }, other: { vi: 'ngày', en: 'days' } },
  'calendar-month': { one: { vi: 'tháng', en: 'month' }, other: { vi: 'tháng', en: 'months' } },
}

const sameDay: Text = {
  vi: 'trong ngày làm việc (nhận sau {{time}}: ngày làm việc tiếp theo)', en: 'within the working day (received after {{time}}: the next one)',
}
const sameDayAndMore: Text = { vi: 'trong ngày, kéo dài thêm không quá {{more}} ngày làm việc', en: 'within the day and at most {{more}} more working days' }

/** A time limit in words: '8 giờ làm việc'. */
export function limitText({ amount, unit }: Limit, language: Language): string {
  if (unit === 'same-day') return fillText((amount === 1 ? sameDay : sameDayAndMore)[language], { time: sameDayCutOff, more: String(amount - 1) })
  return `${new Intl.NumberFormat(language).format(amount)} ${units[unit][amount === 1 ? 'one' : 'other'][language]}`
}
