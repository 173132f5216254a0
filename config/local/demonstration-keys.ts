import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import forge from 'node-forge'

/** Days that the demonstration's certificates are valid. */
const validity = 3650

const passphraseFile = 'passphrase'

/** The certificate of one unit, signed by itself: it proves who signed to nobody, and that nothing was altered to everybody. */
function makePkcs12(commonName: string, passphrase: string, now: Date): Buffer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const key = forge.pki.privateKeyFromPem(privateKey)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  certificate.serialNumber = `00${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = new Date(now.getTime() - 24 * 3600 * 1000)
  certificate.validity.notAfter = new Date(now.getTime() + validity * 24 * 3600 * 1000)
  const utf8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class // the published types name the wrong kind
  const name: forge.pki.CertificateField[] = [{ name: 'commonName', value: commonName, valueTagClass: utf8 }, { name: 'countryName', value: 'VN' }]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([{ name: 'basicConstraints', cA: false }, { name: 'keyUsage', digitalSignature: true, nonRepudiation: true }])
  certificate.sign(key, forge.md.sha256.create())
  const archive = forge.pkcs12.toPkcs12Asn1(key, [certificate], passphrase, { algorithm: '3des' })
  return Buffer.from(forge.asn1.toDer(archive).getBytes(), 'binary')
}

/**
 * Keys for the demonstration's units, made once in a folder of this machine: `<unit>.p12` each, and the passphrase they share. A real
 * province brings its own, issued by its certification authority, and names their folder in the environment.
 */
export async function makeDemonstrationKeys(
  folder: string, units: readonly { id: string, name: string }[],
): Promise<{ folder: string, passphrase: string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const kept = path.join(folder, passphraseFile)
  const passphrase = await readFile(kept, 'utf8').catch(async () => {
    const made = randomBytes(18).toString('base64url')
    await writeFile(kept, made, { mode: 0o600 })
    return made
  })
  for (const { id, name } of units) {
    const file = path.join(folder, `${id}.p12`)
    const exists = await access(file).then(() => true, () => false)
    if (!exists) await writeFile(file, makePkcs12(`${name} (trình diễn)`, passphrase, new Date()), { mode: 0o600 })
  }
  return { folder, passphrase }
}
