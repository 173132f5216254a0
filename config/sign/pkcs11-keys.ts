import { createHash, verify, X509Certificate } from 'node:crypto'
import type * as Pkcs11 from 'pkcs11js'
import type { Handle, PKCS11, Template } from 'pkcs11js'
import { chainOf, kindOfKey } from './certificates.ts'
import { derOfRaw } from './ecdsa.ts'
import { isKeyOwner, NoSigningKey, SigningProblem, SigningUnavailable, type SigningKey, type SigningKeys } from './signing-key.ts'

export interface TokenSettings {
  /** The path of the maker's PKCS#11 library. */
  readonly module: string
  /** The token by its label, or by the number of its slot; the only token there is when neither is said. */
  readonly token?: string | undefined
  readonly slot?: number | undefined
  readonly pin: string
  /** The label of a key by its owner; of an owner that is not named the key bears the owner's own id as its label. */
  readonly keys: ReadonlyMap<string, string>
}

type Library = typeof Pkcs11

/** A DigestInfo of SHA-256 without its digest: every token signs with plain RSA, not every one hashes. */
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** Answers of a token to a PIN that no second try mends: too many of them lock it. */
const pinFaults = ['CKR_PIN_INCORRECT', 'CKR_PIN_INVALID', 'CKR_PIN_LEN_RANGE', 'CKR_PIN_EXPIRED', 'CKR_PIN_LOCKED'] as const

async function loadLibrary(): Promise<Library> {
  try {
    const loaded = await import('pkcs11js') as Library & { default?: Library }
    return loaded.default ?? loaded
  } catch (error) {
    throw new SigningProblem('SIGNING_PKCS11_MODULE is set, but the package pkcs11js is not installed here: npm install pkcs11js, which needs a C++ compiler', { cause: error })
  }
}

/**
 * Keys on a token or a hardware module, by PKCS#11. One session is kept and used by one signature at a time; when it fails it is opened again, once,
 * and when that fails too the token counts as away. A wrong PIN is tried once in the life of the process.
 */
