/** Words of letters only: numbers, addresses, codes and abbreviations in capitals carry no accents and say nothing. */
const wordsIn = (text: string) => text.normalize('NFC').replace(/\S*[@/\\]\S*/g, ' ').split(/[^\p{L}\p{M}\d]+/u)
  .filter((word) => /^\p{L}+$/u.test(word) && !(word.length > 1 && word === word.toUpperCase()))

/** The letters that only Vietnamese with accents has: a mark of tone or of quality, and đ. */
const accented = /[à-ãèéêìíò-õùúýăđĩũơưạ-ỹ]/iu

/** Too few words are not judged: many names and terms of three words are rightly without accents. */
const fewest = 4
/** In Vietnamese as it is written more than half of all words carry a mark; foreign names and terms take their share. */
const smallestShare = 0.25

/**
 * Whether a text is Vietnamese written with its accents, as questions must be (TQ 14.1a; TQ-STP 11.1a; NĐ 20/2008, art. 6). Texts of
 * fewer than four words pass.
 */
export function isAccentedVietnamese(text: string): boolean {
  const all = wordsIn(text)
  return all.length < fewest || all.filter((word) => accented.test(word)).length / all.length >= smallestShare
}

const kinds = ['name', 'representative', 'identityNumber', 'address', 'seat', 'phone', 'email', 'organisation', 'foundingDecision'] as const

/** Who asks, as far as a published text must not show it. */
export type Personal = Readonly<Partial<Record<(typeof kinds)[number], string>>>

const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
const digits = (text: string) => text.replace(/\D/g, '')

/**
 * Which of the asker's data a text for the public still shows (requirement H4): as written, numbers also when they are spaced otherwise.
 */
export function personalDataIn(text: string, personal: Personal): readonly (keyof Personal)[] {
  const searched = plain(text)
  const numbers = digits(text.replace(/[\s.\-()]/g, ''))
  return kinds.flatMap((key) => {
    const wanted = plain(personal[key] ?? '')
    if (wanted.length < 4) return []
    const number = digits(wanted)
    const shown = searched.includes(wanted) || (number.length >= 8 && number.length >= wanted.replace(/[\s.\-()]/g, '').length && numbers.includes(number))
    return shown ? [key] : []
  })
}
