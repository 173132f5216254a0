/** Combining marks that Vietnamese letters are made of, apart from the letter itself. */
const marks = /\p{M}+/gu

/** Words as people type them in a hurry: small letters without accents, one space between (đ becomes d). */
export function plainWords(text: string): string {
  return text.normalize('NFD').replace(marks, '').toLowerCase().replaceAll('đ', 'd').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
