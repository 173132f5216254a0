/** Ways of telling people outside of the portal, which always tells them. */
export const outsideChannels = ['mail', 'sms'] as const

export type OutsideChannel = (typeof outsideChannels)[number]

/** What an application form may ask under `notifyBy`, with the channels that each answer means. */
const chosen = {
  both: outsideChannels, mail: ['mail'], sms: ['sms'], portal: [],
} as const satisfies Record<string, readonly OutsideChannel[]>

/** By which channels the applicant wants to be told, beside the portal: both unless they said otherwise (requirement D3). */
export function chosenChannels(application: Readonly<Record<string, unknown>>): readonly OutsideChannel[] {
  const answer = application['notifyBy']
  return typeof answer === 'string' && Object.hasOwn(chosen, answer) ? chosen[answer as keyof typeof chosen] : chosen.both
}

/** A telephone number in the international form of E.164; a number that begins with 0 is one of Vietnam. Null when it is none. */
export function phoneNumber(text: string): string | null {
  const digits = text.trim().replace(/^00(?=[1-9])/, '+').replace(/[\s().-]/g, '')
  const international = digits.startsWith('+') ? digits : digits.startsWith('0') ? `+84${digits.slice(1)}` : `+${digits}`
  return /^\+[1-9]\d{7,14}$/.test(international) ? international.replace(/^\+840/, '+84') : null
}

/** A telephone number for logs and lists: its last three digits. */
export function maskPhone(text: string): string {
  const digits = text.replace(/\D/g, '')
  return digits.length > 6 ? `****${digits.slice(-3)}` : '****'
}

/** A mail address for logs and lists: its first letter and its domain. */
export function maskMail(text: string): string {
  const [, first = '', domain = ''] = /^([^@\s])[^@]*@([^@\s]+)$/.exec(text.trim()) ?? []
  return domain === '' ? '***' : `${first}***@${domain}`
}

/** A mail address or a telephone number at which a person is reached. */
export interface Contact { readonly channel: OutsideChannel, readonly address: string }

/** A contact as it is compared and sent to: mail in small letters, telephone as in E.164. Null when it is neither. */
export function contactOf(text: string): Contact | null {
  const typed = text.trim().normalize('NFC')
  if (typed.includes('@')) {
    return typed.length <= 254 && /^[^\s@"'<>(),;:\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(typed) ? { channel: 'mail', address: typed.toLowerCase() } : null
  }
  const number = /^[+\d]/.test(typed) ? phoneNumber(typed) : null
  return number === null ? null : { channel: 'sms', address: number }
}

/** A contact for pages on which anybody may look. */
export const maskContact = ({ channel, address }: Contact): string => channel === 'mail' ? maskMail(address) : maskPhone(address)
