import type { Applicant, Result } from './dossiers.ts'
import { plainWords } from '../processes/plain-words.ts'

const digits = (text: string) => text.replace(/\D/g, '')

/**
 * By what a dossier is found: the applicant's name from each of its words on, so that 'van an' finds Nguyễn Văn An; identity number,
 * telephone, the number of the result. Each is compared from its beginning, which an index answers.
 */
export function searchKeys(applicant: Applicant, result: Pick<Result, 'number'> | null): string[] {
  const words = plainWords(applicant.name).split(' ')
  const keys = [...words.map((_, from) => words.slice(from).join(' ')), plainWords(applicant.identityNumber).replaceAll(' ', ''), digits(applicant.phone).replace(/^84(?=\d{9}$)/, '0'), plainWords(result?.number ?? '')]
  return [...new Set(keys.filter((key) => key !== ''))]
}

/** What was typed, as it is compared with the keys: a number without what stands between its digits. */
export function searched(text: string): string {
  const plain = plainWords(text)
  return /^[\d ]+$/.test(plain) ? digits(plain).replace(/^84(?=\d{9}$)/, '0') : plain
}
