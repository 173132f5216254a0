import { tell, type TellDeps } from '../config/notify/tell.ts'
import type { Deps } from '../config/wire.ts'
import { formatDong } from '../processes/law/fees.ts'
import type { Actor, Worker } from '../store/events.ts'
import type { BookedMovement } from '../store/fee-ledger.ts'
import type { NewPayment } from '../store/fees.ts'

export type PaymentDeps = TellDeps & Pick<Deps, 'fees' | 'dossiers'>

/**
 * Books a payment and tells the applicant of it with the number of the receipt, in one transaction (requirement C5). A payment that is
 * told again is booked and told once.
 * @throws NotOwed
 */
export function takePayment(code: string, payment: NewPayment, by: Actor, deps: PaymentDeps, { exactly = false } = {}): Promise<BookedMovement> {
  const { fees, dossiers, now } = deps
  return fees.pay(code, payment, { by, at: now() }, {
    exactly,
    async onBooked({ receipt }) {
      const dossier = await dossiers.get(code)
      await tell('applicant', 'paymentReceived', dossier, { amount: formatDong(payment.amount, dossier.language), receipt: receipt ?? '' }, deps)
    },
  })
}

/** Cash at the counter: what the clerk counted must be what is owed. @throws NotOwed */
export function takeCash(code: string, { key, ...counted }: Pick<NewPayment, 'subject' | 'amount' | 'key' | 'unit'>, by: Worker, deps: PaymentDeps): Promise<BookedMovement> {
  return takePayment(code, { ...counted, method: 'cash', key: `cash ${counted.subject} ${key}` }, by, deps, { exactly: true })
}
