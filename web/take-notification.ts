import type { NotificationAnswer, ProviderQuery } from '../config/pay/payment-provider.ts'
import type { Deps } from '../config/wire.ts'
import { takePayment, type PaymentDeps } from './take-payment.ts'

/**
 * The provider's own call about an order, the only word that books a payment: signature, order and amount must be right. Told again,
 * it changes nothing; an order that failed at first may still be paid, also after its time.
 */
export async function takeNotification(query: ProviderQuery, deps: PaymentDeps & Pick<Deps, 'pay' | 'paymentAttempts' | 'transactions' | 'log'>): Promise<NotificationAnswer> {
  const { pay, paymentAttempts, dossiers, transactions, log } = deps
  const word = pay?.read(query) ?? null
  if (!word) return 'wrong-signature'
  const attempt = await paymentAttempts.find(word.reference)
  if (!attempt) return 'unknown-order'
  if (attempt.amount !== word.amount) {
    log.error({ dossier: attempt.dossier, reference: word.reference }, 'the payment provider names another amount than was asked')
    return 'wrong-amount'
  }
  if (attempt.state === 'paid') return 'known-already'
  if (word.outcome !== 'paid') {
    await paymentAttempts.settle(word.reference, 'failed')
    return 'accepted'
  }
  const { units } = await dossiers.get(attempt.dossier)
  await transactions.run(async () => {
    await takePayment(attempt.dossier, {
      subject: attempt.subject, amount: word.amount, method: 'online', key: `online ${word.reference}`, unit: units.receiving,
      details: { reference: word.reference, transaction: word.transaction },
    }, { kind: 'system' }, deps)
    await paymentAttempts.settle(word.reference, 'paid')
  })
  return 'accepted'
}
