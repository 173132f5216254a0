import { ImpossibleAddress } from './notifier.ts'

interface Answered { readonly code?: unknown, readonly status?: unknown, readonly responseCode?: unknown, readonly name?: unknown }

/**
 * What a failure to send is called in logs and lists: the server's code. Its words name the person whom the message is for, and
 * are kept nowhere.
 */
export function failureCode(error: unknown): string {
  const { code, status, responseCode, name } = error as Answered
  const known = [code, responseCode ?? status].filter((each) => typeof each === 'number' || (typeof each === 'string' && /^[A-Z0-9_]{1,40}$/i.test(each)))
  return known.length > 0 ? [...new Set(known.map(String))].join(' ') : typeof name === 'string' ? name : 'Error'
}

/**
 * Whether trying again is in vain: the mail server refused this recipient or this message for good (5xx of RFC 5321; not a refused
 * sign-in, which operations can mend), or the SMS service called the request itself wrong (400, such as error 21211).
 */
export function isPermanent(error: unknown): boolean {
  if (error instanceof ImpossibleAddress) return true
  const { code, status, responseCode } = error as Answered
  if (typeof responseCode === 'number') return responseCode >= 500 && responseCode < 600 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return status === 400
}
