import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { balanceOf, type FeeAccount, type MovementKind } from '../processes/law/fee-book.ts'
import { feeMomentNames, feeMoments, feeSubjects, formatDong, refundGrounds, type RefundGround } from '../processes/law/fees.ts'
import type { Language, Text } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { BookedMovement } from '../store/fee-ledger.ts'
import type { FeeView, LedgerRow } from './view/models.ts'
import { translator } from './view/translate.ts'

export type FeeDeps = Pick<Deps, 'feeLedger' | 'fees' | 'paymentAttempts' | 'pay' | 'now'>

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'vi' in value && 'en' in value

/** What is paid in, as one positive amount. */
export const amountOf = ({ postings }: Pick<BookedMovement, 'postings'>) => Math.max(...postings.map(({ amount }) => amount))

/** Whether the applicant has come back from the provider, whose own word is still to come: until the order's time is over nobody pays again. */
async function isConfirming(code: string, { paymentAttempts, now }: FeeDeps): Promise<boolean> {
  return (await paymentAttempts.of(code)).some(({ state, expiresAt }) => state === 'returned' && Temporal.Instant.compare(now(), expiresAt) < 0)
}

/** The text that a fee is charged by, without the notes on it that follow. */
const cited = (source: unknown) => typeof source === 'string' ? source.split(/[:;]/u)[0]?.trim() ?? '' : ''

/** What a dossier costs and what has been paid of it; nothing as long as nothing was charged. */
export async function presentFees(
  dossier: Dossier, language: Language, hrefs: { receipt: (receipt: string) => string, pay?: string }, deps: FeeDeps,
): Promise<FeeView | undefined> {
  const movements = await deps.feeLedger.of(dossier.code)
  if (movements.length === 0) return undefined
  const t = translator(language)
  const dong = (amount: number) => formatDong(amount, language)
  const { owed, refundable } = balanceOf(movements)
  const rows = feeSubjects.flatMap((subject) => {
    const mine = movements.filter((each) => each.subject === subject)
    const charge = mine.find(({ kind }) => kind === 'charge')
    if (!charge) return []
    const { charged, exempted, paid } = balanceOf(mine)
    const who = mine.findLast(({ details }) => isText(details['who']))?.details['who']
    return [{
      label: t(`fee.${subject}`), amount: dong(charged - exempted), ...(isText(who) && { why: who[language] }),
      ...(exempted > 0 && { reduced: t('fee.reduced', { standard: dong(charged), less: dong(exempted) }) }), source: cited(charge.details['source']), paid: dong(paid),
    }]
  })
  const due = movements.find(({ kind, subject }) => kind === 'charge' && subject === 'fee')?.details['due']
  const moment = feeMoments.find((each) => each === due)
  const confirming = owed > 0 && await isConfirming(dossier.code, deps)
  const open = new Set((await deps.fees.openRefunds(dossier.code)).map(({ key }) => key))
  const decided = new Map(movements.filter(({ kind }) => kind === 'refund-payment' || kind === 'refund-decline').map((each) => [String(each.details['request']), each]))
  return {
    rows, settled: owed === 0, ...(owed > 0 && { owed: dong(owed) }), ...(confirming && { confirming }),
    ...(owed > 0 && !confirming && (await deps.fees.waitedFor(dossier.code)).length > 0 && { isWaitedFor: true }),
    ...(owed > 0 && moment && { moment: feeMomentNames[moment][language] }),
    ...(owed > 0 && !confirming && hrefs.pay && deps.pay && { payAction: hrefs.pay, provider: deps.pay.name[language] }),
    ...(owed > 0 && !deps.pay && { counterOnly: true }),
    receipts: movements.filter(({ kind }) => kind === 'payment').map(({ receipt, at, ...movement }) => ({
      number: receipt ?? '', amount: dong(amountOf(movement)), at, href: hrefs.receipt(receipt ?? ''), how: t(movement.postings.some(({ account }) => account === 'cash') ? 'fee.cash' : 'fee.online'),
    })),
    refunds: movements.filter(({ kind }) => kind === 'refund-request').map((request) => ({
      amount: dong(amountOf(request)), ground: refundGrounds[request.details['ground'] as RefundGround][language],
      state: t(open.has(request.key) ? 'fee.refund-open' : decided.get(request.key)?.kind === 'refund-payment' ? 'fee.refund-paid' : 'fee.refund-declined'),
    })),
    ...(refundable > 0 && { refundable: dong(refundable) }),
  }
}

const kindNames = {
  'charge': { vi: 'Phải nộp', en: 'Charge' },
  'exemption': { vi: 'Miễn, giảm', en: 'Exemption' },
  'payment': { vi: 'Nộp', en: 'Payment' },
  'cancellation': { vi: 'Hủy khoản chưa nộp', en: 'Cancelled' },
  'refund-request': { vi: 'Đề nghị hoàn trả', en: 'Refund requested' },
  'refund-decline': { vi: 'Không hoàn trả', en: 'Refund declined' },
  'refund-payment': { vi: 'Đã hoàn trả', en: 'Refund paid' },
} as const satisfies Record<MovementKind, Text>

const accountNames = {
  owed: { vi: 'Còn phải nộp', en: 'Owed' },
  revenue: { vi: 'Nguồn thu', en: 'Revenue' },
  exempted: { vi: 'Được miễn, giảm', en: 'Exempted' },
  cash: { vi: 'Tiền mặt tại quầy', en: 'Cash at the counter' },
  online: { vi: 'Đơn vị thanh toán', en: 'Payment provider' },
  overpaid: { vi: 'Nộp thừa', en: 'Overpaid' },
  refundable: { vi: 'Chờ hoàn trả', en: 'To be refunded' },
} as const satisfies Record<FeeAccount, Text>

/** The ledger of a dossier, line by line. */
export function presentLedger(movements: readonly BookedMovement[], language: Language): LedgerRow[] {
  return movements.map(({ kind, at, by, receipt, postings }) => ({
    what: kindNames[kind][language], at, ...(by && { by }), ...(receipt && { receipt }),
    postings: postings.map(({ account, amount }) => ({
      account: accountNames[account][language], debit: amount > 0 ? formatDong(amount, language) : '', credit: amount < 0 ? formatDong(-amount, language) : '',
    })),
  }))
}
