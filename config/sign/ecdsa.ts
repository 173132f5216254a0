import { Integer, Sequence } from 'asn1js'

/** One half of an ECDSA signature as an unsigned number. */
function unsigned(half: Buffer): Integer {
  const start = half.findIndex((byte) => byte !== 0)
  const digits = start === -1 ? Buffer.from([0]) : half.subarray(start)
  return new Integer({ valueHex: new Uint8Array((digits[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits).buffer })
}

/** An ECDSA signature as tokens give it, r and s one after the other, in the DER that X.509 and CMS want. */
export const derOfRaw = (raw: Buffer): Buffer =>
  Buffer.from(new Sequence({ value: [unsigned(raw.subarray(0, raw.length / 2)), unsigned(raw.subarray(raw.length / 2))] }).toBER())
