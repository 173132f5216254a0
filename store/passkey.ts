import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

/** A key of WebAuthn; only its public half is here. */
export interface Passkey {
  readonly id: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  /** The browser in which it was made, such as 'Chrome, Android'. */
  readonly name: string
  readonly addedAt: Temporal.Instant
}

export type PasskeyRow = Omit<Passkey, 'publicKey' | 'addedAt' | 'transports'> & { publicKey: string, transports: string[], addedAt: Date }

export const passkeyRow = ({ publicKey, addedAt, transports, ...key }: Passkey): PasskeyRow =>
  ({ ...key, transports: [...transports], publicKey: Buffer.from(publicKey).toString('base64url'), addedAt: toDate(addedAt) })

export const readPasskey = ({ publicKey, addedAt, ...key }: PasskeyRow): Passkey =>
  ({ ...key, publicKey: Buffer.from(publicKey, 'base64url'), addedAt: toInstant(addedAt) })

/** Finds an account by its key, unless the key was used as often before: a copy of it would give itself away so. And notes how often it is now. */
export const passkeyUse = (passkey: string, counter: number) => [
  { passkeys: { $elemMatch: { id: passkey, ...(counter > 0 && { counter: { $lt: counter } }) } } }, { $set: { 'passkeys.$.counter': counter } },
] as const