export function createPkcs11Keys({ module, token, slot, pin, keys }: TokenSettings): SigningKeys {
  let library: Library | null = null
  let driver: PKCS11 | null = null
  let session: Handle | null = null
  let pinFault: SigningProblem | null = null
  let queue: Promise<unknown> = Promise.resolve()

  /** One after the other: a session does one thing at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = queue.then(work, work)
    queue = next.catch(() => undefined)
    return next
  }

  async function loaded(): Promise<{ library: Library, driver: PKCS11 }> {
    library ??= await loadLibrary()
    if (!driver) {
      const made = new library.PKCS11()
      try {
        made.load(module)
      } catch (error) {
        throw new SigningProblem(`SIGNING_PKCS11_MODULE: ${module} cannot be loaded: ${(error as Error).message}`, { cause: error })
      }
      driver = made
    }
    return { library, driver }
  }

  const named = (): string => token !== undefined ? `“${token}”` : slot !== undefined ? `in slot ${String(slot)}` : 'of any name'

  function findSlot(from: PKCS11): Handle {
    const present = from.C_GetSlotList(true)
    const labelled = present.map((each) => ({ each, label: from.C_GetTokenInfo(each).label.trim(), number: Number(each.readBigUInt64LE()) }))
    const found = labelled.filter(({ label, number }) => (token === undefined || label === token) && (slot === undefined || number === slot))
    const [first] = found
    if (!first) throw new SigningUnavailable(`The token ${named()} is not there`)
    if (found.length > 1) throw new SigningProblem(`Several tokens are there: SIGNING_PKCS11_TOKEN or SIGNING_PKCS11_SLOT says which (${labelled.map(({ label, number }) => `“${label}” in slot ${String(number)}`).join(', ')})`)
    return first.each
  }

  async function open(): Promise<{ library: Library, driver: PKCS11, session: Handle }> {
    if (pinFault) throw pinFault
    const { library: lib, driver: from } = await loaded()
    if (session) return { library: lib, driver: from, session }
    try {
      from.C_Initialize()
    } catch (error) {
      if ((error as { code?: number }).code !== lib.CKR_CRYPTOKI_ALREADY_INITIALIZED) throw error
    }
    const opened = from.C_OpenSession(findSlot(from), lib.CKF_SERIAL_SESSION)
    try {
      from.C_Login(opened, lib.CKU_USER, pin)
    } catch (error) {
      const { code } = error as { code?: number }
      if (code !== lib.CKR_USER_ALREADY_LOGGED_IN) {
        from.C_CloseSession(opened)
        const fault = pinFaults.find((each) => lib[each] === code)
        if (!fault) throw error
        pinFault = new SigningProblem(`The token ${named()} does not take the PIN of SIGNING_PKCS11_PIN (${fault}). It is not tried again until the next start, so as not to lock the token`)
        throw pinFault
      }
    }
    session = opened
    return { library: lib, driver: from, session: opened }
  }

  /** Lets go of the session and of the library's state, whatever they are in: a token that comes back is seen only by a library that starts anew. */
  function letGo(): void {
    for (const act of [() => { if (session) driver?.C_CloseSession(session) }, () => driver?.C_Finalize()]) {
      try {
        act()
      } catch {
        // It was gone before.
      }
    }
    session = null
  }

  /** Does something with the token; when its session fails, once more with a new one. */
  function withToken<T>(work: (given: Awaited<ReturnType<typeof open>>) => T | Promise<T>): Promise<T> {
    return inTurn(async () => {
      for (let again = true; ; again = false) {
        try {
          return await work(await open())
        } catch (error) {
          if (error instanceof SigningProblem || error instanceof NoSigningKey) throw error
          letGo()
          if (again && !(error instanceof SigningUnavailable)) continue
          throw error instanceof SigningUnavailable ? error : new SigningUnavailable(`The token ${named()}: ${(error as Error).message}`, { cause: error })
        }
      }
    })
  }

  function find({ driver: from, session: on }: { driver: PKCS11, session: Handle }, template: Template): Handle[] {
    from.C_FindObjectsInit(on, template)
    try {
      const found: Handle[] = []
      for (let each = from.C_FindObjects(on); each; each = from.C_FindObjects(on)) found.push(each)
      return found
    } finally {
      from.C_FindObjectsFinal(on)
    }
  }

  function privateKey(given: Awaited<ReturnType<typeof open>>, label: string): Handle {
    const { library: lib } = given
    const [key, second] = find(given, [{ type: lib.CKA_CLASS, value: lib.CKO_PRIVATE_KEY }, { type: lib.CKA_LABEL, value: label }])
    if (!key) throw new NoSigningKey(`The token ${named()} has no private key labelled “${label}”`)
    if (second) throw new SigningProblem(`The token ${named()} has several private keys labelled “${label}”`)
    return key
  }

  /** The certificates on the token: the key's own has its CKA_ID, or else its label. */
  function certificates(given: Awaited<ReturnType<typeof open>>, key: Handle, label: string): X509Certificate[] {
    const { library: lib, driver: from, session: on } = given
    const read = (each: Handle, type: number) => from.C_GetAttributeValue(on, each, [{ type }])[0]?.value ?? Buffer.alloc(0)
    const id = read(key, lib.CKA_ID)
    const all = find(given, [{ type: lib.CKA_CLASS, value: lib.CKO_CERTIFICATE }]).map((each) => ({
      certificate: new X509Certificate(read(each, lib.CKA_VALUE)), id: read(each, lib.CKA_ID), label: read(each, lib.CKA_LABEL).toString('utf8'),
    }))
    const own = all.find((each) => id.length > 0 && each.id.equals(id)) ?? all.find((each) => each.label === label)
    if (!own) throw new SigningProblem(`The token ${named()} has no certificate of the key “${label}”`)
    return chainOf(own.certificate, all.map(({ certificate }) => certificate))
  }

  async function signingKey(owner: string): Promise<SigningKey> {
    const label = keys.get(owner) ?? owner
    const chain = await withToken((given) => certificates(given, privateKey(given, label), label))
    const [own] = chain
    if (!own) throw new Error('A chain has its own certificate')
    const kind = kindOfKey(own)
    return {
      kind, chain: chain.map(({ raw }) => raw),
      sign: (data) => withToken(async (given) => {
        const { library: lib, driver: from, session: on } = given
        const digest = createHash('sha256').update(data).digest()
        from.C_SignInit(on, { mechanism: kind === 'rsa' ? lib.CKM_RSA_PKCS : lib.CKM_ECDSA }, privateKey(given, label))
        const raw = await from.C_SignAsync(on, kind === 'rsa' ? Buffer.concat([sha256Info, digest]) : digest, Buffer.alloc(1024))
        const signature = kind === 'rsa' ? raw : derOfRaw(raw)
        if (!verify('sha256', data, own.publicKey, signature)) throw new SigningProblem(`The certificate on the token is not that of the key “${label}”`)
        return signature
      }),
    }
  }

  return {
    find: (owner) => isKeyOwner(owner) ? signingKey(owner) : Promise.reject(new NoSigningKey(`${owner} is no name of a key`)),
    async check() {
      await withToken(() => undefined)
      for (const owner of keys.keys()) {
        await signingKey(owner).catch((error: unknown) => {
          throw error instanceof NoSigningKey ? new SigningProblem(`SIGNING_PKCS11_KEYS, ${owner}: ${error.message}`, { cause: error }) : error
        })
      }
    },
    close: () => inTurn(() => {
      letGo()
      return Promise.resolve()
    }),
  }
}
