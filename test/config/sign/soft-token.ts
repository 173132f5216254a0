import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { X509Certificate } from 'node:crypto'
import pkcs11js from 'pkcs11js'
import type { Authority } from './authority.ts'

export const softHsm = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so'].find((each) => existsSync(each)) ?? null

export const tokenPin = '4711-Bi-Mat'
/** The DER before the point of a public key on P-256. */
const p256 = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')

/** A real token of SoftHSM in the authority's folder: RSA keys that were brought to it, and one of a curve that was made on it. */
export class SoftToken {
  readonly module: string
  readonly #authority: Authority
  private constructor(module: string, authority: Authority) {
    this.module = module
    this.#authority = authority
  }

  static async make(module: string, authority: Authority, label = 'Mot Cua'): Promise<SoftToken> {
    await mkdir(authority.at('tokens'))
    await writeFile(authority.at('softhsm2.conf'), `directories.tokendir = ${authority.at('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = true\n`)
    process.env['SOFTHSM2_CONF'] = authority.at('softhsm2.conf')
    const made = new SoftToken(module, authority)
    await made.#util('--init-token', '--free', '--label', label, '--so-pin', '12345678', '--pin', tokenPin)
    return made
  }

  #util(...args: string[]) {
    return promisify(execFile)('softhsm2-util', ['--module', this.module, ...args], { cwd: this.#authority.folder })
  }

  /** Brings a unit's RSA key to the token, with its certificate and the one above. */
  async bring(owner: string, label: string, id: string, token = 'Mot Cua'): Promise<void> {
    await this.#authority.openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${owner}.key`, '-out', `${owner}.p8`)
    await this.#util('--import', `${owner}.p8`, '--token', token, '--label', label, '--id', id, '--pin', tokenPin)
    for (const [name, as] of [[`${owner}.pem`, id], ['sub.pem', 'ca']] as const) await this.#store(name, label, as)
  }

  /** Makes a key of P-256 on the token; the authority certifies it. */
  async makeKey(owner: string, name: string, id: string): Promise<void> {
    const point = this.#within((driver, session) => {
      const { publicKey } = driver.C_GenerateKeyPair(session, { mechanism: pkcs11js.CKM_EC_KEY_PAIR_GEN }, [
        { type: pkcs11js.CKA_EC_PARAMS, value: Buffer.from('06082a8648ce3d030107', 'hex') }, { type: pkcs11js.CKA_TOKEN, value: false }, { type: pkcs11js.CKA_VERIFY, value: true },
      ], [
        { type: pkcs11js.CKA_TOKEN, value: true }, { type: pkcs11js.CKA_PRIVATE, value: true }, { type: pkcs11js.CKA_SENSITIVE, value: true }, { type: pkcs11js.CKA_EXTRACTABLE, value: false },
        { type: pkcs11js.CKA_SIGN, value: true }, { type: pkcs11js.CKA_LABEL, value: owner }, { type: pkcs11js.CKA_ID, value: Buffer.from(id, 'hex') },
      ])
      return driver.C_GetAttributeValue(session, publicKey, [{ type: pkcs11js.CKA_EC_POINT }])[0]?.value ?? Buffer.alloc(0)
    })
    await writeFile(this.#authority.at(`${owner}.spki`), Buffer.concat([p256, point.subarray(2)]))
    await this.#authority.openssl('pkey', '-pubin', '-inform', 'DER', '-in', `${owner}.spki`, '-out', `${owner}.pub`)
    await this.#authority.issue('stand-in', name, { kind: 'ec' })
    await this.#authority.openssl('x509', '-req', '-in', 'stand-in.csr', '-force_pubkey', `${owner}.pub`, '-CA', 'sub.pem', '-CAkey', 'sub.key', '-CAcreateserial', '-days', '30', '-out', `${owner}.pem`,
      '-extfile', 'openssl.cnf', '-extensions', 'leaf')
    await this.#store(`${owner}.pem`, owner, id)
  }

  async #store(file: string, label: string, id: string): Promise<void> {
    const { raw, subject } = new X509Certificate(await readFile(this.#authority.at(file)))
    this.#within((driver, session) => driver.C_CreateObject(session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE }, { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: pkcs11js.CKC_X_509 }, { type: pkcs11js.CKA_TOKEN, value: true },
      { type: pkcs11js.CKA_PRIVATE, value: false }, { type: pkcs11js.CKA_LABEL, value: label }, { type: pkcs11js.CKA_ID, value: Buffer.from(id, 'hex') },
      { type: pkcs11js.CKA_SUBJECT, value: Buffer.from(subject) }, { type: pkcs11js.CKA_VALUE, value: raw },
    ]))
  }

  #within<T>(work: (driver: pkcs11js.PKCS11, session: Buffer) => T): T {
    const driver = new pkcs11js.PKCS11()
    driver.load(this.module)
    driver.C_Initialize()
    try {
      const [slot] = driver.C_GetSlotList(true)
      if (!slot) throw new Error('no token')
      const session = driver.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION)
      driver.C_Login(session, pkcs11js.CKU_USER, tokenPin)
      return work(driver, session)
    } finally {
      driver.C_Finalize()
      driver.close()
    }
  }

  /** What happens to open sessions when somebody pulls the token out: they end, behind the back of who holds them. */
  endSessions(): void {
    const driver = new pkcs11js.PKCS11()
    driver.load(this.module)
    for (const slot of driver.C_GetSlotList(true)) driver.C_CloseAllSessions(slot)
    driver.close()
  }

  async pullOut(): Promise<void> {
    await rename(this.#authority.at('tokens'), this.#authority.at('pulled-out'))
    await mkdir(this.#authority.at('tokens'))
    this.endSessions()
  }

  async putBack(): Promise<void> {
    await promisify(execFile)('rm', ['-r', this.#authority.at('tokens')])
    await rename(this.#authority.at('pulled-out'), this.#authority.at('tokens'))
  }
}
