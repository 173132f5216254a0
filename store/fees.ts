import type { Temporal } from 'temporal-polyfill'
import type { Dossier, Dossiers } from './dossiers.ts'
import { runningClock } from './dossiers.ts'
import { nameOf, type Actor } from './events.ts'
import type { BookedMovement, FeeLedger } from './fee-ledger.ts'
import type { Outbox } from './outbox.ts'
import type { PaymentWait, PaymentWaits } from './payment-waits.ts'
import type { Sequences } from './sequences.ts'
import type { Transactions } from './transaction.ts'
import { wakeWatch } from './wake-watch.ts'
import * as book from '../processes/law/fee-book.ts'
import { refundBasis, refundGround, type FeeMoment, type FeeSubject, type RefundGround, type RefundRefusal } from '../processes/law/fees.ts'
import { goOnAfterPayment, stopForPayment } from '../processes/law/payment-clock.ts'
import type { Text } from '../processes/text.ts'

/** An act with who did it and when. */
interface By { readonly by: Actor, readonly at: Temporal.Instant }

const system = { kind: 'system' } as const

export interface NewCharge {
  readonly subject: FeeSubject
  /** Before exemptions, in đồng. */
  readonly standard: number
  /** What is to be paid, in đồng. */
  readonly amount: number
  /** Why this much, in words. */
  readonly who: Text
  /** The text that it rests on. */
  readonly source: string
  readonly due: FeeMoment | null
}

