import { createHash, randomBytes } from 'node:crypto'
import { fromBER, Integer, OctetString, type BaseBlock } from 'asn1js'
import { AlgorithmIdentifier, ContentInfo, MessageImprint, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs'
import type { Stamp } from './cms.ts'
import { SigningUnavailable } from './signing-key.ts'

const sha256 = '2.16.840.1.101.3.4.2.1'
const mostBytes = 64 * 1024
/** How long the authority may take, in ms; it is waited for inside of a transaction. */
const patience = 6_000
const bytes = (buffer: Buffer) => new Uint8Array(buffer).buffer

const integer = (buffer: Buffer) => new Integer({ valueHex: bytes(Buffer.concat([Buffer.from([0x3f & (buffer[0] ?? 1) | 0x40]), buffer.subarray(1)])) })

/** What a token says, once it is found to be right in itself. */
export interface ReadStamp { readonly at: Date, readonly info: TSTInfo, readonly token: SignedData }

/** A time-stamp token over `data`, read and verified: the authority's signature, and that it is of these bytes. @throws when it is not */
export async function readStamp(token: Buffer, data: Buffer): Promise<ReadStamp> {
  const signed = new SignedData({ schema: new ContentInfo({ schema: fromBER(bytes(token)).result }).content as unknown })
  const content = signed.encapContentInfo.eContent
  if (!content) throw new Error('the token has no content')
  const info = new TSTInfo({ schema: fromBER(bytes(Buffer.from(content.getValue()))).result })
  const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView)
  if (info.messageImprint.hashAlgorithm.algorithmId !== sha256) throw new Error('the token’s digest is not SHA-256')
  if (!imprint.equals(createHash('sha256').update(data).digest())) throw new Error('the token stamps something else')
  const verified = await signed.verify({ signer: 0, data: bytes(data), checkChain: false })
  if (!verified) throw new Error('the token’s own signature does not match')
  return { at: info.genTime, info, token: signed }
}

/**
 * Time-stamps by RFC 3161. What comes back is believed when its status grants it, it is of what was sent, bears the nonce that was sent,
 * and is signed by the certificate that it carries.
 */
export function createTimeStamp(url: string): Stamp {
  return async (signature) => {
    const nonce = integer(randomBytes(12))
    const request = new TimeStampReq({
      version: 1, certReq: true, nonce,
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256 }), hashedMessage: new OctetString({ valueHex: bytes(createHash('sha256').update(signature).digest()) }),
      }),
    })
    try {
      const response = await fetch(url, {
        method: 'POST', headers: { 'content-type': 'application/timestamp-query' }, body: new Uint8Array((request.toSchema() as BaseBlock).toBER()),
        signal: AbortSignal.timeout(patience), redirect: 'error',
      })
      if (!response.ok) throw new Error(`it answers ${String(response.status)}`)
      const answer = Buffer.from(await response.arrayBuffer())
      if (answer.length > mostBytes) throw new Error('its answer is too long')
      const { status, timeStampToken } = new TimeStampResp({ schema: fromBER(bytes(answer)).result })
      if (status.status > 1 || !timeStampToken) throw new Error(`it refuses, with status ${String(status.status)}`)
      const token = Buffer.from((timeStampToken.toSchema() as BaseBlock).toBER())
      const { info } = await readStamp(token, signature)
      if (!info.nonce?.isEqual(nonce)) throw new Error('its answer is to another request')
      return token
    } catch (error) {
      throw new SigningUnavailable(`The time-stamping authority: ${(error as Error).message}`, { cause: error })
    }
  }
}
