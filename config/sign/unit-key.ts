import { Signer } from '@signpdf/utils'
import forge from 'node-forge'

/** Certificates read from a file hold their names as UTF-8 bytes, which forge would encode once more in the signature's issuer. */
function decodeNames(certificate: forge.pki.Certificate): void {
  for (const attribute of certificate.issuer.attributes) {
    const { value, valueTagClass } = attribute as { value?: unknown, valueTagClass?: unknown }
    if (typeof value === 'string' && valueTagClass === forge.asn1.Type.UTF8) attribute.value = forge.util.decodeUtf8(value)
  }
}

/** Makes the detached PKCS#7 signature of a PDF with the key of a PKCS#12 archive. The package's own signer garbles issuers outside of ASCII. */
export class UnitKey extends Signer {
  readonly #key: forge.pki.rsa.PrivateKey
  readonly #own: forge.pki.Certificate
  readonly #chain: readonly forge.pki.Certificate[]

  /** @throws when the archive cannot be opened, or holds no key with its certificate */
  constructor(archive: Buffer, passphrase: string) {
    super()
    const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(archive.toString('binary')), passphrase)
    const bagsOf = (type: string) => opened.getBags({ bagType: type })[type] ?? []
    const key = [forge.pki.oids['pkcs8ShroudedKeyBag'], forge.pki.oids['keyBag']]
      .flatMap((type) => type ? bagsOf(type) : []).find((bag) => bag.key)?.key as forge.pki.rsa.PrivateKey | undefined
    const chain = bagsOf(forge.pki.oids['certBag'] ?? '').flatMap(({ cert }) => cert ? [cert] : [])
    const own = chain.find(({ publicKey }) => key && (publicKey as forge.pki.rsa.PublicKey).n.compareTo(key.n) === 0)
    if (!key || !own) throw new Error('The archive holds no RSA key with its certificate')
    decodeNames(own)
    this.#key = key
    this.#own = own
    this.#chain = chain
  }

  override sign(pdf: Buffer, signingTime = new Date()): Promise<Buffer> {
    const signed = forge.pkcs7.createSignedData()
    signed.content = forge.util.createBuffer(pdf.toString('binary'))
    for (const certificate of this.#chain) signed.addCertificate(certificate)
    const { contentType = '', data = '', signingTime: time = '', messageDigest = '', sha256 = '' } = forge.pki.oids
    signed.addSigner({
      key: this.#key, certificate: this.#own, digestAlgorithm: sha256,
      authenticatedAttributes: [{ type: contentType, value: data }, { type: time, value: signingTime as unknown as string }, { type: messageDigest }],
    })
    signed.sign({ detached: true })
    return Promise.resolve(Buffer.from(forge.asn1.toDer(signed.toAsn1()).getBytes(), 'binary'))
  }
}
