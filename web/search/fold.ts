/**
 * A text as it is compared: small letters without accents, 'đ' as 'd', and only letters and digits, with one space between. Whatever
 * somebody types on whatever keyboard ('KHAI SINH', 'Khai-sinh', 'khai sinh' in NFD) becomes the same.
 */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** The words of a text, folded. */
export const terms = (text: string): string[] => {
  const whole = folded(text)
  return whole === '' ? [] : whole.split(' ')
}

const doubled: readonly (readonly [RegExp, string])[] = [[/dd/g, 'd'], [/aa/g, 'a'], [/ee/g, 'e'], [/oo/g, 'o'], [/([aou])w/g, '$1'], [/w/g, 'u']]

/**
 * A word that was typed for an input method (Telex or VNI) that was off: 'ddawng' is 'dang', 'hooj' is 'ho', 'ho6' is 'ho'. What is no
 * such word may change too: only searched for when the word itself leads nowhere.
 */
export function withoutInputMethod(term: string): string {
  const bare = term.replace(/(?<=[a-z])\d+/g, '')
  return doubled.reduce((word, [from, to]) => word.replace(from, to), bare).replace(/(?<=[aeiouy][a-z]*)[sfrxj]$/, '').replace(/(?<=[aeiouy])[sfrxj](?=[a-z]{1,2}$)/, '')
}
