import { X509Certificate } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Certificate, CertificateChainValidationEngine, type ExtKeyUsage, type IssuerAndSerialNumber, type SignedData } from 'pkijs'
import { EnvironmentProblem } from '../env.ts'

/** The authorities whose certificates operations trust. */
export interface Trust {
  /** Whether the signer's certificate leads to one of them, each link of the chain valid at a moment. Revocation is not looked up. */
  judge(message: SignedData, at: Date): Promise<'trusted' | 'untrusted'>
  /** Whether a time-stamp is of an authority that may stamp, and leads to one that is trusted. */
  vouches(token: SignedData, at: Date): Promise<boolean>
}

export const certificatesIn = ({ certificates = [] }: SignedData): Certificate[] => certificates.filter((each) => each instanceof Certificate)

/** The certificate that a signature points at. */
export function signerOf(message: SignedData): Certificate | undefined {
  const sid = message.signerInfos[0]?.sid as Partial<IssuerAndSerialNumber> | undefined
  return certificatesIn(message).find(({ issuer, serialNumber }) => sid?.serialNumber !== undefined && serialNumber.isEqual(sid.serialNumber) && sid.issuer?.isEqual(issuer) === true)
}

const extendedKeyUsage = '2.5.29.37'
const timeStamping = '1.3.6.1.5.5.7.3.8'

const pems = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

export function trustIn(anchors: readonly Buffer[]): Trust {
  const trustedCerts = anchors.map((der) => Certificate.fromBER(new Uint8Array(der).buffer))
  const trust: Trust = {
    async judge(message, at) {
      const own = signerOf(message)
      if (!own) return 'untrusted'
      const others = certificatesIn(message).filter((each) => each !== own)
      const { result } = await new CertificateChainValidationEngine({ trustedCerts: [...trustedCerts], certs: [...others, own], checkDate: at }).verify().catch(() => ({ result: false }))
      return result ? 'trusted' : 'untrusted'
    },
    async vouches(token, at) {
      const purposes = signerOf(token)?.extensions?.find(({ extnID }) => extnID === extendedKeyUsage)?.parsedValue as ExtKeyUsage | undefined
      return purposes?.keyPurposes.includes(timeStamping) === true && await trust.judge(token, at) === 'trusted'
    },
  }
  return trust
}

/** The authorities in a folder of PEM files. @throws EnvironmentProblem when it cannot be read or holds none */
export async function readTrust(folder: string): Promise<Trust> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.(pem|crt)$/.test(name))
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'latin1')))
    const anchors = texts.flatMap((text) => text.match(pems) ?? []).map((pem) => new X509Certificate(pem).raw)
    if (anchors.length === 0) throw new Error('no certificate in its .pem files')
    return trustIn(anchors)
  } catch (error) {
    throw new EnvironmentProblem(`SIGNING_TRUST_FOLDER, ${folder}: ${(error as Error).message}`, { cause: error })
  }
}
