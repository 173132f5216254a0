/** The letters of GSM 03.38's basic alphabet, which fit in 7 bits, and those that take two places. */
const basic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const doubled = '^{}\\[~]|€'

/** Letters of one part, and of each part when there are several, which lose some to say how they belong together. */
const sizes = { gsm7: { one: 160, each: 153 }, ucs2: { one: 70, each: 67 } } as const

/**
 * The most parts of an SMS. Messages keep their accents, since words without them can be misread: 70 letters a part, so two
 * parts say what happened and by when, and the portal says the rest.
 */
export const mostSmsParts = 2

export interface SmsMeasure { readonly encoding: keyof typeof sizes, readonly length: number, readonly parts: number }

/** How an SMS is counted: one letter outside of the basic alphabet makes the whole message UCS-2. */
export function measureSms(text: string): SmsMeasure {
  const letters = [...text]
  const encoding = letters.every((letter) => basic.includes(letter) || doubled.includes(letter)) ? 'gsm7' : 'ucs2'
  const length = encoding === 'ucs2' ? text.length : letters.reduce((sum, letter) => sum + (doubled.includes(letter) ? 2 : 1), 0)
  const { one, each } = sizes[encoding]
  return { encoding, length, parts: length <= one ? 1 : Math.ceil(length / each) }
}

/** The text in at most two parts; what is longer ends in three dots at a word. */
export function fitSms(text: string): string {
  const words = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (measureSms(words).parts <= mostSmsParts) return words
  const letters = [...words]
  let [fits, tooLong] = [0, letters.length]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (measureSms(`${letters.slice(0, middle).join('')}...`).parts <= mostSmsParts) fits = middle
    else tooLong = middle
  }
  return `${letters.slice(0, fits).join('').replace(/[\s,;:]+\S*$/, '').trimEnd()}...`
}
