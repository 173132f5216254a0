import { X509Certificate } from 'node:crypto'
import { SignPdf } from '@signpdf/signpdf'
import { Signer as PdfSigner } from '@signpdf/utils'
import type { Temporal } from 'temporal-polyfill'
import { makeSignature, namedIn, type Stamp } from './cms.ts'
import type { Seal } from '../print/seal.ts'
import { placeSignature } from './place-signature.ts'
import { NoSigningKey, type SigningKey, type SigningKeys } from './signing-key.ts'

/** What a signature says besides the certificate it is made with. */
export interface SignatureFacts {
  /** The unit in whose name it is signed; its key signs. */
  readonly unit: string
  /** Who signs, in the reader's language: the unit's name, or the clerk's. */
  readonly name: string
  readonly reason: string
  readonly place: string
  readonly at: Temporal.Instant
  /** Whose key signs, such as a leader's own; the unit's when nobody is said. */
  readonly key?: string
  /** What is shown on the page, where the paper has room for it. */
  readonly seal?: Omit<Seal, 'at'>
}

/** Signs PDF documents in the name of a unit (BT 45/2023 arts. 15.6c, 17.10; requirements D8, F10). */
export interface Signer {
  /** @throws NoSigningKey when the unit has no key; SigningUnavailable while the token or the time-stamping authority is away */
  sign(pdf: Uint8Array, facts: SignatureFacts): Promise<Uint8Array>
  /** Whether a unit or a person has a key. @throws SigningUnavailable when that cannot be known now */
  hasKey(owner: string): Promise<boolean>
  /** Whom the certificate of a unit or person names, and when it ends; null without a key. @throws SigningProblem, SigningUnavailable */
  certificateOf(owner: string): Promise<{ name: string, until: Date } | null>
  /** @throws SigningProblem, SigningUnavailable */
  check(): Promise<void>
  close(): Promise<void>
}

class Detached extends PdfSigner {
  readonly #key: SigningKey
  readonly #stamp: Stamp | null
  constructor(key: SigningKey, stamp: Stamp | null) {
    super()
    this.#key = key
    this.#stamp = stamp
  }

  override sign(content: Buffer): Promise<Buffer> { return makeSignature(content, this.#key, this.#stamp) }
}

/** Signs as PAdES B-B with the keys of a store; with a time-stamping authority B-T, and then never without its stamp. */
export function createSigner({ keys, stamp = null }: { keys: SigningKeys, stamp?: Stamp | null }): Signer {
  const signpdf = new SignPdf()
  return {
    async sign(pdf, { unit, key: owner = unit, ...facts }) {
      const key = await keys.find(owner)
      return signpdf.sign(await placeSignature(pdf, facts), new Detached(key, stamp))
    },
    async hasKey(owner) {
      try {
        await keys.find(owner)
        return true
      } catch (error) {
        if (error instanceof NoSigningKey) return false
        throw error
      }
    },
    async certificateOf(owner) {
      const [own] = await keys.find(owner).then(({ chain }) => chain, (error: unknown) => {
        if (error instanceof NoSigningKey) return []
        throw error
      })
      return own ? { name: namedIn(own), until: new Date(new X509Certificate(own).validTo) } : null
    },
    check: () => keys.check(),
    close: () => keys.close(),
  }
}
