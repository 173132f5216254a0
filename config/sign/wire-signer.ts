import { EnvironmentProblem, type Env } from '../env.ts'
import type { Log } from '../log.ts'
import { createPkcs11Keys } from './pkcs11-keys.ts'
import { createPkcs12Keys } from './pkcs12-keys.ts'
import { createSigner, type Signer } from './signer.ts'
import { NoSigningKey, SigningProblem, type SigningKeys } from './signing-key.ts'
import { createTimeStamp } from './time-stamp.ts'

type SigningEnv = Pick<Env, 'SIGNING_FOLDER' | 'SIGNING_PASSPHRASE' | 'SIGNING_TSA_URL' | 'SIGNING_PKCS11_MODULE' | 'SIGNING_PKCS11_TOKEN' | 'SIGNING_PKCS11_SLOT' | 'SIGNING_PKCS11_PIN' | 'SIGNING_PKCS11_KEYS'>

/** Keys of several stores: an owner's is taken from the first that has it. */
function oneOf(stores: readonly SigningKeys[]): SigningKeys {
  return {
    async find(owner) {
      for (const store of stores) {
        const found = await store.find(owner).catch((error: unknown) => {
          if (error instanceof NoSigningKey) return null
          throw error
        })
        if (found) return found
      }
      throw new NoSigningKey(`No signing key of ${owner}`)
    },
    async check() { for (const store of stores) await store.check() },
    async close() { for (const store of stores) await store.close() },
  }
}

/**
 * The signer that the environment describes, and null when operations have given no keys. A token that is away at the start is waited for, and
 * said so; what no waiting mends stops the start.
 * @throws EnvironmentProblem
 */
export async function wireSigner(env: SigningEnv, log: Log): Promise<Signer | null> {
  const stores = [
    ...env.SIGNING_PKCS11_MODULE ? [createPkcs11Keys({
      module: env.SIGNING_PKCS11_MODULE, token: env.SIGNING_PKCS11_TOKEN, slot: env.SIGNING_PKCS11_SLOT, pin: env.SIGNING_PKCS11_PIN, keys: env.SIGNING_PKCS11_KEYS,
    })] : [],
    ...env.SIGNING_FOLDER ? [createPkcs12Keys({ folder: env.SIGNING_FOLDER, passphrase: env.SIGNING_PASSPHRASE })] : [],
  ]
  if (stores.length === 0) return null
  const signer = createSigner({ keys: oneOf(stores), stamp: env.SIGNING_TSA_URL ? createTimeStamp(env.SIGNING_TSA_URL) : null })
  try {
    await signer.check()
  } catch (error) {
    if (error instanceof SigningProblem) throw new EnvironmentProblem(`Signing is not set up. ${error.message}.`, { cause: error })
    log.warn({ error: (error as Error).message }, 'nothing can be signed: results and scans wait until the token is there')
  }
  return signer
}
