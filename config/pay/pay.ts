import type { Env } from '../env.ts'
import type { PaymentProvider } from './payment-provider.ts'
import { createVnpay } from './vnpay.ts'

/** The payment provider that operations configured; null: payment only in cash at the counter. */
export function createPay({ VNPAY_URL: host, VNPAY_TMN_CODE: terminal, VNPAY_HASH_SECRET: secret }: Pick<Env, 'VNPAY_URL' | 'VNPAY_TMN_CODE' | 'VNPAY_HASH_SECRET'>): PaymentProvider | null {
  return host && terminal && secret ? createVnpay({ host, terminal, secret }) : null
}
