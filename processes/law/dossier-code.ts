import { Temporal } from 'temporal-polyfill'
import type { Dated } from './dated.ts'
import { inForce } from './dated.ts'

/** The parts of a dossier code. */
export interface DossierCode {
  /** The whole code, as it is written. */
  code: string
  /** The agency's code: '000.00.14.H56' (Circular 10/2016/TT-BTTTT) or the newer short 'H56.14.01' (Decision 20/2020/QĐ-TTg). */
  agency: string
  /** The day of reception; of filing when filed online. */
  date: Temporal.PlainDate
  /** The number of the day, from 1. */
  sequence: number
}

/** How codes are written, by date. The format of TT 03/2025/TT-VPCP was not found, so the one of 2018 goes on. */
export const codePatterns: readonly Dated<string>[] = [
  { from: null, until: '2025-09-14', value: '{agency}-{YYMMDD}-{nnnn}', mark: 'published', source: 'TT 01/2018/TT-VPCP, art. 19' },
  { from: '2025-09-15', until: null, value: '{agency}-{YYMMDD}-{nnnn}', mark: 'doubtful', source: 'TT 01/2018/TT-VPCP, art. 19' },
]

const agencyForm = /^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.\d{2}){2,3})$/
const codeForm = /^(.+)-(\d{2})(\d{2})(\d{2})-(\d{4}|[1-9]\d{4})$/
const longest = 64

/** Whether a text is an agency's code in one of the two forms. */
export function isAgencyCode(text: string): boolean {
  return agencyForm.test(text)
}

/**
 * Writes a dossier code: agency, date as YYMMDD, number of the day with four digits (five past 9999). TT 01/2018/TT-VPCP, art. 19.
 * @throws RangeError for an agency code, a year or a number that does not fit
 */
export function formatDossierCode(
  { agency, date, sequence, pattern = inForce(codePatterns, date).value }: Omit<DossierCode, 'code'> & { pattern?: string },
): string {
  if (!isAgencyCode(agency)) throw new RangeError(`not an agency code: ${agency}`)
  if (date.year < 2000 || date.year > 2099) throw new RangeError(`a dossier code has no century: ${date.toString()}`)
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 99_999) throw new RangeError(`not a number of the day: ${sequence}`)
  return pattern
    .replace('{agency}', agency)
    .replace('{YYMMDD}', date.toString().slice(2).replaceAll('-', ''))
    .replace('{nnnn}', String(sequence).padStart(4, '0'))
}

/** Reads a code as people type it: spaces, lower case and long dashes do no harm. Null when it is none. */
export function parseDossierCode(text: string): DossierCode | null {
  if (text.length > longest) return null
  const code = text.replace(/\s+/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').toUpperCase()
  const [, agency, year, month, day, number] = codeForm.exec(code) ?? []
  if (agency === undefined || !isAgencyCode(agency) || Number(number) === 0) return null
  try {
    const date = Temporal.PlainDate.from({ year: 2000 + Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' })
    return { code, agency, date, sequence: Number(number) }
  } catch {
    return null
  }
}

const lookUpPage = '/ho-so/'

/**
 * What the QR code on a slip holds: the address of the dossier's look-up page on the portal (BT 45/2023, art. 15.3; requirement D9).
 * @param address the portal's address; only its origin is used
 * @throws TypeError or RangeError when it is not an http or https address
 */
export function qrPayload(code: string, address: string): string {
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new RangeError(`not an address of the web: ${address}`)
  return `${url.origin}${lookUpPage}${encodeURIComponent(code)}`
}

/** Reads what a scanner saw: a look-up address of any portal, or a bare code as older slips carry it. Null when it is neither. */
export function parseQrPayload(text: string): DossierCode | null {
  const [, code] = /^https?:\/\/[^/?#\s]+\/ho-so\/([^/?#\s]+)\/?$/i.exec(text.trim()) ?? []
  try {
    return parseDossierCode(code === undefined ? text : decodeURIComponent(code))
  } catch {
    return null
  }
}
