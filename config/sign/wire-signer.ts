import type { Env } from '../env.ts'
import { createPkcs12Keys } from './pkcs12-keys.ts'
import { createSigner, type Signer } from './signer.ts'
import { createTimeStamp } from './time-stamp.ts'

/** The signer that the environment describes; null when operations have given no keys. */
export function wireSigner({ SIGNING_FOLDER, SIGNING_PASSPHRASE, SIGNING_TSA_URL }: Pick<Env, 'SIGNING_FOLDER' | 'SIGNING_PASSPHRASE' | 'SIGNING_TSA_URL'>): Signer | null {
  if (!SIGNING_FOLDER) return null
  return createSigner({
    keys: createPkcs12Keys({ folder: SIGNING_FOLDER, passphrase: SIGNING_PASSPHRASE }),
    stamp: SIGNING_TSA_URL ? createTimeStamp(SIGNING_TSA_URL) : null,
  })
}
