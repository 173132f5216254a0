/**
 * A key that signs, wherever it lies: a file, a token, a hardware module. It never leaves there; what is signed goes to it.
 */
export interface SigningKey {
  readonly kind: 'rsa' | 'ec'
  /** Its certificate, then those that vouch for it up to the root as far as they are known: DER. */
  readonly chain: readonly Buffer[]
  /** Signs with SHA-256: RSASSA-PKCS1-v1_5, or ECDSA as DER. */
  sign(data: Buffer): Promise<Buffer>
}

/** Where keys are found, by the id of a unit or the username of a person. */
export interface SigningKeys {
  /** @throws NoSigningKey, SigningUnavailable */
  find(owner: string): Promise<SigningKey>
  /** Tells what operations must put right before anything can be signed. @throws SigningProblem, SigningUnavailable */
  check(): Promise<void>
  close(): Promise<void>
}

/** Nobody gave a key to this unit or person: operations must, before it can sign. */
export class NoSigningKey extends Error {}

/** The token or the time-stamping authority is away: nothing is signed until it is back, and nothing is issued in the meantime. */
export class SigningUnavailable extends Error {}

/** The settings are wrong, and no waiting mends them. */
export class SigningProblem extends Error {}

/** Whether a name may be that of a unit or a person: it becomes part of a path. */
export const isKeyOwner = (name: string) => /^[a-z0-9][a-z0-9.-]*$/.test(name) && !name.includes('..')
