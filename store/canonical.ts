import { createHash } from 'node:crypto'

/**
 * A value as the one text that its hash is taken of: keys in order, nothing undefined, no lone surrogates, so that what comes back
 * from the database gives the same text as what went in.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(plain(value))
}

/** A value as JSON keeps it, in canonical order: instants and dates as texts. */
export function plain(value: unknown): unknown {
  return sorted(JSON.parse(Buffer.from(JSON.stringify(value ?? null, (_, each: unknown) => typeof each === 'string' ? Buffer.from(each).toString() : each)).toString()))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, each]) => [key, sorted(each)]))
}

/** SHA-256 in hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
