import type { FeeSubject, RefundGround } from './fees.ts'

/**
 * The accounts of a dossier's book. What stands to the debit is positive, to the credit negative:
 * - `owed`: what the applicant owes; `revenue`: what was charged; `exempted`: what the law forgives
 * - `cash`: taken at the counter; `online`: taken by the payment provider
 * - `overpaid`: more than was owed; `refundable`: what is to go back to the applicant, once approved
 */
export const feeAccounts = ['owed', 'revenue', 'exempted', 'cash', 'online', 'overpaid', 'refundable'] as const
export type FeeAccount = (typeof feeAccounts)[number]

/** An amount in đồng on an account. */
export interface Posting { readonly account: FeeAccount, readonly amount: number }

export const paymentMethods = ['cash', 'online'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

export const movementKinds = ['charge', 'exemption', 'payment', 'cancellation', 'refund-request', 'refund-decline', 'refund-payment'] as const
export type MovementKind = (typeof movementKinds)[number]

/** One entry of the book: what happened, and its postings, which sum to zero. */
export interface Movement { readonly kind: MovementKind, readonly subject: FeeSubject, readonly postings: readonly Posting[] }

export class UnbalancedMovement extends Error {}

function positive(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`${amount} is not a positive whole number of đồng`)
  return amount
}

const pair = (debit: FeeAccount, credit: FeeAccount, amount: number): Posting[] =>
  [{ account: debit, amount: positive(amount) }, { account: credit, amount: -amount }]

/** @throws UnbalancedMovement when the postings do not sum to zero, or are no whole đồng */
export function checkBalanced(postings: readonly Posting[]): void {
  const whole = postings.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0)
  if (postings.length < 2 || !whole || sum(postings) !== 0) throw new UnbalancedMovement(`postings do not balance: ${JSON.stringify(postings)}`)
}

const sum = (postings: readonly Posting[]) => postings.reduce((total, { amount }) => total + amount, 0)

export const charge = (subject: FeeSubject, amount: number): Movement => ({ kind: 'charge', subject, postings: pair('owed', 'revenue', amount) })

/** What a class of applicants need not pay of a charge; what of it has been paid already, beyond `owed`, is then overpaid. */
export function exemption(subject: FeeSubject, amount: number, owed = amount): Movement {
  const forgiven = Math.min(positive(amount), Math.max(0, owed))
  return {
    kind: 'exemption', subject,
    postings: [
      { account: 'exempted', amount },
      ...(forgiven > 0 ? [{ account: 'owed' as const, amount: -forgiven }] : []),
      ...(amount > forgiven ? [{ account: 'overpaid' as const, amount: forgiven - amount }] : []),
    ],
  }
}

/** Money that came: it pays what is owed; the rest, all of it when nothing is owed, is overpaid. */
export function payment(subject: FeeSubject, method: PaymentMethod, amount: number, owed: number): Movement {
  const settled = Math.min(positive(amount), Math.max(0, owed))
  return {
    kind: 'payment', subject,
    postings: [
      { account: method, amount },
      ...(settled > 0 ? [{ account: 'owed' as const, amount: -settled }] : []),
      ...(amount > settled ? [{ account: 'overpaid' as const, amount: settled - amount }] : []),
    ],
  }
}

/** What is still owed is forgiven, because the dossier has ended without the service. */
export const cancellation = (subject: FeeSubject, owed: number): Movement => ({ kind: 'cancellation', subject, postings: pair('revenue', 'owed', owed) })

const refunded = (ground: RefundGround): FeeAccount => ground === 'overpaid' ? 'overpaid' : 'revenue'

export const refundRequest = (subject: FeeSubject, ground: RefundGround, amount: number): Movement =>
  ({ kind: 'refund-request', subject, postings: pair(refunded(ground), 'refundable', amount) })

/** Turns a request back. */
export const refundDecline = (subject: FeeSubject, ground: RefundGround, amount: number): Movement =>
  ({ kind: 'refund-decline', subject, postings: pair('refundable', refunded(ground), amount) })

export const refundPayment = (subject: FeeSubject, method: PaymentMethod, amount: number): Movement =>
  ({ kind: 'refund-payment', subject, postings: pair('refundable', method, amount) })

/** Where a dossier's book stands, in đồng. */
export interface Balance {
  /** Charged, before exemptions; what was cancelled or is to go back is taken out. */
  readonly charged: number
  readonly exempted: number
  /** What is to be paid still. */
  readonly owed: number
  /** What the applicant has paid and not got back. */
  readonly paid: number
  /** Paid beyond what was owed, and not yet asked back. */
  readonly overpaid: number
  /** Asked back, and not yet decided upon or paid out. */
  readonly refundable: number
}

/** The sums of a book. */
export function balanceOf(movements: readonly Pick<Movement, 'postings'>[]): Balance {
  const on = (account: FeeAccount) => sum(movements.flatMap(({ postings }) => postings.filter((each) => each.account === account)))
  const credit = (account: FeeAccount) => 0 - on(account)
  return {
    charged: credit('revenue'), exempted: on('exempted'), owed: on('owed'), paid: on('cash') + on('online'), overpaid: credit('overpaid'),
    refundable: credit('refundable'),
  }
}