export interface NewPayment {
  readonly subject: FeeSubject
  readonly amount: number
  readonly method: book.PaymentMethod
  /** Names the payment: the provider's transaction, or the form that the clerk sent. */
  readonly key: string
  /** The unit that took it, which numbers the receipt. */
  readonly unit: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** The law does not give back what somebody asks back. */
export class NoRefund extends Error {
  readonly refusal: RefundRefusal
  constructor(refusal: RefundRefusal) {
    super(`No refund: ${refusal}`)
    this.refusal = refusal
  }
}

/** What a cash payment was for is no longer owed, or has changed since the clerk's page was made. */
export class NotOwed extends Error {
  readonly owed: number
  constructor(owed: number) {
    super(`${String(owed)} đồng are owed`)
    this.owed = owed
  }
}

/**
 * What happens to a dossier's money: each act is stored with its movements in the ledger, its audit event and what the engine is to
 * be told, in one transaction. What is told twice happens once, by the movement's key.
 */
export function createFees({ transactions, dossiers, outbox, sequences, ledger, waits }: {
  transactions: Transactions, dossiers: Dossiers, outbox: Outbox, sequences: Sequences, ledger: FeeLedger, waits: PaymentWaits
}) {
  const entry = (dossier: string, key: string, { by, at }: By, movement: book.Movement, more: Partial<Pick<BookedMovement, 'receipt' | 'details'>> = {}) =>
    ledger.book({ ...movement, key, dossier, at, by: nameOf(by), receipt: more.receipt ?? null, details: more.details ?? {} })

  /** The jobs that waited for the payment go on, and the clocks that stood. */
  async function release(code: string, released: readonly PaymentWait[], at: Temporal.Instant): Promise<void> {
    for (const { jobKey } of released) await outbox.add(code, { kind: 'complete-job', jobKey, variables: { paid: true, paidAt: at.toString() } })
    await waits.end(released.map(({ jobKey }) => jobKey))
    if (released.length > 0) await wakeWatch(code, outbox)
  }

  const clocksAfter = (clocks: Dossier['clocks'], released: readonly Pick<PaymentWait, 'clock' | 'then' | 'basis'>[], at: Temporal.Instant): Dossier['clocks'] =>
    released.reduce<Dossier['clocks']>((now, { clock, then, basis }) => {
      const section = clock && now[clock]
      return section ? { ...now, [clock]: { ...section, events: goOnAfterPayment(section.events, at, { then, basis }) } } : now
    }, clocks)

  /** Books a request for money that goes back; the head of the unit then approves it. */
  async function openRefund(code: string, subject: FeeSubject, ground: RefundGround, amount: number, key: string, who: By, reason = ''): Promise<void> {
    const details = { subject, ground, amount, basis: refundBasis[ground], ...(reason && { reason }) }
    await dossiers.act(code, { act: 'request-refund', ...who, details }, () => ({}))
    await entry(code, key, who, book.refundRequest(subject, ground, amount), { details })
  }

  const fees = {
    /**
     * Charges a dossier what it costs. Charged again, it books only what has changed since: a further charge or a reduction; what was paid
     * for what is no longer charged goes back.
     * @returns false when nothing has changed
     */
    charge(code: string, { subject, standard, amount, who, source, due }: NewCharge, whoAct: By): Promise<boolean> {
      return transactions.run(async () => {
        const before = await ledger.of(code, subject)
        const { charged, exempted, owed } = book.balanceOf(before)
        const net = charged - exempted
        const known = before.some(({ kind }) => kind === 'charge')
        if (net === amount && (known || amount === standard && amount === 0)) return false // free for everybody: nothing to book
        const details = { subject, standard, amount, due, who, source }
        const settled = known && amount < net && owed <= net - amount ? (await waits.of(code)).filter((wait) => wait.subject === subject) : []
        await dossiers.act(code, { act: 'charge-fee', ...whoAct, details }, ({ clocks }) => ({ clocks: clocksAfter(clocks, settled, whoAct.at) }))
        const key = (kind: string) => `${kind} ${subject} ${code} ${String(before.length)}`
        if (!known) {
          if (standard > 0) await entry(code, key('charge'), whoAct, book.charge(subject, standard), { details })
          if (standard > amount) await entry(code, key('exempt'), whoAct, book.exemption(subject, standard - amount), { details: { who, source } })
        } else if (amount > net) {
          await entry(code, key('charge'), whoAct, book.charge(subject, amount - net), { details })
        } else {
          const less = net - amount
          await entry(code, key('exempt'), whoAct, book.exemption(subject, less, owed), { details: { who, source } })
          if (less > owed) await openRefund(code, subject, 'overpaid', less - Math.max(0, owed), `refund ${key('exempt')}`, { by: system, at: whoAct.at })
        }
        await release(code, settled, whoAct.at)
        return true
      })
    },

    /**
     * Money came in. It pays what is owed, lets the jobs go on that waited for it, and gets a receipt; what was too much is booked as such and
     * a refund of it is opened. The same payment told again is booked once.
     * @param exactly refuse any other amount than is owed: for cash, which a clerk counts before the button is pressed
     * @param onBooked what else belongs to a payment that was not booked before, in the same transaction
     * @throws NotOwed
     */
    async pay(code: string, { subject, amount, method, key, unit, details = {} }: NewPayment, who: By, { exactly = false, onBooked }: { exactly?: boolean, onBooked?: (booked: BookedMovement) => Promise<void> } = {}): Promise<BookedMovement> {
      const year = String(who.at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').year)
      let receipt: string | null = null
      return transactions.run(async () => {
        const before = await ledger.find(key)
        if (before) return before
        const { owed } = await ledger.balanceOf(code, subject)
        if (exactly && (owed === 0 || amount !== owed)) throw new NotOwed(owed)
        receipt ??= `${unit.toUpperCase()}.${year}.${String(await sequences.next(`receipt ${unit} ${year}`)).padStart(7, '0')}`
        const movement = book.payment(subject, method, amount, owed)
        const waiting = owed > 0 && amount >= owed ? (await waits.of(code)).filter((wait) => wait.subject === subject) : []
        await dossiers.act(code, { act: 'pay-fee', ...who, details: { subject, amount, method, receipt } }, ({ clocks }) => ({
          clocks: clocksAfter(clocks, waiting, who.at),
        }))
        await entry(code, key, who, movement, { receipt, details })
        await release(code, waiting, who.at)
        const surplus = amount - Math.min(amount, Math.max(0, owed))
        if (surplus > 0) await openRefund(code, subject, 'overpaid', surplus, `refund ${key}`, { by: system, at: who.at })
        const booked = await ledger.find(key)
        if (!booked) throw new Error(`Payment ${key} was not booked`)
        await onBooked?.(booked)
        return booked
      })
    },

    /**
     * Parks a job until what is owed for `subject` has been paid, and stops the clock that runs now when `pauses`.
     * @returns false when nothing is owed: the job need not wait; its second limit, if any, has begun
     */
    awaitPayment(
      code: string, { jobKey, subject, pauses, then, basis }: Pick<PaymentWait, 'jobKey' | 'subject' | 'then' | 'basis'> & { pauses: boolean }, at: Temporal.Instant,
    ): Promise<boolean> {
      return transactions.run(async () => {
        if (await waits.find(jobKey)) return true
        const { owed } = await ledger.balanceOf(code, subject)
        const before = await dossiers.get(code)
        const clock = (pauses || then) && runningClock(before) ? before.receivedAt === null ? 'reception' as const : 'settlement' as const : null
        const stopped = ({ clocks }: Dossier): Dossier['clocks'] => {
          const section = clock && clocks[clock]
          return section ? { ...clocks, [clock]: { ...section, events: stopForPayment(section.events, at, { then, basis }) } } : clocks
        }
        if (owed <= 0) {
          if (then && clock) {
            const details = { subject, amount: 0 }
            await dossiers.act(code, { act: 'await-payment', by: system, at, details }, (now) => ({ clocks: clocksAfter(stopped(now), [{ clock, then, basis }], at) }))
          }
          return false
        }
        const after = await dossiers.act(code, { act: 'await-payment', by: system, at, details: { subject, amount: owed } }, (now) => ({ clocks: stopped(now) }))
        await dossiers.due(after) // a ledger that is wrong says so here, not on every page
        await waits.add({ jobKey, dossier: code, subject, clock, then, basis })
        return true
      })
    },

    /**
     * A dossier has ended without its service: what was not paid is forgiven, what was paid goes back where the law says so, nobody
     * waits any more (TQ 246/QĐ-UBND, 12.5c).
     */
    endWithoutService(code: string, at: Temporal.Instant): Promise<void> {
      return transactions.run(async () => {
        const { state, receivedAt } = await dossiers.get(code)
        await waits.end((await waits.of(code)).map(({ jobKey }) => jobKey))
        for (const subject of ['fee', 'duty'] as const) {
          const key = `end ${subject} ${code}`
          if (await ledger.find(key) || await ledger.find(`refund ${key}`)) continue
          const { owed, charged, exempted } = await ledger.balanceOf(code, subject)
          if (owed > 0) {
            await dossiers.act(code, { act: 'cancel-fee', by: system, at, details: { subject, amount: owed } }, () => ({}))
            await entry(code, key, { by: system, at }, book.cancellation(subject, owed))
          }
          const paidForService = charged - exempted - owed
          const right = refundGround({ state, received: receivedAt !== null })
          if (paidForService > 0 && 'ground' in right) await openRefund(code, subject, right.ground, paidForService, `refund ${key}`, { by: system, at })
        }
      })
    },

    /**
     * Somebody asks the fee back; `agencyFailed`: the agency itself states that it did not complete the service.
     * @throws NoRefund when the law does not give it back
     */
    requestRefund(code: string, subject: FeeSubject, { reason, agencyFailed }: { reason: string, agencyFailed: boolean }, who: By): Promise<void> {
      return transactions.run(async () => {
        const { state, receivedAt } = await dossiers.get(code)
        const right = refundGround({ state, received: receivedAt !== null, agencyFailed })
        if ('refusal' in right) throw new NoRefund(right.refusal)
        const { charged, exempted, owed } = await ledger.balanceOf(code, subject)
        const paidForService = charged - exempted - owed
        if (paidForService <= 0) throw new NoRefund('nothing-paid')
        const { revision } = await dossiers.get(code)
        await openRefund(code, subject, right.ground, paidForService, `refund asked ${subject} ${code} ${String(revision)}`, who, reason)
      })
    },

    /** What a dossier cannot go on without being paid now. */
    async waitedFor(code: string): Promise<FeeSubject[]> {
      return (await waits.of(code)).map(({ subject }) => subject)
    },

    /** Requests that nobody has decided upon yet, the first first. */
    async openRefunds(code: string): Promise<BookedMovement[]> {
      const movements = await ledger.of(code)
      const decided = new Set(movements.flatMap(({ kind, details }) => kind === 'refund-payment' || kind === 'refund-decline' ? [details['request']] : []))
      return movements.filter(({ kind, key }) => kind === 'refund-request' && !decided.has(key))
    },

    /** Decides upon a request for a refund, once. @returns false when it was decided before */
    decideRefund(
      code: string, request: string, decision: { paid: book.PaymentMethod, voucher: string } | { declined: string }, who: By,
    ): Promise<boolean> {
      return transactions.run(async () => {
        const found = (await fees.openRefunds(code)).find(({ key }) => key === request)
        if (!found) return false
        const amount = Math.max(...found.postings.map((each) => each.amount))
        const { subject } = found
        const ground = found.details['ground'] as RefundGround
        const paying = 'paid' in decision
        await dossiers.act(code, {
          act: paying ? 'pay-refund' : 'decline-refund', ...who, details: { subject, amount, ground, ...(paying ? { voucher: decision.voucher } : { reason: decision.declined }) },
        }, () => ({}))
        await entry(code, `decided ${request}`, who, paying ? book.refundPayment(subject, decision.paid, amount) : book.refundDecline(subject, ground, amount), {
          details: { request, ground, ...(paying ? { voucher: decision.voucher } : { reason: decision.declined }) },
        })
        return true
      })
    },
  }
  return fees
}

export type Fees = ReturnType<typeof createFees>
