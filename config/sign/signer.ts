import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { SignPdf } from '@signpdf/signpdf'
import type { Temporal } from 'temporal-polyfill'
import { UnitKey } from './unit-key.ts'

/** What a signature says besides the certificate it is made with. */
export interface SignatureFacts {
  /** The unit in whose name it is signed; its key signs. */
  readonly unit: string
  /** Who signs, in the reader's language: the unit's name, or the clerk's. */
  readonly name: string
  readonly reason: string
  readonly place: string
  readonly at: Temporal.Instant
}

/** Signs PDF documents in the name of a unit (BT 45/2023 arts. 15.6c, 17.10; requirements D8, F10). */
export interface Signer {
  /** @throws NoSigningKey when the unit has no key */
  sign(pdf: Uint8Array, facts: SignatureFacts): Promise<Uint8Array>
}

/** The unit has no key in the folder: operations must give it one before it can sign. */
export class NoSigningKey extends Error {}

/** Room for one RSA 4096 signature with its chain of certificates, in bytes. */
const signatureLength = 16_384

/** Signs with one PKCS#12 file per unit, `<unit>.p12` in a folder, all under one passphrase. */
export function createPkcs12Signer({ folder, passphrase }: { folder: string, passphrase: string }): Signer {
  const signpdf = new SignPdf()
  return {
    async sign(pdf, { unit, name, reason, place, at }) {
      if (!/^[a-z0-9-]+$/.test(unit)) throw new NoSigningKey(`${unit} is no unit's id`)
      const p12 = await readFile(path.join(folder, `${unit}.p12`)).catch((error: unknown) => {
        throw new NoSigningKey(`No signing key of ${unit}`, { cause: error })
      })
      const signingTime = new Date(at.epochMilliseconds)
      const prepared = plainAddPlaceholder({ pdfBuffer: Buffer.from(pdf), name, reason, location: place, contactInfo: '', signatureLength, signingTime })
      return signpdf.sign(prepared, new UnitKey(p12, passphrase), signingTime)
    },
  }
}
