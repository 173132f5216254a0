import { createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import forge from 'node-forge'
import { chainOf, kindOfKey } from './certificates.ts'
import { isKeyOwner, NoSigningKey, SigningProblem, type SigningKey, type SigningKeys } from './signing-key.ts'

const { asn1, pkcs12, pki } = forge
const derOf = (value: forge.asn1.Asn1) => Buffer.from(asn1.toDer(value).getBytes(), 'binary')

/** The key and the certificates of a PKCS#12 archive. Forge opens it; keys and certificates of curves, which it does not know, it gives as they are. */
function open(archive: Buffer, passphrase: string): { key: KeyObject, certificates: X509Certificate[] } {
  const opened = pkcs12.pkcs12FromAsn1(asn1.fromDer(archive.toString('binary')), passphrase)
  const bagsOf = (type = '') => opened.getBags({ bagType: type })[type] ?? []
  const certificates = bagsOf(pki.oids['certBag']).map(({ cert, asn1: raw }) => new X509Certificate(derOf(cert ? pki.certificateToAsn1(cert) : raw)))
  const [bag] = [...bagsOf(pki.oids['pkcs8ShroudedKeyBag']), ...bagsOf(pki.oids['keyBag'])]
  if (!bag) throw new SigningProblem('The archive holds no key')
  const der = derOf(bag.key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(bag.key)) : bag.asn1)
  return { key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), certificates }
}

/** The key of a PKCS#12 archive, RSA or of a curve. @throws SigningProblem when it cannot be opened, or holds no key with its certificate */
export function pkcs12Key(archive: Buffer, passphrase: string): SigningKey {
  const { key, certificates } = open(archive, passphrase)
  const own = certificates.find((each) => each.checkPrivateKey(key))
  if (!own) throw new SigningProblem('The archive holds no certificate of its key')
  return {
    kind: kindOfKey(own), chain: chainOf(own, certificates).map(({ raw }) => raw),
    sign: (data) => Promise.resolve(sign('sha256', data, key)),
  }
}

/** One PKCS#12 archive per unit or person, `<owner>.p12` in a folder, all under one passphrase. */
export function createPkcs12Keys({ folder, passphrase }: { folder: string, passphrase: string }): SigningKeys {
  return {
    async find(owner) {
      if (!isKeyOwner(owner)) throw new NoSigningKey(`${owner} is no name of a key`)
      const archive = await readFile(path.join(folder, `${owner}.p12`)).catch((error: unknown) => {
        throw new NoSigningKey(`No signing key of ${owner}`, { cause: error })
      })
      try {
        return pkcs12Key(archive, passphrase)
      } catch (error) {
        throw new SigningProblem(`${owner}.p12 cannot be used: ${(error as Error).message}`, { cause: error })
      }
    },
    check: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
