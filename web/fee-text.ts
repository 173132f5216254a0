import type { Dated } from '../processes/law/dated.ts'
import { formatDong } from '../processes/law/fees.ts'
import type { FeeRule } from '../processes/procedure.ts'
import type { Language, Text } from '../processes/text.ts'

const words = {
  free: { vi: 'Miễn phí', en: 'Free' },
  unknown: { vi: 'Chưa xác định: mức thu chưa được nhập', en: 'Not known yet: no rate has been entered' },
  from: { vi: 'Từ ', en: 'From ' },
  unconfirmed: { vi: ' (mức thu chờ xác nhận)', en: ' (to be confirmed)' },
} as const satisfies Record<string, Text>

/**
 * An amount by a rule as people read it. What has no rate yet is not called free, and a doubtful rate says that it is one.
 * @param least whether more may be due by what is asked for, such as copies
 */
export function feeText(amount: number, { value: { cases }, mark }: Dated<FeeRule>, language: Language, { least = false } = {}): string {
  if (amount === 0) return words[mark === 'doubtful' && cases.every((each) => each.amount === 0 && !each.scale) ? 'unknown' : 'free'][language]
  return (least ? words.from[language] : '') + formatDong(amount, language) + (mark === 'doubtful' ? words.unconfirmed[language] : '')
}
