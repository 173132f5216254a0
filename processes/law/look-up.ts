import { parseDossierCode } from './dossier-code.ts'
import { stateNames, type DossierState } from './dossier-states.ts'
import { fillText, type Language, type Text } from '../text.ts'

/** What somebody asks about a dossier in an SMS or a mail (requirement G4; TH 9.4, TN 12, TQ 12.4). */
export interface LookUp {
  readonly code: string
  /** The last four digits of the applicant's identity number, as the asker claims; null when not given. */
  readonly digits: string | null
  /** The language asked for; null: the dossier's. */
  readonly language: Language | null
}

const longest = 5_000
const codeInText = /(?:\d{3} ?\. ?\d{2} ?\. ?\d{2} ?\. ?[A-Z]\d{2}|[A-Z]\d{2}(?: ?\. ?\d{2}){2,3}) ?- ?\d{6} ?- ?\d{4,5}(?!\d)/

/**
 * Reads a request such as 'HS 000.00.14.H56-261123-0001 1234'. Lower case, spaces within the code and around it, long dashes and
 * the missing word do no harm; the word STATUS asks for English. Who sends the whole identity number is understood too.
 * Null when there is no dossier code in the text.
 */
export function readLookUp(text: string): LookUp | null {
  const words = text.slice(0, longest).normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\s+/g, ' ').toUpperCase()
  const found = codeInText.exec(words)
  const parsed = found && parseDossierCode(found[0])
  if (!parsed) return null
  const [, number = ''] = /^[ .,;:#-]*(?:[A-Z]{0,3})(\d{4,12})(?!\d)/.exec(words.slice(found.index + found[0].length)) ?? []
  return { code: parsed.code, digits: number === '' ? null : number.slice(-4), language: /\bSTATUS\b/.test(words.slice(0, found.index)) ? 'en' : null }
}

/** Whose identity numbers and telephone a dossier knows. */
export interface Holder { readonly identityNumbers: readonly string[], readonly phone: string | null }

/** Whether the digits are the last four of one of the holder's identity numbers. A number without four final digits proves nothing. */
export function digitsProve(digits: string | null, { identityNumbers }: Pick<Holder, 'identityNumbers'>): boolean {
  return digits !== null && identityNumbers.some((number) => /(\d{4})$/.exec(number.replace(/\s/g, ''))?.[1] === digits)
}

/** What may be told of a dossier outside of the portal: nothing about the person. */
export interface Standing { readonly code: string, readonly state: DossierState, readonly due: string | null, readonly paused: boolean }

const words = {
  status: { vi: 'Hồ sơ {{code}}: {{state}}.', en: 'Dossier {{code}}: {{state}}.' },
  answer: { vi: ' Trả lời tiếp nhận trước {{due}}.', en: ' Reception answers by {{due}}.' },
  due: { vi: ' Hẹn trả kết quả: {{due}}.', en: ' Result due at {{due}}.' },
  paused: { vi: ' Thời hạn đang tạm dừng.', en: ' The time limit is paused.' },
  neutral: {
    vi: 'Không có hồ sơ nào khớp với tin nhắn. Soạn: HS [mã hồ sơ] [4 số cuối số định danh].',
    en: 'No dossier matches this message. Send: STATUS [dossier code] [last 4 digits of the identity number].',
  },
  mailSubject: { vi: 'Tra cứu hồ sơ', en: 'Dossier look-up' },
  mailNeutral: {
    vi: 'Không có hồ sơ nào khớp với thư này. Hãy ghi mã hồ sơ trong tiêu đề hoặc nội dung thư, và gửi từ địa chỉ thư đã khai khi nộp hồ sơ. Cũng có thể tra cứu tại {{link}}.',
    en: 'No dossier matches this mail. Write the dossier code in its subject or text, and send it from the address given when filing. You may also look it up at {{link}}.',
  },
  mailMore: { vi: ' Xem chi tiết tại {{link}}.', en: ' Details are at {{link}}.' },
} as const satisfies Record<string, Text>

/** The answer to who has proved to have part in a dossier: where it stands and when it is due. */
export function statusAnswer({ code, state, due, paused }: Standing, language: Language): string {
  const waiting = state === 'filed'
  const when = paused ? words.paused[language] : due === null ? '' : fillText(words[waiting ? 'answer' : 'due'][language], { due })
  return fillText(words.status[language], { code, state: stateNames[state][language] }) + when
}

/** The one answer to everybody else, whether the dossier exists or not. */
export function neutralAnswer(language: Language): string {
  return words.neutral[language]
}

/** The same two answers as mails; `link` is the look-up page, without a code where none was proved. */
export function mailAnswer(standing: Standing | null, language: Language, link: string): { subject: string, text: string } {
  const text = standing ? statusAnswer(standing, language) + fillText(words.mailMore[language], { link }) : fillText(words.mailNeutral[language], { link })
  return { subject: standing ? `${words.mailSubject[language]} ${standing.code}` : words.mailSubject[language], text }
}

/** Headers of a mail by lower-case name; one that occurs several times holds all its values. */
export type MailHeaders = Readonly<Record<string, string>>

/**
 * Whether a mail was sent by a program or a list, or by ourselves: answering it could go round for ever (RFC 3834).
 * @param own our addresses
 */
export function isAutomatic(headers: MailHeaders, from: string, own: readonly string[]): boolean {
  const value = (name: string) => (headers[name] ?? '').trim().toLowerCase()
  const address = from.trim().toLowerCase()
  return !/^[^@\s]+@[^@\s]+$/.test(address)
    || own.some((each) => each.toLowerCase() === address)
    || /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+._-][^@]*)?@/.test(address)
    || !['', 'no'].includes(value('auto-submitted').split(';')[0]?.trim() ?? '')
    || /\b(bulk|junk|list|auto_reply)\b/.test(value('precedence'))
    || ['list-id', 'list-unsubscribe', 'list-post', 'x-loop', 'x-autoreply', 'x-autorespond', 'feedback-id'].some((name) => headers[name] !== undefined)
    || value('return-path') === '<>'
    || (headers['content-type'] ?? '').toLowerCase().startsWith('multipart/report')
}
