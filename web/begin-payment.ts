import { randomUUID } from 'node:crypto'
import type { Deps } from '../config/wire.ts'
import { feeSubjects } from '../processes/law/fees.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'

/** How long an order at the provider may be paid. */
const minutesToPay = 15

/** An order at the payment provider for what a dossier owes: its amount comes from the ledger, never from whoever asks. Null when nothing is owed, or no provider is configured. */
export async function beginPayment(
  { code }: Pick<Dossier, 'code'>, { ip, language }: { ip: string, language: Language }, { pay, feeLedger, paymentAttempts, env, now }: Pick<Deps, 'pay' | 'feeLedger' | 'paymentAttempts' | 'env' | 'now'>,
): Promise<{ address: string, amount: number, expiresAt: ReturnType<Deps['now']> } | null> {
  const balances = await Promise.all(feeSubjects.map(async (subject) => ({ subject, owed: (await feeLedger.balanceOf(code, subject)).owed })))
  const open = balances.find(({ owed }) => owed > 0)
  if (!pay || !open) return null
  const at = now()
  const order = { reference: randomUUID().replaceAll('-', ''), amount: open.owed, at, expiresAt: at.add({ minutes: minutesToPay }) }
  await paymentAttempts.begin({ ...order, dossier: code, subject: open.subject })
  const address = pay.begin({ ...order, description: `Nop phi ho so ${code}`, returnTo: `${env.PUBLIC_ORIGIN}/thanh-toan/ket-qua`, ip: ip || '127.0.0.1', language })
  return { address, amount: order.amount, expiresAt: order.expiresAt }
}
