import type { Deps } from '../config/wire.ts'
import type { Actor } from '../store/events.ts'

/**
 * The applicant asks to stop (NĐ 118/2025 art. 21): the request is a fact at once; whether it comes in time is decided by the
 * withdrawal process, one per dossier. Asking again changes nothing.
 */
export async function requestWithdrawal(code: string, reason: string, { transactions, dossiers, events, outbox, now }: Pick<Deps, 'transactions' | 'dossiers' | 'events' | 'outbox' | 'now'>, by: Actor = { kind: 'applicant' }): Promise<void> {
  await transactions.run(async () => {
    if ((await events.of(code)).some(({ act }) => act === 'request-withdrawal')) return
    await dossiers.act(code, { act: 'request-withdrawal', by, at: now(), details: { reason } }, () => ({}))
    await outbox.add(code, {
      kind: 'publish-message', name: 'withdrawal.requested', correlationKey: code, messageId: `withdrawal ${code}`, variables: { dossier: code },
    })
  })
}
