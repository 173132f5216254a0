import type { Temporal } from 'temporal-polyfill'
import type { Language, Text } from '../../processes/text.ts'

/** What the provider is to ask the applicant for. */
export interface PaymentOrder {
  /** Letters and digits: all that the provider learns of us. */
  readonly reference: string
  /** In đồng. */
  readonly amount: number
  /** What the applicant reads at the provider: no personal data. */
  readonly description: string
  /** Where the applicant's browser comes back to. */
  readonly returnTo: string
  /** The applicant's address in the network, which providers ask for. */
  readonly ip: string
  readonly language: Language
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** What the provider says of an order; its signature was right. */
export interface ProviderWord {
  readonly reference: string
  /** In đồng. */
  readonly amount: number
  readonly outcome: 'paid' | 'cancelled' | 'failed'
  /** The provider's own number of the transaction. */
  readonly transaction: string
}

/** How we take what the provider told us, for its own record. */
export type NotificationAnswer = 'accepted' | 'unknown-order' | 'known-already' | 'wrong-amount' | 'wrong-signature' | 'failed'

/** Parameters of an address, as they came. */
export type ProviderQuery = Readonly<Record<string, unknown>>

/** Takes payments online. Counter cash needs none: where no provider is configured, it is the only way to pay. */
export interface PaymentProvider {
  readonly name: Text
  /** Where its payment page is, for the Content-Security-Policy: a form of ours leads there. */
  readonly origin: string
  /** The signed address of the payment page. */
  begin(order: PaymentOrder): string
  /** What a signed address says: the browser's on its way back, or the provider's own call. @returns null when the signature is wrong */
  read(query: ProviderQuery): ProviderWord | null
  /** The answer that the provider expects to its call. */
  answer(answer: NotificationAnswer): Readonly<Record<string, string>>
}
