import type { Applicant, Paper, Result } from './dossiers.ts'
import { plainWords } from '../processes/plain-words.ts'

const digits = (text: string) => text.replace(/\D/g, '')

/** The least of a file's name that it is found by: a shorter end of it says nothing. */
const shortestEnd = 4

/** From each of its words on, so that 'van an' finds Nguyễn Văn An. */
const fromEachWord = (text: string): string[] => {
  const words = plainWords(text).split(' ')
  return words.map((_, from) => words.slice(from).join(' '))
}

/** What a paper is called: its file without the ending, and the name that a scan was given. */
export const paperNames = ({ file, scan }: { readonly file: Pick<Paper['file'], 'name'>, readonly scan?: { readonly data: { readonly documentName: string } } }): string[] =>
  [file.name.replace(/\.[a-z0-9]{1,5}$/i, ''), ...scan ? [scan.data.documentName] : []]

/**
 * By what a dossier is found: the applicant's name from each of its words on; identity number, telephone, the number of the result; what its
 * papers are called. Each is compared from its beginning, which an index answers.
 */
export function searchKeys(applicant: Applicant, result: Pick<Result, 'number'> | null, papers: readonly Parameters<typeof paperNames>[0][] = []): string[] {
  const ofPapers = papers.flatMap(paperNames).flatMap((name) => fromEachWord(name.slice(0, 100))).filter((key) => key.length >= shortestEnd)
  const keys = [
    ...fromEachWord(applicant.name), plainWords(applicant.identityNumber).replaceAll(' ', ''), digits(applicant.phone).replace(/^84(?=\d{9}$)/, '0'), plainWords(result?.number ?? ''),
    ...ofPapers,
  ]
  return [...new Set(keys.filter((key) => key !== ''))]
}

/** What was typed, as it is compared with the keys: a number without what stands between its digits, and as it stands. */
export function searched(text: string): string[] {
  const plain = plainWords(text)
  return /^[\d ]+$/.test(plain) ? [...new Set([digits(plain).replace(/^84(?=\d{9}$)/, '0'), plain])] : [plain]
}
