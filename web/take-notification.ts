import type { Temporal } from 'temporal-polyfill'
import type { NotificationAnswer, ProviderQuery } from '../config/pay/payment-provider.ts'
import type { Deps } from '../config/wire.ts'

/**
 * The provider's own call about an order, the only word that books a payment: signature, order and amount must be right. Told again,
 * it changes nothing; an order that failed at first may still be paid, also after its time.
 */
export async function takeNotification(
  query: ProviderQuery, { pay, paymentAttempts, fees, dossiers, transactions, now, log }: Pick<Deps, 'pay' | 'paymentAttempts' | 'fees' | 'dossiers' | 'transactions' | 'now' | 'log'>,
): Promise<NotificationAnswer> {
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
  const at: Temporal.Instant = now()
  const { units } = await dossiers.get(attempt.dossier)
  await transactions.run(async () => {
    await fees.pay(attempt.dossier, {
      subject: attempt.subject, amount: word.amount, method: 'online', key: `online ${word.reference}`, unit: units.receiving,
      details: { reference: word.reference, transaction: word.transaction },
    }, { by: { kind: 'system' }, at })
    await paymentAttempts.settle(word.reference, 'paid')
  })
  return 'accepted'
}
