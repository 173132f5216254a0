import { addressParser, type Address, type Email } from 'postal-mime'
import type { Deps } from '../../config/wire.ts'
import type { MailHeaders } from '../../processes/law/look-up.ts'

/** Of a mail's words, how many are read, unless somebody says otherwise: a code stands at their beginning. */
const longest = 4_000

export const addressOf = (address: Address | undefined) => address?.address?.trim() ?? ''

/** The words of a mail: its plain half, or else its HTML without tags. */
export function wordsOf({ subject = '', text, html }: Email, most = longest): string {
  const words = text ?? (html ?? '').slice(0, 20 * most).replace(/<[^<>]*>/g, ' ')
  return `${subject}\n${words}`.slice(0, most)
}

export const headersOf = ({ headers }: Email): MailHeaders => {
  const named: Record<string, string> = {}
  for (const { key, value } of headers) named[key] = named[key] === undefined ? value : `${named[key]}, ${value}`
  return named
}

/** Our own addresses: who writes from them is ourselves. */
export function ownAddresses({ MAIL_FROM, IMAP_URL }: Deps['env']): string[] {
  const user = IMAP_URL ? decodeURIComponent(new URL(IMAP_URL).username) : ''
  return [...addressParser(MAIL_FROM).map(addressOf), user].filter((address) => address.includes('@'))
}
