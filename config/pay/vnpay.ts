import { timingSafeEqual } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import {
  HashAlgorithm, InpOrderAlreadyConfirmed, IpnFailChecksum, IpnInvalidAmount, IpnOrderNotFound, IpnSuccess, IpnUnknownError, ProductCode, VNPay, VnpLocale,
} from 'vnpay'
import { buildPaymentUrlSearchParams, calculateSecureHash } from 'vnpay/utils'
import type { NotificationAnswer, PaymentProvider, ProviderQuery } from './payment-provider.ts'

export interface VnpaySettings {
  /** The provider's address, such as 'https://pay.vnpay.vn'. */
  readonly host: string
  /** The terminal code that the provider gave the agency. */
  readonly terminal: string
  /** The secret that signs (HMAC-SHA512). */
  readonly secret: string
}

const answers = {
  'accepted': IpnSuccess, 'unknown-order': IpnOrderNotFound, 'known-already': InpOrderAlreadyConfirmed, 'wrong-amount': IpnInvalidAmount,
  'wrong-signature': IpnFailChecksum, 'failed': IpnUnknownError,
} as const satisfies Record<NotificationAnswer, { RspCode: string, Message: string }>

/** 'yyyyMMddHHmmss' in the provider's zone, whatever ours is. */
function stamp(at: Temporal.Instant): number {
  return Number(at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/\D/g, ''))
}

/** The parameters, each given once as text; null when one is given twice or is none of the provider's. */
function parameters(query: ProviderQuery): Record<string, string> | null {
  const entries = Object.entries(query)
  return entries.every(([key, value]) => key.startsWith('vnp_') && typeof value === 'string') ? Object.fromEntries(entries) as Record<string, string> : null
}

/**
 * Payment by VNPay's redirect (version 2.1.0): a signed address leads to its page, a signed address leads back, and a signed call from
 * server to server (IPN) says what became of it; only the last one counts. The library builds and signs; its own check of a signature
 * is not used because it compares with `===`, takes any parameter, and throws at a malformed amount.
 */
export function createVnpay({ host, terminal, secret }: VnpaySettings): PaymentProvider {
  const vnpay = new VNPay({ tmnCode: terminal, secureSecret: secret, vnpayHost: host, hashAlgorithm: HashAlgorithm.SHA512 })

  function isSigned({ vnp_SecureHash = '', vnp_SecureHashType: _, ...signed }: Record<string, string>): boolean {
    const expected = calculateSecureHash({
      secureSecret: secret, data: buildPaymentUrlSearchParams(signed).toString(), hashAlgorithm: HashAlgorithm.SHA512, bufferEncode: 'utf-8',
    })
    const [given, right] = [Buffer.from(vnp_SecureHash.toLowerCase()), Buffer.from(expected)]
    return given.length === right.length && timingSafeEqual(given, right)
  }

  return {
    name: { vi: 'VNPAY', en: 'VNPAY' },
    origin: new URL(host).origin,

    begin({ reference, amount, description, returnTo, ip, language, at, expiresAt }) {
      return vnpay.buildPaymentUrl({
        vnp_Amount: amount, vnp_TxnRef: reference, vnp_OrderInfo: description, vnp_ReturnUrl: returnTo, vnp_IpAddr: ip,
        vnp_Locale: language === 'vi' ? VnpLocale.VN : VnpLocale.EN, vnp_OrderType: ProductCode.Other,
        vnp_CreateDate: stamp(at), vnp_ExpireDate: stamp(expiresAt),
      })
    },

    read(query) {
      const given = parameters(query)
      if (!given || !isSigned(given)) return null
      const { vnp_TxnRef = '', vnp_Amount = '', vnp_ResponseCode, vnp_TransactionStatus, vnp_TransactionNo = '', vnp_TmnCode } = given
      // Amounts come in hundredths of a đồng.
      if (vnp_TmnCode !== terminal || vnp_TxnRef === '' || !/^[1-9]\d{0,15}00$/.test(vnp_Amount)) return null
      const outcome = vnp_ResponseCode === '00' && (vnp_TransactionStatus ?? '00') === '00' ? 'paid' : vnp_ResponseCode === '24' ? 'cancelled' : 'failed'
      return { reference: vnp_TxnRef, amount: Number(vnp_Amount.slice(0, -2)), outcome, transaction: vnp_TransactionNo }
    },

    answer: (answer) => ({ ...answers[answer] }),
  }
}
