import type { X509Certificate } from 'node:crypto'

/** A chain is longer than this in no hierarchy that we know. */
const longestChain = 8

/** A certificate with those that vouch for it, of the ones at hand, each issued by the next. */
export function chainOf(own: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own]
  for (let last = own; chain.length < longestChain;) {
    const { fingerprint256 } = last
    const issuer = others.find((each) => each.fingerprint256 !== fingerprint256 && !chain.includes(each) && last.checkIssued(each) && last.verify(each.publicKey))
    if (!issuer) break
    chain.push(issuer)
    last = issuer
  }
  return chain
}

/** What algorithm a certificate's key signs by. @throws when it is neither RSA nor EC */
export function kindOfKey({ publicKey: { asymmetricKeyType } }: X509Certificate): 'rsa' | 'ec' {
  if (asymmetricKeyType === 'rsa' || asymmetricKeyType === 'ec') return asymmetricKeyType
  throw new Error(`Keys of type ${asymmetricKeyType ?? 'unknown'} are not used for signing`)
}
