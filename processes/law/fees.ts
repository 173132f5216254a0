import type { Language } from '../text.ts'

const separators = { vi: '.', en: ',' } as const satisfies Record<Language, string>

/**
 * An amount of money in whole đồng: '200.000 đồng' in Vietnamese, '200,000 đồng' in English.
 * @throws RangeError when the amount is not a whole number
 */
export function formatDong(amount: number, language: Language): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of đồng`)
  const digits = String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, separators[language])
  return `${amount < 0 ? '-' : ''}${digits} đồng`
}
