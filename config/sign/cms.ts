import { createHash, X509Certificate } from 'node:crypto'
import { fromBER, ObjectIdentifier, OctetString, Sequence, Set as AsnSet, type BaseBlock } from 'asn1js'
import { AlgorithmIdentifier, Attribute, Certificate, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo } from 'pkijs'
import type { SigningKey } from './signing-key.ts'

const oid = {
  data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2', contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47', timeStampToken: '1.2.840.113549.1.9.16.2.14', sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1', ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const

/** Gives the time-stamp token over a signature: DER of a ContentInfo. */
export type Stamp = (signature: Buffer) => Promise<Buffer>

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest()
const bytes = (buffer: Buffer) => new Uint8Array(buffer).buffer
const attribute = (type: string, value: BaseBlock) => new Attribute({ type, values: [value] })
const encode = (each: Attribute) => Buffer.from((each.toSchema() as BaseBlock).toBER())

/** The set of the signed attributes as it is signed: DER, its members in the order of their bytes. */
const asSet = (attributes: readonly Attribute[]) =>
  Buffer.from(new AsnSet({ value: attributes.map((each) => each.toSchema() as BaseBlock) }).toBER())

/** Ties the signature to one certificate (RFC 5035), so that none can be put in its place; SHA-256 is the default and not written. */
const signingCertificate = (certificate: Buffer) =>
  new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: bytes(sha256(certificate)) })] })] })] })

/**
 * A detached CAdES signature as PAdES wants it (ETSI EN 319 142-1, level B-B; with a time-stamp B-T): the signing certificate is
 * signed too, the chain goes with it, and the moment of signing is said by the PDF alone.
 */
export async function makeSignature(content: Buffer, key: SigningKey, stamp: Stamp | null): Promise<Buffer> {
  const [own] = key.chain
  if (!own) throw new Error('A key without its certificate')
  const certificates = key.chain.map((der) => Certificate.fromBER(bytes(der)))
  const certificate = certificates[0] as Certificate
  const attributes = [
    attribute(oid.contentType, new ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new OctetString({ valueHex: bytes(sha256(content)) })),
    attribute(oid.signingCertificateV2, signingCertificate(own)),
  ].sort((a, b) => Buffer.compare(encode(a), encode(b)))
  const toSign = asSet(attributes)
  const signature = await key.sign(toSign)
  const token = stamp && await stamp(signature)
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes, encodedValue: bytes(toSign) }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: key.kind === 'rsa' ? oid.rsa : oid.ecdsaWithSha256 }),
    signature: new OctetString({ valueHex: bytes(signature) }),
    ...(token && { unsignedAttrs: new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute(oid.timeStampToken, fromBER(bytes(token)).result)] }) }),
  })
  const message = new SignedData({
    version: 1, digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oid.sha256 })], encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates, signerInfos: [info],
  })
  return Buffer.from((new ContentInfo({ contentType: oid.signedData, content: message.toSchema(true) as unknown }).toSchema() as BaseBlock).toBER())
}

/** Whom a certificate names. */
export const namedIn = (der: Buffer) => /^CN=(.*)$/m.exec(new X509Certificate(der).subject)?.[1] ?? ''
