import { fromBER, type BaseBlock } from 'asn1js'
import { ContentInfo, SignedData, type AttributeTypeAndValue } from 'pkijs'
import { readStamp, type ReadStamp } from './time-stamp.ts'
import { certificatesIn, signerOf, type Trust } from './trust.ts'

/** Whether a certificate leads to an authority that operations trust; revocation is not looked up. */
export type CertificateTrust = 'trusted' | 'untrusted' | 'not-checked'

/** A signature in a PDF: by whom as its certificate says, whether what was signed is as it was, and whether the certificate is one to be trusted. */
export interface PdfSignature {
  readonly signer: string
  readonly intact: boolean
  /** Whether it covers all of the file: nothing was added after it. */
  readonly whole: boolean
  /** 'not-checked' where operations have named no authorities: the officer looks at it. */
  readonly certificate: CertificateTrust
  /** When, as a time-stamping authority vouches for it; absent without a stamp. */
  readonly stampedAt?: string
}

const mostSignatures = 20
const commonName = '2.5.4.3'
const timeStampToken = '1.2.840.113549.1.9.16.2.14'

/** The signatures of a PDF, in their order; none in a file that bears none, or none that can be read. */
export async function signaturesIn(pdf: Buffer, trust: Trust | null = null): Promise<PdfSignature[]> {
  const found = [...pdf.toString('latin1').matchAll(/\/ByteRange\s{0,8}\[\s{0,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{0,8}\]/g)].slice(0, mostSignatures)
  const read = await Promise.all(found.map(([, ...range]) => readOne(pdf, range.map(Number), trust)))
  return read.filter((each) => each !== null)
}

async function readOne(pdf: Buffer, [start = 0, length = 0, second = 0, rest = 0]: number[], trust: Trust | null): Promise<PdfSignature | null> {
  if (start !== 0 || length >= second || second + rest > pdf.length) return null
  const hex = pdf.subarray(length, second).toString('latin1').trim()
  if (!/^<[0-9a-f\s]*>$/i.test(hex)) return null
  const signed = Buffer.concat([pdf.subarray(0, length), pdf.subarray(second, second + rest)])
  const whole = pdf.subarray(second + rest).toString('latin1').trim() === ''
  try {
    const { result } = fromBER(new Uint8Array(Buffer.from(hex.slice(1, -1).replace(/\s/g, ''), 'hex')))
    const message = new SignedData({ schema: new ContentInfo({ schema: result }).content as unknown })
    const intact = await message.verify({ signer: 0, data: new Uint8Array(signed).buffer, checkChain: false }).catch(() => false)
    const found = await stampOf(message)
    const stamp = found && (trust === null || await trust.vouches(found.token, found.at)) ? found : null
    const certificate = trust && intact ? await trust.judge(message, stamp?.at ?? claimedTime(signed) ?? new Date()) : 'not-checked'
    return { signer: nameIn(message), intact, whole, certificate, ...(stamp && { stampedAt: stamp.at.toISOString() }) }
  } catch {
    return { signer: '', intact: false, whole, certificate: 'not-checked' }
  }
}

/** When a time-stamp over the signature says that it was there; null without one that is right. */
async function stampOf({ signerInfos: [info] }: SignedData): Promise<ReadStamp | null> {
  const token = info?.unsignedAttrs?.attributes.find(({ type }) => type === timeStampToken)?.values[0] as BaseBlock | undefined
  if (!info || !token) return null
  return readStamp(Buffer.from(token.toBER()), Buffer.from(info.signature.valueBlock.valueHexView)).catch(() => null)
}

/** When the signer says that it was signed: the signature dictionary's own word, which is signed too. */
function claimedTime(signed: Buffer): Date | null {
  const times = [...signed.toString('latin1').matchAll(/\/M\s?\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-])(\d{2})'?(\d{2}))?/g)]
  const [, year, month, day, hour, minute, second, sign, zoneHour = '00', zoneMinute = '00'] = times.at(-1) ?? []
  if (year === undefined) return null
  const at = new Date(`${year}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}${sign ? `${sign}${zoneHour}:${zoneMinute}` : 'Z'}`)
  return Number.isNaN(at.getTime()) ? null : at
}

/** Whom the signer's certificate names: the one that the signature points at, or else the first. */
function nameIn(message: SignedData): string {
  const certificate = signerOf(message) ?? certificatesIn(message)[0]
  const named = certificate?.subject.typesAndValues.find(({ type }: AttributeTypeAndValue) => type === commonName)
  return String((named?.value.valueBlock as { value?: unknown } | undefined)?.value ?? '').slice(0, 200)
}
