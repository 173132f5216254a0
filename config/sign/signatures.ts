import { fromBER } from 'asn1js'
import { Certificate, ContentInfo, SignedData, type AttributeTypeAndValue } from 'pkijs'

/**
 * A signature in a PDF: by whom as its certificate says, and whether what was signed is as it was. Whether the certificate is one to be trusted is not
 * looked at: the officer does, with the certificate's authority.
 */
export interface PdfSignature {
  readonly signer: string
  readonly intact: boolean
  /** Whether it covers all of the file: nothing was added after it. */
  readonly whole: boolean
}

const mostSignatures = 20
const commonName = '2.5.4.3'

/** The signatures of a PDF, in their order; none in a file that bears none, or none that can be read. */
export async function signaturesIn(pdf: Buffer): Promise<PdfSignature[]> {
  const found = [...pdf.toString('latin1').matchAll(/\/ByteRange\s{0,8}\[\s{0,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{0,8}\]/g)].slice(0, mostSignatures)
  const read = await Promise.all(found.map(([, ...range]) => readOne(pdf, range.map(Number))))
  return read.filter((each) => each !== null)
}

async function readOne(pdf: Buffer, [start = 0, length = 0, second = 0, rest = 0]: number[]): Promise<PdfSignature | null> {
  if (start !== 0 || length >= second || second + rest > pdf.length) return null
  const hex = pdf.subarray(length, second).toString('latin1').trim()
  if (!/^<[0-9a-f\s]*>$/i.test(hex)) return null
  const signed = Buffer.concat([pdf.subarray(0, length), pdf.subarray(second, second + rest)])
  const whole = pdf.subarray(second + rest).toString('latin1').trim() === ''
  try {
    const { result } = fromBER(new Uint8Array(Buffer.from(hex.slice(1, -1).replace(/\s/g, ''), 'hex')))
    const message = new SignedData({ schema: new ContentInfo({ schema: result }).content as unknown })
    const intact = await message.verify({ signer: 0, data: new Uint8Array(signed).buffer, checkChain: false }).catch(() => false)
    return { signer: nameIn(message), intact, whole }
  } catch {
    return { signer: '', intact: false, whole }
  }
}

/** Whom the signer's certificate names: the one that the signature points at, or else the first. */
function nameIn({ certificates = [], signerInfos: [info] }: SignedData): string {
  const own = certificates.filter((each) => each instanceof Certificate)
  const serial = (info?.sid as { serialNumber?: Certificate['serialNumber'] } | undefined)?.serialNumber
  const certificate = own.find(({ serialNumber }) => serial !== undefined && serialNumber.isEqual(serial)) ?? own[0]
  const named = certificate?.subject.typesAndValues.find(({ type }: AttributeTypeAndValue) => type === commonName)
  return String((named?.value.valueBlock as { value?: unknown } | undefined)?.value ?? '').slice(0, 200)
}
